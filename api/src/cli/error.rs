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
            Self::Output(_) => "OUTPUT_FAILED",
        }
    }

    /// The exit code: 2 when the words were wrong, 1 otherwise.
    pub fn exit_code(&self) -> u8 {
        let usage = match self {
            Self::Usage(_) => true,
            Self::Config(error) => error.is_usage(),
            Self::Key(_) | Self::Embedded(_) | Self::Schema(_) | Self::Output(_) => false,
        };
        if usage { 2 } else { 1 }
    }
}
