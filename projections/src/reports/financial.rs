//! The Federal Financial Report (SF-425) and the Request for Advance or Reimbursement (SF-270) of an award, out of what was
//! posted to its accounts up to a day, as far as the moment asked about knows it.

use std::collections::BTreeMap;

use almoner_domain::{
    award::cost_share,
    identifier::Fain,
    money::Money,
    posting::{AccountKind as Kind, Side},
};
use chrono::{Datelike, NaiveDate};

use super::{
    Answer, Cell, Column, Question, ReportError, Section,
    award_summary::{FACTS, about, fact},
    forms::{FinancialFigures, FinancialStatus, FormError, PaymentRequest, RequestFigures},
};
use crate::{
    awards::AwardRow,
    lineage::{FinancialLine, Term, payment_request_terms},
    read::{View, as_of},
    table::Cell as _,
};

const LINES: [Column; 3] = [
    Column::text("line", "Line"),
    Column::text("what", "What it says"),
    Column::money("amount", "US dollars"),
];

/// The ends of semi-annual reporting periods, as month and day.
const PERIOD_ENDS: [(u32, u32); 2] = [(3, 31), (9, 30)];

/// What the accounts of an award and its sub-awards held at the end of a day, by kind, each on the side on which it grows.
struct Held(BTreeMap<Kind, Money>);

impl Held {
    fn of(&self, kind: Kind) -> Money {
        self.0.get(&kind).copied().unwrap_or(Money::ZERO)
    }

    /// What a line of a form adds up to.
    fn sum(&self, terms: &[Term]) -> Result<Money, ReportError> {
        let mut sum = Money::ZERO;
        for term in terms {
            let held = self.of(term.kind);
            let next = if term.added {
                sum.plus(held)
            } else {
                sum.minus(held)
            };
            sum = next.ok_or(ReportError::OutOfRange)?;
        }
        Ok(sum)
    }

    fn line(&self, line: FinancialLine) -> Result<Money, ReportError> {
        self.sum(&line.terms())
    }
}

impl From<FormError> for ReportError {
    fn from(error: FormError) -> Self {
        match error {
            FormError::OutOfRange => Self::OutOfRange,
            FormError::Unliquidated { unliquidated } => Self::Unliquidated { unliquidated },
        }
    }
}

impl View {
    pub(super) async fn federal_financial_report(
        &self,
        question: &Question,
    ) -> Result<Answer, ReportError> {
        let award = self.reported_award(question).await?;
        let is_final = question.parameters().is_final;
        let ends_on = period_end(question, &award)?;
        if self.until().await?.date_naive() <= ends_on {
            return Err(ReportError::PeriodNotEnded { ends_on });
        }
        let grantee = self.party(&award.grantee).await?;
        let held = self.held(&award.award, ends_on).await?;
        let figures = self.figures(&award, &held, ends_on).await?;
        let status = FinancialStatus::try_new(figures, is_final)?;
        let kind = if is_final { "final" } else { "semi-annual" };
        let mut facts = vec![
            fact("1. Programme", award.programme.as_str()),
            fact(
                "1. Assistance listing",
                award.assistance_listing.to_string(),
            ),
            fact("2. Federal award", award.award.as_str()),
            fact("3. Recipient", grantee.as_str()),
            fact("6. Report type", kind),
            fact("7. Basis of accounting", "accrual"),
            fact(
                "8. Project period from",
                award.project_starts_on.to_string(),
            ),
            fact("8. Project period to", award.project_ends_on.to_string()),
            fact("9. Reporting period end date", ends_on.to_string()),
        ];
        if !is_final && let Some(due) = due(ends_on) {
            facts.push(fact("Due on", due.to_string()));
        }
        let form = Section::try_new("form", "Federal Financial Report", &FACTS, facts)?;
        let lines = lines("lines", "10. Transactions, cumulative", status.lines())?.noted(
            "By accounting date up to the end of the reporting period. Expenditures are on the accrual basis; unliquidated \
             obligations are what sub-awards hold that no approved claim has taken up. What program income paid by deduction \
             is no federal expenditure.",
        );
        let subject = format!("{}, {kind}, to {ends_on}", about(&award, &grantee));
        Ok((subject, vec![form, lines]))
    }

    pub(super) async fn payment_request(&self, question: &Question) -> Result<Answer, ReportError> {
        let award = self.reported_award(question).await?;
        let on = question.on()?;
        let grantee = self.party(&award.grantee).await?;
        let held = self.held(&award.award, on).await?;
        let line = |letter| held.sum(&payment_request_terms(letter));
        let figures = RequestFigures {
            outlays: line("a")?,
            income: line("b")?,
            advance: question.parameters().advance.unwrap_or(Money::ZERO),
            non_federal: line("f")?,
            requested: line("h")?,
        };
        let request = PaymentRequest::try_new(figures)?;
        let facts = vec![
            fact("1. Type of payment requested", kind_of(figures.advance)),
            fact("2. Basis of request", "accrued expenditures"),
            fact("4. Federal award", award.award.as_str()),
            fact("9. Recipient", grantee.as_str()),
            fact(
                "8. Period covered, from",
                award.project_starts_on.to_string(),
            ),
            fact("8. Period covered, to", on.to_string()),
        ];
        let form = Section::try_new(
            "form",
            "Request for Advance or Reimbursement",
            &FACTS,
            facts,
        )?;
        let lines = lines("lines", "11. Computation of the amount requested", request.lines())?.noted(
            "Outlays are the federal and the non-federal part of what was spent, and what program income paid. All program \
             income that was earned comes off, spent or not: it is spent before more is requested. Below nothing, more was \
             drawn than was spent and is needed: nothing can be requested.",
        );
        Ok((
            format!("{}, as of {on}", about(&award, &grantee)),
            vec![form, lines],
        ))
    }

    /// What the accounts of an award and its sub-awards held at the end of a day, by kind: what they hold, less what was
    /// posted to them with a later accounting date. Of the day a period ended, little was.
    async fn held(&self, award: &Fain, on: NaiveDate) -> Result<Held, ReportError> {
        let mut held: BTreeMap<Kind, Money> = BTreeMap::new();
        let query = as_of(self, BALANCES).bind(award.as_str());
        for row in &self.rows(query).await? {
            held.insert(Kind::read(row, "kind")?, Money::read(row, "balance")?);
        }
        let query = as_of(self, AFTER).bind(award.as_str()).bind(on);
        for row in &self.rows(query).await? {
            let kind = Kind::read(row, "kind")?;
            let amount = Money::read(row, "amount")?;
            let balance = held.get(&kind).copied().unwrap_or(Money::ZERO);
            let before = if Side::read(row, "side")? == kind.normal_side() {
                balance.minus(amount)
            } else {
                balance.plus(amount)
            };
            held.insert(kind, before.ok_or(ReportError::OutOfRange)?);
        }
        Ok(Held(held))
    }

    async fn figures(
        &self,
        award: &AwardRow,
        held: &Held,
        ends_on: NaiveDate,
    ) -> Result<FinancialFigures, ReportError> {
        let authorized = self.authorized(award, held, ends_on).await?;
        let share_required = match award.federal_share {
            Some(share) => {
                cost_share(authorized, share)
                    .map_err(|_| ReportError::OutOfRange)?
                    .non_federal
            }
            None => Money::ZERO,
        };
        Ok(FinancialFigures {
            receipts: held.line(FinancialLine::A)?,
            disbursements: held.line(FinancialLine::B)?,
            authorized,
            expenditures: held.line(FinancialLine::E)?,
            unliquidated: held.line(FinancialLine::F)?,
            share_required,
            share_spent: held.line(FinancialLine::J)?,
            income: held.line(FinancialLine::L)?,
            income_deducted: held.line(FinancialLine::M)?,
            income_added: held.line(FinancialLine::N)?,
        })
    }

    /// What was awarded up to a day. What went back when the award closed stays authorized: it is the unobligated balance.
    async fn authorized(
        &self,
        award: &AwardRow,
        held: &Held,
        ends_on: NaiveDate,
    ) -> Result<Money, ReportError> {
        let allotted = held.line(FinancialLine::D)?;
        if award.closed_on.is_none_or(|closed_on| closed_on > ends_on) {
            return Ok(allotted);
        }
        let query = as_of(self, RETURNED)
            .bind(award.award.as_str())
            .bind(ends_on);
        let mut authorized = allotted;
        for row in &self.rows(query).await? {
            let returned = Money::read(row, "amount")?;
            authorized = authorized.plus(returned).ok_or(ReportError::OutOfRange)?;
        }
        Ok(authorized)
    }
}

/// The last day of the period that is reported: that of the period of performance for a final report, and else the end of
/// March or September.
pub(crate) fn period_end(question: &Question, award: &AwardRow) -> Result<NaiveDate, ReportError> {
    let parameters = question.parameters();
    let said = parameters.period_end;
    if parameters.is_final {
        return match said {
            None => Ok(award.project_ends_on),
            Some(day) if day == award.project_ends_on => Ok(day),
            Some(_) => Err(ReportError::PeriodUnknown {
                what: "a final report ends with the period of performance",
            }),
        };
    }
    let is_end = |day: &NaiveDate| PERIOD_ENDS.contains(&(day.month(), day.day()));
    said.filter(is_end).ok_or(ReportError::PeriodUnknown {
        what: "a semi-annual report ends on 31 March or 30 September",
    })
}

/// When a semi-annual report is due: 30 days after the end of its period, on 30 April or 30 October.
fn due(ends_on: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(ends_on.year(), ends_on.month() + 1, 30)
}

fn kind_of(advance: Money) -> &'static str {
    if advance.is_zero() {
        "reimbursement"
    } else {
        "advance"
    }
}

fn lines<const COUNT: usize>(
    key: &'static str,
    title: &'static str,
    lines: [(&'static str, &'static str, Money); COUNT],
) -> Result<Section, ReportError> {
    let rows = lines.map(|(letter, what, amount)| {
        vec![Cell::from(letter), Cell::from(what), Cell::from(amount)]
    });
    Section::try_new(key, title, &LINES, rows.to_vec())
}

const BALANCES: &str = "
SELECT a.kind, sum(p.balance_after) AS balance
FROM accounts a, LATERAL (
    SELECT balance_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p
WHERE a.award = $2 AND a.valid_from <= $1
GROUP BY a.kind";

const AFTER: &str = "
SELECT kind, side, sum(amount) AS amount
FROM postings
WHERE award = $2 AND effective_on > $3 AND position <= $1
GROUP BY kind, side";

/// What went back when the award closed and after, where that counts by the day.
const RETURNED: &str = "
SELECT p.amount
FROM audit_trail c
JOIN postings p ON p.position = c.position AND p.kind = 'allotted'
WHERE c.award = $2 AND c.event_type IN ('AwardClosed', 'DisallowedFundsReleased', 'AdjustedFundsReleased') AND c.position <= $1 AND p.effective_on <= $3";
