//! The journal as `CloudEvents` 1.0 in structured mode, for tools that take events from anywhere.
//!
//! `source` is the origin of the log and `id` the position, so that the two name an event for ever. A record that tells
//! of one client, where only aggregates may be told, is there by its position and its leaf alone.

use almoner_journal::store::{ReadError, Record};
use serde::Serialize;
use serde_json::value::RawValue;

/// The media type of a list of events.
pub(crate) const BATCH: &str = "application/cloudevents-batch+json; charset=utf-8";

/// The type of what stands for a record that is withheld.
const WITHHELD: &str = "almoner.Withheld";

/// An event as it is written. The names of extensions are lower-case letters, as the format has it.
#[derive(Serialize)]
struct CloudEvent<'record> {
    specversion: &'static str,
    id: String,
    source: &'record str,
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datacontenttype: Option<&'static str>,
    /// Its place in the journal.
    position: String,
    /// The same in 19 digits: texts that stand in the order of the journal (the extension `sequence`).
    sequence: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    said: Option<Said>,
    /// Its leaf in the Merkle tree, in hexadecimal.
    leaf: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'record RawValue>,
}

/// Who asked for it, and as part of what; what says nothing is left out.
#[derive(Serialize)]
struct Said {
    streamsequence: String,
    eventversion: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    actor: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    role: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    organization: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    command: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    commandid: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    correlation: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    causation: String,
}

/// A record as an event, on one line.
pub(crate) fn of_record(origin: &str, record: &Record) -> Result<String, ReadError> {
    let malformed = |error| malformed(record, &error);
    let metadata = record.metadata()?;
    let data: &RawValue = serde_json::from_str(&record.payload).map_err(malformed)?;
    let event = CloudEvent {
        kind: format!("almoner.{}", record.event_type),
        subject: Some(record.stream.to_string()),
        time: Some(
            record
                .recorded_at
                .to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        ),
        datacontenttype: Some("application/json"),
        said: Some(Said {
            streamsequence: record.sequence.to_string(),
            eventversion: record.event_version.clone(),
            actor: metadata.actor,
            role: metadata.role,
            organization: metadata.organization,
            command: metadata.command,
            commandid: metadata.command_id,
            correlation: metadata.correlation,
            causation: metadata.causation,
        }),
        data: Some(data),
        ..placed(origin, record)
    };
    serde_json::to_string(&event).map_err(malformed)
}

/// What stands for a record that is withheld: that there is one, and its leaf.
pub(crate) fn of_withheld(origin: &str, record: &Record) -> Result<String, ReadError> {
    serde_json::to_string(&placed(origin, record)).map_err(|error| malformed(record, &error))
}

fn malformed(record: &Record, error: &serde_json::Error) -> ReadError {
    ReadError::Malformed(format!("record {}: {error}", record.position))
}

fn placed<'record>(origin: &'record str, record: &Record) -> CloudEvent<'record> {
    CloudEvent {
        specversion: "1.0",
        id: record.position.to_string(),
        source: origin,
        kind: WITHHELD.to_owned(),
        subject: None,
        time: None,
        datacontenttype: None,
        position: record.position.to_string(),
        sequence: format!("{:019}", record.position.get()),
        said: None,
        leaf: record.leaf.to_string(),
        data: None,
    }
}
