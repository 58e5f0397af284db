//! Why an award's file refuses.

use chrono::NaiveDate;
use thiserror::Error;

use super::TermElement;
use crate::{
    id::{ActivityId, FindingId, SubAwardId},
    money::Money,
    period::{EffectiveOnError, Month, PeriodError},
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OversightError {
    /// A sub-awardee was not told all that it must be told before it is paid.
    #[error("sub-award {sub_award} is not paid before its terms are stated; missing: {}", in_words(.missing))]
    TermsIncomplete {
        /// The sub-award.
        sub_award: SubAwardId,
        /// What is missing.
        missing: Vec<TermElement>,
    },
    /// The statement says nothing.
    #[error("the statement states nothing; give at least one element")]
    StatementEmpty,
    /// The fixed amount was approved otherwise.
    #[error("sub-award {sub_award} was approved otherwise already")]
    AlreadyApproved {
        /// The sub-award.
        sub_award: SubAwardId,
    },
    /// More than a fixed-amount sub-award may be.
    #[error("a fixed-amount sub-award is at most {ceiling} on {on}; {asked} is more")]
    OverCeiling {
        /// What was asked.
        asked: Money,
        /// The most.
        ceiling: Money,
        /// The day.
        on: NaiveDate,
    },
    /// There was no such instrument on the day.
    #[error("there is no fixed-amount sub-award before 2014-12-26")]
    NoFixedAmounts,
    /// The award has mandatory cost share.
    #[error("the award has a mandatory cost share: no sub-award of it is of a fixed amount")]
    FixedAmountWithCostShare,
    /// No officer approved it.
    #[error("no officer has approved the fixed-amount sub-award {sub_award}")]
    NotApproved {
        /// The sub-award.
        sub_award: SubAwardId,
    },
    /// More than was approved.
    #[error("{approved} was approved for sub-award {sub_award}; {asked} is more")]
    OverApproved {
        /// The sub-award.
        sub_award: SubAwardId,
        /// What was asked.
        asked: Money,
        /// What was approved.
        approved: Money,
    },
    /// An assessment rests on nothing.
    #[error("an assessment names at least one factor, each once")]
    FactorsMissing,
    /// What is due is due after it was asked for.
    #[error("{due_on} is not after {on}; what is due lies ahead")]
    DueNotLater {
        /// The day given.
        due_on: NaiveDate,
        /// The day of the command.
        on: NaiveDate,
        /// The input field.
        field: &'static str,
    },
    /// The piece of monitoring was planned otherwise.
    #[error("activity {activity} was planned otherwise already; give a new one another id")]
    ActivityAlreadyPlanned {
        /// The piece.
        activity: ActivityId,
    },
    /// There is no such piece of monitoring.
    #[error("there is no activity {activity} in the monitoring plan of the sub-award")]
    UnknownActivity {
        /// The piece.
        activity: ActivityId,
    },
    /// It was done already.
    #[error("activity {activity} was done on {on} already, as another record says")]
    ActivityAlreadyPerformed {
        /// The piece.
        activity: ActivityId,
        /// The day.
        on: NaiveDate,
    },
    /// Unit-price pay is a fixed-amount sub-award.
    #[error(
        "the award pays by the unit: its sub-awards are fixed-amount sub-awards, with an officer's prior approval"
    )]
    UnitPriceNotFixed,
    /// The fiscal year is not over, or is none.
    #[error("a fiscal year has 12 months at most and is over on the day of the statement")]
    FiscalYearImpossible,
    /// Its expenditures were stated otherwise.
    #[error("the expenditures of the fiscal year to {ends_on} were stated otherwise already")]
    ExpendituresAlreadyStated {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// The audit report was accepted otherwise.
    #[error("the audit report of the fiscal year to {ends_on} was accepted otherwise already")]
    AuditAlreadyAccepted {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// No audit report was accepted.
    #[error("no audit report of the fiscal year to {ends_on} was accepted")]
    UnknownAudit {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// There is nothing to decide.
    #[error("the audit report has no finding about the sub-award: there is nothing to decide")]
    AuditWithoutFindings,
    /// It was decided otherwise.
    #[error("the findings of the fiscal year to {ends_on} were decided on otherwise already")]
    AuditAlreadyDecided {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// The finding was recorded otherwise.
    #[error("finding {finding} was recorded otherwise already; give a new one another id")]
    FindingAlreadyRecorded {
        /// The finding.
        finding: FindingId,
    },
    /// There is no such finding.
    #[error("there is no finding {finding}")]
    UnknownFinding {
        /// The finding.
        finding: FindingId,
    },
    /// It was resolved otherwise.
    #[error("finding {finding} was resolved otherwise already")]
    FindingAlreadyResolved {
        /// The finding.
        finding: FindingId,
    },
    /// A deadline's finding names a deadline of another award or sub-award, or one that has not passed.
    #[error("the deadline is not one of the award or sub-award that the finding is about")]
    DeadlineElsewhere,
    /// An amount is not above zero.
    #[error("the amount must be above zero")]
    AmountNotPositive {
        /// The input field.
        field: &'static str,
    },
    /// Nothing of the month is reportable.
    #[error("no obligation of {month} reaches the threshold of sub-award reporting")]
    NothingReportable {
        /// The month.
        month: Month,
    },
    /// The report says otherwise than the books.
    #[error("the books hold {expected} as reportable; {reported} was reported")]
    ReportDiffers {
        /// What was reported.
        reported: Money,
        /// What the books hold.
        expected: Money,
    },
    /// It was filed already.
    #[error("the report was filed on {on} already, as another record says")]
    AlreadyFiled {
        /// The day.
        on: NaiveDate,
    },
    /// The period has not ended, or is none of the award's.
    #[error(
        "no report ends on {ends_on}: semi-annual periods end on 31 March and 30 September within the project, the final one with it"
    )]
    NotAReportPeriod {
        /// The day given.
        ends_on: NaiveDate,
    },
    /// The period has not ended.
    #[error("the period ends on {ends_on}; a report is filed after it")]
    PeriodNotEnded {
        /// The last day.
        ends_on: NaiveDate,
    },
    /// The period is none.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
}

fn in_words(missing: &[TermElement]) -> String {
    let words: Vec<&str> = missing.iter().map(|element| element.words()).collect();
    words.join("; ")
}

impl OversightError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TermsIncomplete { .. } => "SUB_AWARD_TERMS_INCOMPLETE",
            Self::StatementEmpty => "SUB_AWARD_TERMS_EMPTY",
            Self::AlreadyApproved { .. } => "FIXED_AMOUNT_ALREADY_APPROVED",
            Self::OverCeiling { .. } => "FIXED_AMOUNT_OVER_CEILING",
            Self::NoFixedAmounts => "FIXED_AMOUNT_NOT_YET",
            Self::FixedAmountWithCostShare => "FIXED_AMOUNT_WITH_COST_SHARE",
            Self::NotApproved { .. } => "FIXED_AMOUNT_NOT_APPROVED",
            Self::OverApproved { .. } => "FIXED_AMOUNT_OVER_APPROVED",
            Self::FactorsMissing => "RISK_FACTORS_MISSING",
            Self::DueNotLater { .. } => "DUE_NOT_LATER",
            Self::ActivityAlreadyPlanned { .. } => "ACTIVITY_ALREADY_PLANNED",
            Self::UnknownActivity { .. } => "UNKNOWN_ACTIVITY",
            Self::ActivityAlreadyPerformed { .. } => "ACTIVITY_ALREADY_PERFORMED",
            Self::UnitPriceNotFixed => "UNIT_PRICE_NOT_FIXED_AMOUNT",
            Self::FiscalYearImpossible => "FISCAL_YEAR_IMPOSSIBLE",
            Self::ExpendituresAlreadyStated { .. } => "EXPENDITURES_ALREADY_STATED",
            Self::AuditAlreadyAccepted { .. } => "AUDIT_ALREADY_ACCEPTED",
            Self::UnknownAudit { .. } => "UNKNOWN_AUDIT",
            Self::AuditWithoutFindings => "AUDIT_WITHOUT_FINDINGS",
            Self::AuditAlreadyDecided { .. } => "AUDIT_ALREADY_DECIDED",
            Self::FindingAlreadyRecorded { .. } => "FINDING_ALREADY_RECORDED",
            Self::UnknownFinding { .. } => "UNKNOWN_FINDING",
            Self::FindingAlreadyResolved { .. } => "FINDING_ALREADY_RESOLVED",
            Self::DeadlineElsewhere => "DEADLINE_ELSEWHERE",
            Self::AmountNotPositive { .. } => "AMOUNT_NOT_POSITIVE",
            Self::NothingReportable { .. } => "NOTHING_REPORTABLE",
            Self::ReportDiffers { .. } => "REPORT_DIFFERS",
            Self::AlreadyFiled { .. } => "REPORT_ALREADY_FILED",
            Self::NotAReportPeriod { .. } => "REPORT_PERIOD_UNKNOWN",
            Self::PeriodNotEnded { .. } => "REPORT_PERIOD_NOT_ENDED",
            Self::Period(error) => error.code(),
            Self::EffectiveOn(error) => error.code(),
        }
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::TermsIncomplete { .. } => Some("claims"),
            Self::StatementEmpty => Some("statement"),
            Self::AlreadyApproved { .. }
            | Self::FixedAmountWithCostShare
            | Self::NotApproved { .. } => Some("subAward"),
            Self::OverCeiling { .. }
            | Self::NoFixedAmounts
            | Self::OverApproved { .. }
            | Self::ReportDiffers { .. } => Some("amount"),
            Self::FactorsMissing => Some("factors"),
            Self::DueNotLater { field, .. } | Self::AmountNotPositive { field } => Some(field),
            Self::ActivityAlreadyPlanned { .. }
            | Self::UnknownActivity { .. }
            | Self::ActivityAlreadyPerformed { .. } => Some("activity"),
            Self::UnitPriceNotFixed => Some("instrument"),
            Self::FiscalYearImpossible | Self::ExpendituresAlreadyStated { .. } => {
                Some("fiscalYear")
            }
            Self::AuditAlreadyAccepted { .. }
            | Self::UnknownAudit { .. }
            | Self::AuditWithoutFindings
            | Self::AuditAlreadyDecided { .. } => Some("fiscalYearEndsOn"),
            Self::FindingAlreadyRecorded { .. }
            | Self::UnknownFinding { .. }
            | Self::FindingAlreadyResolved { .. } => Some("finding"),
            Self::DeadlineElsewhere => Some("deadline"),
            Self::NothingReportable { .. } => Some("month"),
            Self::NotAReportPeriod { .. } | Self::PeriodNotEnded { .. } => Some("periodEndsOn"),
            Self::AlreadyFiled { .. } => None,
            Self::Period(_) => Some("fiscalYear"),
            Self::EffectiveOn(_) => Some("effectiveOn"),
        }
    }
}
