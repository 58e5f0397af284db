//! What a figure is about in time: a federal fiscal year, a quarter of one, or named days.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use thiserror::Error;

use crate::{period::Period, written::stored_as_shown};

/// The time that a figure is about. A federal fiscal year runs from 1 October of the year before to 30 September.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasurePeriod {
    /// A fiscal year, written `FY2021`.
    FiscalYear(FiscalYear),
    /// A quarter of a fiscal year, from 1 to 4, written `FY2021Q3`.
    Quarter(FiscalYear, u8),
    /// Named days, written `2012-10-03/2012-10-03`.
    Days(Period),
}

/// A federal fiscal year, from 1950 to 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(u16);

/// The text is not a period that a figure can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a period is written like \"FY2021\", \"FY2021Q3\" or \"2021-01-15/2021-03-31\"")]
pub struct MeasurePeriodError;

impl MeasurePeriodError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "MEASURE_PERIOD_MALFORMED"
    }
}

impl FiscalYear {
    /// The fiscal year of a number from 1950 to 2199.
    pub fn try_new(year: u16) -> Result<Self, MeasurePeriodError> {
        if (1950..2200).contains(&year) {
            Ok(Self(year))
        } else {
            Err(MeasurePeriodError)
        }
    }

    /// Its number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// 1 October of the year before.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.0) - 1, 10, 1)
            .expect("a year from 1950 to 2199 has a first of October")
    }

    /// All its days.
    pub fn period(self) -> Period {
        months(self.first_day(), 12)
    }

    /// The fiscal year of a day, where it is one from 1950 to 2199.
    pub fn of(day: NaiveDate) -> Option<Self> {
        let year = day.year() + i32::from(day.month() >= 10);
        u16::try_from(year)
            .ok()
            .and_then(|year| Self::try_new(year).ok())
    }
}

fn months(from: NaiveDate, count: u32) -> Period {
    let next = from
        .checked_add_months(Months::new(count))
        .expect("a day of a year up to 2199 has a next year");
    Period {
        starts_on: from,
        ends_on: next
            .pred_opt()
            .expect("a day of the calendar has one before"),
    }
}

impl MeasurePeriod {
    /// Reads `FY2021`, `FY2021Q3` or two days joined by `/`.
    pub fn parse(text: &str) -> Result<Self, MeasurePeriodError> {
        if let Some(rest) = text.strip_prefix("FY") {
            let (year, quarter) = match rest.split_once('Q') {
                None => (rest, None),
                Some((year, quarter)) => (year, Some(quarter)),
            };
            let plain = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let year = year
                .parse()
                .ok()
                .filter(|_| plain)
                .ok_or(MeasurePeriodError)
                .and_then(FiscalYear::try_new)?;
            return match quarter {
                None => Ok(Self::FiscalYear(year)),
                Some("1") => Ok(Self::Quarter(year, 1)),
                Some("2") => Ok(Self::Quarter(year, 2)),
                Some("3") => Ok(Self::Quarter(year, 3)),
                Some("4") => Ok(Self::Quarter(year, 4)),
                Some(_) => Err(MeasurePeriodError),
            };
        }
        let (from, until) = text.split_once('/').ok_or(MeasurePeriodError)?;
        Period::try_new(day(from)?, day(until)?)
            .map(Self::Days)
            .map_err(|_| MeasurePeriodError)
    }

    /// Its days.
    pub fn period(self) -> Period {
        match self {
            Self::FiscalYear(year) => year.period(),
            Self::Quarter(year, quarter) => {
                let first = year
                    .first_day()
                    .checked_add_months(Months::new(u32::from(quarter.saturating_sub(1)) * 3))
                    .expect("a day of a year up to 2199 has a next year");
                months(first, 3)
            }
            Self::Days(period) => period,
        }
    }
}

/// A day from 1900 to 2199, in ten characters.
fn day(text: &str) -> Result<NaiveDate, MeasurePeriodError> {
    let plain = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|day| plain && (1900..2200).contains(&day.year()))
        .ok_or(MeasurePeriodError)
}

impl fmt::Display for MeasurePeriod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FiscalYear(year) => write!(formatter, "FY{}", year.0),
            Self::Quarter(year, quarter) => write!(formatter, "FY{}Q{quarter}", year.0),
            Self::Days(period) => write!(formatter, "{}/{}", period.starts_on, period.ends_on),
        }
    }
}

impl fmt::Debug for MeasurePeriod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

stored_as_shown!(MeasurePeriod);
