//! What every record owes to those before it: its place, its time, its stream, its command; and the tree over all.
//!
//! The live ledger and a bundle are both held against this, so that they cannot mean different things.

use std::collections::HashMap;

use almoner_domain::ledger::StreamId;
use chrono::{DateTime, Utc};

use super::{FaultKind, Faults};
use crate::merkle::{Frontier, Hash, leaf_hash};
use crate::record::Position;
use crate::refusal::{NamedRefusals, NamedRefusalsError};
use crate::store::Record;

/// The records so far.
#[derive(Default)]
pub(crate) struct Chain {
    frontier: Frontier,
    streams: HashMap<StreamId, StreamEnd>,
    last: Position,
    last_at: Option<DateTime<Utc>>,
    /// Whether the last entry was a record and not a withheld one.
    last_seen: bool,
    withheld: u64,
    missing: u64,
    /// The metadata of the last record that was seen, and when it was recorded.
    command: Option<(String, DateTime<Utc>)>,
    /// Every command so far, by half a hash of its key.
    commands: HashMap<CommandKey, CommandTrace>,
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

/// Where a stream stands.
struct StreamEnd {
    sequence: u64,
    /// How many lines had been withheld by then.
    withheld: u64,
}

impl Chain {
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
        u64::try_from(self.streams.len()).unwrap_or(u64::MAX)
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
    pub(crate) fn take(&mut self, record: &Record, leaf: Hash, faults: &mut Faults) {
        self.place(record.position, faults);
        if self.last_at.is_some_and(|last| record.recorded_at < last) {
            faults.add(record.position, FaultKind::Time);
        }
        self.sequence(record, faults);
        self.named = None;
        if let Err(reason) = self.command(record) {
            faults.add(record.position, FaultKind::Command(reason));
        }
        self.last_at = Some(record.recorded_at);
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
    fn sequence(&mut self, record: &Record, faults: &mut Faults) {
        let before = self.streams.get(&record.stream);
        let (expected, hidden) = before.map_or((1, self.withheld), |end| {
            (end.sequence + 1, self.withheld - end.withheld)
        });
        let skipped = record.sequence.saturating_sub(expected);
        if record.sequence < expected || skipped > hidden || self.missing + skipped > self.withheld
        {
            let found = record.sequence;
            faults.add(record.position, FaultKind::Sequence { expected, found });
        } else {
            self.missing += skipped;
        }
        let end = StreamEnd {
            sequence: record.sequence,
            withheld: self.withheld,
        };
        self.streams.insert(record.stream.clone(), end);
    }

    /// All records of a command stand together, under one metadata and one instant.
    fn command(&mut self, record: &Record) -> Result<(), String> {
        if let Some((metadata, recorded_at)) = &self.command
            && *metadata == record.metadata
        {
            if let Some(trace) = self.commands.get_mut(&self.current) {
                trace.last = record.position;
            }
            return if *recorded_at == record.recorded_at {
                Ok(())
            } else {
                Err("its command was recorded at another instant".to_owned())
            };
        }
        self.command = Some((record.metadata.clone(), record.recorded_at));
        let metadata = record.metadata().map_err(|error| error.to_string())?;
        if !is_hex(&metadata.fingerprint) {
            return Err("the fingerprint of its command is not 32 bytes".to_owned());
        }
        if let Some(named) = &metadata.refusals {
            let named: NamedRefusals = named
                .parse()
                .map_err(|error: NamedRefusalsError| error.to_string())?;
            self.named = Some(named);
        }
        self.current = half_hash(&metadata.organization, &metadata.command_id);
        let trace = CommandTrace {
            first: record.position,
            last: record.position,
            recorded_at: record.recorded_at,
            content: half_hash(&metadata.command, &metadata.fingerprint),
        };
        if self.commands.contains_key(&self.current) {
            let id = metadata.command_id;
            return Err(format!("the command {id} has other records elsewhere"));
        }
        self.commands.insert(self.current, trace);
        Ok(())
    }

    /// What the last record says of the refusals before it.
    pub(crate) fn named(&self) -> Option<NamedRefusals> {
        self.named
    }

    /// What the records say of their commands.
    pub(crate) fn take_commands(&mut self) -> HashMap<CommandKey, CommandTrace> {
        std::mem::take(&mut self.commands)
    }
}

fn is_hex(fingerprint: &str) -> bool {
    let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    fingerprint.len() == 64 && fingerprint.bytes().all(lower)
}

/// Half a hash of two texts of which the first has no line feed.
pub(crate) fn half_hash(first: &str, second: &str) -> CommandKey {
    let mut half = [0; 16];
    let hash = leaf_hash(format!("{first}\n{second}").as_bytes());
    half.copy_from_slice(&hash.as_bytes()[..16]);
    half
}
