//! A bundle taken apart in memory: for those who make a copy and change it, to see whether it is noticed.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::manifest::{Counts, FORMAT, FORMAT_2, MANIFEST, Manifest, STATEMENTS};
use super::segment::SegmentWriter;
use super::source::{BundleError, Source};
use super::statements::StatementsWriter;
use super::{Entry, Part, segment_count};
use crate::merkle::{Frontier, Hash, leaf_hash};
use crate::merkle_map::{StreamMap, line_seed};
use crate::note::{Checkpoint, ReadStatement, Signer};

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
    /// The statements of the read side.
    pub statements: Vec<String>,
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
                statements: Vec::new(),
                manifest,
            };
            if loose.manifest.has_statements() {
                loose.statements = notes(&unpacked(source, STATEMENTS)?)?;
            }
            for number in 0..segment_count(loose.manifest.size, loose.manifest.segment_lines) {
                let text = unpacked(source, &Part::Records.name(number))?;
                let lines = text
                    .split(|byte| *byte == b'\n')
                    .filter(|line| !line.is_empty());
                loose.lines.extend(lines.map(<[u8]>::to_vec));
                let text = unpacked(source, &Part::Checkpoints.name(number))?;
                loose.notes.extend(notes(&text)?);
                if loose.manifest.parts().contains(&Part::Refusals) {
                    let text = unpacked(source, &Part::Refusals.name(number))?;
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
        let mut writer = StatementsWriter::of(directory);
        for note in &self.statements {
            writer.statement(note)?;
        }
        let (count, file) = writer.finish()?;
        counts.statements = count;
        let format = file.as_ref().map_or(FORMAT_2, |_| FORMAT);
        format.clone_into(&mut self.manifest.format);
        files.extend(file);
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
        self.state_anew(signers, from);
    }

    /// Makes every statement of at least position `from` say what the lines say now, each naming the one before it, and signs
    /// it by who had signed it, or where that is none of the signers by the last of them. What they say of rows stays.
    pub fn state_anew(&mut self, signers: &[&Signer], from: u64) {
        let (mut tree, mut map, mut taken) = (Frontier::empty(), StreamMap::default(), 0);
        let mut previous = None;
        for note in &mut self.statements {
            let Some(mut statement) = said(note) else {
                continue;
            };
            while u64::try_from(taken).is_ok_and(|taken| taken < statement.position)
                && taken < self.leaves.len()
            {
                tree.append(self.leaves[taken]);
                if let Some(line) = self.lines.get(taken)
                    && let Ok(Entry::Record(record)) = Entry::parse(line)
                {
                    let seed = line_seed(line);
                    map.take(&record.stream, record.sequence, record.position, seed);
                }
                taken += 1;
            }
            if statement.position >= from {
                statement.root = tree.root();
                statement.streams = map.stated();
                statement.previous = previous;
                let had = signers.iter().find(|it| it.verifier().open(note).is_ok());
                if let Some(signer) = had.or(signers.last()) {
                    *note = signer.sign(&statement.body());
                }
            }
            previous = Some((statement.position, statement.digest()));
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

fn unpacked(source: &Source, name: &str) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(source.read(name)?).read_to_end(&mut text)?;
    Ok(text)
}

/// The notes of the lines of a file.
fn notes(text: &[u8]) -> io::Result<Vec<String>> {
    let lines = text.split(|byte| *byte == b'\n');
    let mut notes = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let line: serde_json::Value = serde_json::from_slice(line)?;
        notes.extend(line["note"].as_str().map(str::to_owned));
    }
    Ok(notes)
}

/// What a statement says, whoever signed it.
fn said(note: &str) -> Option<ReadStatement> {
    let body = note.rfind("\n\n").and_then(|end| note.get(..=end))?;
    ReadStatement::parse(body).ok()
}
