//! The state of the closing of a programme's months, its decisions and their application.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ClosingAsked, ClosingCommand, ClosingError, ClosingEvent, ClosingStatement, balanced, follows,
    over,
};
use crate::{
    id::ActorId,
    ledger::{ApprovePeriodClose, BeginPeriodClose, WithdrawPeriodClose, aggregate},
    period::{Month, not_before, not_in_future},
    text::Reason,
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Closing {
    /// No close was ever begun.
    #[default]
    Unknown,
    /// No close is under way.
    Open {
        /// The last month that is closed.
        closed_through: Option<Month>,
        /// The latest close, and how it ended.
        latest: Ended,
    },
    /// A close is under way: its months are frozen.
    UnderWay(UnderWay),
}

/// A close that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    /// The number of the close.
    pub close: u32,
    /// The last month that was closed before.
    pub closed_through: Option<Month>,
    /// The last month that it closes.
    pub through: Month,
    /// The day on which it was begun.
    pub begun_on: NaiveDate,
    /// The first approval, once there is one.
    pub first: Option<Approval>,
}

/// What an officer stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The officer's account.
    pub by: ActorId,
    /// The trial balance.
    pub statement: ClosingStatement,
    /// The day.
    pub on: NaiveDate,
}

/// A close that ended, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The number of the close.
    pub close: u32,
    /// How.
    pub how: HowEnded,
}

/// How a close ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how")]
pub enum HowEnded {
    /// Two officers approved it.
    Closed {
        /// What they stated.
        statement: ClosingStatement,
        /// Their accounts.
        approved_by: [ActorId; 2],
    },
    /// It was withdrawn.
    Withdrawn {
        /// Why.
        reason: Reason,
    },
}

impl Closing {
    /// The last month that is closed.
    pub fn closed_through(&self) -> Option<Month> {
        match self {
            Self::Unknown => None,
            Self::Open { closed_through, .. } => *closed_through,
            Self::UnderWay(close) => close.closed_through,
        }
    }

    fn latest(&self) -> u32 {
        match self {
            Self::Unknown => 0,
            Self::Open { latest, .. } => latest.close,
            Self::UnderWay(close) => close.close,
        }
    }

    /// What follows from a command.
    pub fn decide(&self, command: &ClosingCommand) -> Result<Vec<ClosingEvent>, ClosingError> {
        match &command.asked {
            ClosingAsked::Begin(input) => self.begin(command, input),
            ClosingAsked::Approve(input) => self.approve(command, input),
            ClosingAsked::Withdraw(input) => self.withdraw(command, input),
        }
    }

    fn begin(
        &self,
        command: &ClosingCommand,
        input: &BeginPeriodClose,
    ) -> Result<Vec<ClosingEvent>, ClosingError> {
        if let Self::UnderWay(close) = self {
            if (close.through, close.begun_on) == (input.through, input.effective_on) {
                return Ok(Vec::new());
            }
            return Err(ClosingError::UnderWay {
                programme: input.programme.clone(),
                close: close.close,
                through: close.through,
            });
        }
        if let Some(closed_through) = self.closed_through()
            && input.through <= closed_through
        {
            return Err(ClosingError::AlreadyClosed {
                programme: input.programme.clone(),
                closed_through,
            });
        }
        if !over(input.through, command.received_on) {
            return Err(ClosingError::NotEnded {
                through: input.through,
            });
        }
        not_in_future(input.effective_on, command.received_on)?;
        not_before(input.effective_on, input.through.next().first_day())?;
        Ok(vec![ClosingEvent::PeriodCloseBegun {
            programme: input.programme.clone(),
            close: self.latest().saturating_add(1),
            from: follows(self.closed_through()),
            through: input.through,
            begun_by: command.by.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn approve(
        &self,
        command: &ClosingCommand,
        input: &ApprovePeriodClose,
    ) -> Result<Vec<ClosingEvent>, ClosingError> {
        let close = match self {
            Self::UnderWay(close) if close.close == input.close => close,
            Self::Unknown | Self::Open { .. } | Self::UnderWay(_) => {
                return self.approve_ended(command, input);
            }
        };
        if let Some(first) = &close.first {
            if first.by == command.by {
                return Err(ClosingError::SameOfficer {
                    by: command.by.clone(),
                });
            }
            if first.statement != input.statement {
                return Err(ClosingError::StatementsDiffer {
                    first: first.by.clone(),
                });
            }
        }
        not_in_future(input.effective_on, command.received_on)?;
        let earliest = close
            .first
            .as_ref()
            .map_or(close.begun_on, |first| first.on);
        not_before(input.effective_on, earliest)?;
        if !balanced(&input.statement) {
            return Err(ClosingError::Unbalanced);
        }
        let mut events = vec![ClosingEvent::PeriodCloseApproved {
            programme: input.programme.clone(),
            close: close.close,
            through: close.through,
            statement: input.statement.clone(),
            approved_by: command.by.clone(),
            effective_on: input.effective_on,
        }];
        if let Some(first) = &close.first {
            events.push(ClosingEvent::PeriodClosed {
                programme: input.programme.clone(),
                close: close.close,
                from: follows(close.closed_through),
                through: close.through,
                statement: input.statement.clone(),
                approved_by: [first.by.clone(), command.by.clone()],
                effective_on: input.effective_on,
            });
        }
        Ok(events)
    }

    /// What one of the two officers says again of the latest close is nothing new.
    fn approve_ended(
        &self,
        command: &ClosingCommand,
        input: &ApprovePeriodClose,
    ) -> Result<Vec<ClosingEvent>, ClosingError> {
        let Self::Open {
            closed_through: Some(closed_through),
            latest:
                Ended {
                    close,
                    how:
                        HowEnded::Closed {
                            statement,
                            approved_by,
                        },
                },
        } = self
        else {
            return Err(not_under_way(input));
        };
        if *close != input.close {
            return Err(not_under_way(input));
        }
        if approved_by.contains(&command.by) && *statement == input.statement {
            return Ok(Vec::new());
        }
        Err(ClosingError::AlreadyClosed {
            programme: input.programme.clone(),
            closed_through: *closed_through,
        })
    }

    fn withdraw(
        &self,
        command: &ClosingCommand,
        input: &WithdrawPeriodClose,
    ) -> Result<Vec<ClosingEvent>, ClosingError> {
        let close = match self {
            Self::UnderWay(close) if close.close == input.close => close,
            Self::Unknown | Self::Open { .. } | Self::UnderWay(_) => {
                return self.withdraw_ended(input);
            }
        };
        not_in_future(input.effective_on, command.received_on)?;
        let earliest = close
            .first
            .as_ref()
            .map_or(close.begun_on, |first| first.on);
        not_before(input.effective_on, earliest)?;
        Ok(vec![ClosingEvent::PeriodCloseWithdrawn {
            programme: input.programme.clone(),
            close: close.close,
            through: close.through,
            reason: input.reason.clone(),
            withdrawn_by: command.by.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn withdraw_ended(
        &self,
        input: &WithdrawPeriodClose,
    ) -> Result<Vec<ClosingEvent>, ClosingError> {
        if let Self::Open {
            closed_through,
            latest: Ended { close, how },
        } = self
            && *close == input.close
        {
            match (how, closed_through) {
                (HowEnded::Withdrawn { reason }, _) if *reason == input.reason => {
                    return Ok(Vec::new());
                }
                (HowEnded::Closed { .. }, Some(closed_through)) => {
                    return Err(ClosingError::AlreadyClosed {
                        programme: input.programme.clone(),
                        closed_through: *closed_through,
                    });
                }
                (HowEnded::Withdrawn { .. } | HowEnded::Closed { .. }, _) => {}
            }
        }
        Err(ClosingError::NotUnderWay {
            programme: input.programme.clone(),
            close: input.close,
        })
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &ClosingEvent) {
        match event {
            ClosingEvent::PeriodCloseBegun {
                programme: _,
                close,
                from: _,
                through,
                begun_by: _,
                effective_on,
            } => {
                *self = Self::UnderWay(UnderWay {
                    close: *close,
                    closed_through: self.closed_through(),
                    through: *through,
                    begun_on: *effective_on,
                    first: None,
                });
            }
            ClosingEvent::PeriodCloseApproved {
                programme: _,
                close: _,
                through: _,
                statement,
                approved_by,
                effective_on,
            } => {
                if let Self::UnderWay(close) = self {
                    close.first.get_or_insert_with(|| Approval {
                        by: approved_by.clone(),
                        statement: statement.clone(),
                        on: *effective_on,
                    });
                }
            }
            ClosingEvent::PeriodClosed {
                programme: _,
                close,
                from: _,
                through,
                statement,
                approved_by,
                effective_on: _,
            } => {
                *self = Self::Open {
                    closed_through: Some(*through),
                    latest: Ended {
                        close: *close,
                        how: HowEnded::Closed {
                            statement: statement.clone(),
                            approved_by: approved_by.clone(),
                        },
                    },
                };
            }
            ClosingEvent::PeriodCloseWithdrawn {
                programme: _,
                close,
                through: _,
                reason,
                withdrawn_by: _,
                effective_on: _,
            } => {
                *self = Self::Open {
                    closed_through: self.closed_through(),
                    latest: Ended {
                        close: *close,
                        how: HowEnded::Withdrawn {
                            reason: reason.clone(),
                        },
                    },
                };
            }
        }
    }
}

fn not_under_way(input: &ApprovePeriodClose) -> ClosingError {
    ClosingError::NotUnderWay {
        programme: input.programme.clone(),
        close: input.close,
    }
}

aggregate!(Closing, ClosingCommand, ClosingEvent, ClosingError);
