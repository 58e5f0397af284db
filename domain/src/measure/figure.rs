//! A figure as it was said: a count, and how exactly it was said.

use serde::{Deserialize, Serialize};

use super::{MeasureError, MeasureKind};

/// The largest count that a report may give.
pub const COUNT_MAX: u32 = 1_000_000_000;

/// How exactly a count was said. It is kept as such: an approximate figure never becomes an exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Qualifier {
    /// The count itself.
    Exact,
    /// About the count.
    Approximately,
    /// Above the count.
    MoreThan,
    /// A little below the count.
    Nearly,
}

/// A count with its qualifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// How exactly it was said.
    pub qualifier: Qualifier,
    /// The number that was said.
    pub count: u32,
}

impl Figure {
    /// An exact count.
    pub fn exact(count: u32) -> Self {
        Self {
            qualifier: Qualifier::Exact,
            count,
        }
    }

    /// A figure that can be meant: nothing is "approximately" or "nearly" none, and a count has a limit.
    pub fn try_new(qualifier: Qualifier, count: u32) -> Result<Self, MeasureError> {
        if count > COUNT_MAX {
            return Err(MeasureError::CountOutOfRange { count });
        }
        match qualifier {
            Qualifier::Approximately | Qualifier::Nearly if count == 0 => {
                Err(MeasureError::FigureImpossible)
            }
            Qualifier::Exact
            | Qualifier::Approximately
            | Qualifier::MoreThan
            | Qualifier::Nearly => Ok(Self { qualifier, count }),
        }
    }

    /// The figure in words and digits, such as `more than 2,800`.
    pub fn text(self) -> String {
        let digits = grouped(self.count);
        match self.qualifier {
            Qualifier::Exact => digits,
            Qualifier::Approximately => format!("approximately {digits}"),
            Qualifier::MoreThan => format!("more than {digits}"),
            Qualifier::Nearly => format!("nearly {digits}"),
        }
    }

    /// The figure with what it counts, such as `nearly 11,000 cases`.
    pub fn phrase(self, kind: MeasureKind) -> String {
        let (one, many) = kind.nouns();
        let noun = if self == Self::exact(1) { one } else { many };
        format!("{} {noun}", self.text())
    }
}

/// Digits in groups of three.
fn grouped(count: u32) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
