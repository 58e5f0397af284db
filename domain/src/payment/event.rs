//! What happens to a payment.

use chrono::NaiveDate;

use crate::{
    id::{ActorId, ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::domain_event,
    money::Money,
    text::Reason,
};

domain_event! {
    /// A fact about a payment.
    pub enum PaymentEvent {
        /// A prime gathered approved claims into a payment. One event a claim follows.
        PaymentPrepared {
            /// The payment.
            payment: PaymentId,
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The prime.
            grantee: OrganizationId,
            /// How many claims follow, at most 500.
            claim_count: u32,
            /// Their sum.
            total: Money,
            /// SHA-256, in hex, over a line `claim amount` each, in order.
            digest: String,
            /// Why it is paid now.
            justification: Reason,
            /// Who prepared it.
            prepared_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A claim of the payment.
        PaymentClaimIncluded {
            /// The payment.
            payment: PaymentId,
            /// The claim.
            claim: ClaimId,
            /// Its sub-award.
            sub_award: SubAwardId,
            /// Who is paid.
            sub_awardee: OrganizationId,
            /// How much.
            amount: Money,
        } = "1.0",
        /// A second person of the prime authorised it.
        PaymentAuthorised {
            /// The payment.
            payment: PaymentId,
            /// Who.
            authorised_by: ActorId,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// The money went out.
        PaymentConfirmed {
            /// The payment.
            payment: PaymentId,
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// How much.
            total: Money,
            /// Who confirmed it: not the one who authorised it.
            confirmed_by: ActorId,
            /// The day it was paid.
            effective_on: NaiveDate,
        } = "1.0",
        /// The payment withholds what a sub-awardee owes back, up to what it pays to the sub-award: a provider
        /// adjustment. The claims less all offsets is what goes out.
        PaymentOffsetIncluded {
            /// The payment.
            payment: PaymentId,
            /// The sub-award.
            sub_award: SubAwardId,
            /// Who owes.
            sub_awardee: OrganizationId,
            /// What was owed and no other payment withheld.
            owed: Money,
            /// How much is withheld.
            amount: Money,
            /// What is still owed after the payment.
            forward_balance: Money,
        } = "1.0",
    }
}
