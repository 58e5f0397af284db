//! Errors of a whole request, or of a field that could not be read.

use almoner_journal::store;
use almoner_projections::{read, reports};

use super::Coded;

/// Why a field cannot be answered. It travels as the source of a GraphQL error, whose code is added on the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TopError {
    /// An argument cannot be read.
    #[error("{field}: {message}")]
    Argument {
        /// The argument.
        field: &'static str,
        /// The stable code of what is wrong with it.
        code: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// The database cannot be reached.
    #[error(
        "the ledger cannot be reached at the moment: try again, a command under the same commandId"
    )]
    Unavailable,
    /// It takes the database too long.
    #[error("the question takes too long: ask for less, or for shorter lists")]
    TooSlow,
    /// Too many wait for the ledger.
    #[error(
        "too many requests wait for this ledger: try again in a moment, a command under the same commandId"
    )]
    Overloaded,
    /// Nobody can say whether the command was committed.
    #[error(
        "whether the command was carried out is not known: repeat it with the same commandId, and it is done once"
    )]
    OutcomeUnknown,
    /// It could not be written down in time that the answer tells of clients.
    #[error(
        "it could not be recorded that this is told, so it is not; a command stands as its position says: ask again, a command under the same commandId"
    )]
    ReadNotRecorded,
    /// Something is broken, and was logged with the request's id.
    #[error("something is broken here; the request's id leads to what was logged")]
    Internal,
}

impl TopError {
    /// An argument that cannot be read.
    pub(crate) fn argument(field: &'static str, error: &impl Coded) -> Self {
        Self::Argument {
            field,
            code: error.stable_code(),
            message: error.to_string(),
        }
    }

    /// The stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Argument { code, .. } => code,
            Self::Unavailable => "UNAVAILABLE",
            Self::TooSlow => "QUERY_TOO_SLOW",
            Self::Overloaded => "OVERLOADED",
            Self::OutcomeUnknown => "OUTCOME_UNKNOWN",
            Self::ReadNotRecorded => "READ_NOT_RECORDED",
            Self::Internal => "INTERNAL",
        }
    }

    /// Logs what is broken, once, with its chain of causes; the caller learns that something is.
    pub(crate) fn internal(error: &dyn std::error::Error) -> Self {
        let mut chain = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            chain.push_str(": ");
            chain.push_str(&error.to_string());
            cause = error.source();
        }
        tracing::error!(error = chain, "broken");
        Self::Internal
    }
}

impl From<read::ReadError> for TopError {
    fn from(error: read::ReadError) -> Self {
        let argument = |field| Self::Argument {
            field,
            code: error.code(),
            message: error.to_string(),
        };
        match &error {
            read::ReadError::AsOfInFuture { .. } => argument("asOf"),
            read::ReadError::PageSize { .. } => argument("first"),
            read::ReadError::Cursor => argument("after"),
            read::ReadError::ClientLevelWithheld { .. } => argument("programme"),
            read::ReadError::Database(cause) => of_database(&error, cause),
            read::ReadError::Unguarded
            | read::ReadError::Stored(_)
            | read::ReadError::Unbalanced(_) => Self::internal(&error),
        }
    }
}

impl From<reports::ReportError> for TopError {
    fn from(error: reports::ReportError) -> Self {
        match error {
            reports::ReportError::Read(error) => error.into(),
            reports::ReportError::Question(_)
            | reports::ReportError::SubjectUnknown { .. }
            | reports::ReportError::NotApplicable { .. }
            | reports::ReportError::PeriodNotEnded { .. }
            | reports::ReportError::PeriodUnknown { .. }
            | reports::ReportError::Unliquidated { .. } => Self::Argument {
                field: "question",
                code: error.code(),
                message: error.to_string(),
            },
            reports::ReportError::OutOfRange | reports::ReportError::Broken(_) => {
                Self::internal(&error)
            }
        }
    }
}

impl From<store::ReadError> for TopError {
    fn from(error: store::ReadError) -> Self {
        match &error {
            store::ReadError::Database(cause) => of_database(&error, cause),
            store::ReadError::Malformed(_)
            | store::ReadError::Proof(_)
            | store::ReadError::Output(_) => Self::internal(&error),
        }
    }
}

/// A database that is gone, or that took too long, is no defect: the caller may try again, or ask for less.
fn of_database(error: &dyn std::error::Error, cause: &sqlx::Error) -> TopError {
    let state = cause
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .unwrap_or_default();
    let is_gone = matches!(
        cause,
        sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
    ) || ["08", "53", "57P"]
        .iter()
        .any(|class| state.starts_with(class));
    if state == "57014" {
        TopError::TooSlow
    } else if state == "55P03" {
        tracing::warn!(%error, "a lock was not given in time");
        TopError::Unavailable
    } else if is_gone {
        tracing::warn!(%error, "the database cannot be reached");
        TopError::Unavailable
    } else {
        TopError::internal(error)
    }
}
