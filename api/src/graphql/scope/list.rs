//! Lists, a page at a time.

use almoner_domain::{
    id::{PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    measure::{FiscalYear, MeasurePeriod},
    money::Money,
};
use almoner_projections::{
    actions::RefusedFilter,
    audit_trail::{AuditFilter, AuditRow},
    award_cash::CashFilter,
    award_income::IncomeFilter,
    awards::AwardFilter,
    calendar::CalendarFilter,
    claims::{ClaimFilter, WorklistFilter},
    client_reads::ClientReadFilter,
    clients::{ClientFilter, DeadlineFilter},
    extracts::{ClientExtract, ServiceExtract},
    measures::{ComputedMeasure, MeasureFilter},
    organizations::OrganizationFilter,
    oversight::FindingFilter,
    payments::{PaymentClaimFilter, PaymentFilter, PaymentOffsetFilter},
    period_closes::PeriodCloseRow,
    postings::{PostingFilter, TrialBalance, TrialBalanceFilter},
    read::Paged,
    receivables::ReceivableFilter,
    remittances::RemittanceFilter,
    sub_awards::SubAwardFilter,
};

use chrono::NaiveDate;

use super::Scope;
use crate::graphql::{
    account::Posting,
    action::AnsweredCommand,
    award::{Award, AwardAction, TimelineEntry},
    cash::{CashEntry, Contribution},
    claim::Claim,
    client::{Client, ClientDeadline},
    client_reads::ClientRead,
    closing::PeriodClose,
    connection::{Connection, Page, Window},
    error::TopError,
    income::IncomeEntry,
    journal::JournalEvent,
    measure::Measure,
    organization::Organization,
    oversight::{AwardFinding, Deadline},
    payment::{Payment, PaymentItem, PaymentOffset},
    programme::Programme,
    receivable::ReceivableEntry,
    remittance::Remittance,
    standing::ClaimReduction,
    sub_award::SubAward,
    worklist::WorklistItem,
};

macro_rules! lists {
    ($($(#[$doc:meta])* $method:ident($filter:ident) => $object:ident by $read:ident;)+) => {$(
        $(#[$doc])*
        pub(crate) async fn $method(
            &self,
            filter: &$filter,
            page: &Page,
        ) -> Result<Connection<$object>, TopError> {
            let paged = self.view().$read(filter, &page.asked()?).await?;
            Ok(self.page_of(paged, page, |row| $object { row, scope: self.clone() }))
        }
    )+};
}

impl Scope {
    lists! {
        /// Organizations of the register.
        organizations(OrganizationFilter) => Organization by organizations;
        /// Awards.
        awards(AwardFilter) => Award by awards;
        /// What moved federal cash.
        award_cash_entries(CashFilter) => CashEntry by award_cash_entries;
        /// What others contributed.
        award_contributions(CashFilter) => Contribution by award_contributions;
        /// What was earned and spent of program income.
        award_income_entries(IncomeFilter) => IncomeEntry by award_income_entries;
        /// Sub-awards.
        sub_awards(SubAwardFilter) => SubAward by sub_awards;
        /// Clients.
        clients(ClientFilter) => Client by clients;
        /// Claims.
        claims(ClaimFilter) => Claim by claims;
        /// Payments.
        payments(PaymentFilter) => Payment by payments;
        /// Claims as parts of payments.
        payment_items(PaymentClaimFilter) => PaymentItem by payment_claims;
        /// What payments withhold.
        payment_offsets(PaymentOffsetFilter) => PaymentOffset by payment_offsets;
        /// What moved what is owed back.
        receivable_entries(ReceivableFilter) => ReceivableEntry by receivable_entries;
        /// What payments pay to sub-awardees.
        remittances(RemittanceFilter) => Remittance by remittances;
        /// Measures, each with the report that stands.
        measures(MeasureFilter) => Measure by measures;
        /// What was found about awards.
        findings(FindingFilter) => AwardFinding by findings;
        /// What was posted.
        postings(PostingFilter) => Posting by postings;
    }

    /// What was done with an award.
    pub(crate) async fn award_actions(
        &self,
        award: &Fain,
        page: &Page,
    ) -> Result<Connection<AwardAction>, TopError> {
        let paged = self.view().award_actions(award, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| AwardAction {
            row,
            scope: self.clone(),
        }))
    }

    /// Who did what.
    pub(crate) async fn audit_trail(
        &self,
        filter: &AuditFilter,
        page: &Page,
    ) -> Result<Connection<JournalEvent>, TopError> {
        let paged = self.view().audit_trail(filter, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| JournalEvent::of(row, self.clone())))
    }

    /// Who did what, from either end of the list.
    pub(crate) async fn events(
        &self,
        filter: AuditFilter,
        window: &Window,
    ) -> Result<Connection<JournalEvent>, TopError> {
        let (paged, others) = self.browsed(filter, window).await?;
        let object = |row| JournalEvent::of(row, self.clone());
        Ok(self.window_of(paged, others, object))
    }

    /// What happened to an award, from either end of the list.
    pub(crate) async fn award_timeline(
        &self,
        filter: AuditFilter,
        window: &Window,
    ) -> Result<Connection<TimelineEntry>, TopError> {
        let (paged, others) = self.browsed(filter, window).await?;
        let object = |row| TimelineEntry {
            row,
            scope: self.clone(),
        };
        Ok(self.window_of(paged, others, object))
    }

    /// The records of a window, and whether there are others before and after them.
    async fn browsed(
        &self,
        mut filter: AuditFilter,
        window: &Window,
    ) -> Result<(Paged<AuditRow>, (bool, bool)), TopError> {
        let (begin, end) = if filter.newest_first {
            (window.before, window.after)
        } else {
            (window.after, window.before)
        };
        filter.after = filter.after.max(begin);
        filter.before = match (filter.before, end) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        filter.newest_first ^= window.is_backward;
        let paged = self.view().audit_trail(&filter, &window.asked()?).await?;
        Ok(if window.is_backward {
            let others = (paged.has_next, window.before.is_some());
            (paged.reversed(), others)
        } else {
            let others = (window.after.is_some(), paged.has_next);
            (paged, others)
        })
    }

    /// What an account did.
    pub(crate) async fn actions(
        &self,
        actor: &str,
        page: &Page,
    ) -> Result<Connection<AnsweredCommand>, TopError> {
        let paged = self.view().actions(actor, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| AnsweredCommand {
            row,
            scope: self.clone(),
        }))
    }

    /// What a rule refused.
    pub(crate) async fn refused_commands(
        &self,
        filter: &RefusedFilter,
        page: &Page,
    ) -> Result<Connection<AnsweredCommand>, TopError> {
        let paged = self.view().refused_commands(filter, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| AnsweredCommand {
            row,
            scope: self.clone(),
        }))
    }

    /// Who was told of clients.
    pub(crate) async fn client_reads(
        &self,
        filter: &ClientReadFilter,
        page: &Page,
    ) -> Result<Connection<ClientRead>, TopError> {
        let paged = self.view().client_reads(filter, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| ClientRead { row }))
    }

    /// What is due about cases, as of a day.
    pub(crate) async fn client_deadlines(
        &self,
        filter: &DeadlineFilter,
        on: NaiveDate,
        page: &Page,
    ) -> Result<Connection<ClientDeadline>, TopError> {
        let paged = self.view().client_deadlines(filter, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| ClientDeadline {
            row,
            on,
            scope: self.clone(),
        }))
    }

    /// What is due of awards and sub-awards, as of a day.
    pub(crate) async fn deadlines(
        &self,
        filter: &CalendarFilter,
        page: &Page,
    ) -> Result<Connection<Deadline>, TopError> {
        let paged = self.view().calendar(filter, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |due| Deadline {
            due,
            on: filter.on,
            scope: self.clone(),
        }))
    }

    /// The claims that wait, with their clock on a day.
    pub(crate) async fn worklist(
        &self,
        filter: &WorklistFilter,
        page: &Page,
        on: NaiveDate,
    ) -> Result<Connection<WorklistItem>, TopError> {
        let paged = self.view().worklist(filter, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| WorklistItem {
            row,
            scope: self.clone(),
            on,
        }))
    }

    /// What was taken off the claims of a sub-award.
    pub(crate) async fn claim_reductions(
        &self,
        sub_award: &SubAwardId,
        page: &Page,
    ) -> Result<Connection<ClaimReduction>, TopError> {
        let paged = self
            .view()
            .claim_reductions(sub_award, &page.asked()?)
            .await?;
        Ok(self.page_of(paged, page, |row| ClaimReduction {
            row,
            scope: self.clone(),
        }))
    }

    /// The catalogue of programmes.
    pub(crate) async fn programmes(&self, page: &Page) -> Result<Connection<Programme>, TopError> {
        let paged = self.view().programmes(&page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| Programme {
            row,
            scope: self.clone(),
        }))
    }

    /// What a payment withholds in all.
    pub(crate) async fn payment_offset_total(&self, id: &PaymentId) -> Result<Money, TopError> {
        Ok(self.view().payment_offset_total(id).await?)
    }

    /// The closes of a programme's months.
    pub(crate) async fn period_closes(
        &self,
        programme: &ProgrammeCode,
        page: &Page,
    ) -> Result<Connection<PeriodClose>, TopError> {
        let paged = self.view().period_closes(programme, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| PeriodClose {
            row,
            scope: self.clone(),
        }))
    }

    /// The latest close of a programme's months.
    pub(crate) async fn latest_period_close(
        &self,
        programme: &ProgrammeCode,
    ) -> Result<Option<PeriodClose>, TopError> {
        let row = self.view().latest_period_close(programme).await?;
        Ok(row.map(|row| PeriodClose {
            row,
            scope: self.clone(),
        }))
    }

    /// A close of a programme's months, by its number.
    pub(crate) async fn period_close(
        &self,
        programme: &ProgrammeCode,
        close: u32,
    ) -> Result<Option<PeriodCloseRow>, TopError> {
        Ok(self.view().period_close(programme, close).await?)
    }

    /// The trial balance of what is asked for, as far as the caller sees it.
    pub(crate) async fn trial_balance(
        &self,
        filter: &TrialBalanceFilter,
    ) -> Result<TrialBalance, TopError> {
        Ok(self.view().trial_balance(filter).await?)
    }

    /// What the ledger counts itself.
    pub(crate) async fn computed_measures(
        &self,
        programme: &ProgrammeCode,
        time: MeasurePeriod,
    ) -> Result<Vec<ComputedMeasure>, TopError> {
        Ok(self.view().computed_measures(programme, time).await?)
    }

    /// The client-level extract of a programme and a period.
    pub(crate) async fn client_extract(
        &self,
        programme: &ProgrammeCode,
        period: MeasurePeriod,
    ) -> Result<Option<ClientExtract>, TopError> {
        Ok(self.view().client_extract(programme, period).await?)
    }

    /// The extract of a programme and a fiscal year by category of service.
    pub(crate) async fn service_extract(
        &self,
        programme: &ProgrammeCode,
        year: FiscalYear,
    ) -> Result<Option<ServiceExtract>, TopError> {
        Ok(self.view().service_extract(programme, year).await?)
    }

    fn window_of<R, T>(
        &self,
        paged: Paged<R>,
        others: (bool, bool),
        object: impl Fn(R) -> T,
    ) -> Connection<T> {
        let keys = paged
            .cursors
            .into_iter()
            .map(|cursor| cursor.as_str().to_owned());
        let items = keys.zip(paged.rows.into_iter().map(object));
        Connection::between(items, others, self.as_of())
    }

    pub(super) fn page_of<R, T>(
        &self,
        paged: Paged<R>,
        page: &Page,
        object: impl Fn(R) -> T,
    ) -> Connection<T> {
        let keys = paged
            .cursors
            .into_iter()
            .map(|cursor| cursor.as_str().to_owned());
        let items = keys.zip(paged.rows.into_iter().map(object));
        Connection::new(items, page, paged.has_next, self.as_of())
    }
}
