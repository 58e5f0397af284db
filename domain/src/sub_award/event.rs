//! What happens to a sub-award. Every movement of its funds is one of these events, and only these post.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ActorId, ClaimId, OrganizationId, PaymentId, ProgrammeCode, RefundId, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    period::{Month, Period},
    region::State,
    text::{Reason, Title},
};

/// By what instrument a prime passes funds on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubAwardInstrument {
    /// A sub-award: the sub-awardee carries out part of the programme.
    SubAward,
    /// A procurement contract: it never counts towards the sub-award share.
    Procurement,
    /// A fixed-amount sub-award, as unit-price pay is one: with an officer's prior approval, up to a ceiling.
    FixedAmount,
}

domain_event! {
    /// A fact about a sub-award.
    pub enum SubAwardEvent {
        /// A prime obligated funds to a sub-awardee.
        SubAwardExecuted {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The prime.
            grantee: OrganizationId,
            /// The sub-awardee.
            sub_awardee: OrganizationId,
            /// By what instrument.
            instrument: SubAwardInstrument,
            /// It counts towards the sub-award share: a sub-award to a qualified local grassroots organization.
            qualified: bool,
            /// What it is for.
            purpose: Title,
            /// Where it serves.
            states: Vec<State>,
            /// Funds obligated.
            amount: Money,
            /// The period of performance.
            period: Period,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.1",
        /// More funds were obligated.
        SubAwardObligationRaised {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// By how much.
            amount: Money,
            /// The obligation after it.
            obligated: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Unliquidated funds were de-obligated.
        SubAwardObligationLowered {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// By how much.
            amount: Money,
            /// The obligation after it.
            obligated: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The period of performance was extended.
        SubAwardExtended {
            /// The sub-award.
            sub_award: SubAwardId,
            /// The new last day.
            ends_on: NaiveDate,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// New claims pend until it is resumed.
        SubAwardSuspended {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The suspension ended.
        SubAwardResumed {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-award closed. What was available was de-obligated by the event before it.
        SubAwardClosed {
            /// The sub-award.
            sub_award: SubAwardId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Adjudication reserved funds for a claim.
        FundsReserved {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A reservation ended without approval.
        FundsReleased {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A claim was approved: its reservation became a cost, and owed.
        FundsAccrued {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// An approved claim was paid.
        FundsPaid {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// In which payment.
            payment: PaymentId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A claim waits, in order, for funds.
        ClaimPendedForFunds {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much it waits for.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The month of service by which it is released; none where claims are released as they came in.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            service_month: Option<Month>,
        } = "1.1",
        /// A claim no longer waits for funds: it was denied, or funds were reserved for it.
        ClaimUnpended {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much it waited for.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A claim that waits was adjudicated again: it waits for another amount, in its place.
        PendedClaimChanged {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much it waited for.
            before: Money,
            /// How much it waits for now.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The approval of a claim was reversed: its cost is no longer owed, and its funds are free.
        FundsAccrualReversed {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
            /// The federal fiscal year in which the claim was approved.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            accrued_in: Option<i32>,
        } = "1.1",
        /// What was paid for a claim is owed back: its funds are free, and the sub-awardee owes the money.
        ReceivableRaised {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim.
            claim: ClaimId,
            /// How much.
            amount: Money,
            /// What the sub-awardee owes back after it.
            receivable: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// What was paid for a claim counts for the claim that replaces it, instead of being owed back.
        ReceivableCarried {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim that it counts for.
            claim: ClaimId,
            /// The claim that it was paid for.
            from: ClaimId,
            /// How much.
            amount: Money,
            /// What the sub-awardee owes back after it.
            receivable: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A payment that was prepared withholds a part of what is owed back.
        ReceivableOffsetScheduled {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The payment.
            payment: PaymentId,
            /// How much.
            amount: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The payment went out without that part: it is no longer owed.
        ReceivableOffset {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The payment.
            payment: PaymentId,
            /// How much.
            amount: Money,
            /// What the sub-awardee owes back after it.
            receivable: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The sub-awardee paid a part of what it owes back.
        ReceivableRefunded {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The refund.
            refund: RefundId,
            /// How much.
            amount: Money,
            /// What the sub-awardee owes back after it.
            receivable: Money,
            /// Who of the prime recorded it.
            recorded_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// Its obligations count towards the sub-award share from now on, or no longer do: its organization was attested as
        /// grassroots again, or ceased to be one.
        SubAwardQualificationChanged {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// It counts from now on.
            qualified: bool,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// More claims wait that there are funds for than one decision releases: the rest follow, in order.
        ReleaseDeferred {
            /// The sub-award.
            sub_award: SubAwardId,
            /// Its award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The claim that is next.
            next: ClaimId,
            /// How many claims wait.
            waiting: u32,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
