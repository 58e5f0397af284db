//! Why a batch was not committed.

use super::Verdict;
use crate::ledger::{ConnectError, SubmitError};

/// A batch that was not committed, or is not known to be.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum Failure {
    /// The database cannot be reached; nothing was written.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The database refused a statement; nothing was written.
    #[error("the database refused: {0}")]
    Rejected(String),
    /// What is stored contradicts itself or this program; nothing was written.
    #[error("{0}")]
    Inconsistent(String),
    /// The key in force is not one that this process holds; nothing was written.
    #[error("the ledger signs with {0}, which this server does not hold")]
    KeyNotHeld(String),
    /// The commit was sent and no answer came.
    #[error("the commit was not answered: {0}")]
    OutcomeUnknown(String),
}

impl Failure {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an error is kept as its text, and `map_err` hands it over by value"
    )]
    pub(super) fn inconsistent(reason: impl ToString) -> Self {
        Self::Inconsistent(reason.to_string())
    }

    pub(super) fn verdict(&self) -> Verdict {
        Verdict::Failed(match self {
            Self::Unavailable(_) => SubmitError::Unavailable,
            Self::Rejected(reason) | Self::Inconsistent(reason) => {
                SubmitError::Broken(reason.clone())
            }
            Self::KeyNotHeld(key) => SubmitError::SigningKeyNotHeld { key: key.clone() },
            Self::OutcomeUnknown(_) => SubmitError::OutcomeUnknown,
        })
    }
}

impl From<Failure> for ConnectError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Inconsistent(reason) => Self::Inconsistent(reason),
            Failure::KeyNotHeld(key) => Self::SigningKeyNotHeld { key },
            Failure::Unavailable(_) | Failure::Rejected(_) | Failure::OutcomeUnknown(_) => {
                Self::Unavailable(failure.to_string())
            }
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        let reason = error.to_string();
        match error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
        {
            // Classes 08, 53, 55 and 57 and serialization: the server is going, full or busy.
            Some(code)
                if ["08", "40", "53", "55", "57", "25P03"]
                    .iter()
                    .any(|it| code.starts_with(it)) =>
            {
                Self::Unavailable(reason)
            }
            Some(_) => Self::Rejected(reason),
            None if error.as_database_error().is_none() && is_decoding(&error) => {
                Self::Inconsistent(reason)
            }
            None => Self::Unavailable(reason),
        }
    }
}

fn is_decoding(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Decode(_)
            | sqlx::Error::ColumnNotFound(_)
            | sqlx::Error::ColumnIndexOutOfBounds { .. }
            | sqlx::Error::RowNotFound
    )
}
