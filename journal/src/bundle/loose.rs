//! A bundle taken apart in memory: for those who make a copy and change it, to see whether it is noticed.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::manifest::{Counts, FORMAT, MANIFEST, Manifest};
use super::segment::SegmentWriter;
use super::source::{BundleError, Source};
use super::{Entry, Part, segment_count};
use crate::merkle::{Frontier, Hash, leaf_hash};
use crate::note::{Checkpoint, Signer};

/// The parts of a bundle. Nothing holds them together but what [`LooseBundle::write`] lists anew.
#[derive(Debug, Clone)]
pub struct LooseBundle {
    /// What it says of itself; files and counts are those of the last writing.
    pub manifest: Manifest,
    /// The lines, without their line feeds.
    pub lines: Vec<Vec<u8>>,
    /// The leaf hashes that stand beside them.
    pub leaves: Vec<Hash>,
    /// The checkpoints.
    pub notes: Vec<String>,
    /// The lines of the refusals, without their line feeds, each with the segment in which it stands.
    pub refusals: Vec<(u64, Vec<u8>)>,
}

impl LooseBundle {
    /// Takes a bundle apart. It must be whole: this checks nothing.
    pub fn read(source: &Source) -> Result<Self, BundleError> {
        let io = BundleError::io(source.path());
        let read = || -> io::Result<Self> {
            let manifest: Manifest = serde_json::from_slice(&source.manifest_text()?)?;
            let mut loose = Self {
                lines: Vec::new(),
                leaves: Vec::new(),
                notes: Vec::new(),
                refusals: Vec::new(),
                manifest,
            };
            for number in 0..segment_count(loose.manifest.size, loose.manifest.segment_lines) {
                let text = unpacked(source, Part::Records, number)?;
                let lines = text
                    .split(|byte| *byte == b'\n')
                    .filter(|line| !line.is_empty());
                loose.lines.extend(lines.map(<[u8]>::to_vec));
                let text = unpacked(source, Part::Checkpoints, number)?;
                for line in text
                    .split(|byte| *byte == b'\n')
                    .filter(|line| !line.is_empty())
                {
                    let line: serde_json::Value = serde_json::from_slice(line)?;
                    loose.notes.extend(line["note"].as_str().map(str::to_owned));
                }
                if loose.manifest.parts().contains(&Part::Refusals) {
                    let text = unpacked(source, Part::Refusals, number)?;
                    let lines = text
                        .split(|byte| *byte == b'\n')
                        .filter(|line| !line.is_empty());
                    let numbered = lines.map(|line| (number, line.to_vec()));
                    loose.refusals.extend(numbered);
                }
                let mut hashes = Vec::new();
                source
                    .read(&Part::Hashes.name(number))?
                    .read_to_end(&mut hashes)?;
                for hash in hashes.chunks(32) {
                    loose
                        .leaves
                        .push(Hash::try_from(hash).map_err(io::Error::other)?);
                }
            }
            Ok(loose)
        };
        read().map_err(io)
    }

    /// Writes it as a bundle of its own, with a manifest that lists what is there.
    pub fn write(&mut self, directory: &Path) -> Result<(), BundleError> {
        let segment = self.manifest.segment_lines.max(1);
        let size = u64::try_from(self.lines.len()).unwrap_or(u64::MAX);
        for part in ["records", "checkpoints", "hashes", "refusals"] {
            let path = directory.join(part);
            fs::create_dir_all(&path).map_err(BundleError::io(&path))?;
        }
        let (mut counts, mut files) = (Counts::default(), Vec::new());
        let mut notes = self.notes.iter().peekable();
        let count = segment_count(size, segment);
        let width = usize::try_from(segment).unwrap_or(usize::MAX);
        for number in 0..count {
            let mut writer = SegmentWriter::create(directory, number)?;
            let start = usize::try_from(number)
                .unwrap_or(usize::MAX)
                .saturating_mul(width);
            for line in self.lines.iter().skip(start).take(width) {
                writer.raw_line(line)?;
            }
            for leaf in self.leaves.iter().skip(start).take(width) {
                writer.leaf(*leaf)?;
            }
            let end = (number + 1).saturating_mul(segment);
            while let Some(note) = notes.peek()
                && (number + 1 == count || note_size(note).is_none_or(|size| size <= end))
            {
                writer.checkpoint(note)?;
                notes.next();
            }
            let is_last = number + 1 == count;
            for (segment, line) in &self.refusals {
                if *segment == number || (is_last && *segment > number) {
                    writer.refusal(line)?;
                }
            }
            let (more, listed) = writer.finish()?;
            counts.records += more.records;
            counts.withheld += more.withheld;
            counts.checkpoints += more.checkpoints;
            counts.refusals += more.refusals;
            files.extend(listed);
        }
        FORMAT.clone_into(&mut self.manifest.format);
        (self.manifest.counts, self.manifest.files) = (counts, files);
        let path = directory.join(MANIFEST);
        fs::write(&path, self.manifest.to_json()).map_err(BundleError::io(&path))
    }

    /// Makes the leaf hashes those of the lines, and size and root of the manifest those of the tree.
    pub fn hash_anew(&mut self) {
        self.leaves = self
            .lines
            .iter()
            .map(|line| Entry::parse(line).map_or_else(|_| leaf_hash(line), |entry| entry.leaf()))
            .collect();
        let mut tree = Frontier::empty();
        for leaf in &self.leaves {
            tree.append(*leaf);
        }
        self.manifest.size = tree.size();
        self.manifest.root = Manifest::spell_root(&tree.root());
    }

    /// Signs every checkpoint of at least `from` lines anew, over the leaves as they are now: with those of the signers that
    /// had signed it, or where that is none of them with all.
    pub fn sign_anew(&mut self, signers: &[&Signer], from: u64) {
        let (mut tree, mut taken) = (Frontier::empty(), 0);
        for note in &mut self.notes {
            let Some(size) = note_size(note) else {
                continue;
            };
            while u64::try_from(taken).is_ok_and(|taken| taken < size) && taken < self.leaves.len()
            {
                tree.append(self.leaves[taken]);
                taken += 1;
            }
            if size >= from {
                let checkpoint = Checkpoint {
                    origin: self.manifest.origin.clone(),
                    size,
                    root: tree.root(),
                };
                *note = signed_as(note, &checkpoint, signers);
            }
        }
    }
}

/// The note of a checkpoint with signatures by those of the signers that had signed another, or by all where none had.
pub(crate) fn signed_as(note: &str, checkpoint: &Checkpoint, signers: &[&Signer]) -> String {
    let body = checkpoint.body();
    let line = |signer: &&&Signer| signer.line(&body);
    let had = |signer: &&&Signer| signer.verifier().open(note).is_ok();
    let mut lines: String = signers.iter().filter(had).map(|it| line(&it)).collect();
    if lines.is_empty() {
        lines = signers.iter().map(|it| line(&it)).collect();
    }
    format!("{body}\n{lines}")
}

/// The size that a note names.
pub fn note_size(note: &str) -> Option<u64> {
    note.split('\n').nth(1)?.parse().ok()
}

fn unpacked(source: &Source, part: Part, number: u64) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(source.read(&part.name(number))?).read_to_end(&mut text)?;
    Ok(text)
}
