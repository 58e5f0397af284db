//! Whose month it is: units, transfers, other payers, cover.

use super::*;

#[test]
fn a_sub_awardee_has_one_unit_of_case_management_a_month() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    let second = claim_of("TV-1", "2", CLIENTS[0], "2019-05", "100", "80");
    assert_eq!(
        told(submitted(&mut scenario, second)),
        (Outcome::Payable, "80.00".to_owned(), vec![97])
    );
}

#[test]
fn without_a_transfer_a_second_sub_awardees_month_is_a_duplicate() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    let second = claim("TV-2", "1", CLIENTS[0], "2019-05");
    denied(&told(submitted(&mut scenario, second)), 18);
    let unclaimed = claim("TV-2", "2", CLIENTS[0], "2019-04");
    denied(&told(submitted(&mut scenario, unclaimed)), 31);
}

#[test]
fn with_a_transfer_the_second_sub_awardees_month_is_included() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    let moved = TransferClient {
        client: client(CLIENTS[0]),
        to_sub_award: sub_award("TV-2"),
        state: State::CO,
        effective_on: day("2019-05-15"),
    };
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, moved);
    let second = claim_of("TV-2", "1", CLIENTS[0], "2019-05", "200", "310");
    assert_eq!(
        told(submitted(&mut scenario, second)),
        (Outcome::Payable, "310.00".to_owned(), vec![97])
    );
    // The former sub-awardee may still claim for its months, and no more for those after.
    let before = claim("TV-1", "2", CLIENTS[0], "2019-04");
    assert_eq!(told(submitted(&mut scenario, before)).0, Outcome::Payable);
    let after = claim("TV-1", "3", CLIENTS[0], "2019-06");
    denied(&told(submitted(&mut scenario, after)), 31);
}

#[test]
fn a_client_of_another_region_is_another_payers() {
    let texan = ExecuteSubAward {
        states: vec![State::TX],
        ..execute("TV-3", ASSISTANCE, SUB_AWARDEES[1], "1000")
    };
    let mut scenario = enrolled().given_by(ASSISTANCE_PRIME, texan).given_by(
        SUB_AWARDEES[1],
        EnrolClient {
            state: State::TX,
            ..enrol(CLIENTS[3], "TV-3")
        },
    );
    let decision = scenario.when_by(SUB_AWARDEES[0], claim("RR-1", "1", CLIENTS[3], "2019-05"));
    denied(&told(decision), 109);
    let decision = scenario.when_by(SUB_AWARDEES[0], claim("RR-1", "2", CLIENTS[0], "2019-05"));
    denied(&told(decision), 31);
}

#[test]
fn a_client_is_covered_from_the_month_of_enrolment_to_the_month_of_closing() {
    let closed = CloseClient {
        client: client(CLIENTS[0]),
        reason: ClosingReason::ServicesCompleted,
        effective_on: day("2019-04-02"),
    };
    let mut scenario = enrolled().given_by(
        SUB_AWARDEES[0],
        EnrolClient {
            effective_on: day("2019-02-20"),
            ..enrol(CLIENTS[3], "TV-1")
        },
    );
    let mut outcome = |number: &str, of: &str, month: &str| {
        told(submitted(&mut scenario, claim("TV-1", number, of, month)))
    };
    denied(&outcome("1", CLIENTS[3], "2019-01"), 26);
    assert_eq!(outcome("2", CLIENTS[3], "2019-02").0, Outcome::Payable);
    denied(&outcome("3", CLIENTS[0], "2018-09"), 96);
    let mut scenario = scenario.given_by(SUB_AWARDEES[0], closed);
    let mut outcome = |number: &str, month: &str| {
        told(submitted(
            &mut scenario,
            claim("TV-1", number, CLIENTS[0], month),
        ))
    };
    assert_eq!(outcome("4", "2019-04").0, Outcome::Payable);
    denied(&outcome("5", "2019-05"), 27);
}

#[test]
fn a_programme_without_claims_pays_none() {
    let mut scenario = Scenario::founded().given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "RR-1"));
    let decision = scenario.when_by(SUB_AWARDEES[0], claim("RR-1", "1", CLIENTS[0], "2019-05"));
    denied(&told(decision), 96);
}

#[test]
fn an_excluded_or_closed_sub_awardee_has_no_authorization() {
    let excluded = ExcludeOrganization {
        organization: organization(SUB_AWARDEES[0]),
        effective_on: day("2019-06-10"),
    };
    let mut scenario = enrolled().given(excluded);
    let decision = submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05"));
    denied(&told(decision), 197);

    let mut scenario = enrolled().given_by(
        ASSISTANCE_PRIME,
        CloseSubAward {
            sub_award: sub_award("TV-2"),
            effective_on: day("2019-06-10"),
        },
    );
    let decision = submitted(&mut scenario, claim("TV-2", "1", CLIENTS[2], "2019-05"));
    denied(&told(decision), 197);
}
