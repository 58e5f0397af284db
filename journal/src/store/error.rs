//! Why something that is kept cannot be read.

use crate::merkle::ProofError;

/// A read that failed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// What is stored is not what this program stores.
    #[error("what is stored is malformed: {0}")]
    Malformed(String),
    /// The proof that was asked for cannot exist.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The reader of the output went away, or a disk is full.
    #[error("the output: {0}")]
    Output(#[from] std::io::Error),
}

impl ReadError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database(_) => "DATABASE_FAILED",
            Self::Malformed(_) => "STORED_MALFORMED",
            Self::Proof(error) => error.code(),
            Self::Output(_) => "OUTPUT_FAILED",
        }
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "an error is kept as its text, and `map_err` hands it over by value"
    )]
    pub(crate) fn malformed(reason: impl ToString) -> Self {
        Self::Malformed(reason.to_string())
    }
}
