//! The key files: three secrets of 32 random bytes, each in a file of its own, outside the database.
//!
//! | file | what it is |
//! |---|---|
//! | `checkpoint.key` | the Ed25519 seed that signs checkpoints of the Merkle log |
//! | `fingerprint.key` | the HMAC key of command fingerprints |
//! | `token.key` | the Ed25519 seed that signs access tokens of `almoner token` and `almoner demo` |
//!
//! A file holds the 32 bytes and nothing else, mode 0600. It is made when it is first asked for, and never
//! changed. Servers of one deployment share them (`ALMONER_KEYS_DIR`). What a key is used for is not
//! known here.

#[cfg(test)]
mod tests;

use std::fmt;
use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use almoner_journal::note::{KeyFileError, read_or_create_key};

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The directory cannot be made.
    #[error(
        "the directory {path} of the key files cannot be made: {source} (ALMONER_KEYS_DIR names another)"
    )]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file in it cannot be made or read, or is not a key.
    #[error(transparent)]
    File(#[from] KeyFileError),
}

impl KeyError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Directory { .. } => "KEYS_DIR_UNUSABLE",
            Self::File(error) => error.code(),
        }
    }
}

/// A secret of 32 bytes. It is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret from its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes. Whoever has them has the key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The directory of key files.
#[derive(Debug, Clone)]
pub struct Keys {
    directory: PathBuf,
}

impl Keys {
    /// Opens the directory, making it (mode 0700) when it is missing.
    ///
    /// # Errors
    /// [`KeyError::Directory`] when it cannot be made.
    pub fn open(directory: PathBuf) -> Result<Self, KeyError> {
        match DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&directory)
        {
            Ok(()) => Ok(Self { directory }),
            Err(source) => Err(KeyError::Directory {
                path: directory,
                source,
            }),
        }
    }

    /// The Ed25519 seed that signs checkpoints.
    ///
    /// # Errors
    /// [`KeyError::File`] when the file cannot be made or read, or is not a key.
    pub fn checkpoint(&self) -> Result<Secret, KeyError> {
        self.load("checkpoint.key")
    }

    /// The HMAC key of command fingerprints.
    ///
    /// # Errors
    /// [`KeyError::File`] when the file cannot be made or read, or is not a key.
    pub fn fingerprint(&self) -> Result<Secret, KeyError> {
        self.load("fingerprint.key")
    }

    /// The Ed25519 seed that signs access tokens.
    ///
    /// # Errors
    /// [`KeyError::File`] when the file cannot be made or read, or is not a key.
    pub fn token(&self) -> Result<Secret, KeyError> {
        self.load("token.key")
    }

    fn load(&self, name: &str) -> Result<Secret, KeyError> {
        Ok(Secret(read_or_create_key(&self.directory.join(name))?))
    }
}
