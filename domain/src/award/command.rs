//! What an award is asked, with the facts that the ledger looked up for it.

use chrono::NaiveDate;

use super::{ByFiscalYear, IncomeCommand, SubAwardSpending};
use crate::{
    id::{ActorId, SubAwardId},
    ledger::{
        AdministerAward, CloseAward, ContinueAward, DisallowCost, DrawFunds, ExtendAward,
        IssueAward, LiquidateAdvance, RecordDirectCost, RecordInterest, RecordMatch, ReduceAward,
        RemitInterest, ResumeAward, ReturnFunds, ReverseCost, ReverseMatch, SetIndirectRate,
        SetPaymentMethod, SupplementAward, SuspendAward, TerminateAward, WaiveSubAwardShare,
    },
    money::Money,
    programme::SubAwardShareRule,
};

/// A command to an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AwardCommand {
    /// Issue it.
    Issue {
        /// What the officer said.
        input: IssueAward,
        /// What the programme and the register say.
        facts: IssueFacts,
    },
    /// Add funds.
    Supplement {
        /// What the officer said.
        input: SupplementAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Take funds back.
    Reduce {
        /// What the officer said.
        input: ReduceAward,
        /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
        reversed_claims: ByFiscalYear,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Extend at no cost.
    Extend {
        /// What the officer said.
        input: ExtendAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Suspend.
    Suspend {
        /// What the officer said.
        input: SuspendAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// End the suspension.
    Resume {
        /// What the officer said.
        input: ResumeAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Close.
    Close {
        /// What the officer said.
        input: CloseAward,
        /// Sub-awards of the award that are not closed.
        open_sub_awards: Vec<SubAwardId>,
        /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
        reversed_claims: ByFiscalYear,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Let it close below its sub-award share.
    WaiveShare {
        /// What the officer said.
        input: WaiveSubAwardShare,
        /// The officer's account.
        waived_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Record a cost of the prime itself.
    RecordDirectCost {
        /// What the prime said.
        input: RecordDirectCost,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Take a cost of the prime back.
    ReverseCost {
        /// What the prime said.
        input: ReverseCost,
        /// What each sub-award cost, where a rate of indirect costs stands.
        sub_award_costs: Vec<Money>,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Open the next budget period.
    Continue {
        /// What the officer said.
        input: ContinueAward,
        /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
        reversed_claims: ByFiscalYear,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Make an administrative notice.
    Administer {
        /// What the officer said.
        input: AdministerAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// End it before its time.
    Terminate {
        /// What the officer said.
        input: TerminateAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Set the rate of indirect costs.
    SetIndirectRate {
        /// What the officer said.
        input: SetIndirectRate,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Disallow a cost of the prime.
    DisallowCost {
        /// What the officer said.
        input: DisallowCost,
        /// The day of the final financial report, once it was filed.
        final_report_on: Option<NaiveDate>,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Say how the prime gets its cash.
    SetPaymentMethod {
        /// What was said.
        input: SetPaymentMethod,
        /// What the sub-awards have spent.
        spending: SubAwardSpending,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Draw federal cash.
    Draw {
        /// What was said.
        input: DrawFunds,
        /// What the sub-awards have spent.
        spending: SubAwardSpending,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Let costs take up what was drawn ahead of them.
    Liquidate {
        /// What was said.
        input: LiquidateAdvance,
        /// What the sub-awards have spent.
        spending: SubAwardSpending,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Return cash on hand.
    Return {
        /// What was said.
        input: ReturnFunds,
        /// What the sub-awards have spent.
        spending: SubAwardSpending,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Record interest on federal cash.
    RecordInterest {
        /// What was said.
        input: RecordInterest,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Remit it.
    RemitInterest {
        /// What was said.
        input: RemitInterest,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Record what others contributed.
    RecordMatch {
        /// What was said.
        input: RecordMatch,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Take a contribution back.
    ReverseMatch {
        /// What was said.
        input: ReverseMatch,
        /// The day of the final financial report, once it was filed.
        final_report_on: Option<NaiveDate>,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Something about program income, and the day it was received.
    Income(IncomeCommand, NaiveDate),
    /// The obligations to a sub-award count towards the sub-award share from now on, or no longer do.
    Requalify(Requalification),
    /// A sub-award of an award that has closed gives funds back; they go back at once.
    AdjustCommitment {
        /// What it gives back.
        commitment: Commitment,
        /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
        reversed_claims: ByFiscalYear,
        /// The day of the final financial report, once it was filed.
        final_report_on: Option<NaiveDate>,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// A sub-award takes more of the funds. Its own decision has tested amount and dates.
    RaiseCommitment(Commitment),
    /// A sub-award gives funds back. Its own decision has tested amount and dates.
    LowerCommitment(Commitment),
}

/// What a sub-award takes or gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// It counts towards the sub-award share.
    pub qualified: bool,
    /// How much.
    pub amount: Money,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-award whose organization was attested as grassroots again, or ceased to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requalification {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// It counts from now on.
    pub qualified: bool,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// What the programme and the register say when an award is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueFacts {
    /// The version of the rules that stand for the notice on the first day of the project.
    pub rule_set: u32,
    /// The sub-award share of those rules.
    pub sub_award_share: Option<SubAwardShareRule>,
    /// SAM excludes the grantee on the accounting date.
    pub grantee_excluded: bool,
    /// The day it was received.
    pub received_on: NaiveDate,
}
