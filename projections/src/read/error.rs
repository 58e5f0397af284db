//! Why a question has no answer.

use almoner_domain::id::ProgrammeCode;

use crate::{remittances::Unbalanced, table::CellError};

/// A question that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The moment asked for lies after what the read models hold.
    #[error("the read models stand at position {head}, before what is asked for")]
    AsOfInFuture {
        /// Where the read models stand.
        head: i64,
    },
    /// A page has between 1 and 100 rows.
    #[error("a page has between 1 and {max} rows")]
    PageSize {
        /// The most rows of a page.
        max: u32,
    },
    /// The cursor is not one that this list gave.
    #[error("the cursor is not one that this list gave")]
    Cursor,
    /// Of the programme's clients only aggregates may be told, and the viewer serves none of them.
    #[error(
        "of the clients of {programme} only aggregates may be told: ask for the extract by category of service"
    )]
    ClientLevelWithheld {
        /// The programme.
        programme: ProgrammeCode,
    },
    /// The serving role bypasses row-level security: what a viewer may see would not be enforced.
    #[error(
        "the serving role bypasses row-level security: DATABASE_URL must name an ordinary role"
    )]
    Unguarded,
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// A read model holds what the program never writes.
    #[error(transparent)]
    Stored(#[from] CellError),
    /// A remittance advice does not balance.
    #[error("the remittance advice: {0}")]
    Unbalanced(#[from] Unbalanced),
}

impl ReadError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AsOfInFuture { .. } => "AS_OF_IN_FUTURE",
            Self::PageSize { .. } => "PAGE_SIZE_OUT_OF_RANGE",
            Self::Cursor => "CURSOR_MALFORMED",
            Self::ClientLevelWithheld { .. } => "CLIENT_LEVEL_WITHHELD",
            Self::Unguarded => "ROW_SECURITY_BYPASSED",
            Self::Database(_) => "DATABASE_FAILED",
            Self::Stored(_) => "READ_MODEL_BROKEN",
            Self::Unbalanced(error) => error.code(),
        }
    }

    /// The caller asked for what there is none of, as opposed to something being broken.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::AsOfInFuture { .. }
            | Self::PageSize { .. }
            | Self::Cursor
            | Self::ClientLevelWithheld { .. } => true,
            Self::Unguarded | Self::Database(_) | Self::Stored(_) | Self::Unbalanced(_) => false,
        }
    }
}
