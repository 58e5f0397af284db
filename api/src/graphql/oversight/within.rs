//! How many days ahead a question looks.

use chrono::{Days, NaiveDate};

use crate::graphql::error::{Coded, TopError};

/// How many days ahead is looked when a question does not say, and at most.
const WITHIN_DEFAULT: i32 = 30;
const WITHIN_MAX: u64 = 3660;

/// The number of days is out of range.
#[derive(Debug, thiserror::Error)]
#[error("look from 0 to {WITHIN_MAX} days ahead")]
struct WithinError;

impl Coded for WithinError {
    fn stable_code(&self) -> &'static str {
        "FILTER_MALFORMED"
    }
}

/// Days to look ahead, from 0 to 3660.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DaysAhead(u64);

impl DaysAhead {
    /// Reads the argument `within`; 30 where it is left out.
    pub(crate) fn read(within: Option<i32>) -> Result<Self, TopError> {
        u64::try_from(within.unwrap_or(WITHIN_DEFAULT))
            .ok()
            .filter(|days| *days <= WITHIN_MAX)
            .map(Self)
            .ok_or_else(|| TopError::argument("within", &WithinError))
    }

    /// The last day that is looked at from a day on.
    pub(crate) fn from(self, on: NaiveDate) -> NaiveDate {
        on.checked_add_days(Days::new(self.0))
            .unwrap_or(NaiveDate::MAX)
    }
}
