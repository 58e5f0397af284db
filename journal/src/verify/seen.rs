//! Records as those around them see them: taken apart on any core, in batches, and held against each other in order.

use std::ops::Range;

use almoner_domain::ledger::StreamKind;
use chrono::{DateTime, Utc};

use super::chain::{CommandKey, half_hash};
use crate::merkle::Hash;
use crate::record::{CommandTexts, Metadata, Position, RecordLine};
use crate::refusal::{NamedRefusals, NamedRefusalsError};
use crate::store::ReadError;

/// Takes from a record, given by its line and the leaf of that, what has to be known of it beside its place in the log. It is called on
/// whichever core takes the record apart, and in no order.
pub type Reader<T> = fn(&RecordLine<'_>, Hash) -> T;

/// The texts of a batch of records, one after another, of which each record's are parts.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    text: String,
    /// The metadata of the last record.
    last: Option<Range<usize>>,
}

/// A record, but for what its payload says.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) position: Position,
    pub(crate) kind: StreamKind,
    /// The id of its stream, in the texts of its batch.
    pub(crate) id: Range<usize>,
    pub(crate) sequence: u64,
    pub(crate) recorded_at: DateTime<Utc>,
    /// What it says of its command; nothing where it has the metadata of the record before it in its batch.
    pub(crate) command: Option<SaidCommand>,
}

/// What a record says of its command, where it is the first of a batch that does.
#[derive(Debug)]
pub(crate) struct SaidCommand {
    /// Its metadata, in the texts of its batch.
    pub(crate) metadata: Range<usize>,
    /// What that means, or why it means nothing.
    pub(crate) meaning: Result<CommandMeaning, String>,
}

/// What a metadata means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CommandMeaning {
    /// Half a hash of the organization and the id of the command.
    pub(crate) key: CommandKey,
    /// Half a hash of the command's name and fingerprint.
    pub(crate) content: CommandKey,
    /// What it says of the refusals before it.
    pub(crate) named: Option<NamedRefusals>,
}

impl Texts {
    /// The text of a part.
    pub(crate) fn of(&self, part: &Range<usize>) -> &str {
        self.text.get(part.clone()).unwrap_or_default()
    }

    fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    /// Keeps what is needed of the next record of the batch. `command` is what its metadata says, where that is known.
    pub(crate) fn see(
        &mut self,
        kind: StreamKind,
        line: &RecordLine<'_>,
        command: Option<CommandTexts<'_>>,
    ) -> Seen {
        let is_same = self
            .last
            .as_ref()
            .is_some_and(|last| self.of(last) == line.metadata);
        let command = (!is_same).then(|| {
            let metadata = self.keep(line.metadata);
            self.last = Some(metadata.clone());
            let meaning = command.map_or_else(|| read(line), CommandMeaning::of);
            SaidCommand { metadata, meaning }
        });
        Seen {
            position: line.position,
            kind,
            id: self.keep(line.aggregate_id),
            sequence: line.sequence,
            recorded_at: line.recorded_at,
            command,
        }
    }
}

/// Reads a metadata as JSON.
fn read(line: &RecordLine<'_>) -> Result<CommandMeaning, String> {
    let metadata: Metadata = serde_json::from_str(line.metadata)
        .map_err(|error| ReadError::malformed(format!("record {}: {error}", line.position)))
        .map_err(|error| error.to_string())?;
    CommandMeaning::of(CommandTexts::from(&metadata))
}

impl CommandMeaning {
    fn of(texts: CommandTexts<'_>) -> Result<Self, String> {
        if !is_hex(texts.fingerprint) {
            return Err("the fingerprint of its command is not 32 bytes".to_owned());
        }
        let named = texts
            .refusals
            .map(str::parse)
            .transpose()
            .map_err(|error: NamedRefusalsError| error.to_string())?;
        Ok(Self {
            key: half_hash(texts.organization, texts.command_id),
            content: half_hash(texts.command, texts.fingerprint),
            named,
        })
    }
}

fn is_hex(fingerprint: &str) -> bool {
    let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    fingerprint.len() == 64 && fingerprint.bytes().all(lower)
}
