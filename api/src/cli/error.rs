//! Why a command broke.

use std::io;

use almoner_journal::schema::SchemaError;

use crate::config::ConfigError;
use crate::keys::KeyError;
use crate::postgres::EmbeddedError;

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The words of the command make no sense together.
    #[error("{0}")]
    Usage(String),
    /// The database or the keys cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A key file cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The embedded server does not run or stop.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    /// The ledger's schema cannot be made or brought up to date.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// Somebody asked for the end (Ctrl-C) before it was done.
    #[error("interrupted")]
    Interrupted,
    /// The system refuses to tell of signals.
    #[error("signals cannot be listened to: {0}")]
    Signals(io::Error),
    /// Standard output cannot be written to.
    #[error("standard output cannot be written to: {0}")]
    Output(io::Error),
}

impl CliError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Usage(_) => "USAGE",
            Self::Config(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Embedded(error) => error.code(),
            Self::Schema(error) => error.code(),
            Self::Interrupted => "INTERRUPTED",
            Self::Signals(_) => "SIGNALS_REFUSED",
            Self::Output(_) => "OUTPUT_FAILED",
        }
    }

    /// The exit code: 2 when the words were wrong, 130 after Ctrl-C as shells have it, 1 otherwise.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Config(error) if error.is_usage() => 2,
            Self::Interrupted => 130,
            Self::Config(_)
            | Self::Key(_)
            | Self::Embedded(_)
            | Self::Schema(_)
            | Self::Signals(_)
            | Self::Output(_) => 1,
        }
    }
}
