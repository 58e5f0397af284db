//! Writing a bundle: one pass over the records, segment by segment, which may be taken up again after an interruption.

use std::fs;
use std::path::{Path, PathBuf};

use futures::{Stream, TryStreamExt, stream};
use serde::{Deserialize, Serialize};

use super::manifest::{Counts, FORMAT, FORMAT_2, Listed, MANIFEST, Manifest, STATEMENTS};
use super::segment::{self, SegmentWriter};
use super::statements::StatementsWriter;
use super::{BundleError, Entry, segment_count};
use crate::note::Verifier;
use crate::record::Position;
use crate::refusal::withheld;
use crate::store::{
    IssuedCheckpoint, Journal, ReadError, Record, StoredRefusal, select_checkpoints,
    select_refusals,
};
use crate::verify::signed_by;

/// Lines of a segment, unless said otherwise: 256 tiles of 256 leaves.
pub const SEGMENT_LINES: u64 = 65_536;

/// The file that says how far an unfinished bundle has come: a line that says of what, and one a finished segment.
const PROGRESS: &str = "manifest.part";

/// What goes into a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleOptions {
    /// Name of the log.
    pub origin: String,
    /// Name of the ledger.
    pub ledger: String,
    /// The log's verifier keys.
    pub keys: Vec<String>,
    /// Lines of a segment, at least 1.
    pub segment_lines: u64,
    /// Where it ends: the size of a checkpoint. An unfinished bundle is finished at its own end.
    pub last: u64,
    /// Whether no line is withheld.
    pub whole: bool,
}

/// A segment that is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Finished {
    counts: Counts,
    files: Vec<Listed>,
}

/// An unfinished bundle.
struct Draft {
    directory: PathBuf,
    options: BundleOptions,
    finished: Vec<Finished>,
}

/// What may be withheld.
#[derive(Debug, Clone, Copy)]
pub enum BundleLine<'record> {
    /// A record. Of each it is asked, in their order.
    Record(&'record Record),
    /// A refused command, as of the records so far.
    Refusal,
}

impl Journal {
    /// Writes a bundle without statements of the read side.
    pub async fn bundle(
        &self,
        directory: &Path,
        options: BundleOptions,
        withholds: impl FnMut(BundleLine<'_>) -> Result<bool, ReadError>,
        progress: impl FnMut(Position),
    ) -> Result<Manifest, BundleError> {
        let none = |_| stream::empty();
        self.bundle_stating(directory, options, none, withholds, progress)
            .await
    }

    /// Writes a bundle into `directory`, or finishes the one that was begun there. `statements` is asked for the notes of all
    /// statements up to its last position; `withholds` is asked of every line in its order; `progress` is told of every
    /// thousand.
    ///
    /// Memory is that of a segment's compression, whatever the size of the ledger.
    pub async fn bundle_stating<Notes>(
        &self,
        directory: &Path,
        options: BundleOptions,
        statements: impl FnOnce(Position) -> Notes,
        mut withholds: impl FnMut(BundleLine<'_>) -> Result<bool, ReadError>,
        mut progress: impl FnMut(Position),
    ) -> Result<Manifest, BundleError>
    where
        Notes: Stream<Item = Result<String, ReadError>>,
    {
        let mut draft = Draft::open(directory, options)?;
        let size = draft.options.last;
        let last = Position::try_from(size).map_err(ReadError::malformed)?;
        let count = segment_count(size, draft.options.segment_lines);
        let mut records = Box::pin(self.range(Position::ZERO, last));
        let (mut named, mut written) = (0, 0);
        for number in 0..count {
            let is_finished = usize::try_from(number).is_ok_and(|n| n < draft.finished.len());
            let mut writer = if is_finished {
                None
            } else {
                Some(SegmentWriter::create(directory, number)?)
            };
            let lines = draft.lines(number);
            for _ in 0..lines {
                let Some(record) = records.try_next().await? else {
                    let reason = format!("the records end before position {size}");
                    return Err(ReadError::malformed(reason).into());
                };
                let (position, is_withheld) =
                    (record.position, withholds(BundleLine::Record(&record))?);
                if let Some(refusals) = record.refusals()? {
                    named = refusals.last;
                }
                if let Some(writer) = &mut writer {
                    let leaf = record.leaf;
                    let entry = if is_withheld {
                        Entry::Withheld { position, leaf }
                    } else {
                        Entry::Record(Box::new(record))
                    };
                    writer.entry(&entry, leaf)?;
                }
                if position.get().is_multiple_of(1000) {
                    progress(position);
                }
            }
            if let Some(mut writer) = writer {
                let (after, to) = draft.range(number);
                self.checkpoints(after, to, |issued| writer.checkpoint(&issued.note))
                    .await?;
                self.refusals(written, named, |refusal| {
                    let line = if withholds(BundleLine::Refusal)? {
                        withheld(refusal.number, refusal.digest)
                    } else {
                        refusal.line().to_bytes()
                    };
                    writer.refusal(&line)
                })
                .await?;
                let (counts, files) = writer.finish()?;
                draft.finish(Finished { counts, files })?;
            }
            written = named;
        }
        let root = self
            .checkpoint_over(last)
            .await?
            .filter(|checkpoint| checkpoint.size == last)
            .ok_or_else(|| ReadError::malformed(format!("no checkpoint has size {last}")))?
            .root;
        let (count, file) = draft.statements(statements(last)).await?;
        draft.complete(Manifest::spell_root(&root), count, file)
    }

    /// Every refusal after number `after` and up to `to`.
    async fn refusals(
        &self,
        after: u64,
        to: u64,
        mut take: impl FnMut(StoredRefusal) -> Result<(), BundleError>,
    ) -> Result<(), BundleError> {
        let mut rows = sqlx::query(select_refusals!(
            "WHERE refusal_number > $1 AND refusal_number <= $2 ORDER BY refusal_number"
        ))
        .bind(i64::try_from(after).map_err(ReadError::malformed)?)
        .bind(i64::try_from(to).map_err(ReadError::malformed)?)
        .fetch(self.pool());
        while let Some(row) = rows.try_next().await.map_err(ReadError::from)? {
            take(StoredRefusal::decode(&row)?)?;
        }
        Ok(())
    }

    /// Every checkpoint of a size after `after` and up to `to`.
    async fn checkpoints(
        &self,
        after: i64,
        to: i64,
        mut take: impl FnMut(IssuedCheckpoint) -> Result<(), BundleError>,
    ) -> Result<(), BundleError> {
        let mut rows = sqlx::query(select_checkpoints!(
            "WHERE size > $1 AND size <= $2 ORDER BY size"
        ))
        .bind(after)
        .bind(to)
        .fetch(self.pool());
        while let Some(row) = rows.try_next().await.map_err(ReadError::from)? {
            take(IssuedCheckpoint::decode(&row)?)?;
        }
        Ok(())
    }
}

impl Draft {
    /// Begins a bundle, or takes one up where it was left.
    fn open(directory: &Path, options: BundleOptions) -> Result<Self, BundleError> {
        for part in ["records", "checkpoints", "hashes", "refusals"] {
            let path = directory.join(part);
            fs::create_dir_all(&path).map_err(BundleError::io(&path))?;
        }
        let path = directory.join(PROGRESS);
        let another = || BundleError::Another {
            path: directory.to_owned(),
        };
        if directory.join(MANIFEST).exists() {
            return Err(another());
        }
        let mut draft = Self {
            directory: directory.to_owned(),
            options,
            finished: Vec::new(),
        };
        if let Ok(text) = fs::read_to_string(&path) {
            let mut lines = text.lines();
            let begun: BundleOptions = lines
                .next()
                .and_then(|line| serde_json::from_str(line).ok())
                .ok_or_else(another)?;
            if begun.last > draft.options.last {
                return Err(another());
            }
            draft.options.last = begun.last;
            if begun != draft.options {
                return Err(another());
            }
            // The last line may have been cut off; a file may have been lost with the machine.
            draft.finished = lines
                .map_while(|line| serde_json::from_str(line).ok())
                .take_while(|finished: &Finished| {
                    finished
                        .files
                        .iter()
                        .all(|file| segment::is_there(directory, file))
                })
                .collect();
        }
        draft.write_progress()?;
        Ok(draft)
    }

    fn write_progress(&self) -> Result<(), BundleError> {
        let mut text = json(&self.options);
        for finished in &self.finished {
            text.push('\n');
            text.push_str(&json(finished));
        }
        let path = self.directory.join(PROGRESS);
        write_whole(&path, &text)
    }

    fn finish(&mut self, finished: Finished) -> Result<(), BundleError> {
        self.finished.push(finished);
        self.write_progress()
    }

    /// Lines of a segment.
    fn lines(&self, number: u64) -> u64 {
        let (segment, size) = (self.options.segment_lines, self.options.last);
        size.saturating_sub(number.saturating_mul(segment))
            .min(segment)
    }

    /// The sizes of the checkpoints that belong to a segment: after the one, up to the other.
    fn range(&self, number: u64) -> (i64, i64) {
        let before = number.saturating_mul(self.options.segment_lines);
        let to = i64::try_from(before + self.lines(number)).unwrap_or(i64::MAX);
        let after = i64::try_from(before).unwrap_or(i64::MAX);
        (if number == 0 { -1 } else { after }, to)
    }

    /// Writes the statements, up to the first that none of the bundle's keys has signed: it was issued after the bundle's end,
    /// under a key that came after it.
    async fn statements(
        &self,
        notes: impl Stream<Item = Result<String, ReadError>>,
    ) -> Result<(u64, Option<Listed>), BundleError> {
        let keys = self.options.keys.iter().map(|key| Verifier::parse(key));
        let keys: Vec<Verifier> = keys.filter_map(Result::ok).collect();
        let mut writer = StatementsWriter::of(&self.directory);
        let mut notes = std::pin::pin!(notes);
        while let Some(note) = notes.try_next().await? {
            if signed_by(&note, &keys).is_err() {
                break;
            }
            writer.statement(&note)?;
        }
        writer.finish()
    }

    fn complete(
        self,
        root: String,
        statements: u64,
        file: Option<Listed>,
    ) -> Result<Manifest, BundleError> {
        let mut counts = Counts {
            statements,
            ..Counts::default()
        };
        for finished in &self.finished {
            counts.records += finished.counts.records;
            counts.withheld += finished.counts.withheld;
            counts.checkpoints += finished.counts.checkpoints;
            counts.refusals += finished.counts.refusals;
        }
        let manifest = Manifest {
            format: file.as_ref().map_or(FORMAT_2, |_| FORMAT).to_owned(),
            origin: self.options.origin,
            ledger: self.options.ledger,
            size: self.options.last,
            root,
            keys: self.options.keys,
            segment_lines: self.options.segment_lines,
            counts,
            files: self
                .finished
                .into_iter()
                .flat_map(|finished| finished.files)
                .chain(file)
                .collect(),
        };
        write_whole(&self.directory.join(MANIFEST), &manifest.to_json())?;
        let progress = self.directory.join(PROGRESS);
        fs::remove_file(&progress).map_err(BundleError::io(&progress))?;
        Ok(manifest)
    }
}

/// The names of the files of a bundle of so many segments, in their order.
pub(super) fn names(segments: u64, manifest: &Manifest) -> impl Iterator<Item = String> {
    let parts = manifest.parts();
    let statements = manifest.has_statements().then(|| STATEMENTS.to_owned());
    (0..segments)
        .flat_map(move |number| parts.iter().map(move |part| part.name(number)))
        .chain(statements)
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("a struct of texts and numbers always has a JSON form")
}

/// Writes a file so that it is there whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), BundleError> {
    let draft = path.with_added_extension("new");
    fs::write(&draft, text)
        .and_then(|()| fs::rename(&draft, path))
        .map_err(BundleError::io(path))
}
