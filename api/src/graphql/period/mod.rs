//! Spans of days.

use async_graphql::{InputObject, SimpleObject};
use chrono::NaiveDate;

use super::{read::Fields, scalar};

/// A span of days; both ends belong to it.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) starts_on: scalar::Date,
    /// The last day.
    pub(crate) ends_on: scalar::Date,
}

impl Period {
    pub(crate) fn of(starts_on: NaiveDate, ends_on: NaiveDate) -> Self {
        Self {
            starts_on: scalar::Date::of(starts_on),
            ends_on: scalar::Date::of(ends_on),
        }
    }
}

/// A span of days; both ends belong to it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PeriodInput {
    /// The first day.
    pub(crate) starts_on: scalar::Date,
    /// The last day, not before the first.
    pub(crate) ends_on: scalar::Date,
}

impl PeriodInput {
    pub(crate) fn read(&self, fields: &mut Fields) -> Option<almoner_domain::period::Period> {
        let starts_on = fields.read("startsOn", &self.starts_on);
        let ends_on = fields.read("endsOn", &self.ends_on);
        fields.check(
            "endsOn",
            almoner_domain::period::Period::try_new(starts_on?, ends_on?),
        )
    }
}
