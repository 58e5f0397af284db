//! Which organizations there are, and which are excluded.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::OrganizationId,
    measure::DocumentDigest,
    region::State,
    text::{Reason, Title},
};
use chrono::NaiveDate;

pub use query::OrganizationFilter;

use crate::table::{record, temporal};

record! {
    /// An organization of the register.
    pub struct OrganizationRow in "organizations" {
        /// The organization.
        organization: OrganizationId,
        /// Its name.
        name: Title,
        /// `UEI` or `DUNS`.
        identifier_scheme: String,
        /// Its UEI or DUNS number.
        identifier: String,
        /// Where it is.
        state: State,
        /// A qualified local grassroots organization.
        grassroots: bool,
        /// SHA-256 of the evidence on which an officer attested that; none where it entered the register as one.
        attestation: Option<DocumentDigest>,
        /// The officer's account.
        attested_by: Option<String>,
        /// The first day on which it holds.
        attested_on: Option<NaiveDate>,
        /// Why the latest attestation was withdrawn.
        withdrawal: Option<Reason>,
        /// The officer's account.
        withdrawn_by: Option<String>,
        /// The first day on which it does not hold any more.
        withdrawn_on: Option<NaiveDate>,
        /// SAM excludes it from federal awards.
        excluded: bool,
        /// The first day of the exclusion that holds.
        excluded_on: Option<NaiveDate>,
        /// The day it entered the register.
        registered_on: NaiveDate,
    }
}
temporal!(OrganizationRow by organization: OrganizationId);
