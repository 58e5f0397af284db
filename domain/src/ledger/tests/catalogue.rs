//! The stored forms are frozen, every event has an example, and the document of events is the catalogue's.

use crate::{
    award::AwardEvent,
    claim::ClaimEvent,
    client::ClientEvent,
    closing::ClosingEvent,
    ledger::{
        Books, Event, StreamKind,
        catalogue::{events_markdown, examples, stored_examples},
    },
    measure::MeasureEvent,
    organization::OrganizationEvent,
    oversight::OversightEvent,
    payment::PaymentEvent,
    programme::ProgrammeEvent,
    signing::SigningEvent,
    sub_award::SubAwardEvent,
};

#[test]
fn every_type_of_event_has_an_example_in_its_current_version() {
    let stored = stored_examples();
    for (kind, event_type, version) in Event::types() {
        assert!(
            stored.iter().any(
                |example| (example.kind, example.event_type, example.version)
                    == (kind, event_type, version)
            ),
            "{event_type} {version} has no example"
        );
    }
}

#[test]
fn a_stored_form_is_read_and_written_byte_for_byte() {
    for (stored, (stream, event)) in stored_examples().into_iter().zip(examples()) {
        assert_eq!(event.payload_json().unwrap(), stored.payload);
        assert_eq!(stream.kind, event.kind());
    }
}

#[test]
fn the_frozen_forms_of_the_first_version_are_these() {
    // Reviewers: a change here rewrites what ledgers hold. Add a version instead.
    let forms: Vec<_> = stored_examples()
        .iter()
        .filter(|example| example.version == "1.0")
        .map(|example| format!("{} {}", example.event_type, example.payload))
        .collect();
    insta::assert_snapshot!("stored_forms_1_0", forms.join("\n"));
}

#[test]
fn an_example_holds_the_id_of_its_stream() {
    for (stream, event) in examples() {
        let payload = event.payload_json().unwrap();
        assert!(payload.contains(&format!("\"{}\"", stream.id)), "{payload}");
    }
}

#[test]
fn a_first_event_of_every_kind_makes_a_state_that_a_snapshot_restores() {
    for (stream, event) in examples() {
        let mut books = Books::default();
        books.open(&stream);
        books.apply(&stream, 1, &event).unwrap();
        let snapshot = books.snapshot(&stream).unwrap();
        let mut restored = Books::default();
        restored.restore(&stream, 1, snapshot.clone()).unwrap();
        assert_eq!(restored.snapshot(&stream), Some(snapshot));
    }
}

#[test]
fn the_document_of_events_is_the_catalogues() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/events.md");
    if std::env::var_os("ALMONER_UPDATE_DOCS").is_some() {
        std::fs::write(path, events_markdown()).unwrap();
    }
    let document = std::fs::read_to_string(path).unwrap();
    assert!(
        document == events_markdown(),
        "docs/events.md is out of date: bin/regenerate makes it anew"
    );
}

#[test]
fn an_event_read_by_its_name_is_the_one_that_its_form_says() {
    for (stream, event) in examples() {
        let payload = event.payload_json().unwrap();
        let said = match stream.kind {
            StreamKind::Programme => Event::from(from_form::<ProgrammeEvent>(&payload)),
            StreamKind::Organization => Event::from(from_form::<OrganizationEvent>(&payload)),
            StreamKind::Award => Event::from(from_form::<AwardEvent>(&payload)),
            StreamKind::SubAward => Event::from(from_form::<SubAwardEvent>(&payload)),
            StreamKind::Client => Event::from(from_form::<ClientEvent>(&payload)),
            StreamKind::Claim => Event::from(from_form::<ClaimEvent>(&payload)),
            StreamKind::Payment => Event::from(from_form::<PaymentEvent>(&payload)),
            StreamKind::Measure => Event::from(from_form::<MeasureEvent>(&payload)),
            StreamKind::Oversight => Event::from(from_form::<OversightEvent>(&payload)),
            StreamKind::Closing => Event::from(from_form::<ClosingEvent>(&payload)),
            StreamKind::Signing => Event::from(from_form::<SigningEvent>(&payload)),
        };
        assert_eq!(said, event);
        let (name, version) = (event.event_type(), event.event_version());
        let (other, _) = if stream.kind == StreamKind::Award {
            ClaimEvent::TYPES[0]
        } else {
            AwardEvent::TYPES[0]
        };
        assert!(Event::parse(stream.kind, other, version, &payload).is_err());
        let mistaken = payload.replacen(name, "Mistaken", 1);
        assert!(Event::parse(stream.kind, name, version, &mistaken).is_err());
        assert!(Event::parse(stream.kind, name, "0.9", &payload).is_err());
    }
}

fn from_form<E: serde::de::DeserializeOwned>(payload: &str) -> E {
    serde_json::from_str(payload).unwrap()
}
