//! Given/when/then: who manages a case.

use super::*;

#[test]
fn a_transferred_client_keeps_the_code() {
    let moved = transfer_with(placement("TV-2"), "2019-03-15");
    let events = after(&[enrol(enrolment()), moved.clone()]);
    assert_eq!(
        events[1],
        ClientEvent::ClientTransferred {
            client: code(CLIENT),
            from_sub_award: SubAwardId::parse("TV-1").unwrap(),
            sub_award: SubAwardId::parse("TV-2").unwrap(),
            organization: OrganizationId::parse("of-TV-2").unwrap(),
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            state: State::CO,
            effective_on: day("2019-03-15"),
        }
    );
    given(events).when(moved).then_expect_events(Vec::new());
}

#[test]
fn a_transfer_is_refused_for_what_is_the_matter_with_it() {
    let there = || placement("TV-2");
    let elsewhere = |programme: &str, grantee: &str| {
        let mut place = there();
        place.terms.programme = ProgrammeCode::parse(programme).unwrap();
        place.grantee = OrganizationId::parse(grantee).unwrap();
        place
    };
    let table = [
        (
            placement("TV-1"),
            "2019-03-15",
            "TRANSFER_TO_SAME_SUB_AWARD",
        ),
        (
            Placement {
                active: false,
                ..there()
            },
            "2019-03-15",
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
        ),
        (
            elsewhere("TVAP", "another"),
            "2019-03-15",
            "TRANSFER_OUTSIDE_PRIME",
        ),
        (
            elsewhere("DVHT", "prime"),
            "2019-03-15",
            "TRANSFER_OUTSIDE_PRIME",
        ),
        (
            Placement {
                states: vec![State::UT],
                ..there()
            },
            "2019-03-15",
            "TRANSFER_OUTSIDE_REGION",
        ),
        (there(), "2018-10-14", "EFFECTIVE_ON_TOO_EARLY"),
        (there(), "2019-07-01", "EFFECTIVE_ON_IN_FUTURE"),
        (
            Placement {
                period: Period::try_new(day("2019-04-01"), day("2019-09-29")).unwrap(),
                ..there()
            },
            "2019-03-15",
            "TRANSFER_OUTSIDE_PERIOD",
        ),
    ];
    for (place, on, code) in table {
        let refused = state(&[enrol(enrolment())]).decide(&transfer_with(place, on));
        assert_eq!(refused.unwrap_err().code(), code);
    }
}
