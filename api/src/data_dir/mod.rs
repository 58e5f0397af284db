//! The data directory: what one machine keeps for one deployment, and the locks on it.
//!
//! ```text
//! .almoner/
//!   keys/           key files, for their owner alone
//!   locks/          serve, gate, users: held with flock, so the kernel frees them when a process dies
//!   postgres/       the embedded cluster, its socket, owned by the account that the server runs as
//!   postgres.log    what the embedded server said
//! ```
//!
//! It does not know what is in the cluster, and reads no environment.

mod lock;
#[cfg(test)]
mod tests;
mod throw_away;

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

pub use lock::Lock;
pub use throw_away::ThrowAway;

/// Why a data directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    /// Another process serves from it.
    #[error(
        "another almoner{} serves from the data directory {path}: stop it, or choose another with \
         --data-dir (verify, export and the like work beside it)",
        holder(process.as_deref())
    )]
    InUse {
        /// The data directory.
        path: PathBuf,
        /// The process id that the other one left in the lock file, when it can be read.
        process: Option<String>,
    },
    /// The directory, or something in it, cannot be made, read or locked.
    #[error("the data directory cannot be used: {path}: {source} (choose another with --data-dir)")]
    Io {
        /// What could not be used.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl DataDirError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "DATA_DIR_IN_USE",
            Self::Io { .. } => "DATA_DIR_UNUSABLE",
        }
    }

    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }
}

fn holder(process: Option<&str>) -> String {
    process
        .map(|id| format!(" (process {id})"))
        .unwrap_or_default()
}

/// A data directory that exists, by its absolute path without symbolic links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    path: PathBuf,
}

impl DataDir {
    /// Opens the directory, making it first when it is missing.
    ///
    /// A directory that is ours alone stays so; as root it is made passable (and no more: not readable) for
    /// the account that the embedded server is dropped to, if it is new or empty. Directories above
    /// it are never changed.
    ///
    /// # Errors
    /// [`DataDirError::Io`] when it cannot be made or resolved.
    pub fn open(path: &Path) -> Result<Self, DataDirError> {
        let as_root = rustix::process::geteuid().is_root();
        let mode = if as_root { 0o711 } else { 0o700 };
        DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(path)
            .map_err(DataDirError::io(path))?;
        let path = fs::canonicalize(path).map_err(DataDirError::io(path))?;
        let mut entries = fs::read_dir(&path).map_err(DataDirError::io(&path))?;
        if as_root && entries.next().is_none() {
            let found = fs::metadata(&path)
                .map_err(DataDirError::io(&path))?
                .permissions();
            let passable = fs::Permissions::from_mode(found.mode() | 0o011);
            fs::set_permissions(&path, passable).map_err(DataDirError::io(&path))?;
        }
        Ok(Self { path })
    }

    /// The directory itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where key files are kept, unless another directory is named.
    pub fn keys(&self) -> PathBuf {
        self.path.join("keys")
    }

    /// Claims the directory for a serving process, for as long as the lock lives.
    ///
    /// # Errors
    /// [`DataDirError::InUse`] when another process holds it.
    pub fn lock_for_serving(&self) -> Result<Lock, DataDirError> {
        let file = self.locks()?.join("serve");
        let lock = Lock::open(&file).map_err(DataDirError::io(&file))?;
        if !lock.try_exclusive().map_err(DataDirError::io(&file))? {
            let process = fs::read_to_string(&file)
                .ok()
                .map(|text| text.trim().to_owned());
            let process = process.filter(|id| !id.is_empty());
            return Err(DataDirError::InUse {
                path: self.path.clone(),
                process,
            });
        }
        lock.write_process_id().map_err(DataDirError::io(&file))?;
        Ok(lock)
    }

    /// Waits for its turn to start or stop the embedded server: one process at a time.
    pub(crate) fn gate(&self) -> Result<Lock, DataDirError> {
        let file = self.locks()?.join("gate");
        let lock = Lock::open(&file).map_err(DataDirError::io(&file))?;
        lock.exclusive().map_err(DataDirError::io(&file))?;
        Ok(lock)
    }

    /// Counts this process among the users of the embedded server. Taken and left behind the gate.
    pub(crate) fn join_users(&self) -> Result<Lock, DataDirError> {
        let file = self.locks()?.join("users");
        let lock = Lock::open(&file).map_err(DataDirError::io(&file))?;
        lock.shared().map_err(DataDirError::io(&file))?;
        Ok(lock)
    }

    fn locks(&self) -> Result<PathBuf, DataDirError> {
        let path = self.path.join("locks");
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&path);
        made.map_err(DataDirError::io(&path))?;
        Ok(path)
    }
}
