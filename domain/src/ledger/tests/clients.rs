//! Cases between sub-awardees, and what their clocks mean for claims.

use super::{code, types};
use crate::{
    claim::{ClaimEvent, Outcome},
    client::{
        AgeBand, ClientPhase, ClosingReason, ExtensionReason, LetterKind, Population,
        ReopeningReason, RequestReceipt,
    },
    ledger::{
        CloseClient, Decision, EnrolClient, Event, ExtendInterimAssistance, RecordLetter, Refusal,
        ReopenClient, TransferClient,
        testing::{
            ASSISTANCE_PRIME, CLIENTS, REGIONAL_PRIME, SUB_AWARDEES, Scenario, claim, client, day,
            enrol, sub_award,
        },
    },
    region::State,
};

const CHILD: &str = CLIENTS[4];

/// A child in interim assistance from 1 March 2019 on: 90 days end on 29 May.
fn with_a_child() -> Scenario {
    Scenario::serving().given_by(
        SUB_AWARDEES[0],
        EnrolClient {
            population: Population::Child,
            age_band: AgeBand::Under18,
            phase: ClientPhase::InterimAssistance,
            effective_on: day("2019-03-01"),
            ..enrol(CHILD, "TV-1")
        },
    )
}

fn extend(on: &str) -> ExtendInterimAssistance {
    ExtendInterimAssistance {
        client: client(CHILD),
        reason: ExtensionReason::DecisionPending,
        effective_on: day(on),
    }
}

fn close(of: &str, on: &str) -> CloseClient {
    CloseClient {
        client: client(of),
        reason: ClosingReason::LostContact,
        effective_on: day(on),
    }
}

fn reopen(of: &str, on: &str) -> ReopenClient {
    ReopenClient {
        client: client(of),
        reason: ReopeningReason::ReturnedForServices,
        effective_on: day(on),
    }
}

fn transfer(of: &str, to: &str, on: &str) -> TransferClient {
    TransferClient {
        client: client(of),
        to_sub_award: sub_award(to),
        state: State::CO,
        effective_on: day(on),
    }
}

/// The outcome of a claim, and the code that all of it is denied under.
fn outcome(decision: Result<Decision, Refusal>) -> (Outcome, Option<u16>) {
    let decision = decision.unwrap();
    let found = decision.events.iter().find_map(|(_, event)| {
        if let Event::Claim(ClaimEvent::ClaimAdjudicated { outcome, lines, .. }) = event {
            let first = lines[0].adjustments.first();
            Some((*outcome, first.map(|taken| taken.carc.number())))
        } else {
            None
        }
    });
    found.unwrap()
}

#[test]
fn the_prime_of_the_award_extends_interim_assistance_and_is_named() {
    let mut scenario = with_a_child();
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, extend("2019-05-29"))),
        "UNKNOWN_CLIENT"
    );
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, extend("2019-05-30"))),
        "INTERIM_ASSISTANCE_ENDED"
    );
    let decision = scenario.when_by(ASSISTANCE_PRIME, extend("2019-05-29"));
    assert_eq!(types(decision), ["InterimAssistanceExtended"]);
}

#[test]
fn a_month_after_the_window_is_not_covered_until_the_extension_covers_it() {
    let june = |number: &str| claim("TV-1", number, CHILD, "2019-06");
    let mut scenario = with_a_child();
    assert_eq!(
        outcome(scenario.when_by(SUB_AWARDEES[0], june("1"))),
        (Outcome::Denied, Some(27))
    );
    let mut scenario = with_a_child().given_by(ASSISTANCE_PRIME, extend("2019-05-29"));
    assert_eq!(
        outcome(scenario.when_by(SUB_AWARDEES[0], june("1"))).0,
        Outcome::Payable
    );
}

#[test]
fn a_letter_makes_a_child_eligible_or_ends_its_case() {
    let letter = |kind, under_18_on_receipt| RecordLetter {
        client: client(CHILD),
        kind,
        dated_on: day("2019-04-15"),
        basis: None,
        receipt: Some(RequestReceipt {
            received_on: day("2019-03-04"),
            under_18_on_receipt,
        }),
        effective_on: day("2019-04-15"),
    };
    let mut scenario = with_a_child();
    let eligible = scenario.when_by(SUB_AWARDEES[0], letter(LetterKind::Eligibility, true));
    assert_eq!(types(eligible), ["LetterRecorded", "ClientPhaseChanged"]);
    let mut scenario = with_a_child();
    let denied = scenario.when_by(
        SUB_AWARDEES[0],
        letter(LetterKind::EligibilityDenied, false),
    );
    assert_eq!(types(denied), ["LetterRecorded", "ClientClosed"]);
}

#[test]
fn a_code_has_one_active_case_manager_in_the_whole_programme() {
    let mut scenario = Scenario::serving();
    let again = enrol(CLIENTS[0], "TV-2");
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[1], again)),
        "CLIENT_CODE_USED"
    );
    let scenario = scenario.given_by(ASSISTANCE_PRIME, transfer(CLIENTS[0], "TV-2", "2019-04-10"));
    let mut scenario = scenario;
    // Whoever gave the case up has none under the code any more.
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[0], close(CLIENTS[0], "2019-05-02"))),
        "UNKNOWN_CLIENT"
    );
    assert_eq!(
        types(scenario.when_by(SUB_AWARDEES[1], close(CLIENTS[0], "2019-05-02"))),
        ["ClientClosed"]
    );
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[0], reopen(CLIENTS[0], "2019-05-20"))),
        "UNKNOWN_CLIENT"
    );
    assert_eq!(
        types(scenario.when_by(SUB_AWARDEES[1], reopen(CLIENTS[0], "2019-05-20"))),
        ["ClientReopened"]
    );
}

#[test]
fn a_closed_case_does_not_move_and_a_reopened_one_does() {
    let mut scenario =
        Scenario::serving().given_by(SUB_AWARDEES[0], close(CLIENTS[0], "2019-02-10"));
    let moved = || transfer(CLIENTS[0], "TV-2", "2019-05-10");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, moved())),
        "CLIENT_CLOSED"
    );
    let mut scenario = scenario.given_by(SUB_AWARDEES[0], reopen(CLIENTS[0], "2019-04-10"));
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, moved())),
        ["ClientTransferred"]
    );
}

#[test]
fn the_gap_of_a_reopened_case_is_not_covered() {
    let mut scenario = Scenario::serving()
        .given_by(SUB_AWARDEES[0], close(CLIENTS[0], "2019-02-10"))
        .given_by(SUB_AWARDEES[0], reopen(CLIENTS[0], "2019-04-10"));
    for (number, month, expected) in [
        ("1", "2019-02", (Outcome::Payable, None)),
        ("2", "2019-03", (Outcome::Denied, Some(27))),
        ("3", "2019-04", (Outcome::Payable, None)),
    ] {
        let of = claim("TV-1", number, CLIENTS[0], month);
        assert_eq!(
            outcome(scenario.when_by(SUB_AWARDEES[0], of)),
            expected,
            "{month}"
        );
    }
}
