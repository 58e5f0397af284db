//! A lock file held with `flock`: it lives as long as the value, and dies with the process.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

/// An open lock file. Dropping it frees the lock. Programs that we start do not inherit it.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)?;
        Ok(Self { file })
    }

    /// Waits until nobody else holds it.
    pub(crate) fn exclusive(&self) -> io::Result<()> {
        retry(|| flock(&self.file, FlockOperation::LockExclusive))
    }

    /// Waits until nobody holds it exclusively.
    pub(super) fn shared(&self) -> io::Result<()> {
        retry(|| flock(&self.file, FlockOperation::LockShared))
    }

    /// Takes the lock for itself, or says `false` when anybody else holds it in either way.
    pub(crate) fn try_exclusive(&self) -> io::Result<bool> {
        match retry(|| flock(&self.file, FlockOperation::NonBlockingLockExclusive)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(super) fn write_process_id(&self) -> io::Result<()> {
        self.file.set_len(0)?;
        (&self.file).write_all(format!("{}\n", std::process::id()).as_bytes())
    }
}

/// A signal may end a wait early; the wait goes on.
fn retry(mut operation: impl FnMut() -> Result<(), Errno>) -> io::Result<()> {
    loop {
        match operation() {
            Err(Errno::INTR) => {}
            other => return other.map_err(io::Error::from),
        }
    }
}
