//! ZIP codes.

use super::IdentifierError;
use crate::written::held_as_text;

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

held_as_text!(ZipPlus4);

#[cfg(test)]
mod tests {
    use super::*;

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
}
