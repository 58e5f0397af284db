//! Why an award refuses.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{
    id::{ContributionId, CostId, DrawId, IncomeId, InterestId, OrganizationId, RefundId},
    identifier::{AwardNumber, Fain},
    money::Money,
    period::{EffectiveOnError, Period, PeriodError},
    rate::Rate,
};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AwardError {
    /// There is none.
    #[error("there is no award {award}")]
    Unknown {
        /// The FAIN given.
        award: Fain,
    },
    /// It was issued with other content.
    #[error("award {award} was issued with other content; amend it")]
    AlreadyIssued {
        /// The award.
        award: Fain,
    },
    /// It is suspended.
    #[error("the award is suspended since {since}; resume it first")]
    Suspended {
        /// The first day of the suspension.
        since: NaiveDate,
    },
    /// It is not suspended.
    #[error("the award is not suspended")]
    NotSuspended,
    /// It is closed.
    #[error("the award closed on {on}")]
    Closed {
        /// The day.
        on: NaiveDate,
    },
    /// The first notice is of budget year 01, amendment 00.
    #[error("the first notice is of budget year 01, amendment 00; {number} is not")]
    NumberNotFirst {
        /// The number given.
        number: AwardNumber,
    },
    /// The notice is of another award, of another budget year, or no later amendment.
    #[error(
        "{number} does not follow {latest}: give a later amendment of the same award and budget year"
    )]
    NumberNotNext {
        /// The number given.
        number: AwardNumber,
        /// The latest notice.
        latest: AwardNumber,
    },
    /// The notice was made with other content.
    #[error("notice {number} was made with other content; give a new one a later amendment")]
    AmendmentAlreadyMade {
        /// The number given.
        number: AwardNumber,
    },
    /// SAM excludes the grantee.
    #[error("organization {organization} is excluded from federal awards on {on}")]
    GranteeExcluded {
        /// The grantee.
        organization: OrganizationId,
        /// The day.
        on: NaiveDate,
    },
    /// A period ends before it starts.
    #[error("{error}")]
    Period {
        /// What is the matter.
        error: PeriodError,
        /// The input field that named it.
        field: &'static str,
    },
    /// The budget period is not within the project period.
    #[error("the budget period must lie within the project period, {} to {}", .project.starts_on, .project.ends_on)]
    BudgetOutsideProject {
        /// The period of performance.
        project: Period,
    },
    /// There is no total of which the amount is that share.
    #[error("there is no total cost of which the amount is the part {federal_share}")]
    FederalShareImpossible {
        /// The share given.
        federal_share: Rate,
    },
    /// The new end is not later.
    #[error("the award already ends on {ends_on}; an extension ends later")]
    EndNotLater {
        /// The last day as it stands.
        ends_on: NaiveDate,
    },
    /// The accounting date is not acceptable.
    #[error(transparent)]
    EffectiveOn(#[from] EffectiveOnError),
    /// The cost was recorded with other content.
    #[error("cost {cost} was recorded with other content; give a new one another id")]
    CostAlreadyRecorded {
        /// The cost.
        cost: CostId,
    },
    /// There is no such cost.
    #[error("there is no cost {cost}")]
    UnknownCost {
        /// The id given.
        cost: CostId,
    },
    /// It was reversed otherwise.
    #[error("the cost was reversed on {on}")]
    CostAlreadyReversed {
        /// The day.
        on: NaiveDate,
    },
    /// Sub-awards are not closed.
    #[error("{count} sub-awards are not closed; close them first")]
    OpenSubAwards {
        /// How many.
        count: usize,
    },
    /// The programme does not ask for a share.
    #[error("the award's rules ask for no sub-award share; there is nothing to waive")]
    ShareNotRequired,
    /// The share is met.
    #[error("the sub-award share is met; there is nothing to waive")]
    ShareMet,
    /// The shortfall was waived for another reason.
    #[error("the shortfall was waived for another reason already")]
    ShareAlreadyWaived,
    /// It cannot close below its share.
    #[error(
        "{shortfall} is missing to the {minimum} that must be sub-awarded; sub-award it, or have it waived by an officer"
    )]
    ShareBelowMinimum {
        /// What is missing.
        shortfall: Money,
        /// The least that must be sub-awarded.
        minimum: Money,
    },
    /// Not above zero.
    #[error("the amount must be above zero")]
    AmountNotPositive,
    /// A sum is out of range.
    #[error("the sum is beyond what a ledger accepts")]
    AmountOutOfRange,
    /// The prime would spend more itself than it may.
    #[error("{retained} of retained spending would be over the maximum of {maximum}")]
    RetainedOverMaximum {
        /// Retained spending with the cost.
        retained: Money,
        /// The most that it may be.
        maximum: Money,
    },
    /// Commitments and retained spending would be more than was awarded.
    #[error("{asked} is more than the {unassigned} neither spent nor sub-awarded")]
    Overcommitted {
        /// What was asked.
        asked: Money,
        /// What is left.
        unassigned: Money,
    },
    /// What is left would not cover what is obligated and spent.
    #[error("{awarded} would be less than the {assigned} sub-awarded and spent")]
    ReductionBelowAssigned {
        /// What would be left of the award.
        awarded: Money,
        /// What is obligated to sub-awards and spent.
        assigned: Money,
    },
    /// More would be given back than the sub-awards hold.
    #[error("{asked} is more than the {committed} committed")]
    ReturnOverCommitted {
        /// What was asked.
        asked: Money,
        /// What is committed.
        committed: Money,
    },
    /// On the advance method nothing is paid out that was not drawn.
    #[error(
        "{short} of cash is missing: on the advance method nothing is paid out that was not drawn"
    )]
    CashShort {
        /// What is missing.
        short: Money,
    },
    /// The draw was made with other content.
    #[error("draw {draw} was made with other content; give a new one another id")]
    DrawAlreadyMade {
        /// The draw.
        draw: DrawId,
    },
    /// More than the costs that are not drawn yet.
    #[error("{asked} is more than the {allowable} of allowable costs that are not drawn yet")]
    DrawOverAllowable {
        /// What was asked.
        asked: Money,
        /// Costs that are not drawn yet.
        allowable: Money,
    },
    /// More than what is needed at once and not on hand.
    #[error("{asked} is more than the {room} that is needed at once and not on hand")]
    DrawOverNeed {
        /// What was asked.
        asked: Money,
        /// The need less the cash on hand.
        room: Money,
    },
    /// More than the award has.
    #[error("{asked} is more than the {room} of the award that is not drawn")]
    DrawOverAward {
        /// What was asked.
        asked: Money,
        /// Federal funds that are not drawn.
        room: Money,
    },
    /// An advance without a need.
    #[error("on the advance method a draw says what is paid out at once")]
    NeedMissing,
    /// A need on reimbursement.
    #[error("on reimbursement costs are drawn, not needs; leave the immediate need out")]
    NeedNotAsked,
    /// The refund was made with other content.
    #[error("refund {refund} was made with other content; give a new one another id")]
    RefundAlreadyMade {
        /// The refund.
        refund: RefundId,
    },
    /// More than is on hand.
    #[error("{asked} is more than the {on_hand} of federal cash on hand")]
    ReturnOverCashOnHand {
        /// What was asked.
        asked: Money,
        /// Cash on hand.
        on_hand: Money,
    },
    /// Federal cash is on hand.
    #[error("{on_hand} of federal cash is on hand; return it first")]
    CashOnHand {
        /// Cash on hand.
        on_hand: Money,
    },
    /// The entry was made with other content.
    #[error("interest {interest} was entered with other content; give a new entry another id")]
    InterestAlreadyEntered {
        /// The entry.
        interest: InterestId,
    },
    /// More than is due.
    #[error("{asked} is more than the {due} of interest to be remitted")]
    InterestOverDue {
        /// What was asked.
        asked: Money,
        /// What is due.
        due: Money,
    },
    /// Interest is due.
    #[error("{due} of interest is to be remitted first")]
    InterestNotRemitted {
        /// What is due.
        due: Money,
    },
    /// The award shares no cost.
    #[error("the award shares no cost; there is nothing to match")]
    MatchNotRequired,
    /// The contribution was recorded with other content.
    #[error(
        "contribution {contribution} was recorded with other content, or reversed; give a new one another id"
    )]
    MatchAlreadyRecorded {
        /// The contribution.
        contribution: ContributionId,
    },
    /// Federal money paid for it.
    #[error("what federal money paid for matches nothing")]
    MatchPaidByFederalFunds,
    /// The document shows another contribution.
    #[error("the document shows contribution {contribution} already; nothing is counted twice")]
    MatchEvidenceUsed {
        /// Where it counts.
        contribution: ContributionId,
    },
    /// The document shows a cost of the award.
    #[error("the document shows cost {cost}, which the award pays; it matches nothing")]
    MatchEvidenceIsCost {
        /// The cost.
        cost: CostId,
    },
    /// The document shows a contribution.
    #[error(
        "the document shows contribution {contribution}; what others paid is no cost of the award"
    )]
    CostEvidenceIsMatch {
        /// The contribution.
        contribution: ContributionId,
    },
    /// There is none.
    #[error("there is no contribution {contribution}")]
    UnknownContribution {
        /// The id given.
        contribution: ContributionId,
    },
    /// It was reversed otherwise.
    #[error("the contribution was reversed on {on}")]
    MatchAlreadyReversed {
        /// The day.
        on: NaiveDate,
    },
    /// What is left would not cover what is drawn.
    #[error("{awarded} would be less than the {drawn} drawn; it is returned first")]
    ReductionBelowDrawn {
        /// What would be left of the award.
        awarded: Money,
        /// What is drawn.
        drawn: Money,
    },
    /// It is not amendment 00 of the next budget year.
    #[error(
        "{number} does not continue {latest}: a continuation is amendment 00 of the next budget year"
    )]
    NotNextBudgetYear {
        /// The number given.
        number: AwardNumber,
        /// The latest notice.
        latest: AwardNumber,
    },
    /// More than is unobligated.
    #[error("{asked} is more than the {unassigned} that is unobligated")]
    CarryoverOverUnobligated {
        /// What was asked.
        asked: Money,
        /// What is unobligated.
        unassigned: Money,
    },
    /// The budget periods overlap.
    #[error("the budget period runs until {ends_on}; the next one starts after it")]
    BudgetPeriodsOverlap {
        /// The last day of the budget period that runs.
        ends_on: NaiveDate,
    },
    /// It was terminated.
    #[error("the award was terminated on {on}")]
    Terminated {
        /// The last day.
        on: NaiveDate,
    },
    /// The end is not earlier.
    #[error("the award ends on {ends_on}; a termination ends earlier")]
    EndNotEarlier {
        /// The last day as it stands.
        ends_on: NaiveDate,
    },
    /// There was none.
    #[error("there was no de minimis rate on {on}; name a rate agreement")]
    NoDeMinimis {
        /// The day.
        on: NaiveDate,
    },
    /// One of rate and agreement is missing.
    #[error(
        "a negotiated rate has a rate and the digest of its agreement; the de minimis rate has neither"
    )]
    RateAgreementMissing,
    /// More than the rate of the base.
    #[error(
        "{charged} of indirect costs would be over the {allowed} that the rate allows on its base"
    )]
    IndirectOverRate {
        /// Indirect costs with it.
        charged: Money,
        /// The rate of the base.
        allowed: Money,
    },
    /// It was disallowed otherwise.
    #[error("the cost was disallowed on {on}")]
    CostAlreadyDisallowed {
        /// The day.
        on: NaiveDate,
    },
    /// More than stands of it.
    #[error("{asked} is more than the {standing} that stands of the cost")]
    DisallowedOverCost {
        /// What was asked.
        asked: Money,
        /// What stands of the cost.
        standing: Money,
    },
    /// The entry was made with other content.
    #[error(
        "program income {income} was entered with other content, or reversed; give a new entry another id"
    )]
    IncomeAlreadyEntered {
        /// The entry.
        income: IncomeId,
    },
    /// There is none.
    #[error("there is no entry {income} of program income")]
    UnknownIncome {
        /// The id given.
        income: IncomeId,
    },
    /// It was reversed otherwise.
    #[error("the entry was reversed on {on}")]
    IncomeAlreadyReversed {
        /// The day.
        on: NaiveDate,
    },
    /// The document shows other income.
    #[error("the document shows program income {income} already; nothing is counted twice")]
    IncomeEvidenceUsed {
        /// Where it counts.
        income: IncomeId,
    },
    /// The document shows what others contributed.
    #[error("the document shows contribution {contribution}; it is no program income")]
    IncomeEvidenceIsMatch {
        /// The contribution.
        contribution: ContributionId,
    },
    /// The document shows program income.
    #[error("the document shows program income {income}; it matches nothing")]
    MatchEvidenceIsIncome {
        /// The income.
        income: IncomeId,
    },
    /// More than is not spent.
    #[error("{asked} is more than the {unexpended} of program income that is not spent")]
    IncomeOverUnexpended {
        /// What was asked.
        asked: Money,
        /// What is not spent.
        unexpended: Money,
    },
    /// More than the costs that it could pay for.
    #[error("{asked} is more than the {costs} of the prime's own costs that federal funds pay for")]
    IncomeOverCosts {
        /// What was asked.
        asked: Money,
        /// The prime's costs that no income was deducted from.
        costs: Money,
    },
    /// Program income paid for the cost.
    #[error(
        "{deducted} of program income was deducted from the prime's costs, and {retained} of them would be left; reverse it first"
    )]
    CostPaidByIncome {
        /// What was deducted.
        deducted: Money,
        /// What would be left of the costs.
        retained: Money,
    },
    /// Program income is spent first.
    #[error(
        "{asked} is more than the {room} that may be drawn while {unexpended} of program income is not spent"
    )]
    DrawBeforeIncome {
        /// What was asked.
        asked: Money,
        /// What is not spent.
        unexpended: Money,
        /// What may be drawn.
        room: Money,
    },
    /// Program income is not spent.
    #[error("{unexpended} of program income is not spent; spend it first")]
    IncomeUnexpended {
        /// What is not spent.
        unexpended: Money,
    },
    /// Records are no longer kept.
    #[error("records were kept until {until}; nothing is adjusted or disallowed after it")]
    RetentionOver {
        /// The last day.
        until: NaiveDate,
    },
}
