//! What a caller is told.

use almoner_domain::ledger::{Refusal, StreamId};
use chrono::{DateTime, Utc};

use crate::record::Position;

/// The answer to a command, the same for ever under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was carried out.
    Accepted(Accepted),
    /// A rule said no.
    Refused(Refused),
}

/// A command that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its first record.
    pub first: Position,
    /// Its last record: read the subject as of here.
    pub last: Position,
    /// What it was about.
    pub subject: StreamId,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The same command, under the same id, was answered before; nothing new was written.
    pub repeated: bool,
    /// What it asks for held already: the positions and the instant are those of the original.
    pub no_op: bool,
}

/// A command that a rule refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The rule's stable code.
    pub code: String,
    /// What is the matter, for the one who asked.
    pub message: String,
    /// The input field that it is about, in the api's spelling.
    pub field: Option<String>,
    /// The same command, under the same id, was refused before.
    pub repeated: bool,
}

/// A command that has no answer, and whose id it has not used up unless the text says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// The caller may not ask this, or names what it may not see.
    #[error("{}", .0.message)]
    Denied(Refusal),
    /// The id was used for another command, which stays answered.
    #[error("this command id was used before, for another {command}{}", field_clause(.field.as_deref()))]
    CommandIdReused {
        /// Name of the command that the id was used for.
        command: String,
        /// The input field that differs, in the api's spelling, where the stored answer tells.
        field: Option<String>,
    },
    /// A record of this command would be longer than a record may be.
    #[error("a record of this command would have {bytes} bytes; the most is 65535")]
    RecordTooLarge {
        /// Length of the first record line that is too long.
        bytes: usize,
    },
    /// Too many commands wait already, or too many were handed in together.
    #[error("too many commands are waiting; try again with the same command id")]
    Overloaded,
    /// The database does not answer or the ledger is shutting down; nothing was written.
    #[error("the ledger is not available; nothing was recorded")]
    Unavailable,
    /// The key that signs, or is to sign, is not one that this server holds; nothing was written.
    #[error(
        "this server does not hold the signing key {key}: copy its file into the directory of the keys"
    )]
    SigningKeyNotHeld {
        /// The key.
        key: String,
    },
    /// The commit was sent and its answer lost: the same command under the same id resolves it.
    #[error("whether this was recorded is not known; try again with the same command id")]
    OutcomeUnknown,
    /// A defect, in the program or in what is stored; nothing was written.
    #[error("the ledger is broken: {0}")]
    Broken(String),
}

impl SubmitError {
    /// The stable code of this error; a denial has the code of its rule.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied(refusal) => refusal.code,
            Self::CommandIdReused { .. } => "COMMAND_ID_REUSED",
            Self::RecordTooLarge { .. } => "RECORD_TOO_LARGE",
            Self::Overloaded => "OVERLOADED",
            Self::Unavailable => "UNAVAILABLE",
            Self::SigningKeyNotHeld { .. } => "SIGNING_KEY_NOT_HELD",
            Self::OutcomeUnknown => "OUTCOME_UNKNOWN",
            Self::Broken(_) => "INTERNAL",
        }
    }
}

fn field_clause(field: Option<&str>) -> String {
    field.map_or_else(String::new, |field| format!(", which differs in {field}"))
}
