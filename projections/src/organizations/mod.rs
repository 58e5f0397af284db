//! Which organizations there are, and which are excluded.

pub(crate) mod apply;
mod query;

use almoner_domain::{id::OrganizationId, region::State, text::Title};
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
        /// SAM excludes it from federal awards.
        excluded: bool,
        /// The first day of the exclusion that holds.
        excluded_on: Option<NaiveDate>,
        /// The day it entered the register.
        registered_on: NaiveDate,
    }
}
temporal!(OrganizationRow by organization: OrganizationId);
