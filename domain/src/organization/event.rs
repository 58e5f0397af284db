//! What happens to an organization.

use chrono::NaiveDate;

use crate::{
    id::OrganizationId, identifier::EntityIdentifier, ledger::domain_event, region::State,
    text::Title,
};

domain_event! {
    /// A fact about an organization.
    pub enum OrganizationEvent {
        /// An organization entered the register.
        OrganizationRegistered {
            /// The organization.
            organization: OrganizationId,
            /// Its name.
            name: Title,
            /// Its UEI or DUNS number.
            identifier: EntityIdentifier,
            /// Where it is.
            state: State,
            /// It is a qualified local grassroots organization: sub-awards to it count towards the sub-award share.
            grassroots: bool,
            /// The day it entered.
            effective_on: NaiveDate,
        } = "1.0",
        /// SAM excluded the organization from federal awards.
        OrganizationExcluded {
            /// The organization.
            organization: OrganizationId,
            /// The first day of the exclusion.
            effective_on: NaiveDate,
        } = "1.0",
        /// The exclusion ended.
        OrganizationReinstated {
            /// The organization.
            organization: OrganizationId,
            /// The first day without exclusion.
            effective_on: NaiveDate,
        } = "1.0",
    }
}
