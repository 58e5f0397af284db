//! The one place that reads the wall clock, and the one that mints ids.
//!
//! Both are values that are passed along, so that a test says what time it is. The domain has neither:
//! instants and ids come to it with a command.

mod mint;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

pub use mint::{Mint, MintError};

/// Tells the time.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Fixed(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until [`Clock::advance`]. Its clones are the same clock.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Source::Fixed(Arc::new(Mutex::new(at))))
    }

    /// The instant that it is.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that reads it"
            )]
            Source::System => Utc::now(),
            Source::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a fixed clock on; the machine's clock moves by itself, and stays as it is.
    pub fn advance(&self, by: TimeDelta) {
        match &self.0 {
            Source::System => {}
            Source::Fixed(at) => {
                let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
                *at = at.checked_add_signed(by).unwrap_or(*at);
            }
        }
    }
}
