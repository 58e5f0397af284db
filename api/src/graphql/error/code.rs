//! Errors of the domain that have a stable code.

use std::fmt::Display;

use almoner_domain::{
    deadline::DeadlineKeyError,
    id::IdError,
    identifier::IdentifierError,
    measure::{DocumentDigestError, MeasurePeriodError},
    money::MoneyError,
    period::{MonthError, PeriodError},
    posting::TrialBalanceDigestError,
    rate::RateError,
    region::{RegionError, StateError},
    signing::VerifierKeyError,
    text::TextError,
};
use almoner_projections::reports::AgencyCodeError;

/// An error that says what is the matter, and has a stable code.
pub(crate) trait Coded: Display {
    /// The stable code.
    fn stable_code(&self) -> &'static str;
}

macro_rules! coded {
    ($($error:ident)+) => {$(
        impl Coded for $error {
            fn stable_code(&self) -> &'static str {
                self.code()
            }
        }
    )+};
}

coded!(IdError IdentifierError MoneyError MonthError PeriodError RateError RegionError StateError TextError DocumentDigestError MeasurePeriodError AgencyCodeError DeadlineKeyError TrialBalanceDigestError VerifierKeyError);
