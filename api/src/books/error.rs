//! Why the books could not be written.

use std::io;

use almoner_journal::store::ReadError;

/// Why the books could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BooksError {
    /// The journal cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A sum of an account is out of range.
    #[error("a sum of the account {0} is out of range")]
    OutOfRange(String),
    /// The output cannot be written to.
    #[error("the books cannot be written: {0}")]
    Output(#[from] io::Error),
    /// The Parquet library refused the rows.
    #[error("the postings cannot be written as Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

impl BooksError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(error) => error.code(),
            Self::OutOfRange(_) => "BOOKS_OUT_OF_RANGE",
            Self::Output(_) => "BOOKS_UNWRITABLE",
            Self::Parquet(_) => "BOOKS_PARQUET_FAILED",
        }
    }
}
