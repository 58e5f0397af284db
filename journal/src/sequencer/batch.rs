//! One commit in the making: what will be written, column by column, and the verdicts.

use std::collections::HashMap;
use std::hash::{Hash as Hashed, Hasher};
use std::sync::Arc;

use almoner_domain::ledger::{Books, Event, StreamId};
use chrono::{DateTime, Utc};

use super::cache::Cache;
use super::failure::Failure;
use super::head::Head;
use super::remembered::{Remembered, outcome_json};
use super::snapshot::{self, Snapshot};
use crate::ledger::{Accepted, Answer, Request, SubmitError};
use crate::merkle::Hash;
use crate::note::Signer;
use crate::record::{Position, RECORD_BYTES_MAX, RecordLine};
use crate::refusal::RefusalLine;
use crate::tile::FullTile;

/// The rows of one commit.
#[derive(Default)]
pub(super) struct EventRows {
    /// The streams, whose state in memory is ahead of what is committed.
    pub(super) streams: Vec<StreamId>,
    pub(super) sequences: Vec<i64>,
    pub(super) types: Vec<&'static str>,
    pub(super) versions: Vec<&'static str>,
    pub(super) payloads: Vec<String>,
    /// The commands that they came of, whose metadata they carry.
    pub(super) requests: Vec<Arc<Request>>,
    /// Their metadata, where it is not their requests' own.
    pub(super) metadata: Vec<Option<Arc<str>>>,
    pub(super) leaves: Vec<[u8; 32]>,
}

/// The rows of the commands that the commit answers.
#[derive(Default)]
pub(super) struct CommandRows {
    pub(super) requests: Vec<Arc<Request>>,
    pub(super) outcomes: Vec<String>,
    pub(super) firsts: Vec<Option<i64>>,
    pub(super) lasts: Vec<Option<i64>>,
    pub(super) recorded: Vec<DateTime<Utc>>,
    /// Number and digest of those that were refused.
    pub(super) refusal_numbers: Vec<Option<i64>>,
    pub(super) refusal_digests: Vec<Option<Vec<u8>>>,
}

/// A commit in the making.
pub(super) struct Batch {
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) start: Position,
    /// Root of the tree that the batch was decided on.
    pub(super) before: Hash,
    /// The number of the last refusal before the batch.
    pub(super) refusals_before: u64,
    /// Who signs the checkpoint: the key in force, and each that the batch brings.
    pub(super) signers: Vec<Arc<Signer>>,
    pub(super) head: Head,
    pub(super) tiles: Vec<FullTile>,
    pub(super) events: EventRows,
    pub(super) commands: CommandRows,
    /// Streams that have come as far as a snapshot, and then their states when all was decided.
    due: Vec<StreamId>,
    pub(super) snapshots: Vec<Snapshot>,
    /// What was answered, in order, and where under which key.
    answers: Vec<(Arc<Request>, Answer)>,
    by_key: HashMap<ByKey, usize>,
    scratch: Vec<u8>,
    snapshot_interval: u64,
}

/// The events of one command with their places in their streams, and the texts to be stored.
struct Draft {
    stream: StreamId,
    sequence: u64,
    event: Event,
    payload: String,
}

impl Batch {
    pub(super) fn new(
        start: Position,
        recorded_at: DateTime<Utc>,
        head: Head,
        snapshot_interval: u64,
    ) -> Self {
        Self {
            recorded_at,
            start,
            before: head.frontier.root(),
            refusals_before: head.refusals.last,
            signers: vec![Arc::clone(&head.signer)],
            head,
            tiles: Vec::new(),
            events: EventRows::default(),
            commands: CommandRows::default(),
            due: Vec::new(),
            snapshots: Vec::new(),
            answers: Vec::new(),
            by_key: HashMap::new(),
            scratch: Vec::new(),
            snapshot_interval,
        }
    }

    /// Takes down the states that are due, before another batch moves them on.
    pub(super) fn leave_snapshots(&mut self, books: &Books) {
        let due = std::mem::take(&mut self.due);
        self.snapshots.extend(snapshot::of(books, due));
    }

    /// The last position so far.
    pub(super) fn position(&self) -> Position {
        self.start
            .plus(u64::try_from(self.events.streams.len()).unwrap_or(u64::MAX))
    }

    /// What this very batch has answered under the request's id.
    pub(super) fn answered(&self, request: &Arc<Request>) -> Option<Remembered> {
        let key = ByKey(Arc::clone(request));
        let (first, answer) = self.answers.get(*self.by_key.get(&key)?)?;
        Some(Remembered {
            command: first.command.name().to_owned(),
            fingerprint: first.fingerprint.to_vec(),
            answer: answer.clone(),
        })
    }

    /// What this very batch has recorded for a command of the same name on the subject.
    pub(super) fn original(&self, subject: &StreamId, command: &str) -> Option<&Accepted> {
        self.answers
            .iter()
            .rev()
            .find_map(|(request, answer)| match answer {
                Answer::Accepted(accepted)
                    if accepted.subject == *subject && request.command.name() == command =>
                {
                    Some(accepted)
                }
                Answer::Accepted(_) | Answer::Refused(_) => None,
            })
    }

    /// What this very batch has recorded last on the subject's stream, whatever the command.
    pub(super) fn latest(&self, subject: &StreamId) -> Option<&Accepted> {
        let mut streams = self.events.streams.iter();
        let before = u64::try_from(streams.rposition(|stream| stream == subject)?).ok()?;
        let position = self.start.plus(before).next();
        self.answers.iter().find_map(|(_, answer)| match answer {
            Answer::Accepted(accepted)
                if !accepted.no_op && (accepted.first..=accepted.last).contains(&position) =>
            {
                Some(accepted)
            }
            Answer::Accepted(_) | Answer::Refused(_) => None,
        })
    }

    /// Takes the events of a command: gives them their places, checks their lines, applies them.
    ///
    /// A line that is too long leaves everything as it was.
    pub(super) fn accept(
        &mut self,
        cache: &mut Cache,
        request: &Arc<Request>,
        subject: StreamId,
        events: Vec<(StreamId, Event)>,
    ) -> Result<Result<Answer, SubmitError>, Failure> {
        let drafts = match place(cache, events) {
            Ok(drafts) => drafts,
            Err(error) => return Ok(Err(error)),
        };
        let named = self.head.refusals.unnamed();
        let metadata: Option<Arc<str>> = named.map(|named| request.metadata_naming(named).into());
        let first = self.position().next();
        let mut leaves = Vec::with_capacity(drafts.len());
        let mut position = first;
        for draft in &drafts {
            let line = RecordLine {
                position,
                aggregate_type: draft.stream.kind.as_str(),
                aggregate_id: &draft.stream.id,
                sequence: draft.sequence,
                event_type: draft.event.event_type(),
                event_version: draft.event.event_version(),
                recorded_at: self.recorded_at,
                metadata: metadata.as_deref().unwrap_or(&request.metadata),
                payload: &draft.payload,
            };
            leaves.push(line.leaf(&mut self.scratch));
            if self.scratch.len() > RECORD_BYTES_MAX {
                return Ok(Err(SubmitError::RecordTooLarge {
                    bytes: self.scratch.len(),
                }));
            }
            position = position.next();
        }
        for (draft, leaf) in drafts.into_iter().zip(leaves) {
            cache
                .books
                .apply(&draft.stream, draft.sequence, &draft.event)
                .map_err(Failure::inconsistent)?;
            cache.touch(&draft.stream);
            self.head.recorded_at = self.recorded_at;
            self.head.frontier.append(leaf);
            self.head.edge.append(leaf, &mut self.tiles);
            self.push(request, metadata.clone(), draft, *leaf.as_bytes())?;
        }
        self.head.refusals.named = self.head.refusals.last;
        let accepted = Accepted {
            first,
            last: self.position(),
            subject,
            recorded_at: self.recorded_at,
            repeated: false,
            no_op: false,
        };
        Ok(Ok(self.remember(request, Answer::Accepted(accepted))))
    }

    fn push(
        &mut self,
        request: &Arc<Request>,
        metadata: Option<Arc<str>>,
        draft: Draft,
        leaf: [u8; 32],
    ) -> Result<(), Failure> {
        let Draft {
            stream,
            sequence,
            event,
            payload,
        } = draft;
        self.events
            .sequences
            .push(i64::try_from(sequence).map_err(Failure::inconsistent)?);
        self.events.types.push(event.event_type());
        self.events.versions.push(event.event_version());
        self.events.payloads.push(payload);
        self.events.requests.push(Arc::clone(request));
        self.events.metadata.push(metadata);
        self.events.leaves.push(leaf);
        if snapshot::is_due(sequence, self.snapshot_interval) {
            self.due.push(stream.clone());
        }
        self.events.streams.push(stream);
        Ok(())
    }

    /// Takes an answer into the commit, under the request's id.
    pub(super) fn remember(&mut self, request: &Arc<Request>, answer: Answer) -> Answer {
        let (first, last, recorded) = match &answer {
            Answer::Accepted(accepted) => (
                Some(accepted.first.to_bigint()),
                Some(accepted.last.to_bigint()),
                accepted.recorded_at,
            ),
            Answer::Refused(_) => (None, None, self.recorded_at),
        };
        let outcome = outcome_json(&answer);
        let refusal = match &answer {
            Answer::Accepted(_) => None,
            Answer::Refused(_) => Some(self.refuse(request, &outcome)),
        };
        self.commands
            .refusal_numbers
            .push(refusal.map(|(number, _)| number.cast_signed()));
        self.commands
            .refusal_digests
            .push(refusal.map(|(_, digest)| digest.as_bytes().to_vec()));
        self.commands.requests.push(Arc::clone(request));
        self.commands.outcomes.push(outcome);
        self.commands.firsts.push(first);
        self.commands.lasts.push(last);
        self.commands.recorded.push(recorded);
        let key = ByKey(Arc::clone(request));
        self.by_key.insert(key, self.answers.len());
        self.answers.push((Arc::clone(request), answer.clone()));
        answer
    }

    /// Gives a refusal its number and digest, and takes it into the chain.
    fn refuse(&mut self, request: &Request, outcome: &str) -> (u64, Hash) {
        let number = self.head.refusals.last + 1;
        let (organization, command_id) = request.key();
        let digest = RefusalLine {
            number,
            organization,
            command_id,
            command: request.command.name(),
            fingerprint: &request.fingerprint,
            actor: request.context.actor.as_str(),
            role: request.context.role.as_str(),
            recorded_at: self.recorded_at,
            outcome,
        }
        .digest();
        self.head.refusals.take(digest);
        (number, digest)
    }

    /// From the next checkpoint on another key signs; this one is signed by both.
    pub(super) fn hand_over(&mut self, signer: Arc<Signer>) {
        self.head.signer = Arc::clone(&signer);
        self.signers.push(signer);
    }
}

/// A request as its idempotency tells it from others: by its organization and its id.
struct ByKey(Arc<Request>);

impl PartialEq for ByKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.key() == other.0.key()
    }
}

impl Eq for ByKey {}

impl Hashed for ByKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key().hash(state);
    }
}

/// Gives each event its place in its stream and its stored text.
fn place(cache: &Cache, events: Vec<(StreamId, Event)>) -> Result<Vec<Draft>, SubmitError> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(events.len());
    for (stream, event) in events {
        let Some(held) = cache.books.sequence(&stream) else {
            return Err(SubmitError::Broken(format!(
                "{stream} was decided on unseen"
            )));
        };
        let before = drafts.iter().rev().find(|draft| draft.stream == stream);
        let sequence = before.map_or(held, |draft| draft.sequence) + 1;
        match event.payload_json() {
            Ok(payload) => drafts.push(Draft {
                stream,
                sequence,
                event,
                payload,
            }),
            Err(error) => return Err(SubmitError::Broken(error.to_string())),
        }
    }
    Ok(drafts)
}
