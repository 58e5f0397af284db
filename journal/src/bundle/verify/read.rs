//! The files of a bundle, read by one thread: the lines of the records, in pieces for others to take apart.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::super::manifest::{Listed, Manifest};
use super::super::source::Source;
use super::super::{Part, segment_count};
use crate::record::RECORD_BYTES_MAX;

/// Bytes that are unpacked together.
const PIECE_BYTES: u64 = 256 * 1024;

/// The most bytes of a record line with its line feed.
const LINE_BYTES_MAX: usize = RECORD_BYTES_MAX + 1;

/// What the reading thread says.
pub(super) enum Raw {
    /// Whole lines one after another, each with its line feed.
    Lines(Vec<u8>),
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

    /// Appends what comes next, whole lines or not; nothing at the end.
    fn piece(&mut self, into: &mut Vec<u8>) -> io::Result<usize> {
        (&mut self.decoder).take(PIECE_BYTES).read_to_end(into)
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

/// Reads the records of all segments; ends when nobody listens any more, which `send` says.
pub(super) fn lines(source: &Source, manifest: &Manifest, mut send: impl FnMut(Raw) -> bool) {
    for segment in 0..segment_count(manifest.size, manifest.segment_lines) {
        let name = Part::Records.name(segment);
        let said = match segment_lines(source, &name, &mut send) {
            Ok(None) => return,
            Ok(Some(file)) => Raw::End(file.wrong(manifest.file(&name))),
            Err(error) => Raw::Broken(format!("{name}: {error}")),
        };
        let is_broken = matches!(said, Raw::Broken(_));
        if !send(said) || is_broken {
            return;
        }
    }
}

/// Sends the lines of one file; none when nobody listens any more. What cannot be read on has its whole lines sent.
fn segment_lines(
    source: &Source,
    name: &str,
    send: &mut impl FnMut(Raw) -> bool,
) -> io::Result<Option<Unpacked>> {
    let mut file = Unpacked::open(source, name)?;
    let mut piece = Vec::new();
    loop {
        let read = file.piece(&mut piece);
        let whole = whole_lines(&piece);
        let rest = piece.split_off(whole);
        if whole > 0 && !send(Raw::Lines(piece)) {
            return Ok(None);
        }
        let is_end = read? == 0;
        if rest.len() >= LINE_BYTES_MAX || (is_end && !rest.is_empty()) {
            return Err(io::Error::other("a line is too long, or has no end"));
        }
        if is_end {
            return Ok(Some(file));
        }
        piece = rest;
    }
}

/// Where the last line ends before which none is too long.
fn whole_lines(piece: &[u8]) -> usize {
    let mut end = 0;
    loop {
        let next = &piece[end..piece.len().min(end + LINE_BYTES_MAX)];
        match next.iter().rposition(|byte| *byte == b'\n') {
            Some(at) => end += at + 1,
            None => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_end_before_half_a_line_and_before_one_that_is_too_long() {
        assert_eq!(whole_lines(b""), 0);
        assert_eq!(whole_lines(b"half"), 0);
        assert_eq!(whole_lines(b"one\ntwo\nhalf"), 8);
        let (longest, longer) = (LINE_BYTES_MAX - 1, LINE_BYTES_MAX);
        for (bytes, end) in [(longest, 4 + LINE_BYTES_MAX + 4), (longer, 4)] {
            let mut piece = b"one\n".to_vec();
            piece.resize(4 + bytes, b'x');
            piece.extend_from_slice(b"\ntwo\nhalf");
            assert_eq!(whole_lines(&piece), end);
        }
    }
}
