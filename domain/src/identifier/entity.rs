//! How an entity is identified: by DUNS number before 2022-04-04, and by UEI from then on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::IdentifierError;
use crate::written::held_as_text;

/// The unique entity identifier of SAM.gov, from 2022-04-04. Case is folded to capitals.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uei(String);

impl Uei {
    /// Reads 12 letters or digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let folded = text.to_ascii_uppercase();
        let letters = folded.len() == 12
            && folded
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() && !b"OI".contains(&byte));
        let nine_digits = folded
            .as_bytes()
            .windows(9)
            .any(|window| window.iter().all(u8::is_ascii_digit));
        if letters && !folded.starts_with('0') && !nine_digits {
            Ok(Self(folded))
        } else {
            Err(IdentifierError::Uei)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A DUNS number, before 2022-04-04.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duns(String);

impl Duns {
    /// Reads nine digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        if text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentifierError::Duns)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How an entity is identified on the day it enters the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scheme", content = "value", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntityIdentifier {
    /// A unique entity identifier.
    Uei(Uei),
    /// A DUNS number.
    Duns(Duns),
}

impl EntityIdentifier {
    /// The day from which UEIs replace DUNS numbers (2022-04-04).
    pub const UEI_FROM: NaiveDate =
        NaiveDate::from_ymd_opt(2022, 4, 4).expect("a date of the calendar");

    /// The scheme fits the day: DUNS before [`Self::UEI_FROM`], UEI from then on.
    pub fn check_era(&self, on: NaiveDate) -> Result<(), IdentifierError> {
        let fits = match self {
            Self::Uei(_) => on >= Self::UEI_FROM,
            Self::Duns(_) => on < Self::UEI_FROM,
        };
        if fits {
            Ok(())
        } else {
            Err(IdentifierError::WrongEra)
        }
    }

    /// The scheme's name.
    pub fn scheme(&self) -> &'static str {
        match self {
            Self::Uei(_) => "UEI",
            Self::Duns(_) => "DUNS",
        }
    }

    /// The identifier itself.
    pub fn value(&self) -> &str {
        match self {
            Self::Uei(uei) => uei.as_str(),
            Self::Duns(duns) => duns.as_str(),
        }
    }
}

held_as_text!(Uei Duns);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uei_has_no_o_no_i_no_leading_zero_and_no_nine_digits_in_a_row() {
        assert_eq!(Uei::parse("zx9qd2mk4l7p").unwrap().as_str(), "ZX9QD2MK4L7P");
        for text in [
            "ZX9QD2MK4LOP",
            "ZX9QD2MK4LIP",
            "0X9QD2MK4L7P",
            "A123456789BC",
            "ZX9QD2MK4L7",
            "ZX9QD2MK4L7PP",
        ] {
            assert_eq!(Uei::parse(text), Err(IdentifierError::Uei), "{text:?}");
        }
    }

    #[test]
    fn the_scheme_of_an_entity_follows_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let duns = EntityIdentifier::Duns(Duns::parse("123456789").unwrap());
        let uei = EntityIdentifier::Uei(Uei::parse("ZX9QD2MK4L7P").unwrap());
        assert!(duns.check_era(day("2022-04-03")).is_ok());
        assert!(duns.check_era(day("2022-04-04")).is_err());
        assert!(uei.check_era(day("2022-04-03")).is_err());
        assert!(uei.check_era(day("2022-04-04")).is_ok());
    }
}
