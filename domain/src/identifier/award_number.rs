//! Award numbers: a FAIN, and a notice of it.

use std::fmt;

use super::IdentifierError;
use crate::written::{held_as_text, stored_as_shown};

/// A federal award identification number, such as `90ZV0134`: the stream of an award.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fain(String);

/// A FAIN with budget year and amendment, such as `90ZV0134-01-00`; `90ZV0134/01` is an older spelling.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AwardNumber {
    fain: Fain,
    budget_year: u8,
    amendment: u8,
}

impl Fain {
    /// Reads `90ZV0134`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let bytes = text.as_bytes();
        let well_formed = bytes.len() == 8
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                2 | 3 => byte.is_ascii_uppercase(),
                _ => byte.is_ascii_digit(),
            });
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentifierError::AwardNumber)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AwardNumber {
    /// Reads `90ZV0134-01-00` or the older `90ZV0134/01` (amendment 00).
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let (fain, rest) = text
            .split_at_checked(8)
            .ok_or(IdentifierError::AwardNumber)?;
        let fain = Fain::parse(fain)?;
        let (budget_year, amendment) = match rest.as_bytes() {
            [b'/', _, _] => (&rest[1..], "00"),
            [b'-', _, _, b'-', _, _] => (&rest[1..3], &rest[4..]),
            _ => return Err(IdentifierError::AwardNumber),
        };
        let two_digits = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| text.parse::<u8>().ok())
                .flatten()
        };
        let budget_year = two_digits(budget_year).filter(|year| *year > 0);
        match (budget_year, two_digits(amendment)) {
            (Some(budget_year), Some(amendment)) => Ok(Self {
                fain,
                budget_year,
                amendment,
            }),
            _ => Err(IdentifierError::AwardNumber),
        }
    }

    /// The award.
    pub fn fain(&self) -> &Fain {
        &self.fain
    }

    /// The budget year, from 1.
    pub fn budget_year(&self) -> u8 {
        self.budget_year
    }

    /// The amendment within the budget year; 0 is the first notice.
    pub fn amendment(&self) -> u8 {
        self.amendment
    }
}

impl fmt::Display for AwardNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}-{:02}-{:02}",
            self.fain, self.budget_year, self.amendment
        )
    }
}

held_as_text!(Fain);
stored_as_shown!(AwardNumber);

impl fmt::Debug for AwardNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_award_number_is_fain_budget_year_and_amendment() {
        let number = AwardNumber::parse("90ZV0134-01-00").unwrap();
        assert_eq!(
            (
                number.fain().as_str(),
                number.budget_year(),
                number.amendment()
            ),
            ("90ZV0134", 1, 0)
        );
        assert_eq!(AwardNumber::parse("90ZV0134/01").unwrap(), number);
        assert_eq!(number.to_string(), "90ZV0134-01-00");
        for text in [
            "90ZV134",
            "90ZV134-01-00",
            "90zv0134-01-00",
            "90ZV0134",
            "90ZV0134-1-0",
            "90ZV0134-00-00",
            "90ZV0134-01-00-00",
            "90ZV013ü-01-00",
        ] {
            assert_eq!(
                AwardNumber::parse(text),
                Err(IdentifierError::AwardNumber),
                "{text:?}"
            );
        }
    }
}
