//! What names a deadline: its kind, award, sub-award and what of it. The same facts always give the same key.

use thiserror::Error;

use super::DeadlineKind;
use crate::{id::SubAwardId, identifier::Fain, written::held_as_text};

/// What stands where a deadline is of no sub-award.
const NONE: &str = "-";

/// A deadline's name, such as `sub-award-report:90ZV9901:SA-1:2024-01`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeadlineKey(String);

/// The text is not a deadline's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a deadline is named as the calendar names it, such as \"financial-report:90ZV9901:-:2024-03-31\""
)]
pub struct DeadlineKeyError;

impl DeadlineKeyError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "DEADLINE_KEY_MALFORMED"
    }
}

impl DeadlineKey {
    /// The deadline of a kind, an award, a sub-award and what of it: a period, a month, or an id.
    pub fn of(kind: DeadlineKind, award: &Fain, sub_award: Option<&SubAwardId>, of: &str) -> Self {
        let sub_award = sub_award.map_or(NONE, SubAwardId::as_str);
        Self(format!("{}:{award}:{sub_award}:{of}", kind.slug()))
    }

    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, DeadlineKeyError> {
        let parts: Vec<&str> = text.split(':').collect();
        let [kind, award, sub_award, of] = parts.as_slice() else {
            return Err(DeadlineKeyError);
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let named = DeadlineKind::ALL.iter().any(|known| known.slug() == *kind)
            && Fain::parse(award).is_ok()
            && (*sub_award == NONE || SubAwardId::parse(sub_award).is_ok())
            && (1..=64).contains(&of.len())
            && of.bytes().all(plain);
        if named {
            Ok(Self(text.to_owned()))
        } else {
            Err(DeadlineKeyError)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The award's FAIN.
    pub fn award(&self) -> &str {
        self.part(1)
    }

    /// The sub-award's id, where it is of one.
    pub fn sub_award(&self) -> Option<&str> {
        Some(self.part(2)).filter(|part| *part != NONE)
    }

    fn part(&self, at: usize) -> &str {
        self.0.split(':').nth(at).unwrap_or_default()
    }
}

held_as_text!(DeadlineKey);
