//! What happens to an award.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{IncomeMethod, IncomeSource};
use crate::{
    id::{
        ActorId, ContributionId, CostId, DrawId, IncomeId, InterestId, OrganizationId,
        ProgrammeCode, RefundId, SubAwardId,
    },
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::domain_event,
    measure::DocumentDigest,
    money::Money,
    period::Period,
    programme::SubAwardShareRule,
    rate::Rate,
    region::Region,
    text::{Label, Reason, Title},
};

/// What the federal government and others pay of a project that is paid for jointly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostShare {
    /// The federal part of the total.
    pub federal_share: Rate,
    /// The total cost: the federal amount divided by the federal share, to the cent.
    pub total: Money,
    /// What others pay: the total less the federal amount.
    pub non_federal: Money,
}

/// What a prime spends a direct cost on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CostCategory {
    /// Salaries and wages.
    Personnel,
    /// Fringe benefits.
    Fringe,
    /// Travel.
    Travel,
    /// Equipment.
    Equipment,
    /// Supplies.
    Supplies,
    /// Procurement contracts.
    Contractual,
    /// Other direct costs.
    Other,
    /// Indirect costs.
    Indirect,
}

/// How a prime gets its federal cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentMethod {
    /// It is paid for costs that were accrued.
    #[default]
    Reimbursement,
    /// It draws ahead of its costs what it needs at once.
    Advance,
}

/// What a rate of indirect costs rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IndirectBasis {
    /// A rate agreement with the cognizant agency.
    Negotiated,
    /// The de minimis rate of the day.
    DeMinimis,
}

/// What others than the federal government contribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MatchKind {
    /// Cash.
    Cash,
    /// Services, goods, space or volunteers' time, at their documented value.
    InKind,
}

/// What of an amount that is de-obligated was obligated in an earlier federal fiscal year: 1 October to 30 September.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorYear {
    /// Undelivered and unpaid (USSGL 487100).
    pub unpaid: Money,
    /// Drawn in advance in an earlier fiscal year, and returned unused before it is de-obligated (487200).
    pub refunded: Money,
}

domain_event! {
    /// A fact about an award.
    pub enum AwardEvent {
        /// The notice of award: the first budget period's funds.
        AwardIssued {
            /// The award.
            award: Fain,
            /// The number of the notice.
            number: AwardNumber,
            /// The programme that pays.
            programme: ProgrammeCode,
            /// The notice of funding that it was made under.
            notice: Label,
            /// The rule set of the programme that is pinned to the award.
            rule_set: u32,
            /// The sub-award share of that rule set.
            sub_award_share: Option<SubAwardShareRule>,
            /// The prime.
            grantee: OrganizationId,
            /// What the award is for.
            title: Title,
            /// The assistance listing.
            assistance_listing: AssistanceListing,
            /// Federal funds.
            amount: Money,
            /// How the cost is shared, where it is.
            cost_share: Option<CostShare>,
            /// The HHS regions that it serves; empty is the whole country.
            regions: Vec<Region>,
            /// The period of performance.
            project_period: Period,
            /// The first budget period.
            budget_period: Period,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// More federal funds.
        AwardSupplemented {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the notice.
            number: AwardNumber,
            /// Funds added.
            amount: Money,
            /// Federal funds after it.
            awarded: Money,
            /// How the whole cost is shared after it, where it is.
            cost_share: Option<CostShare>,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Fewer federal funds.
        AwardReduced {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the notice.
            number: AwardNumber,
            /// Funds taken back.
            amount: Money,
            /// Federal funds after it.
            awarded: Money,
            /// How the whole cost is shared after it, where it is.
            cost_share: Option<CostShare>,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
        } = "1.1",
        /// A no-cost extension of the period of performance and the budget period.
        AwardExtended {
            /// The award.
            award: Fain,
            /// The number of the notice.
            number: AwardNumber,
            /// The new last day.
            ends_on: NaiveDate,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// No new obligations or costs until it is resumed.
        AwardSuspended {
            /// The award.
            award: Fain,
            /// Why.
            reason: Reason,
            /// The first day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The suspension ended.
        AwardResumed {
            /// The award.
            award: Fain,
            /// Why.
            reason: Reason,
            /// The first day.
            effective_on: NaiveDate,
        } = "1.0",
        /// The award closed; what was neither spent nor sub-awarded goes back.
        AwardClosed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// Unassigned funds that go back.
            returned: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
        } = "1.1",
        /// The prime spent retained funds itself.
        DirectCostRecorded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// What for.
            category: CostCategory,
            /// How much.
            amount: Money,
            /// All retained spending after it.
            retained: Money,
            /// The document that shows it, where one was named.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            document: Option<DocumentDigest>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.1",
        /// A cost of the prime no longer stands: it was recorded in error.
        DirectCostReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// How much.
            amount: Money,
            /// All retained spending after it.
            retained: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The federal fiscal year of the cost.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            incurred_in: Option<i32>,
            /// The indirect cost that goes with it: what would be charged above the rate of the base that is left.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            indirect: Option<Money>,
        } = "1.2",
        /// A sub-award took more of the award's funds.
        SubAwardCommitmentRaised {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// It counts towards the sub-award share.
            qualified: bool,
            /// By how much.
            amount: Money,
            /// The commitments to all sub-awards after it.
            committed: Money,
            /// The commitments to qualified sub-awards after it.
            committed_qualified: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A sub-award gave funds back to the award.
        SubAwardCommitmentLowered {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award.
            sub_award: SubAwardId,
            /// It counts towards the sub-award share.
            qualified: bool,
            /// By how much.
            amount: Money,
            /// The commitments to all sub-awards after it.
            committed: Money,
            /// The commitments to qualified sub-awards after it.
            committed_qualified: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-award share crossed its minimum downwards.
        SubAwardShareFell {
            /// The award.
            award: Fain,
            /// Federal funds that the share is taken of.
            base: Money,
            /// What is sub-awarded to qualified organizations.
            sub_awarded: Money,
            /// The least that must be.
            minimum: Money,
            /// The minimum less what is sub-awarded.
            shortfall: Money,
            /// The accounting date of what moved it.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-award share reached its minimum.
        SubAwardShareRestored {
            /// The award.
            award: Fain,
            /// Federal funds that the share is taken of.
            base: Money,
            /// What is sub-awarded to qualified organizations.
            sub_awarded: Money,
            /// The least that must be.
            minimum: Money,
            /// The accounting date of what moved it.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer let the award close below the minimum.
        SubAwardShareWaived {
            /// The award.
            award: Fain,
            /// What was missing on the day.
            shortfall: Money,
            /// Why.
            reason: Reason,
            /// The officer's account.
            waived_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime gets its cash in another way from now on.
        PaymentMethodSet {
            /// The award.
            award: Fain,
            /// How.
            method: PaymentMethod,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime drew federal cash.
        FundsDrawn {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The draw.
            draw: DrawId,
            /// For costs that were accrued, or ahead of them.
            method: PaymentMethod,
            /// What the prime said that it pays out at once; on the advance method only.
            immediate_need: Option<Money>,
            /// How much.
            amount: Money,
            /// All that is drawn and not returned after it.
            drawn: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Costs took up a part of what was drawn ahead of them.
        AdvanceLiquidated {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// How much.
            amount: Money,
            /// What no cost has taken up after it.
            advance: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime returned a part of what it drew ahead of costs, unused. The order stands.
        AdvanceReturned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The refund.
            refund: RefundId,
            /// How much.
            amount: Money,
            /// What no cost has taken up after it.
            advance: Money,
            /// All that is drawn and not returned after it.
            drawn: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime refunded what it drew for costs that no longer stand.
        DrawRefunded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The refund.
            refund: RefundId,
            /// How much.
            amount: Money,
            /// All that is drawn and not returned after it.
            drawn: Money,
            /// The federal fiscal year in which it was drawn.
            drawn_in: i32,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it had been taken for unpaid when its cost was reversed in a later fiscal year, where any had.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reversed: Option<Money>,
        } = "1.1",
        /// Federal cash on hand earned interest.
        InterestEarned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The interest.
            interest: InterestId,
            /// How much.
            amount: Money,
            /// The federal fiscal year.
            fiscal_year: i32,
            /// All interest of the year after it.
            earned: Money,
            /// How much of it is to be remitted: what is above the year's limit and was not before.
            to_remit: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime remitted interest.
        InterestRemitted {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The remittance.
            interest: InterestId,
            /// How much.
            amount: Money,
            /// What is still to be remitted after it.
            due: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Others contributed to the project.
        MatchRecorded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The contribution.
            contribution: ContributionId,
            /// Cash, or in kind.
            kind: MatchKind,
            /// How much.
            amount: Money,
            /// The document that shows it.
            document: DocumentDigest,
            /// All contributions that stand after it.
            recorded: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A contribution no longer counts.
        MatchReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The contribution.
            contribution: ContributionId,
            /// How much.
            amount: Money,
            /// All contributions that stand after it.
            recorded: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A budget period closed at its sub-award share, or with a waiver; a continuation follows.
        BudgetPeriodClosed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// Its budget year.
            budget_year: u8,
            /// Its days.
            budget_period: Period,
            /// Federal funds awarded for it, carried over ones included.
            base: Money,
            /// What of it was sub-awarded to qualified organizations, where the rules ask for a share.
            sub_awarded: Option<Money>,
            /// What was missing to the least that must be, and waived.
            shortfall: Option<Money>,
            /// Unobligated funds that are carried over.
            carried: Money,
            /// Unobligated funds that go back.
            returned: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
        } = "1.1",
        /// A continuation: the funds of the next budget period.
        AwardContinued {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The number of the notice: amendment 00 of the next budget year.
            number: AwardNumber,
            /// Funds added.
            amount: Money,
            /// Unobligated funds of the period before that are carried over.
            carried: Money,
            /// Both together: what the sub-award share of the period is taken of.
            base: Money,
            /// All federal funds after it.
            awarded: Money,
            /// How the whole cost is shared after it, where it is.
            cost_share: Option<CostShare>,
            /// The next budget period.
            budget_period: Period,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An administrative notice: it moves neither money nor days.
        AwardAdministered {
            /// The award.
            award: Fain,
            /// The number of the notice.
            number: AwardNumber,
            /// What it says.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The award was terminated: its period of performance ends on the day, and it takes no new obligations.
        AwardTerminated {
            /// The award.
            award: Fain,
            /// Why.
            reason: Reason,
            /// The last day.
            effective_on: NaiveDate,
        } = "1.0",
        /// A rate of indirect costs stands from now on.
        IndirectRateSet {
            /// The award.
            award: Fain,
            /// What it rests on.
            basis: IndirectBasis,
            /// The rate, of modified total direct costs.
            rate: Rate,
            /// The rate agreement; none for the de minimis rate.
            document: Option<DocumentDigest>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// What was disallowed after the award had closed goes back: nothing else is left for it.
        DisallowedFundsReleased {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// How much, with the indirect cost that went with it.
            amount: Money,
            /// All that was given back after it.
            returned: Money,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Program income is used in another way from now on: an officer's term of the award.
        ProgramIncomeMethodSet {
            /// The award.
            award: Fain,
            /// How.
            method: IncomeMethod,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime earned program income.
        ProgramIncomeEarned {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The income.
            income: IncomeId,
            /// What earned it.
            source: IncomeSource,
            /// How much.
            amount: Money,
            /// The document that shows it.
            document: DocumentDigest,
            /// All program income that stands after it.
            earned: Money,
            /// What of it is not spent after it.
            unexpended: Money,
            /// The day on which it was earned.
            effective_on: NaiveDate,
        } = "1.0",
        /// The prime spent program income.
        ProgramIncomeExpended {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The expense.
            income: IncomeId,
            /// In place of federal funds, or beside them.
            method: IncomeMethod,
            /// How much.
            amount: Money,
            /// All that is spent by that method after it.
            expended: Money,
            /// What is not spent after it.
            unexpended: Money,
            /// What of the federal funds that it freed was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Program income was recorded in error.
        ProgramIncomeReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The income.
            income: IncomeId,
            /// How much.
            amount: Money,
            /// All program income that stands after it.
            earned: Money,
            /// What of it is not spent after it.
            unexpended: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Program income was not spent after all.
        ProgramIncomeExpenseReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The expense.
            income: IncomeId,
            /// By which method it had been spent.
            method: IncomeMethod,
            /// How much.
            amount: Money,
            /// All that is spent by that method after it.
            expended: Money,
            /// What is not spent after it.
            unexpended: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// What became free under a sub-award after the award had closed goes back: nothing else is left for it.
        AdjustedFundsReleased {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The sub-award that was adjusted.
            sub_award: SubAwardId,
            /// How much.
            amount: Money,
            /// All that was given back after it.
            returned: Money,
            /// What of it was obligated in an earlier federal fiscal year, where any was.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            prior_year: Option<PriorYear>,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The obligations to a sub-award count towards the sub-award share from now on, or no longer do: its organization
        /// was attested as grassroots again, or ceased to be one.
        SubAwardCommitmentRequalified {
            /// The award.
            award: Fain,
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its obligations count from now on.
            qualified: bool,
            /// What was obligated to it in the budget period that runs.
            amount: Money,
            /// The commitments to qualified sub-awards after it.
            committed_qualified: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer disallowed a cost of the prime, and the indirect cost that follows it.
        CostDisallowed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The cost.
            cost: CostId,
            /// How much of it.
            amount: Money,
            /// The indirect cost that goes with it.
            indirect: Money,
            /// Both together.
            total: Money,
            /// All retained spending after it.
            retained: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The federal fiscal year of the cost.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            incurred_in: Option<i32>,
        } = "1.1",
    }
}

impl AwardEvent {
    /// What a reversal or a disallowance takes back, with the indirect cost that goes with it; none of any other event.
    pub fn taken_back(&self) -> Option<Money> {
        if let Self::DirectCostReversed {
            amount, indirect, ..
        } = self
        {
            return amount.plus(indirect.unwrap_or_default());
        }
        if let Self::CostDisallowed { total, .. } = self {
            return Some(*total);
        }
        None
    }

    /// It moves federal cash, interest on it or what others contribute, or says how cash is drawn.
    pub fn moves_cash(&self) -> bool {
        matches!(
            self,
            Self::PaymentMethodSet { .. }
                | Self::FundsDrawn { .. }
                | Self::AdvanceLiquidated { .. }
                | Self::AdvanceReturned { .. }
                | Self::DrawRefunded { .. }
                | Self::InterestEarned { .. }
                | Self::InterestRemitted { .. }
                | Self::MatchRecorded { .. }
                | Self::MatchReversed { .. }
        )
    }

    /// It says how program income is used, or moves it.
    pub fn moves_income(&self) -> bool {
        matches!(
            self,
            Self::ProgramIncomeMethodSet { .. }
                | Self::ProgramIncomeEarned { .. }
                | Self::ProgramIncomeExpended { .. }
                | Self::ProgramIncomeReversed { .. }
                | Self::ProgramIncomeExpenseReversed { .. }
        )
    }

    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::AwardIssued { award, .. }
            | Self::AwardSupplemented { award, .. }
            | Self::AwardReduced { award, .. }
            | Self::AwardExtended { award, .. }
            | Self::AwardSuspended { award, .. }
            | Self::AwardResumed { award, .. }
            | Self::AwardClosed { award, .. }
            | Self::DirectCostRecorded { award, .. }
            | Self::DirectCostReversed { award, .. }
            | Self::SubAwardCommitmentRaised { award, .. }
            | Self::SubAwardCommitmentLowered { award, .. }
            | Self::SubAwardShareFell { award, .. }
            | Self::SubAwardShareRestored { award, .. }
            | Self::SubAwardShareWaived { award, .. }
            | Self::PaymentMethodSet { award, .. }
            | Self::FundsDrawn { award, .. }
            | Self::AdvanceLiquidated { award, .. }
            | Self::AdvanceReturned { award, .. }
            | Self::DrawRefunded { award, .. }
            | Self::InterestEarned { award, .. }
            | Self::InterestRemitted { award, .. }
            | Self::MatchRecorded { award, .. }
            | Self::MatchReversed { award, .. }
            | Self::BudgetPeriodClosed { award, .. }
            | Self::AwardContinued { award, .. }
            | Self::AwardAdministered { award, .. }
            | Self::AwardTerminated { award, .. }
            | Self::IndirectRateSet { award, .. }
            | Self::CostDisallowed { award, .. }
            | Self::DisallowedFundsReleased { award, .. }
            | Self::ProgramIncomeMethodSet { award, .. }
            | Self::ProgramIncomeEarned { award, .. }
            | Self::ProgramIncomeExpended { award, .. }
            | Self::ProgramIncomeReversed { award, .. }
            | Self::ProgramIncomeExpenseReversed { award, .. }
            | Self::AdjustedFundsReleased { award, .. }
            | Self::SubAwardCommitmentRequalified { award, .. } => award,
        }
    }
}
