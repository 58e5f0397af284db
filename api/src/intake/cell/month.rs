//! Months: `2026-01`, `1/2026`, `Jan 2026`, `January 2026`, and the first day of one, as spreadsheets keep it.

use almoner_domain::period::Month;
use chrono::{Datelike, NaiveDate};

use super::{DayOrder, Refusal, day};
use crate::intake::SheetCode;

const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its English name, whole, of its first three letters, or `sept`.
pub(in crate::intake) fn month_of_name(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.').to_lowercase();
    let is_of = |known: &&str| name == **known || name == known[..3];
    let place = if name == "sept" {
        Some(8)
    } else {
        NAMES.iter().position(is_of)
    };
    place.and_then(|place| u32::try_from(place + 1).ok())
}

/// Reads a month of service.
pub(in crate::intake) fn month(text: &str) -> Result<Month, Refusal> {
    if let Ok(month) = Month::parse(text) {
        return Ok(month);
    }
    if let Some(month) = slashed(text) {
        return month;
    }
    if let Some(month) = named(text) {
        return month;
    }
    match day(text, DayOrder::default()) {
        Ok(first) => of_day(first),
        Err(_) => Err(malformed()),
    }
}

/// The month of a spreadsheet's date, which is its first day.
pub(in crate::intake) fn of_day(day: NaiveDate) -> Result<Month, Refusal> {
    if day.day() == 1 {
        Ok(Month::of(day))
    } else {
        Err(malformed())
    }
}

fn malformed() -> Refusal {
    Refusal::of_domain(
        "MONTH_MALFORMED",
        "write the month like 2026-01; 1/2026, Jan 2026 and January 2026 are read too",
    )
}

fn of(year: &str, month: u32) -> Result<Month, Refusal> {
    if year.len() != 4 {
        return Err(Refusal::new(
            SheetCode::MonthAmbiguous,
            "it may be a day or a year; write the month like 2026-01",
        ));
    }
    Month::parse(&format!("{year}-{month:02}")).map_err(|_| malformed())
}

fn slashed(text: &str) -> Option<Result<Month, Refusal>> {
    let (month, year) = text.split_once('/')?;
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(month) || !plain(year) || month.len() > 2 {
        return None;
    }
    Some(of(year, month.parse().ok()?))
}

fn named(text: &str) -> Option<Result<Month, Refusal>> {
    let spelled = text.replace(['-', ',', '/', '\''], " ");
    let words: Vec<&str> = spelled.split_whitespace().collect();
    let [name, year] = words[..] else {
        return None;
    };
    let month = month_of_name(name)?;
    let plain = year.bytes().all(|byte| byte.is_ascii_digit());
    Some(if plain {
        of(year, month)
    } else {
        Err(malformed())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, &'static str> {
        month(text)
            .map(|month| month.to_string())
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn spellings_of_a_month_are_one_month() {
        for text in [
            "2026-01",
            "01/2026",
            "1/2026",
            "Jan 2026",
            "January 2026",
            "JAN-2026",
            "Jan. 2026",
            "2026-01-01",
            "1/1/2026",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-01"), "{text}");
        }
    }

    #[test]
    fn what_can_be_two_months_or_none_is_refused() {
        for text in ["Jan-26", "1/26", "Jan '26"] {
            assert_eq!(read(text), Err("MONTH_AMBIGUOUS"), "{text}");
        }
        for text in [
            "2026-13",
            "13/2026",
            "2026-01-15",
            "202601",
            "Foo 2026",
            "soon",
            "1/1/1/2026",
        ] {
            assert_eq!(read(text), Err("MONTH_MALFORMED"), "{text}");
        }
    }
}
