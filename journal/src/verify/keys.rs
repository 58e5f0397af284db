//! The keys of a log, one after another, as its own events bring them.
//!
//! The first is the verifier's, or vouched for by one that is: every replacement is a record, and the checkpoint of its
//! commit is signed by both keys.

use almoner_domain::ledger::Event;
use almoner_domain::signing::SigningEvent;

use crate::ledger::KeyInForce;
use crate::note::{NoteError, Verifier};
use crate::record::Position;
use crate::store::ReadError;

/// Something was signed with a key that had been replaced before the position that it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "it speaks of position {position}, and is signed with a key that was replaced at position {replaced}"
)]
pub struct RetiredKey {
    /// The position that it speaks of.
    pub position: Position,
    /// The position of the event that replaced the key.
    pub replaced: Position,
}

impl RetiredKey {
    /// The stable code of this error.
    pub fn code(self) -> &'static str {
        "SIGNED_WITH_RETIRED_KEY"
    }
}

/// Keys with the positions of the events that brought them.
#[derive(Debug, Clone, Default)]
pub struct KeysInForce {
    keys: Vec<Verifier>,
    since: Vec<Position>,
}

impl KeysInForce {
    /// The log begins with this key.
    pub fn beginning(first: Option<Verifier>) -> Self {
        Self {
            since: first.iter().map(|_| Position::ZERO).collect(),
            keys: first.into_iter().collect(),
        }
    }

    /// Those that a ledger's events name, in their order.
    ///
    /// # Errors
    /// [`ReadError::Malformed`] where one is none.
    pub fn of(keys: &[KeyInForce]) -> Result<Self, ReadError> {
        let mut known = Self::default();
        for KeyInForce { since, key } in keys {
            known
                .keys
                .push(Verifier::parse(key).map_err(ReadError::malformed)?);
            known.since.push(*since);
        }
        Ok(known)
    }

    /// Which of the keys signed a note, and its body.
    ///
    /// # Errors
    /// [`NoteError`] where none did: of the first key that says more than that the note is not its own.
    pub fn open<'note>(&self, note: &'note str) -> Result<(&'note str, Vec<bool>), NoteError> {
        signed_by(note, &self.keys)
    }

    /// Whether one of the keys that signed was in force at a position, or came later: what was signed tells of a position that
    /// had been reached. Where nothing is known of keys, everything is taken.
    ///
    /// # Errors
    /// [`RetiredKey`] where all of them had been replaced by then.
    pub fn check(&self, signed: &[bool], position: Position) -> Result<(), RetiredKey> {
        let in_force = self.since.partition_point(|since| *since <= position);
        let in_force = in_force.saturating_sub(1);
        if self.keys.is_empty() || signed.iter().skip(in_force).any(|signed| *signed) {
            return Ok(());
        }
        let last = signed.iter().rposition(|signed| *signed).unwrap_or(0);
        let replaced = self.since.get(last + 1).copied();
        Err(RetiredKey {
            position,
            replaced: replaced.unwrap_or(position),
        })
    }

    /// Every key so far, in order.
    pub fn all(&self) -> &[Verifier] {
        &self.keys
    }

    /// Takes a replacement: the key that is replaced must be in force, and the new one a key of the log.
    pub(crate) fn replace(
        &mut self,
        position: Position,
        from: &str,
        to: &str,
    ) -> Result<(), String> {
        let current = self.keys.last().map(Verifier::to_key).unwrap_or_default();
        if from != current {
            return Err(format!("it replaces {from}, and {current} is in force"));
        }
        let next = Verifier::parse(to).map_err(|error: NoteError| error.to_string())?;
        self.keys.push(next);
        self.since.push(position);
        Ok(())
    }

    /// Which of the keys must have signed the checkpoint of `size`, where the one before it is of `before`: all that
    /// were in force at some place after that one.
    pub(crate) fn signing(
        &self,
        before: Position,
        size: Position,
    ) -> impl Iterator<Item = (usize, &Verifier)> {
        let until = self.since.iter().skip(1).map(Some).chain([None]);
        self.keys
            .iter()
            .zip(&self.since)
            .zip(until)
            .enumerate()
            .filter(move |(_, ((_, since), until))| {
                **since <= size && until.is_none_or(|until| *until > before)
            })
            .map(|(at, ((key, _), _))| (at, key))
    }
}

/// The body of a note, and which of the keys signed it: at least one did.
pub(crate) fn signed_by<'note>(
    note: &'note str,
    keys: &[Verifier],
) -> Result<(&'note str, Vec<bool>), NoteError> {
    let (mut body, mut refused) = (None, NoteError::Malformed);
    let mut signed = Vec::with_capacity(keys.len());
    for key in keys {
        let opened = key.open(note);
        signed.push(opened.is_ok());
        match opened {
            Ok(opened) => body = Some(opened),
            Err(error @ NoteError::Signature { .. }) => refused = error,
            Err(error) if refused == NoteError::Malformed => refused = error,
            Err(_) => {}
        }
    }
    body.map(|body| (body, signed)).ok_or(refused)
}

/// The replacement that an event is, as the old key and the new one.
pub(crate) fn replacement(event: &Event) -> Option<(&str, &str)> {
    if let Event::Signing(SigningEvent::SigningKeyRotated { from, to, .. }) = event {
        Some((from.as_str(), to.as_str()))
    } else {
        None
    }
}
