//! Why a server does not start or end as it should.

use std::{io, net::SocketAddr};

use almoner_journal::ledger::ConnectError;
use almoner_projections::read::ReadError;
use thiserror::Error;

use crate::{client_keys::ClientKeysError, http::StateError, keys::KeyError};

/// Why a server does not start or end as it should.
#[derive(Debug, Error)]
pub enum ServerError {
    /// A key file cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The keys of clients cannot be used, or what was destroyed is there again and cannot be destroyed.
    #[error(transparent)]
    ClientKeys(#[from] ClientKeysError),
    /// The ledger cannot be opened.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The database cannot be named.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The read models cannot be read as they must be.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What is to be served does not fit together.
    #[error(transparent)]
    State(#[from] StateError),
    /// The address cannot be listened on.
    #[error("{bind} cannot be listened on: {source} (choose another with --bind)")]
    Bind {
        /// The address.
        bind: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The listener failed.
    #[error("serving failed: {0}")]
    Serve(io::Error),
}

impl ServerError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Key(error) => error.code(),
            Self::ClientKeys(error) => error.code(),
            Self::Connect(error) => error.code(),
            Self::Database(_) => "DATABASE_FAILED",
            Self::Read(error) => error.code(),
            Self::State(error) => error.code(),
            Self::Bind { .. } => "ADDRESS_UNUSABLE",
            Self::Serve(_) => "SERVING_FAILED",
        }
    }
}
