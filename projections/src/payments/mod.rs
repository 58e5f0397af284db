//! Which payments there are, where they stand, and which claims they pay.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::{ActorId, ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    programme::DisclosureProfile,
    text::Reason,
};
use chrono::NaiveDate;

pub use query::{PaymentClaimFilter, PaymentFilter, PaymentOffsetFilter};

use crate::table::{codes, record, temporal};

codes! {
    /// Where a payment stands.
    pub enum PaymentStatus {
        /// A prime gathered its claims.
        Prepared = "PREPARED",
        /// A second person of the prime authorised it.
        Authorised = "AUTHORISED",
        /// The money went out.
        Confirmed = "CONFIRMED",
    }
}

record! {
    /// A payment of approved claims.
    pub struct PaymentRow in "payments" {
        /// The payment.
        payment: PaymentId,
        /// The award.
        award: Fain,
        /// The programme.
        programme: ProgrammeCode,
        /// The prime.
        grantee: OrganizationId,
        /// Where it stands.
        status: PaymentStatus,
        /// How many claims it pays.
        claim_count: u32,
        /// Their sum.
        total: Money,
        /// SHA-256, in hex, over a line `claim amount` each, in order.
        digest: String,
        /// Why it is paid now.
        justification: Reason,
        /// Who prepared it.
        prepared_by: ActorId,
        /// The accounting date of its preparation.
        prepared_on: NaiveDate,
        /// Who authorised it.
        authorised_by: Option<ActorId>,
        /// The accounting date of its authorisation.
        authorised_on: Option<NaiveDate>,
        /// Who confirmed it.
        confirmed_by: Option<ActorId>,
        /// The day it was paid.
        confirmed_on: Option<NaiveDate>,
        /// What may be said about the clients of its claims.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(PaymentRow by payment: PaymentId);

record! {
    /// A claim of a payment: an item of a sub-awardee's remittance.
    pub struct PaymentClaimRow in "payment_claims" {
        /// The payment.
        payment: PaymentId,
        /// The claim.
        claim: ClaimId,
        /// The award.
        award: Fain,
        /// Its sub-award.
        sub_award: SubAwardId,
        /// Who is paid.
        sub_awardee: OrganizationId,
        /// How much.
        amount: Money,
        /// The day it was paid.
        paid_on: Option<NaiveDate>,
        /// What may be said about its client.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(PaymentClaimRow by payment: PaymentId, claim: ClaimId);

record! {
    /// What a payment withholds of what a sub-awardee owes back: a provider adjustment of its remittance.
    pub struct PaymentOffsetRow in "payment_offsets" {
        /// The payment.
        payment: PaymentId,
        /// The sub-award.
        sub_award: SubAwardId,
        /// The award.
        award: Fain,
        /// Who owes.
        sub_awardee: OrganizationId,
        /// What it owed when the payment was prepared, and no other payment withheld.
        owed: Money,
        /// How much is withheld.
        amount: Money,
        /// What it still owes after the payment.
        forward_balance: Money,
        /// The day the payment went out without it.
        settled_on: Option<NaiveDate>,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(PaymentOffsetRow by payment: PaymentId, sub_award: SubAwardId);
