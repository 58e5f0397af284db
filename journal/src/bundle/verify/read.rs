//! The lines of the records, read by one thread and understood by the next.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, SyncSender};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::super::manifest::{Listed, Manifest};
use super::super::source::Source;
use super::super::{Entry, Part, segment_count};
use crate::merkle::{Hash, leaf_hash};
use crate::record::RECORD_BYTES_MAX;

/// Bytes of lines that go from thread to thread together.
const BATCH_BYTES: usize = 256 * 1024;

/// What the reading thread says.
pub(super) enum Raw {
    /// Lines one after another, each with its line feed.
    Lines(Vec<u8>),
    /// The segment's file has ended; what is wrong with it, if anything.
    End(Option<String>),
    /// The file cannot be read on.
    Broken(String),
}

/// What the understanding thread says.
pub(super) enum Batch {
    /// The next lines, each with the leaf of what stands there.
    Entries(Vec<(Hash, Result<Entry, String>)>),
    /// The segment's file has ended; what is wrong with it, if anything.
    End(Option<String>),
    /// The file cannot be read on.
    Broken(String),
}

/// Reads a file and hashes it on the way, as it is stored.
pub(super) struct Digested<R> {
    inner: R,
    sha: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.sha.update(&buffer[..count]);
        self.bytes += u64::try_from(count).map_err(io::Error::other)?;
        Ok(count)
    }
}

impl<R: Read> Digested<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            sha: Sha256::new(),
            bytes: 0,
        }
    }

    /// What is wrong with the file, once all of it has been read.
    pub(super) fn wrong(self, listed: Option<&Listed>) -> Option<String> {
        let Some(listed) = listed else {
            return Some("a file is not in the manifest".to_owned());
        };
        if self.bytes == listed.bytes && hex::encode(self.sha.finalize()) == listed.sha256 {
            None
        } else {
            Some(format!("{} is not as the manifest lists it", listed.name))
        }
    }
}

/// A file as it is stored, hashed and buffered.
type Stored = BufReader<Digested<Box<dyn Read + Send>>>;

/// A compressed file of the bundle, hashed as it is stored.
pub(super) struct Unpacked {
    decoder: BufReader<MultiGzDecoder<Stored>>,
}

impl Unpacked {
    pub(super) fn open(source: &Source, name: &str) -> io::Result<Self> {
        let file = Digested::new(source.read(name)?);
        let decoder = MultiGzDecoder::new(BufReader::with_capacity(1 << 16, file));
        Ok(Self {
            decoder: BufReader::with_capacity(1 << 16, decoder),
        })
    }

    /// Appends one line with its line feed; false at the end. A line longer than any that is written is an error.
    pub(super) fn line(&mut self, into: &mut Vec<u8>, bytes_max: u64) -> io::Result<bool> {
        let count = (&mut self.decoder)
            .take(bytes_max)
            .read_until(b'\n', into)?;
        match into.last() {
            _ if count == 0 => Ok(false),
            Some(b'\n') => Ok(true),
            Some(_) | None => Err(io::Error::other("a line is too long, or has no end")),
        }
    }

    /// What is wrong with the file, once its last line was read.
    pub(super) fn wrong(self, listed: Option<&Listed>) -> Option<String> {
        self.decoder
            .into_inner()
            .into_inner()
            .into_inner()
            .wrong(listed)
    }
}

/// Reads the records of all segments; ends when nobody listens any more.
pub(super) fn lines(source: &Source, manifest: &Manifest, send: &SyncSender<Raw>) {
    for segment in 0..segment_count(manifest.size, manifest.segment_lines) {
        let name = Part::Records.name(segment);
        let said = match segment_lines(source, &name, send) {
            Ok(None) => return,
            Ok(Some(file)) => Raw::End(file.wrong(manifest.file(&name))),
            Err(error) => Raw::Broken(format!("{name}: {error}")),
        };
        let is_broken = matches!(said, Raw::Broken(_));
        if send.send(said).is_err() || is_broken {
            return;
        }
    }
}

/// Sends the lines of one file; none when nobody listens any more.
fn segment_lines(
    source: &Source,
    name: &str,
    send: &SyncSender<Raw>,
) -> io::Result<Option<Unpacked>> {
    let bytes_max = u64::try_from(RECORD_BYTES_MAX + 1).map_err(io::Error::other)?;
    let mut file = Unpacked::open(source, name)?;
    let mut lines = Vec::with_capacity(BATCH_BYTES + RECORD_BYTES_MAX);
    loop {
        let read = file.line(&mut lines, bytes_max);
        let is_end = !matches!(read, Ok(true));
        if is_end || lines.len() >= BATCH_BYTES {
            if read.is_err() {
                // Half a line is no line.
                let whole = lines.iter().rposition(|byte| *byte == b'\n');
                lines.truncate(whole.map_or(0, |at| at + 1));
            }
            let next = Vec::with_capacity(BATCH_BYTES + RECORD_BYTES_MAX);
            let batch = std::mem::replace(&mut lines, next);
            if send.send(Raw::Lines(batch)).is_err() {
                return Ok(None);
            }
        }
        read?;
        if is_end {
            return Ok(Some(file));
        }
    }
}

/// Hashes and reads lines; ends when nobody listens any more.
pub(super) fn parse(raw: &Receiver<Raw>, send: &SyncSender<Batch>) {
    while let Ok(said) = raw.recv() {
        let batch = match said {
            Raw::Lines(lines) => Batch::Entries(
                lines
                    .split_inclusive(|byte| *byte == b'\n')
                    .map(|line| understand(&line[..line.len() - 1]))
                    .collect(),
            ),
            Raw::End(wrong) => Batch::End(wrong),
            Raw::Broken(reason) => Batch::Broken(reason),
        };
        if send.send(batch).is_err() {
            return;
        }
    }
}

fn understand(line: &[u8]) -> (Hash, Result<Entry, String>) {
    match Entry::parse(line) {
        Ok(entry) => (entry.leaf(), Ok(entry)),
        Err(error) => (leaf_hash(line), Err(error.to_string())),
    }
}
