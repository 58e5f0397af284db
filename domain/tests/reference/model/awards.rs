//! Awards and sub-awards: what was given, and whether they take claims.

use almoner_domain::region::Region;
use chrono::NaiveDate;

use super::Cents;

/// An award as its actions made it.
#[derive(Debug, Clone)]
pub(crate) struct Award {
    /// The first day of its first budget period.
    pub(crate) budget_starts_on: NaiveDate,
    /// The regions that it serves.
    pub(crate) regions: Vec<Region>,
    /// What each action gave, or took.
    pub(crate) actions: Vec<Cents>,
    /// What the prime spent itself.
    pub(crate) direct_costs: Vec<(String, Cents)>,
    /// It is suspended.
    pub(crate) suspended: bool,
}

/// A sub-award as its actions made it.
#[derive(Debug, Clone)]
pub(crate) struct SubAward {
    /// Its award.
    pub(crate) award: String,
    /// Its period of performance.
    pub(crate) starts_on: NaiveDate,
    /// Its period of performance.
    pub(crate) ends_on: NaiveDate,
    /// What each action obligated, or took back.
    pub(crate) actions: Vec<Cents>,
    /// What came to be owed back, and what of it was settled.
    pub(crate) owed: Vec<Cents>,
    /// It is suspended.
    pub(crate) suspended: bool,
    /// It is closed.
    pub(crate) closed: bool,
}
