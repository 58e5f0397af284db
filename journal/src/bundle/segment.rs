//! One segment of a bundle as it is written: three files, each hashed on its way out.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::entry::WITHHELD;
use super::manifest::{Counts, Listed};
use super::{BundleError, Entry, Part};
use crate::merkle::Hash;

/// A file that is hashed while it is written.
pub(super) struct Hashed {
    name: String,
    path: PathBuf,
    file: BufWriter<File>,
    sha: Sha256,
    bytes: u64,
}

impl Hashed {
    pub(super) fn create(directory: &Path, name: String) -> Result<Self, BundleError> {
        let path = directory.join(&name);
        let file = File::create(&path).map_err(BundleError::io(&path))?;
        Ok(Self {
            name,
            path,
            file: BufWriter::with_capacity(1 << 16, file),
            sha: Sha256::new(),
            bytes: 0,
        })
    }

    pub(super) fn finish(mut self) -> Result<Listed, BundleError> {
        self.file
            .flush()
            .and_then(|()| self.file.get_ref().sync_all())
            .map_err(BundleError::io(&self.path))?;
        Ok(Listed {
            name: self.name,
            bytes: self.bytes,
            sha256: hex::encode(self.sha.finalize()),
        })
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.sha.update(&bytes[..count]);
        self.bytes += u64::try_from(count).map_err(io::Error::other)?;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes the files of a segment.
pub(super) struct SegmentWriter {
    records: GzEncoder<Hashed>,
    checkpoints: GzEncoder<Hashed>,
    hashes: Hashed,
    refusals: GzEncoder<Hashed>,
    directory: PathBuf,
    line: Vec<u8>,
    counts: Counts,
}

#[derive(Serialize)]
struct NoteLine<'note> {
    note: &'note str,
}

/// Makes `line` that of a note, with its line feed.
pub(super) fn note_line(line: &mut Vec<u8>, note: &str) {
    line.clear();
    serde_json::to_writer(&mut *line, &NoteLine { note })
        .expect("a text always has a JSON form, and a vector takes every byte");
    line.push(b'\n');
}

impl SegmentWriter {
    pub(super) fn create(directory: &Path, number: u64) -> Result<Self, BundleError> {
        let create = |part: Part| Hashed::create(directory, part.name(number));
        Ok(Self {
            records: GzEncoder::new(create(Part::Records)?, Compression::default()),
            checkpoints: GzEncoder::new(create(Part::Checkpoints)?, Compression::default()),
            hashes: create(Part::Hashes)?,
            refusals: GzEncoder::new(create(Part::Refusals)?, Compression::default()),
            directory: directory.to_owned(),
            line: Vec::new(),
            counts: Counts::default(),
        })
    }

    /// Writes a line, and the leaf that the ledger has for it.
    pub(super) fn entry(&mut self, entry: &Entry, leaf: Hash) -> Result<(), BundleError> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        entry.write(&mut line);
        let written = self.raw_line(&line);
        self.line = line;
        written?;
        self.leaf(leaf)
    }

    /// Writes the text of a line, whatever it is.
    pub(super) fn raw_line(&mut self, line: &[u8]) -> Result<(), BundleError> {
        if line.starts_with(WITHHELD) {
            self.counts.withheld += 1;
        } else {
            self.counts.records += 1;
        }
        self.records
            .write_all(line)
            .and_then(|()| self.records.write_all(b"\n"))
            .map_err(BundleError::io(&self.directory))
    }

    /// Writes a leaf hash.
    pub(super) fn leaf(&mut self, leaf: Hash) -> Result<(), BundleError> {
        self.hashes
            .write_all(leaf.as_bytes())
            .map_err(BundleError::io(&self.directory))
    }

    /// Writes a checkpoint.
    pub(super) fn checkpoint(&mut self, note: &str) -> Result<(), BundleError> {
        self.counts.checkpoints += 1;
        note_line(&mut self.line, note);
        self.checkpoints
            .write_all(&self.line)
            .map_err(BundleError::io(&self.directory))
    }

    /// Writes the line of a refusal.
    pub(super) fn refusal(&mut self, line: &[u8]) -> Result<(), BundleError> {
        self.counts.refusals += 1;
        self.refusals
            .write_all(line)
            .and_then(|()| self.refusals.write_all(b"\n"))
            .map_err(BundleError::io(&self.directory))
    }

    pub(super) fn finish(self) -> Result<(Counts, Vec<Listed>), BundleError> {
        let (counts, io) = (self.counts, BundleError::io(&self.directory));
        let ended = self
            .records
            .finish()
            .and_then(|records| Ok((records, self.checkpoints.finish()?, self.refusals.finish()?)));
        let (records, checkpoints, refusals) = ended.map_err(io)?;
        let files = vec![
            records.finish()?,
            checkpoints.finish()?,
            self.hashes.finish()?,
            refusals.finish()?,
        ];
        Ok((counts, files))
    }
}

/// Whether the file is there as it is listed.
pub(super) fn is_there(directory: &Path, listed: &Listed) -> bool {
    let digest = || -> io::Result<(u64, String)> {
        let mut file = BufReader::with_capacity(1 << 16, File::open(directory.join(&listed.name))?);
        let (mut sha, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; 1 << 16]);
        loop {
            let count = file.read(&mut buffer)?;
            if count == 0 {
                break;
            }
            sha.update(&buffer[..count]);
            bytes += u64::try_from(count).map_err(io::Error::other)?;
        }
        Ok((bytes, hex::encode(sha.finalize())))
    };
    digest().is_ok_and(|(bytes, sha256)| bytes == listed.bytes && sha256 == listed.sha256)
}
