//! The file of statements: written whole once the records are there.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::BundleError;
use super::manifest::{Listed, STATEMENTS};
use super::segment::{Hashed, note_line};

/// Writes the file of statements; without one there is no file.
pub(super) struct StatementsWriter {
    directory: PathBuf,
    file: Option<GzEncoder<Hashed>>,
    line: Vec<u8>,
    count: u64,
}

impl StatementsWriter {
    pub(super) fn of(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
            file: None,
            line: Vec::new(),
            count: 0,
        }
    }

    /// Writes the note of a statement.
    pub(super) fn statement(&mut self, note: &str) -> Result<(), BundleError> {
        let file = match &mut self.file {
            Some(file) => file,
            missing => {
                let file = Hashed::create(&self.directory, STATEMENTS.to_owned())?;
                missing.insert(GzEncoder::new(file, Compression::default()))
            }
        };
        note_line(&mut self.line, note);
        self.count += 1;
        file.write_all(&self.line)
            .map_err(BundleError::io(&self.directory))
    }

    /// How many there are, and their file, where there is one.
    pub(super) fn finish(self) -> Result<(u64, Option<Listed>), BundleError> {
        let Some(file) = self.file else {
            return Ok((0, None));
        };
        let file = file.finish().map_err(BundleError::io(&self.directory))?;
        Ok((self.count, Some(file.finish()?)))
    }
}
