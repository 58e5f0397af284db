//! The books for other tools: plain-text accounting for hledger and beancount, tables of postings as CSV and Parquet.
//!
//! All are made from the record lines alone, by the posting rules, and need no read model. They say which event posted
//! what to which account of which award or sub-award; no client, claim or payment is named in them.

mod account;
mod beancount;
mod csv;
mod daybook;
mod error;
mod hledger;
mod parquet;
mod statement;

use std::io::Write;

pub use daybook::{Daybook, Line, Posted};
pub use error::BooksError;

/// The form of the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Plain-text accounting, in the syntax of hledger.
    Hledger,
    /// Plain-text accounting, in the syntax of beancount.
    Beancount,
    /// A row a posting, as RFC 4180 has it.
    Csv,
    /// A row a posting, in Apache Parquet.
    Parquet,
}

impl Daybook {
    /// Writes the books in a form. The same journal gives the same bytes, whenever and wherever it is written.
    ///
    /// # Errors
    /// [`BooksError`] when the output cannot be written, or a sum is out of range.
    pub fn write(&self, form: Form, output: &mut (impl Write + Send)) -> Result<(), BooksError> {
        match form {
            Form::Hledger => hledger::write(self, output),
            Form::Beancount => beancount::write(self, output),
            Form::Csv => csv::write(self, output),
            Form::Parquet => parquet::write(self, output),
        }
    }
}
