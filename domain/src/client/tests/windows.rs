//! Given/when/then: on which days a case is covered, and in which phase.

use super::*;

fn client(text: &str) -> Client {
    let input = match text {
        "screening" => enrolment(),
        "child" => child(),
        _ => EnrolClient {
            phase: ClientPhase::PreCertified,
            ..enrolment()
        },
    };
    state(&[enrol(input)])
}

fn days(client: &Client, month: &str) -> Vec<(ClientPhase, String, String)> {
    client
        .case()
        .unwrap()
        .phase_days(Month::parse(month).unwrap())
        .into_iter()
        .map(|days| (days.phase, days.from.to_string(), days.through.to_string()))
        .collect()
}

fn spans(of: &[(ClientPhase, &str, &str)]) -> Vec<(ClientPhase, String, String)> {
    of.iter()
        .map(|(phase, from, through)| (*phase, (*from).to_owned(), (*through).to_owned()))
        .collect()
}

fn coverage(client: &Client, month: &str) -> Coverage {
    client
        .standing(
            &SubAwardId::parse("TV-1").unwrap(),
            Month::parse(month).unwrap(),
            BenefitYear(day("2018-09-30")),
            "another digest",
        )
        .unwrap()
        .coverage
}

fn changed(client: &Client, phase: ClientPhase, basis: PhaseBasis, on: &str) -> Client {
    let mut client = client.clone();
    for event in client.decide(&change(phase, basis, on)).unwrap() {
        client.evolve(&event);
    }
    client
}

#[test]
fn screening_covers_42_days_and_not_the_43rd() {
    use ClientPhase::PendingScreening;
    let client = client("screening");
    assert_eq!(
        days(&client, "2018-10"),
        spans(&[(PendingScreening, "2018-10-15", "2018-10-31")])
    );
    // 17 days of October and 25 of November.
    assert_eq!(
        days(&client, "2018-11"),
        spans(&[(PendingScreening, "2018-11-01", "2018-11-25")])
    );
    assert_eq!(days(&client, "2018-12"), spans(&[]));
    assert_eq!(coverage(&client, "2018-09"), Coverage::Before);
    assert_eq!(coverage(&client, "2018-11"), Coverage::Covered);
    assert_eq!(coverage(&client, "2018-12"), Coverage::After);
}

#[test]
fn interim_assistance_covers_90_days_and_not_the_91st() {
    use ClientPhase::InterimAssistance;
    let client = client("child");
    // 17 + 30 + 31 + 12 days.
    assert_eq!(
        days(&client, "2019-01"),
        spans(&[(InterimAssistance, "2019-01-01", "2019-01-12")])
    );
    assert_eq!(coverage(&client, "2019-02"), Coverage::After);
}

#[test]
fn a_lapsed_window_leaves_days_that_no_phase_covers() {
    use ClientPhase::{PendingScreening, PreCertified};
    let late = changed(
        &client("screening"),
        PreCertified,
        PhaseBasis::Screening,
        "2018-11-28",
    );
    assert_eq!(
        days(&late, "2018-11"),
        spans(&[
            (PendingScreening, "2018-11-01", "2018-11-25"),
            (PreCertified, "2018-11-28", "2018-11-30")
        ])
    );
}

#[test]
fn a_phase_ends_on_the_day_before_the_next_one() {
    use ClientPhase::{Certified, PendingScreening, PreCertified};
    let screened = changed(
        &client("screening"),
        PreCertified,
        PhaseBasis::Screening,
        "2018-11-01",
    );
    let certified = changed(&screened, Certified, PhaseBasis::TVisa, "2019-01-10");
    assert_eq!(
        days(&certified, "2018-10"),
        spans(&[(PendingScreening, "2018-10-15", "2018-10-31")])
    );
    assert_eq!(
        days(&certified, "2019-01"),
        spans(&[
            (PreCertified, "2019-01-01", "2019-01-09"),
            (Certified, "2019-01-10", "2019-01-31")
        ])
    );
    // Recorded after the screening, but effective before it: it takes the days of what came later.
    let early = changed(
        &screened,
        Certified,
        PhaseBasis::ContinuedPresence,
        "2018-10-20",
    );
    assert_eq!(
        days(&early, "2018-10"),
        spans(&[
            (PendingScreening, "2018-10-15", "2018-10-19"),
            (Certified, "2018-10-20", "2018-10-31")
        ])
    );
    assert_eq!(
        days(&early, "2018-11"),
        spans(&[(Certified, "2018-11-01", "2018-11-30")])
    );
}

#[test]
fn a_late_phase_reaches_back_to_the_enrolment_and_no_further() {
    let moved = state(&[
        enrol(enrolment()),
        transfer_with(placement("TV-2"), "2019-03-15"),
    ]);
    let certify = |on: &str| change(ClientPhase::Certified, PhaseBasis::TVisa, on);
    assert_eq!(moved.decide(&certify("2018-10-15")).unwrap().len(), 1);
    assert_eq!(
        moved.decide(&certify("2018-10-14")).unwrap_err().code(),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    // A late phase does not let anything else happen earlier.
    let certified = changed(
        &moved,
        ClientPhase::Certified,
        PhaseBasis::TVisa,
        "2018-11-01",
    );
    assert_eq!(
        certified.decide(&close("2019-03-14")).unwrap_err().code(),
        "EFFECTIVE_ON_TOO_EARLY"
    );
}

#[test]
fn the_day_of_the_closing_is_the_last_and_custody_is_not_covered_at_all() {
    use ClientPhase::PreCertified;
    let closed = |reason| {
        let mut client = client("pre-certified");
        let close = ClientCommand::Close {
            input: CloseClient {
                client: code(CLIENT),
                reason,
                effective_on: day("2019-02-01"),
            },
            received_on: received_on(),
        };
        for event in client.decide(&close).unwrap() {
            client.evolve(&event);
        }
        client
    };
    let completed = closed(ClosingReason::ServicesCompleted);
    assert_eq!(
        days(&completed, "2019-02"),
        spans(&[(PreCertified, "2019-02-01", "2019-02-01")])
    );
    assert_eq!(coverage(&completed, "2019-03"), Coverage::After);
    let custody = closed(ClosingReason::Custody);
    assert_eq!(
        days(&custody, "2019-01"),
        spans(&[(PreCertified, "2019-01-01", "2019-01-31")])
    );
    assert_eq!(coverage(&custody, "2019-02"), Coverage::After);
}
