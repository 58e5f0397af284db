//! Given/when/then: what a case begins with.

use super::*;

#[test]
fn an_attested_foreign_national_is_enrolled() {
    let events = enrolled();
    assert_eq!(events.len(), 1);
    let ClientEvent::ClientEnrolled {
        organization,
        state,
        phase,
        ..
    } = &events[0]
    else {
        panic!("{events:?}");
    };
    assert_eq!(organization.as_str(), "of-TV-1");
    assert_eq!((*state, *phase), (State::CO, ClientPhase::PendingScreening));
}

#[test]
fn each_attestation_that_is_missing_has_its_own_code() {
    let codes: Vec<_> = [
        |attested: &mut EnrolmentAttestation| attested.foreign_national = false,
        |attested: &mut EnrolmentAttestation| attested.out_of_situation = false,
        |attested: &mut EnrolmentAttestation| attested.needs_case_management = false,
        |attested: &mut EnrolmentAttestation| attested.not_in_custody = false,
    ]
    .into_iter()
    .map(|withhold| {
        let mut input = enrolment();
        withhold(&mut input.attestation);
        Client::Unknown.decide(&enrol(input)).unwrap_err().code()
    })
    .collect();
    assert_eq!(
        codes,
        [
            "CLIENT_NOT_FOREIGN_NATIONAL",
            "CLIENT_STILL_IN_SITUATION",
            "CLIENT_NEEDS_NO_CASE_MANAGEMENT",
            "CLIENT_IN_CUSTODY"
        ]
    );
}

#[test]
fn an_enrolment_is_refused_for_what_is_the_matter_with_it() {
    let refused = |input: EnrolClient, placement: Placement| {
        Client::Unknown
            .decide(&enrol_with(input, placement))
            .unwrap_err()
            .code()
    };
    let here = || placement("TV-1");
    let table = [
        (
            EnrolClient {
                phase: ClientPhase::Eligible,
                ..enrolment()
            },
            here(),
            "CLIENT_PHASE_NOT_OF_POPULATION",
        ),
        (
            EnrolClient {
                phase: ClientPhase::Certified,
                ..child()
            },
            here(),
            "CLIENT_PHASE_NOT_OF_POPULATION",
        ),
        (
            EnrolClient {
                age_band: AgeBand::Under18,
                ..enrolment()
            },
            here(),
            "CLIENT_AGE_BAND_NOT_OF_POPULATION",
        ),
        (
            EnrolClient {
                age_band: AgeBand::From45,
                ..child()
            },
            here(),
            "CLIENT_AGE_BAND_NOT_OF_POPULATION",
        ),
        (
            enrolment(),
            Placement {
                active: false,
                ..here()
            },
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
        ),
        (
            EnrolClient {
                state: State::UT,
                ..enrolment()
            },
            here(),
            "ENROLMENT_OUTSIDE_REGION",
        ),
        (
            EnrolClient {
                state: State::TX,
                ..enrolment()
            },
            Placement {
                states: Vec::new(),
                ..here()
            },
            "ENROLMENT_OUTSIDE_REGION",
        ),
        (
            EnrolClient {
                effective_on: day("2019-07-01"),
                ..enrolment()
            },
            here(),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            EnrolClient {
                effective_on: day("2018-09-30"),
                ..enrolment()
            },
            here(),
            "ENROLMENT_OUTSIDE_PERIOD",
        ),
    ];
    for (input, placement, code) in table {
        assert_eq!(refused(input, placement), code);
    }
}

#[test]
fn an_enrolments_guards_stand_in_order() {
    // Everything is wrong at once; mending the first fault shows the next.
    let mut input = EnrolClient {
        state: State::TX,
        phase: ClientPhase::Eligible,
        age_band: AgeBand::Under18,
        effective_on: day("2019-07-01"),
        attestation: EnrolmentAttestation {
            foreign_national: false,
            ..enrolment().attestation
        },
        ..enrolment()
    };
    let mut place = Placement {
        active: false,
        period: Period::try_new(day("2018-01-01"), day("2018-01-31")).unwrap(),
        ..placement("TV-1")
    };
    let mut seen = Vec::new();
    for mend in 0..7 {
        let code = Client::Unknown
            .decide(&enrol_with(input.clone(), place.clone()))
            .unwrap_err()
            .code();
        seen.push(code);
        match mend {
            0 => place.active = true,
            1 => input.attestation.foreign_national = true,
            2 => input.phase = ClientPhase::Certified,
            3 => input.age_band = AgeBand::NotStated,
            4 => input.state = State::CO,
            _ => input.effective_on = day("2019-06-30"),
        }
    }
    assert_eq!(
        seen,
        [
            "CLIENT_SUB_AWARD_NOT_ACTIVE",
            "CLIENT_NOT_FOREIGN_NATIONAL",
            "CLIENT_PHASE_NOT_OF_POPULATION",
            "CLIENT_AGE_BAND_NOT_OF_POPULATION",
            "ENROLMENT_OUTSIDE_REGION",
            "EFFECTIVE_ON_IN_FUTURE",
            "ENROLMENT_OUTSIDE_PERIOD"
        ]
    );
}

#[test]
fn a_code_is_used_once() {
    given(enrolled())
        .when(enrol(enrolment()))
        .then_expect_events(Vec::new());
    given(enrolled())
        .when(enrol(child()))
        .then_expect_error(ClientError::CodeUsed {
            client: code(CLIENT),
        });
}
