//! What a cell means: an amount, a day, a month, a word of ours. What can be read in two ways is refused, not guessed.

mod amount;
mod day;
mod month;
mod word;

pub(super) use amount::amount;
pub(super) use day::{DayOrder, day};
pub(super) use month::{month, month_of_name, of_day as month_of_day};
pub(super) use word::{category, part, yes_or_no};

use super::SheetCode;

/// Why a cell is refused: a code, and what to do. Nothing of what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The stable code: one of ours or the domain's.
    pub(super) code: &'static str,
    /// What to do about it.
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(code: SheetCode, message: impl Into<String>) -> Self {
        Self::of_domain(code.as_str(), message)
    }

    pub(super) fn of_domain(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
