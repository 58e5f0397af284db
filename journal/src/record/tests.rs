//! The frozen bytes of a record.

use std::collections::HashMap;

use super::*;

fn metadata() -> Metadata {
    Metadata {
        command_id: "0197a000-0000-7000-8000-000000000001".to_owned(),
        command: "IssueAward".to_owned(),
        fingerprint: "ab".repeat(32),
        actor: "officer-1".to_owned(),
        role: "officer".to_owned(),
        organization: "OTIP".to_owned(),
        correlation: String::new(),
        causation: String::new(),
        request: "req \"7\"".to_owned(),
        program: "almoner 0.1.0".to_owned(),
        refusals: None,
    }
}

fn line(metadata: &str, payload: &str) -> String {
    let mut out = Vec::new();
    RecordLine {
        position: Position::ZERO.plus(12),
        aggregate_type: "Award",
        aggregate_id: "90ZV0134",
        sequence: 3,
        event_type: "AwardIssued",
        event_version: "1",
        recorded_at: parse_instant("2025-03-01T09:30:00.120000Z").unwrap(),
        metadata,
        payload,
    }
    .write(&mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn the_line_is_frozen() {
    assert_eq!(
        line(
            &metadata().to_json(),
            "{\"type\":\"AwardIssued\",\"amount\":\"1.00\"}"
        ),
        "{\"position\":12,\"aggregate_type\":\"Award\",\"aggregate_id\":\"90ZV0134\",\"sequence\":3,\
         \"event_type\":\"AwardIssued\",\"event_version\":\"1\",\
         \"recorded_at\":\"2025-03-01T09:30:00.120000Z\",\
         \"metadata\":{\"command_id\":\"0197a000-0000-7000-8000-000000000001\",\
         \"command\":\"IssueAward\",\
         \"fingerprint\":\"abababababababababababababababababababababababababababababababab\",\
         \"actor\":\"officer-1\",\"role\":\"officer\",\"organization\":\"OTIP\",\
         \"correlation\":\"\",\"causation\":\"\",\"request\":\"req \\\"7\\\"\",\
         \"program\":\"almoner 0.1.0\"},\
         \"payload\":{\"type\":\"AwardIssued\",\"amount\":\"1.00\"}}"
    );
}

#[test]
fn the_stored_texts_are_spliced_in_as_they_are() {
    let odd = "{ \"b\" : 1.0,\"a\":\"\\u0041\" }";
    assert!(line("{}", odd).ends_with(&format!("\"metadata\":{{}},\"payload\":{odd}}}")));
}

#[test]
fn metadata_is_a_flat_map_of_strings() {
    let map: HashMap<String, String> = serde_json::from_str(&metadata().to_json()).unwrap();
    assert_eq!(map.len(), 10);
    assert_eq!(
        serde_json::from_str::<Metadata>(&metadata().to_json()).unwrap(),
        metadata()
    );
}

#[test]
fn refusals_stand_last_in_the_metadata_and_only_where_there_are_some() {
    let named = Metadata {
        refusals: Some("1:ab".to_owned()),
        ..metadata()
    };
    let plain = metadata().to_json();
    let text = format!("{},\"refusals\":\"1:ab\"}}", &plain[..plain.len() - 1]);
    assert_eq!(named.to_json(), text);
    assert_eq!(serde_json::from_str::<Metadata>(&text).unwrap(), named);
}

#[test]
fn an_instant_has_one_spelling() {
    for text in [
        "2025-03-01T09:30:00Z",
        "2025-03-01T09:30:00.120000+00:00",
        "2025-03-01",
    ] {
        assert_eq!(parse_instant(text), None);
    }
    let instant = parse_instant("2025-03-01T09:30:00.000001Z").unwrap();
    assert_eq!(format_instant(instant), "2025-03-01T09:30:00.000001Z");
}

#[test]
fn a_position_is_never_negative_nor_past_a_bigint() {
    assert_eq!(Position::try_from(-1_i64), Err(PositionError::Range));
    assert_eq!(Position::try_from(u64::MAX), Err(PositionError::Range));
    assert_eq!("12".parse::<Position>().unwrap().next().get(), 13);
    assert!("x".parse::<Position>().is_err());
}
