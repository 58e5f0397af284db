//! The statements of a bundle: each opened with the log's keys, and held against the lines so far.

use almoner_domain::ledger::StreamId;
use serde::Deserialize;

use super::super::manifest::{Manifest, STATEMENTS};
use super::super::source::Source;
use super::read::Unpacked;
use crate::merkle::Hash;
use crate::merkle_map::{Seed, StreamMap};
use crate::note::Verifier;
use crate::record::Position;
use crate::verify::seen::{Seen, Texts};
use crate::verify::{
    Contradiction, FaultKind, Faults, KeysInForce, OpenedStatement, StatementChain, StatementFault,
};

/// The most bytes of a statement's line.
const STATEMENT_BYTES_MAX: u64 = 1 << 16;

/// The statements that are still to come, and what those so far lead to.
pub(super) struct Statements<'manifest> {
    manifest: &'manifest Manifest,
    listed: Vec<Verifier>,
    file: Option<Unpacked>,
    next: Option<Next>,
    chain: StatementChain,
    streams: StreamMap,
    line: Vec<u8>,
    is_any_held: bool,
    /// How many were held against the lines.
    pub(super) count: u64,
    /// The position of the last of them.
    pub(super) last: Option<Position>,
    /// How many state streams of which a line is withheld.
    unmapped: u64,
    /// What is wrong with the file, once it has been read.
    wrong: Option<String>,
}

/// The next statement.
struct Next {
    /// Where it is held against the lines: its position, or the one after the last where that is out of order.
    at: Position,
    said: Result<OpenedStatement, String>,
}

/// The lines so far, as far as a statement depends on them.
pub(super) struct SoFar<'walk, Root: Fn() -> Hash> {
    /// How many there are.
    pub(super) size: Position,
    /// The size of the last checkpoint.
    pub(super) checkpoint: Position,
    /// The root over them.
    pub(super) root: Root,
    /// Whether one of them is withheld.
    pub(super) is_partial: bool,
    /// The keys that they have brought.
    pub(super) keys: &'walk KeysInForce,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteLine {
    note: String,
}

impl<'manifest> Statements<'manifest> {
    /// Opens the file, where the bundle has one, and the statements that the verifier has kept.
    pub(super) fn open(
        source: &Source,
        manifest: &'manifest Manifest,
        listed: &[Verifier],
        held: &[String],
        faults: &mut Faults,
    ) -> Self {
        let (chain, wrong) = StatementChain::holding(held, &manifest.origin, listed);
        tell(wrong, faults);
        let mut statements = Self {
            manifest,
            listed: listed.to_vec(),
            file: None,
            next: None,
            chain,
            streams: StreamMap::default(),
            line: Vec::new(),
            is_any_held: !held.is_empty(),
            count: 0,
            last: None,
            unmapped: 0,
            wrong: None,
        };
        if manifest.has_statements() {
            match Unpacked::open(source, STATEMENTS) {
                Ok(file) => statements.file = Some(file),
                Err(error) => {
                    let reason = format!("{STATEMENTS}: {error}");
                    faults.add(Position::ZERO.next(), FaultKind::File(reason));
                }
            }
        }
        statements.read(None, Position::ZERO.next(), faults);
        statements
    }

    /// Reads the next one, which must be of a later position than the one before it.
    fn read(&mut self, before: Option<Position>, line: Position, faults: &mut Faults) {
        let Some(file) = &mut self.file else { return };
        self.line.clear();
        match file.line(&mut self.line, STATEMENT_BYTES_MAX) {
            Ok(true) => self.next = Some(self.understand(before)),
            Ok(false) => {
                let listed = self.manifest.file(STATEMENTS);
                self.wrong = self.file.take().and_then(|file| file.wrong(listed));
            }
            Err(error) => {
                self.file = None;
                let reason = format!("{STATEMENTS}: {error}");
                faults.add(line, FaultKind::File(reason));
            }
        }
    }

    fn understand(&self, before: Option<Position>) -> Next {
        let after = before.map_or(Position::ZERO, Position::next);
        let opened = serde_json::from_slice::<NoteLine>(&self.line)
            .map_err(|error| error.to_string())
            .and_then(|line| OpenedStatement::open(&line.note, &self.manifest.origin, &self.listed))
            .and_then(|opened| Ok((opened.position()?, opened)));
        match opened {
            Ok((at, opened)) if at >= after => Next {
                at,
                said: Ok(opened),
            },
            Ok(_) => Next {
                at: after,
                said: Err("its position is out of order".to_owned()),
            },
            Err(reason) => Next {
                at: after,
                said: Err(reason),
            },
        }
    }

    /// Takes a record into the map of streams, while there is a statement to come.
    pub(super) fn take(&mut self, seen: &Seen, texts: &Texts, of_line: Seed) {
        if self.next.is_some() {
            let stream = StreamId {
                kind: seen.kind,
                id: texts.of(&seen.id).to_owned(),
            };
            self.streams
                .take(&stream, seen.sequence, seen.position, of_line);
        }
    }

    /// Holds the statements of positions up to this size against the lines, and what the verifier has kept against them.
    pub(super) fn check<Root: Fn() -> Hash>(
        &mut self,
        so_far: &SoFar<'_, Root>,
        faults: &mut Faults,
    ) {
        while let Some(next) = self.next.take_if(|next| next.at <= so_far.size) {
            let at = next.at;
            self.count += 1;
            self.last = Some(at);
            let held = next
                .said
                .map_err(|reason| (FaultKind::Statement(reason), None))
                .and_then(|opened| self.holds(at, &opened, so_far));
            if let Err((kind, by)) = held {
                faults.add_contradicted(at, kind, by);
            }
            self.read(Some(at), so_far.size.next(), faults);
        }
        let goes_on = self.next.is_some();
        tell(self.chain.hold(so_far.size, goes_on, so_far.keys), faults);
    }

    fn holds<Root: Fn() -> Hash>(
        &mut self,
        at: Position,
        opened: &OpenedStatement,
        so_far: &SoFar<'_, Root>,
    ) -> Result<(), (FaultKind, Option<Contradiction>)> {
        let differs = |reason: &str, by| Err((FaultKind::Statement(reason.to_owned()), by));
        let follows = self.chain.follows(&opened.said);
        if let Err(retired) = so_far.keys.check(&opened.signed, at) {
            return Err((FaultKind::RetiredKey(retired.to_string()), None));
        }
        if !follows {
            let reason =
                "it does not follow the statement before it: one was changed, taken away or put in";
            return differs(reason, None);
        }
        if so_far.checkpoint != at || so_far.size != at {
            return differs("there is no checkpoint of its position", None);
        }
        let by = Some(Contradiction::Issued(at));
        if opened.said.root != (so_far.root)() {
            let reason = "it names another root than the checkpoint of its position";
            return differs(reason, by);
        }
        if so_far.is_partial {
            self.unmapped += 1;
        } else if opened.said.streams != self.streams.stated() {
            return differs("the records make other streams than it states", by);
        }
        Ok(())
    }

    /// The records have ended: there is no statement of a later position, and the file is the one that is listed.
    pub(super) fn end(&mut self, size: Position, faults: &mut Faults) {
        if let Some(next) = &self.next {
            let reason = "it is of a position past the records".to_owned();
            faults.add_contradicted(next.at, FaultKind::Statement(reason), None);
        }
        if let Some(reason) = self.wrong.take() {
            faults.add(size, FaultKind::File(reason));
        }
    }

    /// What the verifier has kept of positions that were not reached; and what could not be checked.
    pub(super) fn finish(
        &mut self,
        keys: &KeysInForce,
        faults: &mut Faults,
        skipped: &mut Vec<String>,
    ) {
        tell(self.chain.hold(Position::LAST, false, keys), faults);
        let count = self.count;
        if count == 0 {
            let what =
                "what the ledger states of its read models: there are no statements in the bundle";
            skipped.push(what.to_owned());
            return;
        }
        if !self.is_any_held {
            let what =
                "that no statement was cut off or replaced: none of an earlier moment was given";
            skipped.push(what.to_owned());
        }
        if self.unmapped > 0 {
            let unmapped = self.unmapped;
            skipped.push(format!(
                "the streams that {unmapped} statements state: lines are withheld"
            ));
        }
        skipped.push(format!(
            "the rows that {count} statements state: they take the program that makes them of the records"
        ));
    }
}

fn tell(found: Vec<StatementFault>, faults: &mut Faults) {
    for StatementFault { fault, by } in found {
        faults.add_contradicted(fault.position, fault.kind, by);
    }
}
