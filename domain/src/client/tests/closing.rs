//! Given/when/then: how a case ends.

use super::*;

#[test]
fn nothing_happens_to_a_case_after_it_closed() {
    let events = after(&[enrol(enrolment()), close("2019-02-15")]);
    given(events.clone())
        .when(close("2019-02-15"))
        .then_expect_events(Vec::new());
    for command in [
        close("2019-02-16"),
        change(ClientPhase::PreCertified, PhaseBasis::TVisa, "2019-07-01"),
        add(member(FamilyRelation::T2, "2019-07-01")),
        transfer_with(placement("TV-1"), "2019-07-01"),
    ] {
        // The phase is tested before anything that a policy has to say.
        given(events.clone())
            .when(command)
            .then_expect_error(ClientError::Closed {
                closed_on: day("2019-02-15"),
            });
    }
}

#[test]
fn a_case_does_not_close_before_its_latest_change() {
    given(after(&[
        enrol(enrolment()),
        add(member(FamilyRelation::T2, "2019-02-20")),
    ]))
    .when(close("2019-02-15"))
    .then_expect_error(
        EffectiveOnError::TooEarly {
            effective_on: day("2019-02-15"),
            earliest: day("2019-02-20"),
        }
        .into(),
    );
}

#[test]
fn a_closed_case_is_taken_up_again_and_the_gap_is_not_covered() {
    let events = after(&[
        enrol(EnrolClient {
            phase: ClientPhase::PreCertified,
            ..enrolment()
        }),
        close("2019-01-20"),
        reopen("2019-03-11"),
    ]);
    assert_eq!(
        events[2],
        ClientEvent::ClientReopened {
            client: code(CLIENT),
            reason: ReopeningReason::ReturnedForServices,
            effective_on: day("2019-03-11"),
        }
    );
    let mut client = Client::Unknown;
    for event in &events {
        client.evolve(event);
    }
    let coverage = |month| {
        let sub_award = SubAwardId::parse("TV-1").unwrap();
        let year = BenefitYear(day("2018-09-30"));
        let standing = client.standing(&sub_award, Month::parse(month).unwrap(), year, "");
        standing.unwrap().coverage
    };
    assert_eq!(coverage("2018-09"), Coverage::Before);
    assert_eq!(coverage("2019-01"), Coverage::Covered);
    assert_eq!(coverage("2019-02"), Coverage::After);
    assert_eq!(coverage("2019-03"), Coverage::Covered);
    assert_eq!(
        client
            .case()
            .unwrap()
            .phase_days(Month::parse("2019-03").unwrap())[0]
            .from,
        day("2019-03-11")
    );
    given(events)
        .when(reopen("2019-03-11"))
        .then_expect_events(Vec::new());
}

#[test]
fn a_reopening_is_refused_for_what_is_the_matter_with_it() {
    let closed_for = |reason| {
        vec![
            enrol(enrolment()),
            ClientCommand::Close {
                input: CloseClient {
                    client: code(CLIENT),
                    reason,
                    effective_on: day("2019-01-20"),
                },
                received_on: received_on(),
            },
        ]
    };
    let closed = || closed_for(ClosingReason::Custody);
    let place = || placement("TV-1");
    let table = [
        (vec![], place(), "2019-03-11", "UNKNOWN_CLIENT"),
        (
            vec![enrol(enrolment())],
            place(),
            "2019-03-11",
            "CLIENT_NOT_CLOSED",
        ),
        (
            closed_for(ClosingReason::Citizenship),
            place(),
            "2019-03-11",
            "CLIENT_NOT_FOREIGN_NATIONAL",
        ),
        (
            closed(),
            Placement {
                active: false,
                ..place()
            },
            "2019-03-11",
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
        ),
        (closed(), place(), "2019-07-01", "EFFECTIVE_ON_IN_FUTURE"),
        (closed(), place(), "2019-01-20", "EFFECTIVE_ON_TOO_EARLY"),
        (
            closed(),
            Placement {
                period: Period::try_new(day("2018-10-01"), day("2019-03-10")).unwrap(),
                ..place()
            },
            "2019-03-11",
            "REOPENING_OUTSIDE_PERIOD",
        ),
    ];
    for (commands, placement, on, code) in table {
        let refused = state(&commands).decide(&reopen_under(placement, on));
        assert_eq!(refused.unwrap_err().code(), code, "{on}");
    }
    assert_eq!(
        state(&closed())
            .decide(&reopen("2019-01-21"))
            .unwrap()
            .len(),
        1
    );
}
