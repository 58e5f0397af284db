//! Statements of the read side one after another: what each owes to the one before it, and to those that the verifier holds.
//!
//! The live ledger and a bundle are both held against this, so that they cannot mean different things.

use std::collections::BTreeMap;

use super::keys::{KeysInForce, signed_by};
use super::{Contradiction, Fault, FaultKind};
use crate::merkle::Hash;
use crate::note::{ReadStatement, Verifier};
use crate::record::Position;

/// A statement, and which of the log's keys signed it: at least one did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedStatement {
    /// What it says.
    pub said: ReadStatement,
    /// Of each key, in their order, whether it signed.
    pub signed: Vec<bool>,
}

impl OpenedStatement {
    /// Opens the note of a statement of the log `origin`.
    ///
    /// # Errors
    /// What is wrong with it, for a person.
    pub fn open(note: &str, origin: &str, keys: &[Verifier]) -> Result<Self, String> {
        let (body, signed) = signed_by(note, keys)
            .map_err(|error| format!("its signature does not hold: {error}"))?;
        let said = ReadStatement::parse(body).map_err(|error| error.to_string())?;
        if said.origin == origin {
            Ok(Self { said, signed })
        } else {
            Err("it is of another ledger".to_owned())
        }
    }

    /// Its position.
    ///
    /// # Errors
    /// It is none that a ledger has.
    pub fn position(&self) -> Result<Position, String> {
        Position::try_from(self.said.position).map_err(|error| error.to_string())
    }
}

/// A fault, and what contradicts what is stated there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementFault {
    /// What is wrong, and where.
    pub fault: Fault,
    /// What says so.
    pub by: Option<Contradiction>,
}

/// What the verifier's statements say of a position.
#[derive(Debug, Default)]
struct Point {
    /// Digests of the statement there, and by which of the kept ones: by itself, or by the one that names it as the one before.
    digests: Vec<(Hash, Position)>,
    /// Who signed the kept ones of this position.
    signed: Vec<Vec<bool>>,
}

/// The statements so far.
#[derive(Debug, Default)]
pub struct StatementChain {
    /// Position and digest of the last one.
    last: Option<(u64, Hash)>,
    held: BTreeMap<Position, Point>,
}

impl StatementChain {
    /// The beginning of a chain, in which the statements must be that the verifier holds; and what is wrong with those.
    pub fn holding(
        notes: &[String],
        origin: &str,
        keys: &[Verifier],
    ) -> (Self, Vec<StatementFault>) {
        let (mut chain, mut faults) = (Self::default(), Vec::new());
        for note in notes {
            if let Err(reason) = chain.keep(note, origin, keys) {
                let position = Position::ZERO;
                let kind = FaultKind::HeldStatementInvalid(reason);
                let fault = Fault { position, kind };
                faults.push(StatementFault { fault, by: None });
            }
        }
        (chain, faults)
    }

    fn keep(&mut self, note: &str, origin: &str, keys: &[Verifier]) -> Result<(), String> {
        let kept = OpenedStatement::open(note, origin, keys)?;
        let position = kept.position()?;
        if let Some((before, digest)) = kept.said.previous {
            let before = Position::try_from(before).map_err(|error| error.to_string())?;
            let point = self.held.entry(before).or_default();
            point.digests.push((digest, position));
        }
        let point = self.held.entry(position).or_default();
        point.digests.push((kept.said.digest(), position));
        point.signed.push(kept.signed);
        Ok(())
    }

    /// Takes the next statement; whether it names the one before it.
    pub fn follows(&mut self, said: &ReadStatement) -> bool {
        let follows = said.previous == self.last;
        self.last = Some((said.position, said.digest()));
        follows
    }

    /// Holds the statements so far against those that the verifier holds, of positions up to `until`. `goes_on` says whether
    /// there are statements of later positions.
    pub fn hold(
        &mut self,
        until: Position,
        goes_on: bool,
        keys: &KeysInForce,
    ) -> Vec<StatementFault> {
        let mut faults = Vec::new();
        while let Some((position, point)) = self.held.pop_first() {
            if position > until {
                self.held.insert(position, point);
                break;
            }
            let retired = point
                .signed
                .iter()
                .find_map(|signed| keys.check(signed, position).err());
            if let Some(retired) = retired {
                let kind = FaultKind::RetiredKey(retired.to_string());
                let fault = Fault { position, kind };
                faults.push(StatementFault { fault, by: None });
                continue;
            }
            let found = self.last.filter(|(last, _)| *last == position.get());
            let found = found.map(|(_, digest)| digest);
            let other = point
                .digests
                .iter()
                .find(|(digest, _)| Some(*digest) != found);
            if let Some((_, kept)) = other {
                let kind = match (found, goes_on) {
                    (Some(_), _) => FaultKind::HeldStatement("it is another one".to_owned()),
                    (None, true) => FaultKind::HeldStatement("there is none".to_owned()),
                    (None, false) => FaultKind::HeldStatementBeyond,
                };
                let fault = Fault { position, kind };
                let by = Some(Contradiction::HeldStatement(*kept));
                faults.push(StatementFault { fault, by });
            }
        }
        faults
    }
}
