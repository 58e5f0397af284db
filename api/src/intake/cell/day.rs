//! Days, in four spellings: `2026-01-31`, `1/31/2026` (month first), `31-Jan-2026` and `January 31, 2026`.

use chrono::{Datelike, NaiveDate};

use super::{Refusal, month_of_name};
use crate::intake::SheetCode;

/// What the days of a column that are written with slashes say about their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::intake) struct DayOrder {
    /// One of them has a first number that is no month: somebody writes the day first.
    day_first: bool,
}

impl DayOrder {
    /// Looks at one more text of the column.
    pub(in crate::intake) fn look(&mut self, text: &str) {
        if let Some((first, _, _)) = slashed(text) {
            self.day_first |= first > 12;
        }
    }
}

/// Reads a day. With slashes the month stands first, unless some day of the same column shows that it does not: then no
/// day of the column that could be read both ways is read at all.
pub(in crate::intake) fn day(text: &str, order: DayOrder) -> Result<NaiveDate, Refusal> {
    let day = if let Some((first, second, year)) = slashed(text) {
        of_slashed(first, second, year, order)?
    } else if let Some(day) = of_iso(text) {
        day
    } else {
        of_named(text)?
    };
    if (1900..2200).contains(&day.year()) {
        Ok(day)
    } else {
        Err(malformed())
    }
}

fn malformed() -> Refusal {
    Refusal::of_domain(
        "DATE_MALFORMED",
        "write the date like 2026-01-31; 1/31/2026, 31-Jan-2026 and January 31, 2026 are read too",
    )
}

fn ambiguous(message: &str) -> Refusal {
    Refusal::new(SheetCode::DateAmbiguous, message)
}

/// Three numbers between slashes, and whether the year has four digits.
fn slashed(text: &str) -> Option<(u32, u32, Option<i32>)> {
    let mut parts = text.split('/');
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        let plain = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.to_owned())
    };
    let (first, second, year) = (number(1..=2)?, number(1..=2)?, number(2..=4)?);
    if parts.next().is_some() {
        return None;
    }
    let year = match year.len() {
        4 => Some(year.parse().ok()?),
        _ => None,
    };
    Some((first.parse().ok()?, second.parse().ok()?, year))
}

fn of_slashed(
    first: u32,
    second: u32,
    year: Option<i32>,
    order: DayOrder,
) -> Result<NaiveDate, Refusal> {
    let Some(year) = year else {
        return Err(ambiguous(
            "write the year with four digits, like 2026-01-31",
        ));
    };
    if order.day_first && first != second {
        return Err(ambiguous(
            "the dates of this column do not all have the month first; write them like 2026-01-31",
        ));
    }
    NaiveDate::from_ymd_opt(year, first, second).ok_or_else(malformed)
}

/// `2026-01-31`, also with the midnight that an export may append.
fn of_iso(text: &str) -> Option<NaiveDate> {
    let day = text.get(..10)?;
    let rest = text.get(10..)?;
    let midnight = ["", "T00:00:00", " 00:00:00", " 00:00", "T00:00:00Z"].contains(&rest);
    let plain = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (midnight && plain)
        .then(|| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
        .flatten()
}

/// `31-Jan-2026`, `31 January 2026`, `January 31, 2026`.
fn of_named(text: &str) -> Result<NaiveDate, Refusal> {
    let spelled = text.replace(['-', ','], " ");
    let words: Vec<&str> = spelled.split_whitespace().collect();
    let [first, second, year] = words[..] else {
        return Err(malformed());
    };
    let (day, month) = match (month_of_name(first), month_of_name(second)) {
        (Some(month), None) => (second, month),
        (None, Some(month)) => (first, month),
        (Some(_), Some(_)) | (None, None) => return Err(malformed()),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&day.len()) || !is_number(day) || !is_number(year) {
        return Err(malformed());
    }
    if year.len() != 4 {
        return Err(ambiguous(
            "write the year with four digits, like 2026-01-31",
        ));
    }
    let day = day.parse().map_err(|_| malformed())?;
    let year = year.parse().map_err(|_| malformed())?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, &'static str> {
        day(text, DayOrder::default())
            .map(|day| day.to_string())
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn four_spellings_of_a_day_are_one_day() {
        for text in [
            "2026-01-31",
            "01/31/2026",
            "1/31/2026",
            "31-Jan-2026",
            "31 January 2026",
            "January 31, 2026",
            "jan 31 2026",
            "2026-01-31 00:00:00",
            "2026-01-31T00:00:00",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-01-31"), "{text}");
        }
        assert_eq!(read("2/9/2024").as_deref(), Ok("2024-02-09"));
        assert_eq!(read("Sept 3, 2024").as_deref(), Ok("2024-09-03"));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in ["1/31/26", "31-Jan-26", "Jan 31, 26"] {
            assert_eq!(read(text), Err("DATE_AMBIGUOUS"), "{text}");
        }
        let mut order = DayOrder::default();
        for text in ["03/04/2026", "2026-01-31", "soon"] {
            order.look(text);
        }
        assert!(day("03/04/2026", order).is_ok());
        order.look("31/01/2026");
        for text in ["03/04/2026", "31/01/2026"] {
            assert_eq!(
                day(text, order).unwrap_err().code,
                "DATE_AMBIGUOUS",
                "{text}"
            );
        }
        // Whichever is the month, the day is the same.
        assert!(day("04/04/2026", order).is_ok());
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2023-02-29",
            "13/13/2026",
            "2026/01/31",
            "31.01.2026",
            "46053",
            "yesterday",
            "2026-01",
            "1/31/0026",
            "2026-01-31 14:00",
            "31-Foo-2026",
            "1/2/3/2026",
            "１/31/2026",
        ] {
            assert_eq!(read(text), Err("DATE_MALFORMED"), "{text}");
        }
    }
}
