//! The catalogue of events: an example of each in its stored form, which is frozen.
//!
//! `examples.txt` holds a line an example: aggregate, stream, event type, version, payload. A line is never edited;
//! what is stored once must be read for ever. A new version of an event is a new line beside the old one.

use std::fmt::Write;

use super::{Event, StreamId, StreamKind};

const EXAMPLES: &str = include_str!("examples.txt");

/// An event as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredExample {
    /// The aggregate's kind.
    pub kind: StreamKind,
    /// The stream.
    pub id: &'static str,
    /// The event's type.
    pub event_type: &'static str,
    /// The version of the stored form.
    pub version: &'static str,
    /// The stored form.
    pub payload: &'static str,
}

/// Every example in its stored form.
pub fn stored_examples() -> Vec<StoredExample> {
    EXAMPLES
        .lines()
        .map(|line| {
            let mut columns = line.splitn(5, ' ');
            let mut column = || columns.next().expect("an example has five columns");
            StoredExample {
                kind: StreamKind::parse(column()).expect("an example is of a kind of aggregate"),
                id: column(),
                event_type: column(),
                version: column(),
                payload: column(),
            }
        })
        .collect()
}

/// Every example, each on a stream: at least one of every type of event.
pub fn examples() -> Vec<(StreamId, Event)> {
    stored_examples()
        .into_iter()
        .map(|example| {
            let event = Event::parse(
                example.kind,
                example.event_type,
                example.version,
                example.payload,
            )
            .expect("a stored form is read for ever");
            let stream = StreamId {
                kind: example.kind,
                id: example.id.to_owned(),
            };
            (stream, event)
        })
        .collect()
}

/// `docs/events.md`: every event, by aggregate, with its examples.
pub fn events_markdown() -> String {
    let mut text = String::from(
        "# Events\n\nGenerated from the catalogue in `domain/src/ledger/examples.txt`. The stored forms are frozen: what was \
         written once is\nread for ever. Figures, numbers and dates that no public source gives are fictional.\n",
    );
    let stored = stored_examples();
    let mut heading = None;
    for words in Event::words() {
        let (kind, event_type, version) = (words.kind, words.name, words.version);
        if heading != Some(kind) {
            heading = Some(kind);
            write!(text, "\n## {}\n", kind.as_str()).expect("writing to a string");
        }
        write!(text, "\n### {event_type} {version}\n\n{}\n\n", words.said)
            .expect("writing to a string");
        for field in &words.fields {
            writeln!(text, "* `{}`: {}", field.name, field.said).expect("writing to a string");
        }
        for example in stored
            .iter()
            .filter(|example| example.kind == kind && example.event_type == event_type)
        {
            let value: serde_json::Value =
                serde_json::from_str(example.payload).expect("a stored form is JSON");
            let pretty = serde_json::to_string_pretty(&value).expect("JSON is written as JSON");
            write!(
                text,
                "\nStream `{}`{}:\n\n```json\n{pretty}\n```\n",
                example.id,
                if example.version == version {
                    String::new()
                } else {
                    format!(", in version {}", example.version)
                }
            )
            .expect("writing to a string");
        }
    }
    text
}
