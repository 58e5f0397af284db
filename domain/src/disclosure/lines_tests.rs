//! Of a programme of which only aggregates may be told, no line that is told names a client or a claim.

use super::ClientLines;
use crate::{
    ledger::{Event, testing::Scenario},
    programme::{DisclosureProfile, ProgrammeEvent},
};

/// The lines that are told, of a history in which the profile of every programme is `profile`; and how many are not.
fn told(profile: DisclosureProfile) -> (Vec<String>, usize) {
    let (mut lines, mut told, mut withheld) = (ClientLines::default(), Vec::new(), 0);
    for recorded in Scenario::owing().contracted().ledger.history() {
        let mut event = recorded.event.clone();
        if let Event::Programme(ProgrammeEvent::ProgrammePublished {
            disclosure_profile, ..
        }) = &mut event
        {
            *disclosure_profile = profile;
        }
        if lines.withholds(&recorded.stream, &event) {
            withheld += 1;
        } else {
            told.push(event.payload_json().unwrap());
        }
    }
    (told, withheld)
}

#[test]
fn where_only_aggregates_may_be_told_no_line_names_a_client_or_a_claim() {
    let (told, withheld) = told(DisclosureProfile::AggregateOnly);
    assert!(withheld > 20, "{withheld}");
    for line in told {
        assert!(!line.contains("\"client\""), "{line}");
        assert!(!line.contains("\"claim\""), "{line}");
    }
}

#[test]
fn where_clients_may_be_told_of_under_their_codes_nothing_is_withheld() {
    assert_eq!(told(DisclosureProfile::ClientLevelPseudonymous).1, 0);
}
