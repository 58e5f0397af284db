//! The keys of a log, one after another, as its own events bring them.
//!
//! The first is the verifier's, or vouched for by one that is: every replacement is a record, and the checkpoint of its
//! commit is signed by both keys.

use almoner_domain::ledger::Event;
use almoner_domain::signing::SigningEvent;

use crate::note::{NoteError, Verifier};
use crate::record::Position;

/// Keys with the positions of the events that brought them.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeysInForce {
    keys: Vec<Verifier>,
    since: Vec<Position>,
}

impl KeysInForce {
    /// The log begins with this key.
    pub(crate) fn beginning(first: Option<Verifier>) -> Self {
        Self {
            since: first.iter().map(|_| Position::ZERO).collect(),
            keys: first.into_iter().collect(),
        }
    }

    /// Every key so far, in order.
    pub(crate) fn all(&self) -> &[Verifier] {
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

/// The replacement that an event is, as the old key and the new one.
pub(crate) fn replacement(event: &Event) -> Option<(&str, &str)> {
    if let Event::Signing(SigningEvent::SigningKeyRotated { from, to, .. }) = event {
        Some((from.as_str(), to.as_str()))
    } else {
        None
    }
}
