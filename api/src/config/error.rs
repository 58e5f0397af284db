//! Why a command cannot begin.

use crate::data_dir::DataDirError;
use crate::keys::KeyError;
use crate::postgres::EmbeddedError;

/// Why the database or the keys of a command cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A connection URL is none.
    #[error(
        "{variable} is not a connection URL of PostgreSQL (postgres://role:password@host/database): {source}"
    )]
    Url {
        /// Which one.
        variable: &'static str,
        /// What is wrong with it.
        source: sqlx::Error,
    },
    /// An owner's URL came without the one that serves.
    #[error(
        "ALMONER_OWNER_URL names the owner of a database that DATABASE_URL does not name: set both, or neither"
    )]
    OwnerAlone,
    /// The data directory cannot be used.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// A key file cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The embedded server does not run.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
}

impl ConfigError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Url { .. } => "DATABASE_URL_MALFORMED",
            Self::OwnerAlone => "OWNER_URL_ALONE",
            Self::DataDir(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Embedded(error) => error.code(),
        }
    }

    /// Whether the words of the command were wrong, rather than the world.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Url { .. } | Self::OwnerAlone)
    }
}
