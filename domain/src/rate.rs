//! A share between nothing and the whole, such as the 60 percent of the regional sub-award rule.

use std::fmt;

use rust_decimal::Decimal;
use thiserror::Error;

/// A fraction from 0 to 1 with at most six decimals. Serialised as text (`"0.60"`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

/// The text is not a fraction from 0 to 1 with at most six decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a rate is a fraction from 0 to 1 with at most six decimals, such as \"0.60\"")]
pub struct RateError;

impl RateError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "RATE_MALFORMED"
    }
}

impl Rate {
    /// Reads `0.60`, `0.7187`, `1`.
    pub fn parse(text: &str) -> Result<Self, RateError> {
        if !text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            return Err(RateError);
        }
        let rate: Decimal = text.parse().map_err(|_| RateError)?;
        if rate > Decimal::ONE || rate.scale() > 6 {
            return Err(RateError);
        }
        Ok(Self(rate))
    }

    /// A whole number of percent, up to 100.
    pub fn percent(percent: u32) -> Option<Self> {
        (percent <= 100).then(|| Self(Decimal::new(i64::from(percent), 2)))
    }

    /// The fraction.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// What is left of the whole: 0.40 of 0.60.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(Decimal::ONE - self.0)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

crate::written::stored_as_shown!(Rate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_fraction_of_the_whole() {
        assert_eq!(
            Rate::parse("0.60").unwrap().complement(),
            Rate::parse("0.4").unwrap()
        );
        for text in ["1.01", "-0.1", "60%", "0.1234567", "", "1e-1"] {
            assert_eq!(Rate::parse(text), Err(RateError), "{text:?}");
        }
    }
}
