//! The key files beside the database, never in it: 32 random bytes that only their owner reads.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The most that a key file's mode may allow.
const MODE: u32 = 0o600;

/// A key file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or made.
    #[error("key file {path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system answered.
        source: std::io::Error,
    },
    /// The file's mode lets the group or others at the key.
    #[error("key file {path} has mode {mode:04o}; only 0600 or stricter keeps a key", path = path.display())]
    Mode {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file does not hold 32 bytes.
    #[error("key file {path} does not hold exactly 32 bytes", path = path.display())]
    Length {
        /// The file.
        path: PathBuf,
    },
    /// The system gave no random bytes.
    #[error("no random bytes for a new key: {0}")]
    Random(getrandom::Error),
}

impl KeyFileError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "KEY_FILE_UNUSABLE",
            Self::Mode { .. } => "KEY_FILE_MODE_TOO_LAX",
            Self::Length { .. } => "KEY_FILE_MALFORMED",
            Self::Random(_) => "NO_RANDOM_BYTES",
        }
    }
}

/// The 32 bytes of the key file at `path`, which is made with mode 0600 where there is none.
///
/// Several servers may do this at once: one file wins, and all of them read that one.
pub fn read_or_create_key(path: &Path) -> Result<[u8; 32], KeyFileError> {
    let io = |source| KeyFileError::Io {
        path: path.to_owned(),
        source,
    };
    match File::open(path) {
        Ok(file) => read(path, file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            create(path)?;
            read(path, File::open(path).map_err(io)?)
        }
        Err(error) => Err(io(error)),
    }
}

fn read(path: &Path, mut file: File) -> Result<[u8; 32], KeyFileError> {
    let io = |source| KeyFileError::Io {
        path: path.to_owned(),
        source,
    };
    let mode = file.metadata().map_err(io)?.permissions().mode() & 0o7777;
    if mode & !MODE != 0 {
        return Err(KeyFileError::Mode {
            path: path.to_owned(),
            mode,
        });
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(io)?;
    bytes.try_into().map_err(|_| KeyFileError::Length {
        path: path.to_owned(),
    })
}

/// Writes the key whole beside its place and links it in, so that nobody ever reads half of it.
fn create(path: &Path) -> Result<(), KeyFileError> {
    let io = |source| KeyFileError::Io {
        path: path.to_owned(),
        source,
    };
    let (mut key, mut suffix) = ([0; 32], [0; 8]);
    getrandom::fill(&mut key).map_err(KeyFileError::Random)?;
    getrandom::fill(&mut suffix).map_err(KeyFileError::Random)?;
    let mut draft = path.as_os_str().to_owned();
    draft.push(format!(".{}", hex::encode(suffix)));
    let draft = PathBuf::from(draft);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(MODE)
        .open(&draft)
        .map_err(io)?;
    let written = file
        .set_permissions(Permissions::from_mode(MODE))
        .and_then(|()| file.write_all(&key))
        .and_then(|()| file.sync_all())
        .and_then(|()| match std::fs::hard_link(&draft, path) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        });
    let removed = std::fs::remove_file(&draft);
    written.and(removed).map_err(io)
}
