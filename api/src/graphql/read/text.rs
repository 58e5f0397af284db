//! How each value of the domain is read from text.

use almoner_domain::{
    deadline::{DeadlineKey, DeadlineKeyError},
    id::{
        ActivityId, ClaimId, ClaimNumber, ClientCode, CommandId, ContributionId, CostId, DrawId,
        FindingId, IdError, IncomeId, InterestId, MeasureId, OrganizationId, PaymentId,
        ProgrammeCode, RefundId, SubAwardId,
    },
    identifier::{AssistanceListing, AwardNumber, Duns, Fain, IdentifierError, Uei, ZipPlus4},
    measure::{DocumentDigest, DocumentDigestError, MeasurePeriod, MeasurePeriodError},
    money::{Money, MoneyError},
    period::{Month, MonthError},
    posting::{TrialBalanceDigest, TrialBalanceDigestError},
    rate::{Rate, RateError},
    region::{State, StateError},
    signing::{VerifierKey, VerifierKeyError},
    text::{Text, TextError},
};
use almoner_projections::reports::{AgencyCode, AgencyCodeError};
use chrono::{DateTime, NaiveDate, Utc};

use crate::graphql::error::Coded;

/// A value that is read from text.
pub(crate) trait ReadText: Sized {
    /// Why a text is not one.
    type Error: Coded;

    /// Reads it.
    fn read(text: &str) -> Result<Self, Self::Error>;
}

macro_rules! read_by_parse {
    ($($type:ident $error:ident;)+) => {$(
        impl ReadText for $type {
            type Error = $error;

            fn read(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }
    )+};
}

read_by_parse! {
    ProgrammeCode IdError;
    OrganizationId IdError;
    SubAwardId IdError;
    ClientCode IdError;
    ClaimNumber IdError;
    ClaimId IdError;
    PaymentId IdError;
    RefundId IdError;
    CostId IdError;
    DrawId IdError;
    InterestId IdError;
    IncomeId IdError;
    ContributionId IdError;
    CommandId IdError;
    MeasureId IdError;
    ActivityId IdError;
    FindingId IdError;
    DeadlineKey DeadlineKeyError;
    MeasurePeriod MeasurePeriodError;
    DocumentDigest DocumentDigestError;
    TrialBalanceDigest TrialBalanceDigestError;
    Fain IdentifierError;
    AwardNumber IdentifierError;
    Uei IdentifierError;
    Duns IdentifierError;
    AssistanceListing IdentifierError;
    ZipPlus4 IdentifierError;
    Money MoneyError;
    Rate RateError;
    Month MonthError;
    State StateError;
    VerifierKey VerifierKeyError;
}

impl ReadText for AgencyCode {
    type Error = AgencyCodeError;

    fn read(text: &str) -> Result<Self, AgencyCodeError> {
        Self::parse(text)
    }
}

impl<const MAX: usize> ReadText for Text<MAX> {
    type Error = TextError;

    fn read(text: &str) -> Result<Self, TextError> {
        Self::parse(text)
    }
}

/// The text is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is a day of the calendar from 1900 to 2199, written like \"2024-10-01\"")]
pub(crate) struct DateError;

impl Coded for DateError {
    fn stable_code(&self) -> &'static str {
        "DATE_MALFORMED"
    }
}

impl ReadText for NaiveDate {
    type Error = DateError;

    fn read(text: &str) -> Result<Self, DateError> {
        let plain = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !plain || !("1900".."2200").contains(&&text[..4]) {
            return Err(DateError);
        }
        Self::parse_from_str(text, "%Y-%m-%d").map_err(|_| DateError)
    }
}

/// The text is not an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an instant is written like \"2024-10-01T14:30:00Z\"")]
pub(crate) struct InstantError;

impl Coded for InstantError {
    fn stable_code(&self) -> &'static str {
        "INSTANT_MALFORMED"
    }
}

impl ReadText for DateTime<Utc> {
    type Error = InstantError;

    fn read(text: &str) -> Result<Self, InstantError> {
        if text.len() > 40 || !text.starts_with(|first: char| first.is_ascii_digit()) {
            return Err(InstantError);
        }
        DateTime::parse_from_rfc3339(text)
            .map(|at| at.to_utc())
            .map_err(|_| InstantError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        assert!(NaiveDate::read("2024-02-29").is_ok());
        for text in [
            "2023-02-29",
            "2024-2-9",
            "+2024-01-01",
            "10000-01-01",
            "0000-01-01",
            "2024-01-01 ",
            "२०२४",
        ] {
            assert_eq!(NaiveDate::read(text), Err(DateError), "{text:?}");
        }
    }

    #[test]
    fn an_instant_has_an_offset() {
        assert!(DateTime::<Utc>::read("2024-10-01T14:30:00Z").is_ok());
        assert!(DateTime::<Utc>::read("2024-10-01T14:30:00").is_err());
    }
}
