//! The place of a record in the one order of its ledger.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// The place of a record in its ledger: 1, 2, 3 … without a gap. Zero is before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(u64);

/// A number that is not a position.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PositionError {
    /// The number is negative or past what the store can count to.
    #[error("a position is between 0 and 2^63 - 1")]
    Range,
    /// The text is not a decimal number.
    #[error("a position is a decimal number")]
    Number(#[from] ParseIntError),
}

impl Position {
    /// Before the first record.
    pub const ZERO: Self = Self(0);

    /// The last place that the store can count to.
    pub const LAST: Self = Self(i64::MAX.unsigned_abs());

    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The place `count` further on; the store's last place is never passed.
    #[must_use]
    pub fn plus(self, count: u64) -> Self {
        Self(self.0.saturating_add(count)).min(Self::LAST)
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The number as PostgreSQL's bigint holds it.
    pub fn to_bigint(self) -> i64 {
        i64::try_from(self.0).expect("a position is never past 2^63 - 1")
    }
}

impl TryFrom<i64> for Position {
    type Error = PositionError;

    fn try_from(number: i64) -> Result<Self, PositionError> {
        u64::try_from(number)
            .map(Self)
            .map_err(|_| PositionError::Range)
    }
}

impl TryFrom<u64> for Position {
    type Error = PositionError;

    fn try_from(number: u64) -> Result<Self, PositionError> {
        i64::try_from(number)
            .map_err(|_| PositionError::Range)
            .and_then(Self::try_from)
    }
}

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        Self::try_from(text.parse::<u64>()?)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
