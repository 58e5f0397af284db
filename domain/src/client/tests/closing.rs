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
