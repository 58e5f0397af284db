//! A data directory for one run: in the temporary directory, gone afterwards.

use std::env;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::{DataDir, DataDirError};

/// A new data directory that is deleted when the value is dropped. Stop the embedded server first.
#[derive(Debug)]
pub struct ThrowAway {
    path: PathBuf,
}

impl ThrowAway {
    /// Makes the directory. The embedded server's account can reach it.
    ///
    /// # Errors
    /// [`DataDirError::Io`] when it cannot be made.
    pub fn create() -> Result<Self, DataDirError> {
        let temporary = env::temp_dir();
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random)
            .map_err(|error| io::Error::other(error.to_string()))
            .map_err(DataDirError::io(&temporary))?;
        let path = temporary.join(format!("almoner-{}", hex::encode(random)));
        // Not recursive: a name that somebody else has made there is refused.
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(DataDirError::io(&path))?;
        let made = Self { path };
        DataDir::open(&made.path)?;
        Ok(made)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            tracing::warn!(path = %self.path.display(), %error, "a throw-away directory stays behind");
        }
    }
}
