//! Why nothing is proved.

use almoner_journal::store;

use crate::read::ReadError;

/// Why nothing is proved.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// Nothing has been stated of this moment yet.
    #[error("{}", not_yet(*.stated))]
    NotYetStated {
        /// The position of the last statement, if there is one.
        stated: Option<i64>,
    },
    /// There is no such table.
    #[error("there is no table of this name whose rows are stated")]
    TableUnknown,
    /// The key has other parts than the table's, or is spelled otherwise.
    #[error("a key of this table is {parts}, each in the spelling of the ledger")]
    KeyMalformed {
        /// The columns of a key.
        parts: String,
    },
    /// What is kept is not what was stated.
    #[error("{key} is not what was stated at {position}")]
    Contradicted {
        /// The key.
        key: String,
        /// The statement.
        position: u64,
    },
    /// It was stated of rows with other columns than those of now.
    #[error("it was stated by {program}, of tables with other columns: that program proves it")]
    StatedOtherwise {
        /// The program.
        program: String,
    },
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] store::ReadError),
}

fn not_yet(stated: Option<i64>) -> String {
    match stated {
        Some(position) => {
            format!("the last statement is of position {position}, before what is asked for")
        }
        None => "nothing has been stated yet".to_owned(),
    }
}

impl ProveError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYetStated { .. } => "NOT_YET_STATED",
            Self::TableUnknown => "TABLE_UNKNOWN",
            Self::KeyMalformed { .. } => "KEY_MALFORMED",
            Self::Contradicted { .. } => "STATEMENT_CONTRADICTED",
            Self::StatedOtherwise { .. } => "STATED_OTHERWISE",
            Self::Read(error) => error.code(),
            Self::Journal(error) => error.code(),
        }
    }
}

impl From<sqlx::Error> for ProveError {
    fn from(error: sqlx::Error) -> Self {
        Self::Read(error.into())
    }
}
