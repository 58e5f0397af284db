//! Amounts, days and codes as people write them.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::{
    client::{ClientPhase, PhaseDays},
    money::Money,
    period::Month,
};

/// `$1,234.50`.
pub(super) fn dollars(amount: Money) -> String {
    let plain = amount.to_string();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}${grouped}.{cents}")
}

/// `yes` or `no`.
pub(super) fn yes(holds: bool) -> String {
    if holds { "yes" } else { "no" }.to_owned()
}

/// A stored code in words: `PRE_CERTIFIED` is `pre certified`.
pub(super) fn words(code: impl Serialize) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|value| {
            value
                .as_str()
                .map(|text| text.to_lowercase().replace('_', " "))
        })
        .unwrap_or_default()
}

/// `May 1, 2019`.
pub(super) fn date(day: NaiveDate) -> String {
    format!("{} {}, {}", name(day), day.day(), day.year())
}

/// `May 2019`.
pub(super) fn month(month: Month) -> String {
    let first = month.first_day();
    format!("{} {}", name(first), first.year())
}

fn name(day: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = usize::try_from(day.month0()).unwrap_or_default();
    NAMES[at.min(11)]
}

/// `May 1 to May 31, 2019`, or with both years where they differ.
pub(super) fn span(from: NaiveDate, through: NaiveDate) -> String {
    if from.year() == through.year() {
        format!("{} {} to {}", name(from), from.day(), date(through))
    } else {
        format!("{} to {}", date(from), date(through))
    }
}

/// A phase as people call it.
pub(super) fn plain(phase: ClientPhase) -> &'static str {
    match phase {
        ClientPhase::PendingScreening => "waiting to be screened",
        ClientPhase::PreCertified => "not yet certified",
        ClientPhase::Certified => "certified",
        ClientPhase::InterimAssistance => "interim assistance",
        ClientPhase::Eligible => "with an Eligibility Letter",
    }
}

/// Phases with their days, or that there are none.
pub(super) fn phases(days: &[PhaseDays]) -> String {
    if days.is_empty() {
        return "none".to_owned();
    }
    let told: Vec<String> = days
        .iter()
        .map(|held| format!("{} ({})", span(held.from, held.through), plain(held.phase)))
        .collect();
    list(&told)
}

/// `1, 2 and 3`.
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_in_thousands() {
        let said = |text: &str| dollars(Money::parse(text).unwrap());
        assert_eq!(said("0"), "$0.00");
        assert_eq!(said("999.5"), "$999.50");
        assert_eq!(said("1000"), "$1,000.00");
        assert_eq!(said("1234567.89"), "$1,234,567.89");
        assert_eq!(said("-1234.5"), "-$1,234.50");
    }

    #[test]
    fn days_and_months_are_named() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(date(day("2019-05-01")), "May 1, 2019");
        assert_eq!(month(Month::parse("2018-12").unwrap()), "December 2018");
        assert_eq!(
            span(day("2019-01-01"), day("2019-12-31")),
            "January 1 to December 31, 2019"
        );
        assert_eq!(
            span(day("2018-10-01"), day("2019-09-29")),
            "October 1, 2018 to September 29, 2019"
        );
    }

    #[test]
    fn a_list_ends_with_and() {
        let of = |parts: &[&str]| {
            list(
                &parts
                    .iter()
                    .map(|part| (*part).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(of(&[]), "none");
        assert_eq!(of(&["1"]), "1");
        assert_eq!(of(&["1", "2", "3"]), "1, 2 and 3");
    }
}
