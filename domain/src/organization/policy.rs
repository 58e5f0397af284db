//! Named rules of an organization.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A span in which SAM excludes an organization from federal awards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// The first day.
    pub from: NaiveDate,
    /// The first day without it; none while it lasts.
    pub until: Option<NaiveDate>,
}

impl Exclusion {
    /// The day lies in it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}
