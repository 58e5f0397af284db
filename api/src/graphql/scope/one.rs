//! Single things: by id, and what belongs to one thing.

use std::sync::Arc;

use almoner_domain::{
    client::{YearRoom, benefit_year},
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{EventWords, Role, StreamId},
    money::Money,
    period::Month,
    programme::PaymentModel,
};
use almoner_journal::store::Record;
use almoner_projections::audit_trail::AuditRow;
use almoner_projections::award_cash::{AwardCashRow, AwardDisbursed};
use almoner_projections::award_income::AwardIncomeRow;
use almoner_projections::awards::AwardRow;
use almoner_projections::claims::ClaimFindingRow;
use almoner_projections::clients::{ClientRow, SealedField, SealedValueRow};
use almoner_projections::oversight::OversightEntryRow;
use almoner_projections::postings::{AwardFunds, SubAwardFunds};
use almoner_projections::reports::{Question, ReportError};
use chrono::NaiveDate;

use super::{
    Scope,
    key::{
        AdjustmentsOf, AwardCashOf, AwardDisbursedOf, AwardFundsOf, AwardIncomeOf, AwardOf,
        ClaimOf, ClientFamilyOf, ClientLettersOf, ClientOf, ClientPhasesOf, ClientYearsOf, EventAt,
        FileOf, FindingsOf, LinesOf, MeasureOf, MeasureReportsOf, OrganizationOf, PaymentOf,
        ProgrammeOf, RecordAt, RuleSetsOf, SealedOf, ShareOf, StandingsOf, StatesAround,
        SubAwardFundsOf, SubAwardOf, SubAwardTermsOf,
    },
};
use crate::graphql::{
    award::{Award, SubAwardShare},
    claim::{Claim, ClaimLine, Finding},
    client::{Client, ClientFamilyMember, ClientLetter, ClientPhaseSpan, ClientYear},
    error::TopError,
    journal::{JournalEvent, StateChange},
    measure::{Measure, MeasureReport},
    organization::Organization,
    payment::Payment,
    programme::{Programme, RuleSet},
    remittance::RemittanceAdvice,
    report::Report,
    scalar,
    standing::{ClaimStanding, YearLeft},
    sub_award::SubAward,
};

macro_rules! one {
    ($($(#[$doc:meta])* $method:ident($id:ty) by $key:ident => $object:ident;)+) => {$(
        $(#[$doc])*
        pub(crate) async fn $method(&self, id: &$id) -> Result<Option<$object>, TopError> {
            let row = self.0.rows.load_one($key(id.clone())).await?;
            Ok(row.map(|row| $object { row, scope: self.clone() }))
        }
    )+};
}

impl Scope {
    one! {
        /// The programme of a code.
        programme(ProgrammeCode) by ProgrammeOf => Programme;
        /// The organization of an id.
        organization(OrganizationId) by OrganizationOf => Organization;
        /// The award of a FAIN.
        award(Fain) by AwardOf => Award;
        /// The sub-award of an id.
        sub_award(SubAwardId) by SubAwardOf => SubAward;
        /// The client of a code.
        client(ClientCode) by ClientOf => Client;
        /// The claim of an id.
        claim(ClaimId) by ClaimOf => Claim;
        /// The payment of an id.
        payment(PaymentId) by PaymentOf => Payment;
        /// The measure of an id, with the report that stands.
        measure(MeasureId) by MeasureOf => Measure;
    }

    /// The rules of a programme, by number.
    pub(crate) async fn rule_sets(&self, id: &ProgrammeCode) -> Result<Vec<RuleSet>, TopError> {
        let rows = self.0.rows.load_one(RuleSetsOf(id.clone())).await?;
        Ok(rows
            .iter()
            .flat_map(|rows| rows.iter())
            .map(|row| RuleSet { row: row.clone() })
            .collect())
    }

    /// The sub-award share of an award that has one.
    pub(crate) async fn sub_award_share(
        &self,
        id: &Fain,
    ) -> Result<Option<SubAwardShare>, TopError> {
        let row = self.0.rows.load_one(ShareOf(id.clone())).await?;
        Ok(row.map(|row| SubAwardShare { row }))
    }

    /// The entries of an award's file that the caller sees, by name.
    pub(crate) async fn award_file(&self, id: &Fain) -> Result<Arc<[OversightEntryRow]>, TopError> {
        let rows = self.0.rows.load_one(FileOf(id.clone())).await?;
        Ok(rows.unwrap_or_else(|| Arc::from([])))
    }

    /// What an award's own accounts hold.
    pub(crate) async fn award_funds(&self, id: &Fain) -> Result<AwardFunds, TopError> {
        self.0
            .rows
            .load_one(AwardFundsOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// The federal cash of an award, and what others contributed.
    pub(crate) async fn award_cash(&self, award: &AwardRow) -> Result<AwardCashRow, TopError> {
        let id = award.award.clone();
        let row = self.0.rows.load_one(AwardCashOf(id.clone())).await?;
        Ok(row.unwrap_or_else(|| AwardCashRow::nothing(&id, award.organizations.clone())))
    }

    /// The program income of an award.
    pub(crate) async fn award_income(&self, award: &AwardRow) -> Result<AwardIncomeRow, TopError> {
        let id = award.award.clone();
        let row = self.0.rows.load_one(AwardIncomeOf(id.clone())).await?;
        Ok(row.unwrap_or_else(|| AwardIncomeRow::nothing(&id, award.organizations.clone())))
    }

    /// What an award has spent and paid out.
    pub(crate) async fn award_disbursed(&self, id: &Fain) -> Result<AwardDisbursed, TopError> {
        self.0
            .rows
            .load_one(AwardDisbursedOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// What a sub-award's accounts hold.
    pub(crate) async fn sub_award_funds(&self, id: &SubAwardId) -> Result<SubAwardFunds, TopError> {
        self.0
            .rows
            .load_one(SubAwardFundsOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// What a client's claims hold of each year, oldest first.
    pub(crate) async fn client_years(&self, id: &ClientCode) -> Result<Vec<ClientYear>, TopError> {
        let rows = self.0.rows.load_one(ClientYearsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter());
        Ok(rows.map(|row| ClientYear { row: row.clone() }).collect())
    }

    /// The phases of a case, by their first days.
    pub(crate) async fn client_phases(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientPhaseSpan>, TopError> {
        let rows = self.0.rows.load_one(ClientPhasesOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientPhaseSpan { row }).collect())
    }

    /// The letters of a case, in the order in which they were recorded.
    pub(crate) async fn client_letters(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientLetter>, TopError> {
        let rows = self.0.rows.load_one(ClientLettersOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientLetter { row }).collect())
    }

    /// A value that is held about a client sealed, if there is one that the caller sees.
    pub(crate) async fn sealed_value(
        &self,
        client: &ClientCode,
        field: SealedField,
        subject: &str,
    ) -> Result<Option<SealedValueRow>, TopError> {
        let rows = self.0.rows.load_one(SealedOf(client.clone())).await?;
        let found = rows
            .iter()
            .flat_map(|rows| rows.iter())
            .find(|row| row.field == field && row.subject == subject);
        Ok(found.cloned())
    }

    /// The positions of the events that hold a value about a client sealed.
    pub(crate) async fn sealed_positions(&self, client: &ClientCode) -> Result<Vec<i64>, TopError> {
        Ok(self.view().sealed_positions(client).await?)
    }

    /// The family members of a case, in the order in which they joined.
    pub(crate) async fn client_family(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientFamilyMember>, TopError> {
        let rows = self.0.rows.load_one(ClientFamilyOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientFamilyMember { row }).collect())
    }

    /// The lines of a claim, with their adjustments.
    pub(crate) async fn claim_lines(&self, id: &ClaimId) -> Result<Vec<ClaimLine>, TopError> {
        let lines = self.0.rows.load_one(LinesOf(id.clone())).await?;
        let adjustments = self.0.rows.load_one(AdjustmentsOf(id.clone())).await?;
        let adjustments = adjustments.as_deref().unwrap_or_default();
        let findings = self.0.rows.load_one(FindingsOf(id.clone())).await?;
        let findings = findings.as_deref().unwrap_or_default();
        let lines = lines.iter().flat_map(|lines| lines.iter());
        Ok(lines
            .map(|row| ClaimLine {
                row: row.clone(),
                adjustments: adjustments
                    .iter()
                    .filter(|adjustment| adjustment.line == row.number)
                    .cloned()
                    .collect(),
                findings: findings.to_vec(),
            })
            .collect())
    }

    /// What adjudication found.
    pub(crate) async fn claim_findings(&self, id: &ClaimId) -> Result<Vec<Finding>, TopError> {
        let rows = self.claim_finding_rows(id).await?;
        let rows = rows.iter().cloned();
        Ok(rows.map(|row| Finding { row }).collect())
    }

    /// What adjudication found, as it is kept.
    pub(crate) async fn claim_finding_rows(
        &self,
        id: &ClaimId,
    ) -> Result<Arc<[ClaimFindingRow]>, TopError> {
        let rows = self.0.rows.load_one(FindingsOf(id.clone())).await?;
        Ok(rows.unwrap_or_else(|| Arc::from([])))
    }

    /// The claims of a sub-award, counted by where they stand.
    pub(crate) async fn claim_standings(
        &self,
        id: &SubAwardId,
    ) -> Result<Vec<ClaimStanding>, TopError> {
        let rows = self.0.rows.load_one(StandingsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClaimStanding { row }).collect())
    }

    /// What is left of the year of a client's case in which a day lies; none where the rules know no annual cap.
    pub(crate) async fn year_left(
        &self,
        case: &ClientRow,
        on: NaiveDate,
    ) -> Result<Option<YearLeft>, TopError> {
        let rows = &self.0.rows;
        let Some(terms) = rows
            .load_one(SubAwardTermsOf(case.sub_award.clone()))
            .await?
        else {
            return Ok(None);
        };
        let sets = rows.load_one(RuleSetsOf(terms.programme.clone())).await?;
        let mut sets = sets.iter().flat_map(|sets| sets.iter());
        let Some(set) = sets.find(|set| set.version == terms.rule_set) else {
            return Ok(None);
        };
        let payment = &set.rules.payment;
        let PaymentModel::Hybrid { year_basis, .. } = payment else {
            return Ok(None);
        };
        let (starts_on, month) = (terms.budget_starts_on, Month::of(on));
        let year = benefit_year(*year_basis, starts_on, case.enrolled_on, month);
        let years = rows.load_one(ClientYearsOf(case.client.clone())).await?;
        let used = years
            .iter()
            .flat_map(|years| years.iter())
            .find(|used| used.benefit_year == year.0)
            .map_or((Money::ZERO, Money::ZERO), |used| {
                (used.administration, used.direct)
            });
        let family = case.household_members > 0;
        Ok(YearRoom::of(payment, family, used.0, used.1).map(|room| YearLeft { year, room }))
    }

    /// What a payment pays a sub-awardee.
    pub(crate) async fn remittance_advice(
        &self,
        payment: &PaymentId,
        sub_awardee: &OrganizationId,
    ) -> Result<Option<RemittanceAdvice>, TopError> {
        let found = self.view().remittance_advice(payment, sub_awardee).await?;
        Ok(found.map(|advice| RemittanceAdvice {
            advice: Arc::new(advice),
            scope: self.clone(),
        }))
    }

    /// The report that answers a question; none when there is nothing of that name to report on, or the caller may not
    /// see it.
    pub(crate) async fn report(&self, question: &Question) -> Result<Option<Report>, TopError> {
        match self.view().report(question).await {
            Ok(report) => Ok(Some(Report { report })),
            Err(ReportError::SubjectUnknown { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// All reports of a measure, by number.
    pub(crate) async fn measure_reports(
        &self,
        id: &MeasureId,
    ) -> Result<Vec<MeasureReport>, TopError> {
        let rows = self.0.rows.load_one(MeasureReportsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter());
        Ok(rows
            .map(|row| MeasureReport {
                row: row.clone(),
                scope: self.clone(),
            })
            .collect())
    }

    /// The hash of the record at a position that the caller sees a row of.
    pub(crate) async fn leaf(&self, position: i64) -> Result<Option<scalar::Digest>, TopError> {
        Ok(self
            .record(position)
            .await?
            .map(|record| scalar::Digest::of(record.leaf)))
    }

    /// The event at a position that the caller sees a row of, as it was hashed. Record lines are for officers and
    /// auditors alone.
    pub(crate) async fn payload(
        &self,
        position: i64,
    ) -> Result<Option<scalar::JsonText>, TopError> {
        match self.0.role {
            Role::Officer | Role::Auditor => {
                let record = self.record(position).await?;
                Ok(record.map(|record| scalar::JsonText::of(&record.payload)))
            }
            Role::Grantee | Role::Subawardee | Role::Admin => Ok(None),
        }
    }

    /// The event at a position; none where there is none, or the caller may not see it.
    pub(crate) async fn event(&self, position: i64) -> Result<Option<JournalEvent>, TopError> {
        let row = self.0.rows.load_one(EventAt(position)).await?;
        Ok(row.map(|row| JournalEvent::of(row, self.clone())))
    }

    /// What an event that the caller sees changed of its aggregate. A state tells what all events before it told: who may
    /// not see one of them is not told the state.
    pub(crate) async fn state_change(
        &self,
        row: &AuditRow,
    ) -> Result<Option<StateChange>, TopError> {
        let is_told = match self.0.role {
            Role::Officer | Role::Auditor => {
                let stream = stream_of(row);
                let seen = self.view().stream_seen(&stream, row.sequence).await?;
                seen == u64::from(row.sequence)
            }
            Role::Grantee | Role::Subawardee | Role::Admin => false,
        };
        if !is_told {
            return Ok(None);
        }
        let key = StatesAround(stream_of(row), row.sequence.into());
        self.0.rows.load_one(key).await
    }

    /// What an event that the caller sees is about in dollars, and its accounting date. A sub-awardee is not told what
    /// an event says of others' money beside its own.
    pub(crate) async fn amount_and_day(
        &self,
        row: &AuditRow,
    ) -> Result<(Option<Money>, Option<NaiveDate>), TopError> {
        match self.0.role {
            Role::Officer | Role::Auditor | Role::Grantee => {}
            Role::Subawardee | Role::Admin => return Ok((None, None)),
        }
        let Some(record) = self.record(row.position).await? else {
            return Ok((None, None));
        };
        let payload: serde_json::Value =
            serde_json::from_str(&record.payload).map_err(|error| TopError::internal(&error))?;
        let words = EventWords::of(row.stream_kind, &row.event_type);
        let day = payload
            .get("effective_on")
            .and_then(serde_json::Value::as_str);
        Ok((
            words.and_then(|words| words.amount(&payload)),
            day.and_then(|day| day.parse().ok()),
        ))
    }

    pub(super) async fn record(&self, position: i64) -> Result<Option<Arc<Record>>, TopError> {
        self.0.rows.load_one(RecordAt(position)).await
    }
}

fn stream_of(row: &AuditRow) -> StreamId {
    StreamId {
        kind: row.stream_kind,
        id: row.stream_id.clone(),
    }
}
