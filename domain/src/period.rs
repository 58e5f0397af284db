//! Spans of days and calendar months.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
}

/// The end of a period lies before its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the period ends on {ends_on}, before it starts on {starts_on}")]
pub struct PeriodError {
    /// The first day given.
    pub starts_on: NaiveDate,
    /// The last day given.
    pub ends_on: NaiveDate,
}

impl PeriodError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "PERIOD_ENDS_BEFORE_START"
    }
}

impl Period {
    /// A period of at least one day.
    pub fn try_new(starts_on: NaiveDate, ends_on: NaiveDate) -> Result<Self, PeriodError> {
        if ends_on < starts_on {
            return Err(PeriodError { starts_on, ends_on });
        }
        Ok(Self { starts_on, ends_on })
    }

    /// The day lies within the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && day <= self.ends_on
    }

    /// The whole of `other` lies within the period.
    pub fn encloses(&self, other: &Self) -> bool {
        self.starts_on <= other.starts_on && other.ends_on <= self.ends_on
    }

    /// The periods share at least one day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_on <= other.ends_on && other.starts_on <= self.ends_on
    }
}

/// Why an accounting date is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EffectiveOnError {
    /// After the day on which the command arrived (UTC): the books do not record what has not happened.
    #[error("{effective_on} lies in the future; give a day up to {received_on}")]
    InFuture {
        /// The day given.
        effective_on: NaiveDate,
        /// The day the command arrived.
        received_on: NaiveDate,
    },
    /// Before the first day that it can belong to.
    #[error("{effective_on} is too early; give a day from {earliest} on")]
    TooEarly {
        /// The day given.
        effective_on: NaiveDate,
        /// The first day.
        earliest: NaiveDate,
    },
    /// After the last day that it can belong to.
    #[error("{effective_on} is too late; give a day up to {latest}")]
    TooLate {
        /// The day given.
        effective_on: NaiveDate,
        /// The last day.
        latest: NaiveDate,
    },
}

impl EffectiveOnError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::InFuture { .. } => "EFFECTIVE_ON_IN_FUTURE",
            Self::TooEarly { .. } => "EFFECTIVE_ON_TOO_EARLY",
            Self::TooLate { .. } => "EFFECTIVE_ON_TOO_LATE",
        }
    }
}

/// The accounting date is not after the day on which the command arrived.
pub fn not_in_future(
    effective_on: NaiveDate,
    received_on: NaiveDate,
) -> Result<(), EffectiveOnError> {
    if effective_on > received_on {
        return Err(EffectiveOnError::InFuture {
            effective_on,
            received_on,
        });
    }
    Ok(())
}

/// The accounting date is not before the first day that it can belong to.
pub fn not_before(effective_on: NaiveDate, earliest: NaiveDate) -> Result<(), EffectiveOnError> {
    if effective_on < earliest {
        return Err(EffectiveOnError::TooEarly {
            effective_on,
            earliest,
        });
    }
    Ok(())
}

/// The accounting date is not after the last day that it can belong to.
pub fn not_after(effective_on: NaiveDate, latest: NaiveDate) -> Result<(), EffectiveOnError> {
    if effective_on > latest {
        return Err(EffectiveOnError::TooLate {
            effective_on,
            latest,
        });
    }
    Ok(())
}

/// A calendar month, written `2009-05`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

/// The text is not a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a month is written like \"2009-05\"")]
pub struct MonthError;

impl MonthError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "MONTH_MALFORMED"
    }
}

impl Month {
    /// Reads `2009-05`.
    pub fn parse(text: &str) -> Result<Self, MonthError> {
        let plain = text.len() == 7
            && text.bytes().enumerate().all(|(at, byte)| {
                if at == 4 {
                    byte == b'-'
                } else {
                    byte.is_ascii_digit()
                }
            });
        if !plain {
            return Err(MonthError);
        }
        NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d")
            .map(Self)
            .map_err(|_| MonthError)
    }

    /// The month that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).expect("every month has a first day"))
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.0
            .checked_add_months(chrono::Months::new(1))
            .and_then(|next| next.pred_opt())
            .unwrap_or(NaiveDate::MAX)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(
            self.0
                .checked_add_months(chrono::Months::new(1))
                .unwrap_or(self.0),
        )
    }

    /// All its days.
    pub fn period(self) -> Period {
        Period {
            starts_on: self.first_day(),
            ends_on: self.last_day(),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.format("%Y-%m"))
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

crate::written::stored_as_shown!(Month);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_last_day() {
        assert_eq!(
            Month::parse("2024-02").unwrap().last_day().to_string(),
            "2024-02-29"
        );
        for text in ["2024-13", "2024-2", "24-02", "2024-02-01", "2024/02"] {
            assert_eq!(Month::parse(text), Err(MonthError), "{text:?}");
        }
    }

    #[test]
    fn a_period_does_not_end_before_it_starts() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(Period::try_new(day("2024-02-01"), day("2024-01-31")).is_err());
        assert!(Period::try_new(day("2024-02-01"), day("2024-02-01")).is_ok());
    }
}
