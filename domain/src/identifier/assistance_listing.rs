//! Assistance listings.

use super::IdentifierError;
use crate::written::held_as_text;

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

held_as_text!(AssistanceListing);
