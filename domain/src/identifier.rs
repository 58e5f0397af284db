//! Identifiers that others issue: award numbers, the entity identifiers UEI and DUNS, assistance listings, ZIP codes.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Why a text is not an identifier that a federal system issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IdentifierError {
    /// Not of the form `90ZV0134` or `90ZV0134-01-00`.
    #[error(
        "an award number is written like \"90ZV0134-01-00\": FAIN (two digits, two capitals, four digits), budget year, amendment"
    )]
    AwardNumber,
    /// Not a unique entity identifier.
    #[error(
        "a UEI has 12 letters or digits, no O or I, does not start with 0 and has no run of nine digits"
    )]
    Uei,
    /// Not a DUNS number.
    #[error("a DUNS number has nine digits")]
    Duns,
    /// A UEI on a date before 2022-04-04, or a DUNS number from then on.
    #[error("entities are identified by DUNS before 2022-04-04 and by UEI from then on")]
    WrongEra,
    /// Not an assistance listing number.
    #[error("an assistance listing is written like \"93.598\"")]
    AssistanceListing,
    /// Not a ZIP+4.
    #[error("a ZIP+4 is written like \"80203-1234\"")]
    ZipPlus4,
}

impl IdentifierError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::AwardNumber => "AWARD_NUMBER_MALFORMED",
            Self::Uei => "UEI_MALFORMED",
            Self::Duns => "DUNS_MALFORMED",
            Self::WrongEra => "ENTITY_IDENTIFIER_WRONG_ERA",
            Self::AssistanceListing => "ASSISTANCE_LISTING_MALFORMED",
            Self::ZipPlus4 => "ZIP_PLUS_FOUR_MALFORMED",
        }
    }
}

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

/// An assistance listing (formerly CFDA) number, such as `93.598`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssistanceListing(String);

impl AssistanceListing {
    /// Reads two digits, a point and three digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let well_formed = text.len() == 6
            && text.bytes().enumerate().all(|(at, byte)| {
                if at == 2 {
                    byte == b'.'
                } else {
                    byte.is_ascii_digit()
                }
            });
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentifierError::AssistanceListing)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A ZIP+4 of the Postal Service, such as `80203-1234`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZipPlus4(String);

impl ZipPlus4 {
    /// Reads five digits, a hyphen that may be left out, and four digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let (zip, more) = match text.split_once('-') {
            Some(parts) => parts,
            None => text.split_at_checked(5).ok_or(IdentifierError::ZipPlus4)?,
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if zip.len() == 5 && more.len() == 4 && digits(zip) && digits(more) {
            Ok(Self(format!("{zip}-{more}")))
        } else {
            Err(IdentifierError::ZipPlus4)
        }
    }

    /// The text, with its hyphen.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nine digits alone, as SAM.gov takes them.
    pub fn digits(&self) -> String {
        self.0.replace('-', "")
    }
}

macro_rules! as_text {
    ($($name:ident)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )+};
}
as_text!(Fain Uei Duns AssistanceListing ZipPlus4);

macro_rules! serde_as_text {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    )+};
}
serde_as_text!(Fain AwardNumber Uei Duns AssistanceListing ZipPlus4);

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
    fn a_zip_has_nine_digits_and_a_hyphen_that_may_be_left_out() {
        for text in ["80203-1234", "802031234"] {
            let zip = ZipPlus4::parse(text).unwrap();
            assert_eq!(
                (zip.as_str(), zip.digits().as_str()),
                ("80203-1234", "802031234")
            );
        }
        for text in [
            "80203",
            "80203-123",
            "8020-31234",
            "80203 1234",
            "8020ü-1234",
            "",
        ] {
            assert_eq!(
                ZipPlus4::parse(text),
                Err(IdentifierError::ZipPlus4),
                "{text:?}"
            );
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
