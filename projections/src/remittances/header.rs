//! What a sub-awardee may know of a payment that pays it.

use almoner_domain::{
    id::{OrganizationId, PaymentId, ProgrammeCode},
    identifier::Fain,
    programme::DisclosureProfile,
    text::Reason,
};
use chrono::NaiveDate;

use crate::{
    payments::PaymentStatus,
    table::{record, temporal},
};

record! {
    /// A payment as those see it whom it pays: not what others are paid, nor who acted for the prime.
    pub struct RemittanceHeaderRow in "remittance_headers" {
        /// The payment.
        payment: PaymentId,
        /// The award.
        award: Fain,
        /// The programme.
        programme: ProgrammeCode,
        /// The prime that pays.
        grantee: OrganizationId,
        /// Where it stands; until it is confirmed, nothing is paid.
        status: PaymentStatus,
        /// Why it is paid now.
        justification: Reason,
        /// The accounting date of its preparation.
        prepared_on: NaiveDate,
        /// The accounting date of its authorisation.
        authorised_on: Option<NaiveDate>,
        /// The day it was paid.
        confirmed_on: Option<NaiveDate>,
        /// What may be said about the clients of its claims.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime, and every sub-awardee that it pays.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(RemittanceHeaderRow by payment: PaymentId);
