//! When a fact counts in the books: on its own day, or, where its month is frozen, from the first day after.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ClosingEvent;
use crate::{id::ProgrammeCode, ledger::Event, period::Month};

/// Up to which month a programme's books are frozen, and by which event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freeze {
    /// The last month that is frozen; all before it are too.
    pub through: Month,
    /// The position of the event that began the close.
    pub position: u64,
}

/// The day on which a fact counts in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountingDate {
    /// The day.
    pub on: NaiveDate,
    /// The position of the event that froze the fact's own day; none where it counts on its own day.
    pub late_behind: Option<u64>,
}

/// The day on which a fact of `effective_on` counts in the books of a programme: its own, or the first day of the open
/// period where its own is frozen. The one rule, for read models, exports and verification alike.
pub fn accounting_date(effective_on: NaiveDate, freeze: Option<Freeze>) -> AccountingDate {
    match freeze {
        Some(freeze) if effective_on <= freeze.through.last_day() => AccountingDate {
            on: freeze.through.next().first_day(),
            late_behind: Some(freeze.position),
        },
        Some(_) | None => AccountingDate {
            on: effective_on,
            late_behind: None,
        },
    }
}

/// What is frozen of each programme, as the events tell it in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Freezes {
    /// Closes that stand or are under way, the latest last.
    programmes: BTreeMap<ProgrammeCode, Vec<Freeze>>,
}

impl Freezes {
    /// Takes in the event at a position. All but those of a close change nothing.
    pub fn take(&mut self, position: u64, event: &Event) {
        let Event::Closing(event) = event else {
            return;
        };
        match event {
            ClosingEvent::PeriodCloseBegun {
                programme, through, ..
            } => self
                .programmes
                .entry(programme.clone())
                .or_default()
                .push(Freeze {
                    through: *through,
                    position,
                }),
            // Only the latest close can be withdrawn.
            ClosingEvent::PeriodCloseWithdrawn { programme, .. } => {
                if let Some(freezes) = self.programmes.get_mut(programme) {
                    freezes.pop();
                }
            }
            ClosingEvent::PeriodCloseApproved { .. } | ClosingEvent::PeriodClosed { .. } => {}
        }
    }

    /// What is frozen of a programme now.
    pub fn of(&self, programme: &ProgrammeCode) -> Option<Freeze> {
        self.programmes.get(programme)?.last().copied()
    }
}
