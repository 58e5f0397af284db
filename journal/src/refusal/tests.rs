//! The frozen bytes of a refusal.

use super::*;
use crate::record::parse_instant;

fn line() -> RefusalLine<'static> {
    RefusalLine {
        number: 3,
        organization: "otip",
        command_id: "a \"b\"",
        command: "IssueAward",
        fingerprint: &[0xab; 32],
        actor: "officer-1",
        role: "officer",
        recorded_at: parse_instant("2025-03-01T09:30:00.120000Z").unwrap(),
        outcome: "{\"result\":\"refused\",\"code\":\"NO\",\"message\":\"é\",\"field\":null}",
    }
}

#[test]
fn the_line_of_a_refusal_is_frozen() {
    let expected = format!(
        "{{\"refusal\":3,\"organization\":\"otip\",\"command_id\":\"a \\\"b\\\"\",\"command\":\"IssueAward\",\
         \"fingerprint\":\"{}\",\"actor\":\"officer-1\",\"role\":\"officer\",\
         \"recorded_at\":\"2025-03-01T09:30:00.120000Z\",\
         \"outcome\":{{\"result\":\"refused\",\"code\":\"NO\",\"message\":\"é\",\"field\":null}}}}",
        "ab".repeat(32)
    );
    assert_eq!(String::from_utf8(line().to_bytes()).unwrap(), expected);
}

#[test]
fn the_chain_is_frozen() {
    let mut refusals = Refusals::NONE;
    assert_eq!(refusals.unnamed(), None);
    refusals.take(digest(b"a line"));
    refusals.take(digest(b"another"));
    let named = refusals.unnamed().unwrap();
    // printf '\2a line' | sha256sum, and so on.
    assert_eq!(
        named.to_string(),
        "2:a7561fadb71ce72095f93a929cf1794e0867288e319da75736b0a15f3a9107f1"
    );
    assert_eq!(named.to_string().parse(), Ok(named));
    refusals.named = 2;
    assert_eq!(refusals.unnamed(), None);
}

#[test]
fn what_a_record_names_has_one_spelling() {
    let chain = "0a".repeat(32);
    assert!(format!("1:{chain}").parse::<NamedRefusals>().is_ok());
    for text in [
        String::new(),
        "1".to_owned(),
        format!("0:{chain}"),
        format!("01:{chain}"),
        format!("+1:{chain}"),
        format!("1:{}", &chain[2..]),
        format!("1:{}", chain.to_uppercase()),
    ] {
        assert_eq!(
            text.parse::<NamedRefusals>(),
            Err(NamedRefusalsError),
            "{text}"
        );
    }
}
