//! Short texts about awards and organizations. Never about a client: what concerns a client is a code.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A text of 1 to `MAX` characters on one line, trimmed, without control characters: whatever a record can
/// hold, a read model can store, and what an auditor sees of it is what it says.
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
    /// Nothing that can be seen.
    #[error("the text is empty")]
    Empty,
    /// Longer than the limit, in characters.
    #[error("the text is longer than {limit} characters")]
    TooLong {
        /// The most characters that fit.
        limit: usize,
    },
    /// U+0000 or another control character, or one that breaks lines or reorders what is shown.
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
        if text.chars().all(is_unseen) {
            return Err(TextError::Empty);
        }
        if text.chars().any(|c| c.is_control() || is_deceptive(c)) {
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

/// White space, or a character of no width.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Line and paragraph separators, and the embeddings, overrides and isolates of the bidirectional algorithm:
/// with them a text is shown in another order than it is recorded in. Single marks, which right-to-left
/// scripts need, are let through.
fn is_deceptive(character: char) -> bool {
    matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
    fn a_text_that_shows_otherwise_than_it_reads_is_refused() {
        for text in ["paid\u{202e}100", "a\u{2067}b", "a\u{2028}b"] {
            let refused = Text::<80>::parse(text);
            assert_eq!(refused, Err(TextError::ControlCharacter), "{text:?}");
        }
        for text in ["\u{200b}", " \u{feff}\u{2060} "] {
            assert_eq!(Text::<80>::parse(text), Err(TextError::Empty), "{text:?}");
        }
        assert!(Text::<80>::parse("می\u{200c}خواهم").is_ok());
    }

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
