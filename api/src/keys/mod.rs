//! The key files: secrets of 32 random bytes, each in a file of its own, outside the database.
//!
//! | file | what it is |
//! |---|---|
//! | `checkpoint.key` | the Ed25519 seed that signs checkpoints of the Merkle log, from the first on |
//! | `checkpoint-2.key` … | the seeds that sign them after it, each once an event says so |
//! | `fingerprint.key` | the HMAC key of command fingerprints |
//! | `token.key` | the Ed25519 seed that signs access tokens of `almoner token` and `almoner demo` |
//!
//! `clients/` has the keys of clients, a folder a ledger; `client_keys/` keeps them.
//!
//! A file holds the 32 bytes and nothing else, mode 0600. It is made when it is first asked for, and never
//! changed. Servers of one deployment share them (`ALMONER_KEYS_DIR`). What a key is used for is not
//! known here.

#[cfg(test)]
mod tests;

use std::fmt;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use almoner_journal::note::{FurtherSeeds, KeyFileError, read_or_create_key};

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

/// The name of the file of a further seed.
fn checkpoint_file(number: u32) -> String {
    format!("checkpoint-{number}.key")
}

/// The directory of key files.
#[derive(Debug, Clone)]
pub struct Keys {
    directory: PathBuf,
    destroyed: Option<PathBuf>,
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
            Ok(()) => Ok(Self {
                directory,
                destroyed: None,
            }),
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

    /// The further seeds that sign checkpoints, each once an event of a ledger says so: those that are there when they are
    /// asked for, in the order in which they were made.
    pub fn further_checkpoints(&self) -> FurtherSeeds {
        let keys = self.clone();
        FurtherSeeds::new(move || {
            let numbers = keys.checkpoint_numbers();
            let read = |number: u32| keys.load(&checkpoint_file(number));
            numbers
                .into_iter()
                .filter_map(|number| {
                    read(number)
                        .inspect_err(
                            |error| tracing::error!(%error, "a signing key cannot be read"),
                        )
                        .ok()
                })
                .map(|seed| *seed.bytes())
                .collect()
        })
    }

    /// Makes the seed that comes after those that are there: the name of its file, and the seed.
    ///
    /// # Errors
    /// [`KeyError::File`] when the file cannot be made.
    pub fn next_checkpoint(&self) -> Result<(String, Secret), KeyError> {
        let last = self.checkpoint_numbers().into_iter().max();
        let name = checkpoint_file(last.map_or(2, |last| last.saturating_add(1)));
        let seed = self.load(&name)?;
        Ok((name, seed))
    }

    /// The last of the further seeds, with the name of its file.
    ///
    /// # Errors
    /// [`KeyError::File`] when the file cannot be read, or is not a key.
    pub fn last_checkpoint(&self) -> Result<Option<(String, Secret)>, KeyError> {
        let Some(last) = self.checkpoint_numbers().into_iter().max() else {
            return Ok(None);
        };
        let name = checkpoint_file(last);
        let seed = self.load(&name)?;
        Ok(Some((name, seed)))
    }

    /// The numbers of the further key files that are there, in order.
    fn checkpoint_numbers(&self) -> Vec<u32> {
        let Ok(files) = fs::read_dir(&self.directory) else {
            return Vec::new();
        };
        let mut numbers: Vec<u32> = files
            .filter_map(|file| {
                let name = file.ok()?.file_name();
                let number = name
                    .to_str()?
                    .strip_prefix("checkpoint-")?
                    .strip_suffix(".key")?;
                let number: u32 = number.parse().ok()?;
                (number > 1 && name.to_str() == Some(&checkpoint_file(number))).then_some(number)
            })
            .collect();
        numbers.sort_unstable();
        numbers
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

    /// The same, with the lists of destroyed keys in another directory than the one beside this.
    #[must_use]
    pub fn with_destroyed(self, destroyed: Option<PathBuf>) -> Self {
        Self { destroyed, ..self }
    }

    /// The list of a ledger's destroyed keys: apart from the keys, for it is never restored with them.
    pub fn destroyed(&self, ledger: &str) -> PathBuf {
        let beside = || self.directory.with_file_name("destroyed-keys");
        let directory = self.destroyed.clone().unwrap_or_else(beside);
        directory.join(format!("{ledger}.list"))
    }

    /// The directory of the keys of a ledger's clients.
    pub fn clients(&self, ledger: &str) -> PathBuf {
        self.directory.join("clients").join(ledger)
    }

    fn load(&self, name: &str) -> Result<Secret, KeyError> {
        Ok(Secret(read_or_create_key(&self.directory.join(name))?))
    }
}
