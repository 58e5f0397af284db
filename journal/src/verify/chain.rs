//! What every record owes to those before it: its place, its time, its stream, its command; and the tree over all.
//!
//! The live ledger and a bundle are both held against this, so that they cannot mean different things.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use almoner_domain::ledger::StreamKind;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::seen::{SaidCommand, Seen, Texts};
use super::{FaultKind, Faults};
use crate::merkle::{Frontier, Hash};
use crate::record::{Metadata, Position};
use crate::refusal::NamedRefusals;

/// The records so far.
#[derive(Default)]
pub(crate) struct Chain {
    frontier: Frontier,
    streams: BTreeMap<StreamKind, HashMap<Box<str>, StreamEnd>>,
    last: Position,
    last_at: Option<DateTime<Utc>>,
    /// Whether the last entry was a record and not a withheld one.
    last_seen: bool,
    withheld: u64,
    missing: u64,
    /// The metadata of the last record that was seen, and when it was recorded.
    command: Option<(String, DateTime<Utc>)>,
    commands: Commands,
    /// The key of the command of the last record that was seen.
    current: CommandKey,
    /// What the last record says of refusals, where it is the first of its command and says something.
    named: Option<NamedRefusals>,
}

/// Half a hash of a command's organization and id.
pub(crate) type CommandKey = [u8; 16];

/// What the records say of the command that wrote them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CommandTrace {
    pub(crate) first: Position,
    pub(crate) last: Position,
    pub(crate) recorded_at: DateTime<Utc>,
    /// A digest of the command's name and fingerprint.
    pub(crate) content: CommandKey,
}

#[expect(
    clippy::disallowed_types,
    reason = "nothing but whether a key is in it is ever asked, and there are as many as commands"
)]
type Met = std::collections::HashSet<CommandKey>;

/// Every command so far, by half a hash of its key.
enum Commands {
    /// That there was one is all that has to be known: a bundle holds no answers.
    Met(Met),
    /// Its answer is looked at later.
    Traced(HashMap<CommandKey, CommandTrace>),
}

impl Default for Commands {
    fn default() -> Self {
        Self::Met(Met::new())
    }
}

/// Where a stream stands.
struct StreamEnd {
    sequence: u64,
    /// How many lines had been withheld by then.
    withheld: u64,
}

impl Chain {
    /// One that can tell what the records say of every command.
    pub(crate) fn tracing() -> Self {
        Self {
            commands: Commands::Traced(HashMap::new()),
            ..Self::default()
        }
    }

    /// The position of the last entry.
    pub(crate) fn last(&self) -> Position {
        self.last
    }

    /// When the last record that was seen was recorded.
    pub(crate) fn last_at(&self) -> Option<DateTime<Utc>> {
        self.last_at
    }

    /// Leaves so far.
    pub(crate) fn size(&self) -> u64 {
        self.frontier.size()
    }

    pub(crate) fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    pub(crate) fn withheld_count(&self) -> u64 {
        self.withheld
    }

    pub(crate) fn stream_count(&self) -> u64 {
        let count: usize = self.streams.values().map(HashMap::len).sum();
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// Whether a commit certainly ended between the last entry and a record of this instant: all records of a
    /// commit have one.
    pub(crate) fn commit_ended(&self, next_at: DateTime<Utc>) -> bool {
        self.last_seen && self.last_at.is_some_and(|last| last != next_at)
    }

    /// Takes a line of which nothing but its place and leaf are known.
    pub(crate) fn take_withheld(&mut self, position: Position, leaf: Hash, faults: &mut Faults) {
        self.place(position, faults);
        self.withheld += 1;
        self.last_seen = false;
        self.frontier.append(leaf);
    }

    /// Takes a line that cannot be read: it has a leaf, and stands in some place.
    pub(crate) fn take_unreadable(&mut self, leaf: Hash) {
        self.last = self.last.next();
        self.last_seen = false;
        self.frontier.append(leaf);
    }

    /// Takes the next record with the leaf of its line.
    pub(crate) fn take(&mut self, seen: &Seen, texts: &Texts, leaf: Hash, faults: &mut Faults) {
        self.place(seen.position, faults);
        if self.last_at.is_some_and(|last| seen.recorded_at < last) {
            faults.add(seen.position, FaultKind::Time);
        }
        self.sequence(seen, texts, faults);
        self.named = None;
        if let Err(reason) = self.command(seen, texts) {
            faults.add(seen.position, FaultKind::Command(reason));
        }
        self.last_at = Some(seen.recorded_at);
        self.last_seen = true;
        self.frontier.append(leaf);
    }

    fn place(&mut self, position: Position, faults: &mut Faults) {
        if position != self.last.next() {
            faults.add(self.last.next(), FaultKind::Gap);
        }
        self.last = position;
    }

    /// Withheld lines may be of any stream, so a stream may lack as many records as were withheld since its last,
    /// and all streams together no more than were withheld at all.
    fn sequence(&mut self, seen: &Seen, texts: &Texts, faults: &mut Faults) {
        let id = texts.of(&seen.id);
        let streams = self.streams.entry(seen.kind).or_default();
        let before = streams.get_mut(id);
        let (expected, hidden) = before.as_ref().map_or((1, self.withheld), |end| {
            (end.sequence + 1, self.withheld - end.withheld)
        });
        let found = seen.sequence;
        let skipped = found.saturating_sub(expected);
        if found < expected || skipped > hidden || self.missing + skipped > self.withheld {
            faults.add(seen.position, FaultKind::Sequence { expected, found });
        } else {
            self.missing += skipped;
        }
        let end = StreamEnd {
            sequence: found,
            withheld: self.withheld,
        };
        match before {
            Some(before) => *before = end,
            None => drop(streams.insert(id.into(), end)),
        }
    }

    /// All records of a command stand together, under one metadata and one instant.
    fn command(&mut self, seen: &Seen, texts: &Texts) -> Result<(), String> {
        let said = seen.command.as_ref();
        let said = said.filter(|said| !self.goes_on(texts.of(&said.metadata)));
        let Some(SaidCommand { metadata, meaning }) = said else {
            if let Commands::Traced(commands) = &mut self.commands
                && let Some(trace) = commands.get_mut(&self.current)
            {
                trace.last = seen.position;
            }
            let is_together = self
                .command
                .as_ref()
                .is_none_or(|(_, recorded_at)| *recorded_at == seen.recorded_at);
            return if is_together {
                Ok(())
            } else {
                Err("its command was recorded at another instant".to_owned())
            };
        };
        let metadata = texts.of(metadata);
        let (text, recorded_at) = self.command.get_or_insert_default();
        text.clear();
        text.push_str(metadata);
        *recorded_at = seen.recorded_at;
        let meaning = meaning.clone()?;
        self.named = meaning.named;
        self.current = meaning.key;
        let trace = CommandTrace {
            first: seen.position,
            last: seen.position,
            recorded_at: seen.recorded_at,
            content: meaning.content,
        };
        if self.commands.take(meaning.key, trace) {
            return Ok(());
        }
        let metadata: Metadata = serde_json::from_str(metadata).map_err(|it| it.to_string())?;
        let id = metadata.command_id;
        Err(format!("the command {id} has other records elsewhere"))
    }

    /// Whether a record with this metadata is of the command of the one before it.
    fn goes_on(&self, metadata: &str) -> bool {
        let command = self.command.as_ref();
        command.is_some_and(|(before, _)| before == metadata)
    }

    /// What the last record says of the refusals before it.
    pub(crate) fn named(&self) -> Option<NamedRefusals> {
        self.named
    }

    /// What the records say of their commands, where that was traced.
    pub(crate) fn take_commands(&mut self) -> HashMap<CommandKey, CommandTrace> {
        match std::mem::take(&mut self.commands) {
            Commands::Traced(commands) => commands,
            Commands::Met(_) => HashMap::new(),
        }
    }
}

impl Commands {
    /// Takes a command; false where it was met before.
    fn take(&mut self, key: CommandKey, trace: CommandTrace) -> bool {
        match self {
            Self::Met(commands) => commands.insert(key),
            Self::Traced(commands) => match commands.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(trace);
                    true
                }
                Entry::Occupied(_) => false,
            },
        }
    }
}

/// Half a hash of two texts of which the first has no line feed.
pub(crate) fn half_hash(first: &str, second: &str) -> CommandKey {
    let mut sha = Sha256::new();
    for part in ["\0", first, "\n", second] {
        sha.update(part);
    }
    let hash: [u8; 32] = sha.finalize().into();
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}
