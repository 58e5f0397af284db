//! The parts that documents are made of, whatever they say: pages of PDF, cells of CSV, amounts as people read them.

pub(crate) mod csv;
#[cfg(feature = "pdf")]
pub mod pdf;

#[cfg(feature = "pdf")]
use almoner_domain::money::Money;

/// An amount with separators of thousands, as people read it: `1,234.50`.
#[cfg(feature = "pdf")]
pub(crate) fn amount(money: Money) -> String {
    let plain = money.to_string();
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let (whole, cents) = plain.split_once('.').unwrap_or((plain, "00"));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{cents}")
}
