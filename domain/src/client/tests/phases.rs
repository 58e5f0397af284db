//! Given/when/then: how a case moves from phase to phase.

use super::*;

#[test]
fn an_adult_is_certified_on_any_one_of_three_grounds() {
    for basis in [
        PhaseBasis::ContinuedPresence,
        PhaseBasis::TVisa,
        PhaseBasis::BonaFideTApplication,
    ] {
        given(after(&[
            enrol(enrolment()),
            change(
                ClientPhase::PreCertified,
                PhaseBasis::Screening,
                "2018-11-01",
            ),
        ]))
        .when(change(ClientPhase::Certified, basis, "2019-01-10"))
        .then_expect_events(vec![ClientEvent::ClientPhaseChanged {
            client: code(CLIENT),
            from: ClientPhase::PreCertified,
            to: ClientPhase::Certified,
            basis,
            effective_on: day("2019-01-10"),
        }]);
    }
}

#[test]
fn a_case_goes_forward_and_only_as_far_as_its_basis_carries() {
    use ClientPhase::{Certified, Eligible, PendingScreening, PreCertified};
    let adult = || vec![enrol(enrolment())];
    let certified = || {
        let mut commands = adult();
        commands.push(change(Certified, PhaseBasis::TVisa, "2019-01-10"));
        commands
    };
    let table = [
        (
            adult(),
            PreCertified,
            PhaseBasis::TVisa,
            "2018-11-01",
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
        (
            adult(),
            Certified,
            PhaseBasis::Screening,
            "2018-11-01",
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
        (
            adult(),
            Certified,
            PhaseBasis::EligibilityLetter,
            "2018-11-01",
            "CLIENT_PHASE_BASIS_INSUFFICIENT",
        ),
        (
            adult(),
            Eligible,
            PhaseBasis::EligibilityLetter,
            "2018-11-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            certified(),
            PreCertified,
            PhaseBasis::Screening,
            "2019-02-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            certified(),
            PendingScreening,
            PhaseBasis::Screening,
            "2019-02-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            certified(),
            Certified,
            PhaseBasis::TVisa,
            "2019-02-01",
            "CLIENT_PHASE_HOLDS",
        ),
        (
            adult(),
            PreCertified,
            PhaseBasis::Screening,
            "2018-10-14",
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            adult(),
            PreCertified,
            PhaseBasis::Screening,
            "2019-07-01",
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![enrol(child())],
            Certified,
            PhaseBasis::TVisa,
            "2018-11-01",
            "CLIENT_PHASE_OUT_OF_ORDER",
        ),
        (
            vec![],
            PreCertified,
            PhaseBasis::Screening,
            "2018-11-01",
            "UNKNOWN_CLIENT",
        ),
    ];
    for (commands, phase, basis, on, code) in table {
        let refused = state(&commands).decide(&change(phase, basis, on));
        assert_eq!(
            refused.unwrap_err().code(),
            code,
            "{phase:?} {basis:?} {on}"
        );
    }
}

#[test]
fn a_repeated_change_of_phase_changes_nothing() {
    let certified = change(ClientPhase::Certified, PhaseBasis::TVisa, "2019-01-10");
    given(after(&[enrol(enrolment()), certified.clone()]))
        .when(certified)
        .then_expect_events(Vec::new());
}
