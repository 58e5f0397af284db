//! What a sub-award is asked, with the facts that the ledger looked up for it.

use chrono::NaiveDate;

use crate::{
    id::{ActorId, ClaimId, OrganizationId, PaymentId, ProgrammeCode},
    ledger::{
        CloseSubAward, ExecuteSubAward, ExtendSubAward, LowerSubAward, RaiseSubAward,
        RefundReceivable, ResumeSubAward, SuspendSubAward,
    },
    money::Money,
    period::{Month, Period},
    region::Region,
};

/// A command to a sub-award. The fund commands (from `Reserve` on) come from decisions about claims and payments:
/// their amounts are above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubAwardCommand {
    /// Obligate funds to a sub-awardee.
    Execute {
        /// What the prime said.
        input: ExecuteSubAward,
        /// What the award and the register say.
        facts: ExecutionFacts,
    },
    /// Obligate more.
    Raise {
        /// What the prime said.
        input: RaiseSubAward,
        /// What the award and the register say.
        facts: ModificationFacts,
    },
    /// De-obligate.
    Lower {
        /// What the prime said.
        input: LowerSubAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Extend the period.
    Extend {
        /// What the prime said.
        input: ExtendSubAward,
        /// What the award and the register say.
        facts: ModificationFacts,
    },
    /// Suspend.
    Suspend {
        /// What the prime said.
        input: SuspendSubAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// End the suspension.
    Resume {
        /// What the prime said.
        input: ResumeSubAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Close; what is available is de-obligated.
    Close {
        /// What the prime said.
        input: CloseSubAward,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Its obligations count towards the sub-award share from now on, or no longer do.
    Requalify {
        /// They count.
        qualified: bool,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Reserve available funds for a claim.
    Reserve {
        /// The claim.
        claim: ClaimId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Give a reservation back.
    Release {
        /// The claim.
        claim: ClaimId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Turn a reservation into a cost that is owed.
    Accrue {
        /// The claim.
        claim: ClaimId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Pay what is owed.
    Pay {
        /// The claim.
        claim: ClaimId,
        /// In which payment.
        payment: PaymentId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Let a claim wait for funds, in its place in the queue.
    Pend {
        /// The claim.
        claim: ClaimId,
        /// How much it waits for.
        amount: Money,
        /// The month of service by which it is released; none where claims are released as they came in.
        service_month: Option<Month>,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Take a claim out of the queue.
    Unpend {
        /// The claim.
        claim: ClaimId,
        /// How much it waited for.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Let a claim wait for another amount, in its place.
    ChangePended {
        /// The claim.
        claim: ClaimId,
        /// How much it waits for from now on.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// Take an approval back: its funds are free again.
    ReverseAccrual {
        /// The claim.
        claim: ClaimId,
        /// How much.
        amount: Money,
        /// The accounting date of its approval.
        accrued_on: NaiveDate,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// What was paid for a claim is owed back.
    RaiseReceivable {
        /// The claim.
        claim: ClaimId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// What is owed back of a claim counts for the claim that replaces it.
    CarryReceivable {
        /// The claim that it counts for.
        claim: ClaimId,
        /// The claim that it was paid for.
        from: ClaimId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// A payment that was prepared withholds a part of what is owed back.
    ScheduleOffset {
        /// The payment.
        payment: PaymentId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// The payment went out without that part.
    Offset {
        /// The payment.
        payment: PaymentId,
        /// How much.
        amount: Money,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// The sub-awardee paid a part of what it owes back.
    Refund {
        /// What the prime said.
        input: RefundReceivable,
        /// Who of the prime recorded it.
        recorded_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// Note that claims are still to be released.
    DeferRelease {
        /// The claim that is next.
        next: ClaimId,
        /// The accounting date.
        effective_on: NaiveDate,
    },
}

/// What the award and the register say when a sub-award is executed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecutionFacts {
    /// The award's programme.
    pub programme: ProgrammeCode,
    /// The prime.
    pub grantee: OrganizationId,
    /// The award's period of performance.
    pub award_period: Period,
    /// The award's regions; empty is the whole country.
    pub award_regions: Vec<Region>,
    /// SAM excludes the sub-awardee on the accounting date.
    pub sub_awardee_excluded: bool,
    /// The sub-awardee is a qualified local grassroots organization.
    pub sub_awardee_grassroots: bool,
    /// The day it was received.
    pub received_on: NaiveDate,
}

/// What the award and the register say when a sub-award is modified upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModificationFacts {
    /// The award's period of performance.
    pub award_period: Period,
    /// SAM excludes the sub-awardee on the accounting date.
    pub sub_awardee_excluded: bool,
    /// The day it was received.
    pub received_on: NaiveDate,
}
