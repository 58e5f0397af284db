//! What a witness remembers: of each log the last checkpoint that it cosigned, a file each.
//!
//! A file is written whole beside its place, forced to the disk, and moved there: after a crash it holds the one or the
//! other, and never says less than what was cosigned.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use almoner_journal::note::Checkpoint;
use sha2::{Digest, Sha256};

use crate::data_dir::Lock;

/// The memory of a witness cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SeenError {
    /// A file or the directory cannot be read or written.
    #[error("the witness's directory {path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another witness works in the directory.
    #[error("another witness works in {path}", path = path.display())]
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// A file does not hold what a witness writes. Nothing is cosigned: it may have been cut short on purpose.
    #[error("{path} does not hold what a witness writes", path = path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
    },
}

impl SeenError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "WITNESS_DIR_UNUSABLE",
            Self::InUse { .. } => "WITNESS_DIR_IN_USE",
            Self::Malformed { .. } => "WITNESS_STATE_MALFORMED",
        }
    }
}

/// The files, for one process.
#[derive(Debug)]
pub(super) struct Seen {
    directory: PathBuf,
    _alone: Lock,
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> SeenError {
    |source| SeenError::Io {
        path: path.to_owned(),
        source,
    }
}

impl Seen {
    /// Opens the directory, making it (mode 0700) when it is missing, for this process alone.
    pub(super) fn open(directory: &Path) -> Result<Self, SeenError> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .map_err(at(directory))?;
        let lock = directory.join("lock");
        let alone = Lock::open(&lock).map_err(at(&lock))?;
        if !alone.try_exclusive().map_err(at(&lock))? {
            return Err(SeenError::InUse {
                path: directory.to_owned(),
            });
        }
        Ok(Self {
            directory: directory.to_owned(),
            _alone: alone,
        })
    }

    /// An origin may hold any character, so its digest names the file.
    fn path(&self, origin: &str) -> PathBuf {
        let digest = hex::encode(Sha256::digest(origin));
        self.directory.join(format!("{digest}.checkpoint"))
    }

    /// The last checkpoint of a log that was cosigned; `None` when none ever was.
    pub(super) fn last(&self, origin: &str) -> Result<Option<Checkpoint>, SeenError> {
        let path = self.path(origin);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(&path)(error)),
        };
        match Checkpoint::parse(&text) {
            Ok(checkpoint) if checkpoint.origin == origin => Ok(Some(checkpoint)),
            Ok(_) | Err(_) => Err(SeenError::Malformed { path }),
        }
    }

    /// Remembers a checkpoint in place of the one before it.
    pub(super) fn keep(&self, checkpoint: &Checkpoint) -> Result<(), SeenError> {
        let path = self.path(&checkpoint.origin);
        let draft = path.with_extension("draft");
        let written = || {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .mode(0o600)
                .open(&draft)?;
            file.write_all(checkpoint.body().as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &path)?;
            // The move itself is of the directory.
            File::open(&self.directory)?.sync_all()
        };
        written().map_err(at(&path))
    }
}
