//! A record line taken apart by its one spelling: by far most lines need no JSON reader to know where their parts are.
//!
//! What is answered here is what reading the line as JSON and writing it again would answer. A line that is not taken apart
//! may be a record line all the same: one with an escaped character is.

use almoner_domain::ledger::StreamKind;
use serde_json::value::RawValue;

use super::{Metadata, Position, RecordLine, parse_instant};

/// A record line, and what its parts are.
pub(crate) struct ScannedLine<'line> {
    /// The kind of its stream.
    pub(crate) kind: StreamKind,
    /// Its parts.
    pub(crate) line: RecordLine<'line>,
    /// What its metadata says of its command.
    pub(crate) command: CommandTexts<'line>,
}

/// What the metadata of a record says of its command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CommandTexts<'line> {
    /// The organization for which it was given.
    pub(crate) organization: &'line str,
    /// Its id.
    pub(crate) command_id: &'line str,
    /// Its name.
    pub(crate) command: &'line str,
    /// Its fingerprint.
    pub(crate) fingerprint: &'line str,
    /// How far the refusals had come.
    pub(crate) refusals: Option<&'line str>,
}

impl<'line> From<&'line Metadata> for CommandTexts<'line> {
    fn from(metadata: &'line Metadata) -> Self {
        Self {
            organization: &metadata.organization,
            command_id: &metadata.command_id,
            command: &metadata.command,
            fingerprint: &metadata.fingerprint,
            refusals: metadata.refusals.as_deref(),
        }
    }
}

/// Takes a record line apart, given without its line feed.
pub(crate) fn scan(text: &str) -> Option<ScannedLine<'_>> {
    if !is_plain(text) {
        return None;
    }
    let mut rest = Rest(text);
    rest.skip("{\"position\":")?;
    let position = Position::try_from(rest.number()?).ok()?;
    rest.skip(",\"aggregate_type\":\"")?;
    let aggregate_type = rest.quoted()?;
    rest.skip(",\"aggregate_id\":\"")?;
    let aggregate_id = rest.quoted()?;
    rest.skip(",\"sequence\":")?;
    let sequence = rest.number()?;
    rest.skip(",\"event_type\":\"")?;
    let event_type = rest.quoted()?;
    rest.skip(",\"event_version\":\"")?;
    let event_version = rest.quoted()?;
    rest.skip(",\"recorded_at\":\"")?;
    let recorded_at = parse_instant(rest.quoted()?)?;
    rest.skip(",\"metadata\":")?;
    let metadata = rest.0;
    let command = command(&mut rest)?;
    let metadata = metadata.get(..metadata.len() - rest.0.len())?;
    rest.skip(",\"payload\":")?;
    let payload = rest.0.strip_suffix('}')?;
    is_value(payload).then_some(())?;
    Some(ScannedLine {
        kind: StreamKind::parse(aggregate_type)?,
        line: RecordLine {
            position,
            aggregate_type,
            aggregate_id,
            sequence,
            event_type,
            event_version,
            recorded_at,
            metadata,
            payload,
        },
        command,
    })
}

/// Whether no character is escaped, nor should be: every quotation mark begins or ends a string.
fn is_plain(text: &str) -> bool {
    // No end before the last byte, so that many bytes are looked at together.
    let odd = text.bytes().fold(0, |odd, byte| {
        odd | u8::from(byte < b' ') | u8::from(byte == b'\\')
    });
    odd == 0
}

/// Whether a text is one JSON value and nothing else.
fn is_value(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok_and(|value| value.get().len() == text.len())
}

/// The metadata, its fields in their frozen order.
fn command<'line>(rest: &mut Rest<'line>) -> Option<CommandTexts<'line>> {
    rest.skip("{\"command_id\":\"")?;
    let command_id = rest.quoted()?;
    rest.skip(",\"command\":\"")?;
    let command = rest.quoted()?;
    rest.skip(",\"fingerprint\":\"")?;
    let fingerprint = rest.quoted()?;
    rest.skip(",\"actor\":\"")?;
    rest.quoted()?;
    rest.skip(",\"role\":\"")?;
    rest.quoted()?;
    rest.skip(",\"organization\":\"")?;
    let organization = rest.quoted()?;
    for key in [
        ",\"correlation\":\"",
        ",\"causation\":\"",
        ",\"request\":\"",
        ",\"program\":\"",
    ] {
        rest.skip(key)?;
        rest.quoted()?;
    }
    let refusals = match rest.skip(",\"refusals\":\"") {
        Some(()) => Some(rest.quoted()?),
        None => None,
    };
    rest.skip("}")?;
    Some(CommandTexts {
        organization,
        command_id,
        command,
        fingerprint,
        refusals,
    })
}

/// What is left of a line.
struct Rest<'line>(&'line str);

impl<'line> Rest<'line> {
    /// Goes past a text that must stand here.
    fn skip(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    /// Goes past a closing quotation mark, and answers what stands before it.
    fn quoted(&mut self) -> Option<&'line str> {
        let (text, rest) = self.0.split_once('"')?;
        self.0 = rest;
        Some(text)
    }

    /// Goes past a number in its one spelling.
    fn number(&mut self) -> Option<u64> {
        let end = self.0.bytes().position(|byte| !byte.is_ascii_digit())?;
        let (digits, rest) = self.0.split_at_checked(end)?;
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }
}
