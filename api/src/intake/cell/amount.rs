//! Amounts as people type them: `$1,234.56`, `1234.5`, `(20.00)`. Exact, and never a float.

use almoner_domain::money::{Money, MoneyError};

use super::Refusal;
use crate::intake::SheetCode;

/// Reads an amount above zero. Parentheses and a minus mean less than nothing, and are refused as that.
pub(in crate::intake) fn amount(text: &str) -> Result<Money, Refusal> {
    let (negative, bare) = bare(text);
    let digits = without_thousands(&bare)?;
    let amount = Money::parse(&digits).map_err(refusal)?;
    if negative || !amount.is_positive() {
        return Err(Refusal::of_domain(
            "AMOUNT_NOT_POSITIVE",
            "an amount is above zero; a correction is a replacement or a void, not a negative line",
        ));
    }
    Ok(amount)
}

/// The digits and their separators, without the dollar sign; and whether the amount is said to be negative.
fn bare(text: &str) -> (bool, String) {
    let mut text = text.trim();
    let mut negative = false;
    if let Some(within) = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        negative = true;
        text = within.trim();
    }
    loop {
        let before = text;
        for sign in ['-', '\u{2212}'] {
            for rest in [text.strip_prefix(sign), text.strip_suffix(sign)] {
                if let Some(rest) = rest.filter(|_| !negative) {
                    negative = true;
                    text = rest.trim();
                }
            }
        }
        for sign in ["US$", "USD", "usd", "$"] {
            let rest = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
            if let Some(rest) = rest {
                text = rest.trim();
            }
        }
        if text == before {
            break;
        }
    }
    (negative, text.to_owned())
}

/// Takes commas out where they part thousands, and nowhere else.
fn without_thousands(text: &str) -> Result<String, Refusal> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let ambiguous = || {
        Refusal::new(
            SheetCode::AmountAmbiguous,
            "write the amount like 1234.56 or 1,234.56: a comma parts thousands, a point parts cents",
        )
    };
    if fraction.is_some_and(|fraction| fraction.contains(',') || fraction.contains('.')) {
        return Err(ambiguous());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !(1..=3).contains(&first.len()) {
            return Err(ambiguous());
        }
        digits.push_str(group);
    }
    if digits.is_empty() && fraction.is_some_and(|fraction| !fraction.is_empty()) {
        digits.push('0');
    }
    match fraction {
        Some("") | None => {}
        Some(fraction) => {
            digits.push('.');
            digits.push_str(fraction);
        }
    }
    Ok(digits)
}

fn refusal(error: MoneyError) -> Refusal {
    Refusal::of_domain(error.code(), error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them_and_to_the_cent() {
        for (text, exact) in [
            ("1234.56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("$1,234,567.89", "1234567.89"),
            ("$ 12", "12.00"),
            ("12 USD", "12.00"),
            ("US$ 0.5", "0.50"),
            (".5", "0.50"),
            ("7.", "7.00"),
            ("300", "300.00"),
        ] {
            assert_eq!(amount(text).unwrap().to_string(), exact, "{text}");
        }
    }

    #[test]
    fn what_is_not_one_amount_above_zero_is_refused_by_its_code() {
        for (text, code) in [
            ("(20.00)", "AMOUNT_NOT_POSITIVE"),
            ("($1,020.00)", "AMOUNT_NOT_POSITIVE"),
            ("-5", "AMOUNT_NOT_POSITIVE"),
            ("5.00-", "AMOUNT_NOT_POSITIVE"),
            ("-$5.00", "AMOUNT_NOT_POSITIVE"),
            ("$-5.00", "AMOUNT_NOT_POSITIVE"),
            ("0.00", "AMOUNT_NOT_POSITIVE"),
            ("1.234,56", "AMOUNT_AMBIGUOUS"),
            ("12,34", "AMOUNT_AMBIGUOUS"),
            ("1,2345", "AMOUNT_AMBIGUOUS"),
            ("1234,567", "AMOUNT_AMBIGUOUS"),
            ("1.2.3", "AMOUNT_AMBIGUOUS"),
            ("12.345", "AMOUNT_TOO_PRECISE"),
            ("0.30000000000000004", "AMOUNT_TOO_PRECISE"),
            ("99999999999999", "AMOUNT_OUT_OF_RANGE"),
            ("1e3", "AMOUNT_MALFORMED"),
            ("twelve", "AMOUNT_MALFORMED"),
            ("12 34", "AMOUNT_MALFORMED"),
            ("$", "AMOUNT_MALFORMED"),
            ("--5", "AMOUNT_NOT_POSITIVE"),
            ("€5", "AMOUNT_MALFORMED"),
        ] {
            assert_eq!(amount(text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn a_spreadsheets_number_is_its_shortest_decimal_text() {
        let exact = |number: f64| amount(&number.to_string()).map(|amount| amount.to_string());
        assert_eq!(exact(19.99).unwrap(), "19.99");
        assert_eq!(exact(1_234.5).unwrap(), "1234.50");
        let sum: f64 = "0.30000000000000004".parse().unwrap();
        assert_eq!(exact(sum).unwrap_err().code, "AMOUNT_TOO_PRECISE");
    }
}
