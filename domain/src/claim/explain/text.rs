//! Amounts, days and codes as people write them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{client::PhaseDays, money::Money};

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

/// `2019-05-01 to 2019-05-31`.
pub(super) fn span(from: NaiveDate, through: NaiveDate) -> String {
    format!("{from} to {through}")
}

/// Phases with their days, or that there are none.
pub(super) fn phases(days: &[PhaseDays]) -> String {
    if days.is_empty() {
        return "none".to_owned();
    }
    let told: Vec<String> = days
        .iter()
        .map(|held| format!("{}, {}", words(held.phase), span(held.from, held.through)))
        .collect();
    told.join("; ")
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
