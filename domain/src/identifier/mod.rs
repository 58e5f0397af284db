//! Identifiers that others issue: award numbers, the entity identifiers UEI and DUNS, assistance listings, ZIP codes.

mod assistance_listing;
mod award_number;
mod entity;
mod zip;

pub use assistance_listing::*;
pub use award_number::*;
pub use entity::*;
pub use zip::*;

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
