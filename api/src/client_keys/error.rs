//! Why the keys of clients cannot be used.

use std::io;
use std::path::{Path, PathBuf};

use almoner_domain::id::ClientCode;
use almoner_journal::note::KeyFileError;

/// Why the keys of clients cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ClientKeysError {
    /// A file or directory cannot be read or written.
    #[error("the keys of clients: {path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file does not hold what this program writes, or not under the wrapping key beside it.
    #[error(
        "{path} line {line} is not what this program writes there; restore it from a backup, and keep the list of destroyed keys as it is",
        path = path.display()
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The wrapping key cannot be used.
    #[error(transparent)]
    Wrapping(#[from] KeyFileError),
    /// The system gives no random bytes.
    #[error("no random bytes for a client's key: {0}")]
    Random(getrandom::Error),
    /// The client's key was destroyed.
    #[error("what was held about the client {client} is erased")]
    Destroyed {
        /// The client.
        client: ClientCode,
    },
    /// The task that waited for the keys ended before they came.
    #[error("the keys of clients were not waited for")]
    Abandoned,
}

impl ClientKeysError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } | Self::Abandoned => "CLIENT_KEYS_UNUSABLE",
            Self::Malformed { .. } => "CLIENT_KEYS_MALFORMED",
            Self::Wrapping(error) => error.code(),
            Self::Random(_) => "RANDOMNESS_MISSING",
            Self::Destroyed { .. } => "CLIENT_ERASED",
        }
    }

    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}
