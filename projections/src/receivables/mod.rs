//! What sub-awardees owe back: every movement of it, with what was owed after it. Never below nothing.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::{ClaimId, OrganizationId, PaymentId, ProgrammeCode, RefundId, SubAwardId},
    identifier::Fain,
    money::Money,
    programme::DisclosureProfile,
};
use chrono::NaiveDate;

pub use query::ReceivableFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// What moved what is owed back.
    pub enum ReceivableKind {
        /// What was paid for a claim no longer stands.
        Raised = "RAISED",
        /// It counts for the claim that replaces it.
        Carried = "CARRIED",
        /// A payment went out without it.
        Offset = "OFFSET",
        /// The sub-awardee paid it back.
        Refunded = "REFUNDED",
    }
}

record! {
    /// A movement of what a sub-award owes back.
    pub struct ReceivableEntryRow in "receivable_entries" {
        /// The sub-award.
        sub_award: SubAwardId,
        /// Its place among the movements of the sub-award, from 1.
        entry: u32,
        /// The award.
        award: Fain,
        /// The programme.
        programme: ProgrammeCode,
        /// Who owes.
        sub_awardee: OrganizationId,
        /// What moved it.
        kind: ReceivableKind,
        /// The claim that was overpaid, or that the payment counts for.
        claim: Option<ClaimId>,
        /// The payment that withheld it.
        payment: Option<PaymentId>,
        /// The refund.
        refund: Option<RefundId>,
        /// How much, above zero.
        amount: Money,
        /// What is owed after it.
        receivable: Money,
        /// The accounting date.
        effective_on: NaiveDate,
        /// What may be said about the sub-award's clients.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ReceivableEntryRow by sub_award: SubAwardId, entry: u32);
