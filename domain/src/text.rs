//! Short texts about awards and organizations. Never about a client: what concerns a client is a code.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A text of 1 to `MAX` characters on one or more lines, trimmed, without control characters: whatever a
/// record can hold, a read model can store.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

/// The name of an organization or programme, or the title of an award.
pub type Title = Text<200>;
/// Why an officer or grantee did something; also a payment justification (PMS takes 1,000 characters).
pub type Reason = Text<1000>;
/// A short label, such as a notice of funding's number.
pub type Label = Text<80>;

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Longer than the limit, in characters.
    #[error("the text is longer than {limit} characters")]
    TooLong {
        /// The most characters that fit.
        limit: usize,
    },
    /// U+0000 or another control character.
    #[error("the text contains a control character; remove it")]
    ControlCharacter,
}

impl TextError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "TEXT_EMPTY",
            Self::TooLong { .. } => "TEXT_TOO_LONG",
            Self::ControlCharacter => "TEXT_CONTROL_CHARACTER",
        }
    }
}

impl<const MAX: usize> Text<MAX> {
    /// Trims and checks a text.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(TextError::ControlCharacter);
        }
        if text.chars().count() > MAX {
            return Err(TextError::TooLong { limit: MAX });
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_character_is_refused_wherever_it_stands() {
        for text in ["a\u{0}b", "a\nb", "\u{7f}x\u{7f}", "a\u{85}b"] {
            assert_eq!(
                Text::<80>::parse(text),
                Err(TextError::ControlCharacter),
                "{text:?}"
            );
        }
        assert_eq!(Text::<80>::parse("  \t "), Err(TextError::Empty));
        assert_eq!(
            Text::<3>::parse("four"),
            Err(TextError::TooLong { limit: 3 })
        );
        assert_eq!(Text::<3>::parse(" äöü ").unwrap().as_str(), "äöü");
    }
}
