//! The canonical line of a refusal, and what stands in a bundle in place of one that is kept back.

use chrono::{DateTime, Utc};

use super::digest;
use crate::merkle::Hash;
use crate::record::{format_instant, push_json_string};

/// What every withheld line begins with; no canonical line does.
const WITHHELD: &[u8] = b"{\"withheld_refusal\":";

/// The parts of a refusal, from which its line is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RefusalLine<'part> {
    /// Which refusal of the ledger it is, from 1.
    pub(crate) number: u64,
    /// The organization for which the command was given.
    pub(crate) organization: &'part str,
    /// Its id, unique in the organization.
    pub(crate) command_id: &'part str,
    /// Its name.
    pub(crate) command: &'part str,
    /// HMAC-SHA256 of its canonical input.
    pub(crate) fingerprint: &'part [u8],
    /// The principal who gave it.
    pub(crate) actor: &'part str,
    /// The role in which it was given.
    pub(crate) role: &'part str,
    /// When it was refused.
    pub(crate) recorded_at: DateTime<Utc>,
    /// The answer, as its stored JSON text.
    pub(crate) outcome: &'part str,
}

impl RefusalLine<'_> {
    /// The line, without a line feed.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut line = Vec::with_capacity(320 + self.outcome.len());
        line.extend_from_slice(format!("{{\"refusal\":{}", self.number).as_bytes());
        let (fingerprint, instant) = (
            hex::encode(self.fingerprint),
            format_instant(self.recorded_at),
        );
        for (key, value) in [
            ("organization", self.organization),
            ("command_id", self.command_id),
            ("command", self.command),
            ("fingerprint", &fingerprint),
            ("actor", self.actor),
            ("role", self.role),
            ("recorded_at", &instant),
        ] {
            line.extend_from_slice(format!(",\"{key}\":").as_bytes());
            push_json_string(&mut line, value);
        }
        line.extend_from_slice(b",\"outcome\":");
        line.extend_from_slice(self.outcome.as_bytes());
        line.push(b'}');
        line
    }

    /// The digest of the line.
    pub(crate) fn digest(self) -> Hash {
        digest(&self.to_bytes())
    }
}

/// The line of a refusal of which nothing but its number and digest may be told.
pub(crate) fn withheld(number: u64, digest: Hash) -> Vec<u8> {
    format!("{{\"withheld_refusal\":{number},\"digest\":\"{digest}\"}}").into_bytes()
}

/// Number and digest of a line, of either form; none where it is neither.
pub(crate) fn read(line: &[u8]) -> Option<(u64, Hash)> {
    let text = std::str::from_utf8(line).ok()?;
    if line.starts_with(WITHHELD) {
        let (number, rest) = text.get(WITHHELD.len()..)?.split_once(',')?;
        let spelled = rest.strip_prefix("\"digest\":\"")?.strip_suffix("\"}")?;
        let spelled = hex::decode(spelled).ok()?;
        let number = number.parse().ok()?;
        let said = Hash::try_from(spelled.as_slice()).ok()?;
        return (withheld(number, said) == line).then_some((number, said));
    }
    let (number, _) = text.strip_prefix("{\"refusal\":")?.split_once(',')?;
    let number: u64 = number.parse().ok()?;
    text.starts_with(&format!("{{\"refusal\":{number},"))
        .then(|| (number, digest(line)))
}
