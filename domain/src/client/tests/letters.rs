//! Given/when/then: letters, and the interim assistance that a child has until its letter comes.

use super::*;

fn letter(kind: LetterKind, on: &str) -> RecordLetter {
    let child = kind != LetterKind::Certification;
    RecordLetter {
        client: code(CLIENT),
        kind,
        dated_on: day(on),
        basis: (!child).then_some(PhaseBasis::ContinuedPresence),
        receipt: child.then(|| RequestReceipt {
            received_on: day("2018-10-10"),
            under_18_on_receipt: true,
        }),
        effective_on: day(on),
    }
}

fn record(input: RecordLetter) -> ClientCommand {
    ClientCommand::RecordLetter {
        input,
        received_on: received_on(),
    }
}

fn extend_by(reason: ExtensionReason, on: &str) -> ClientCommand {
    ClientCommand::ExtendInterimAssistance {
        input: ExtendInterimAssistance {
            client: code(CLIENT),
            reason,
            effective_on: day(on),
        },
        approved_by: ActorId::parse("prime-officer-1").unwrap(),
        received_on: received_on(),
    }
}

fn extend(on: &str) -> ClientCommand {
    extend_by(ExtensionReason::DecisionPending, on)
}

fn refused(given: &[ClientCommand], command: &ClientCommand) -> &'static str {
    state(given).decide(command).unwrap_err().code()
}

#[test]
fn a_certification_letter_is_kept_and_certifies() {
    let events = after(&[
        enrol(enrolment()),
        record(letter(LetterKind::Certification, "2019-01-31")),
    ]);
    assert_eq!(
        events[1..],
        [
            ClientEvent::LetterRecorded {
                client: code(CLIENT),
                kind: LetterKind::Certification,
                dated_on: day("2019-01-31"),
                ends_on: None,
                benefits_end_on: Some(day("2019-09-30")),
                receipt: None,
                effective_on: day("2019-01-31"),
            },
            ClientEvent::ClientPhaseChanged {
                client: code(CLIENT),
                from: ClientPhase::PendingScreening,
                to: ClientPhase::Certified,
                basis: PhaseBasis::ContinuedPresence,
                effective_on: day("2019-01-31"),
            }
        ]
    );
    given(events)
        .when(record(letter(LetterKind::Certification, "2019-01-31")))
        .then_expect_events(Vec::new());
}

#[test]
fn a_letter_for_what_holds_already_moves_nothing() {
    let certified = change(ClientPhase::Certified, PhaseBasis::TVisa, "2019-01-10");
    let seen = RecordLetter {
        basis: None,
        ..letter(LetterKind::Certification, "2019-02-01")
    };
    let events = after(&[enrol(enrolment()), certified, record(seen)]);
    assert_eq!(events.len(), 3);
    assert_eq!(events[2].name(), "LetterRecorded");
}

#[test]
fn a_filing_receipt_is_never_enough() {
    let filed = RecordLetter {
        basis: Some(PhaseBasis::FilingReceipt),
        ..letter(LetterKind::Certification, "2019-01-31")
    };
    let table = [
        (record(filed), "FILING_RECEIPT_NOT_ENOUGH"),
        (
            change(
                ClientPhase::Certified,
                PhaseBasis::FilingReceipt,
                "2019-01-31",
            ),
            "FILING_RECEIPT_NOT_ENOUGH",
        ),
        (
            record(RecordLetter {
                basis: None,
                ..letter(LetterKind::Certification, "2019-01-31")
            }),
            "CERTIFICATION_BASIS_MISSING",
        ),
        (
            record(RecordLetter {
                basis: Some(PhaseBasis::Screening),
                ..letter(LetterKind::Certification, "2019-01-31")
            }),
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
    ];
    for (command, code) in table {
        assert_eq!(refused(&[enrol(enrolment())], &command), code);
    }
}

#[test]
fn a_letters_guards_stand_in_order() {
    // Everything is wrong at once; mending the first fault shows the next.
    let mut input = RecordLetter {
        kind: LetterKind::Certification,
        dated_on: day("2019-07-02"),
        basis: None,
        receipt: Some(RequestReceipt {
            received_on: day("2019-07-03"),
            under_18_on_receipt: false,
        }),
        effective_on: day("2019-07-01"),
        ..letter(LetterKind::Eligibility, "2019-01-15")
    };
    let mut seen = Vec::new();
    for mend in 0..6 {
        seen.push(refused(&[enrol(child())], &record(input.clone())));
        match mend {
            0 => input.kind = LetterKind::Eligibility,
            1 => input.dated_on = day("2019-01-15"),
            2 => {
                input.receipt = Some(RequestReceipt {
                    received_on: day("2019-01-15"),
                    under_18_on_receipt: false,
                });
            }
            3 => {
                input.receipt = Some(RequestReceipt {
                    received_on: day("2019-01-15"),
                    under_18_on_receipt: true,
                });
            }
            _ => input.effective_on = day("2018-10-14"),
        }
    }
    assert_eq!(
        seen,
        [
            "LETTER_NOT_OF_POPULATION",
            "LETTER_DATED_IN_FUTURE",
            "REQUEST_RECEIVED_AFTER_LETTER",
            "CHILD_AGE_ON_RECEIPT_NOT_ATTESTED",
            "EFFECTIVE_ON_IN_FUTURE",
            "EFFECTIVE_ON_TOO_EARLY"
        ]
    );
}

#[test]
fn a_child_becomes_eligible_by_its_letter_and_by_nothing_else() {
    assert_eq!(
        refused(
            &[enrol(child())],
            &change(
                ClientPhase::Eligible,
                PhaseBasis::EligibilityLetter,
                "2018-12-01"
            )
        ),
        "ELIGIBILITY_LETTER_NOT_RECORDED"
    );
    let client = state(&[
        enrol(child()),
        record(letter(LetterKind::Eligibility, "2018-12-01")),
    ]);
    assert_eq!(client.case().unwrap().phase(), ClientPhase::Eligible);
}

#[test]
fn age_is_tested_on_the_day_of_the_receipt() {
    let unattested = RecordLetter {
        receipt: None,
        ..letter(LetterKind::Eligibility, "2018-12-01")
    };
    assert_eq!(
        refused(&[enrol(child())], &record(unattested)),
        "CHILD_AGE_ON_RECEIPT_NOT_ATTESTED"
    );
    // Who has come of age since the request was received is eligible all the same.
    let of_age = EnrolClient {
        age_band: AgeBand::From18To24,
        ..child()
    };
    let letter = record(letter(LetterKind::Eligibility, "2018-12-01"));
    assert_eq!(after(&[enrol(of_age), letter]).len(), 3);
}

#[test]
fn an_interim_letter_is_kept_and_moves_nothing() {
    let interim = RecordLetter {
        receipt: None,
        ..letter(LetterKind::InterimAssistance, "2018-10-15")
    };
    let events = after(&[enrol(child()), record(interim)]);
    assert_eq!(events.len(), 2);
}

#[test]
fn a_denied_child_is_not_covered_any_longer() {
    let denied = RecordLetter {
        receipt: Some(RequestReceipt {
            received_on: day("2018-10-10"),
            under_18_on_receipt: false,
        }),
        ..letter(LetterKind::EligibilityDenied, "2018-12-14")
    };
    let events = after(&[enrol(child()), record(denied.clone())]);
    assert_eq!(
        events[2],
        ClientEvent::ClientClosed {
            client: code(CLIENT),
            reason: ClosingReason::NotEligible,
            effective_on: day("2018-12-14"),
        }
    );
    given(events)
        .when(record(denied.clone()))
        .then_expect_events(Vec::new());
    assert_eq!(
        refused(
            &[
                enrol(child()),
                record(letter(LetterKind::Eligibility, "2018-12-01"))
            ],
            &record(denied)
        ),
        "CLIENT_PHASE_HOLDS"
    );
}

#[test]
fn a_certification_that_came_late_reaches_a_case_that_closed_since() {
    let closed = [enrol(enrolment()), close("2019-02-15")];
    let certified = |on| record(letter(LetterKind::Certification, on));
    assert_eq!(
        state(&closed)
            .decide(&certified("2019-02-15"))
            .unwrap()
            .len(),
        2
    );
    assert_eq!(refused(&closed, &certified("2019-02-16")), "CLIENT_CLOSED");
}

#[test]
fn interim_assistance_is_extended_by_30_days() {
    // 2019-01-12 is the ninetieth day.
    let events = after(&[enrol(child()), extend("2019-01-12")]);
    assert_eq!(
        events[1],
        ClientEvent::InterimAssistanceExtended {
            client: code(CLIENT),
            reason: ExtensionReason::DecisionPending,
            approved_by: ActorId::parse("prime-officer-1").unwrap(),
            ends_on: day("2019-02-11"),
            effective_on: day("2019-01-12"),
        }
    );
    given(events)
        .when(extend("2019-01-12"))
        .then_expect_events(Vec::new());
    let client = state(&[enrol(child()), extend("2019-01-12")]);
    let month = |text| {
        client
            .case()
            .unwrap()
            .phase_days(Month::parse(text).unwrap())
    };
    assert_eq!(month("2019-02")[0].through, day("2019-02-11"));
    assert_eq!(month("2019-03"), []);
}

#[test]
fn interim_assistance_is_extended_once_and_before_it_ends() {
    let eligible = record(letter(LetterKind::Eligibility, "2018-12-01"));
    let another = extend_by(ExtensionReason::InformationAwaited, "2019-01-02");
    let table = [
        (
            vec![enrol(child())],
            extend("2019-01-13"),
            "INTERIM_ASSISTANCE_ENDED",
        ),
        (
            vec![enrol(child()), extend("2019-01-02")],
            extend("2019-01-13"),
            "INTERIM_ASSISTANCE_EXTENDED_ALREADY",
        ),
        (
            vec![enrol(child()), extend("2019-01-02")],
            another,
            "INTERIM_ASSISTANCE_EXTENDED_ALREADY",
        ),
        (
            vec![enrol(child()), eligible],
            extend("2019-01-02"),
            "NOT_IN_INTERIM_ASSISTANCE",
        ),
        (
            vec![enrol(enrolment())],
            extend("2018-10-20"),
            "NOT_IN_INTERIM_ASSISTANCE",
        ),
        (
            vec![enrol(child())],
            extend("2018-10-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (vec![], extend("2019-01-02"), "UNKNOWN_CLIENT"),
        (
            vec![enrol(child()), close("2018-11-01")],
            extend("2018-10-20"),
            "CLIENT_CLOSED",
        ),
    ];
    for (commands, command, code) in table {
        assert_eq!(refused(&commands, &command), code);
    }
}

#[test]
fn a_letter_from_before_6_november_2001_ends_certification_with_itself() {
    let place = Placement {
        period: Period::try_new(day("2001-01-01"), day("2003-12-31")).unwrap(),
        ..placement("TV-1")
    };
    let early = EnrolClient {
        phase: ClientPhase::PreCertified,
        effective_on: day("2001-10-01"),
        ..enrolment()
    };
    let covers = |dated_on: &str, month: &str| {
        let client = state(&[
            enrol_with(early.clone(), place.clone()),
            record(letter(LetterKind::Certification, dated_on)),
        ]);
        let days = client
            .case()
            .unwrap()
            .phase_days(Month::parse(month).unwrap());
        days.last().map(|days| days.through.to_string())
    };
    assert_eq!(
        covers("2001-11-05", "2002-07"),
        Some("2002-07-04".to_owned())
    );
    assert_eq!(covers("2001-11-05", "2002-08"), None);
    assert_eq!(
        covers("2001-11-06", "2002-08"),
        Some("2002-08-31".to_owned())
    );
}
