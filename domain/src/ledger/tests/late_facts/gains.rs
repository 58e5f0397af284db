//! A month that gains by a late fact.

use super::*;

#[test]
fn a_late_certification_pays_a_month_that_was_not_covered() {
    let mut scenario = unscreened();
    let one = submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-03"));
    assert_eq!(told(one).0, Outcome::Denied);
    let letter = RecordLetter {
        client: client(CLIENTS[0]),
        kind: LetterKind::Certification,
        dated_on: day("2019-02-10"),
        basis: Some(PhaseBasis::TVisa),
        receipt: None,
        effective_on: day("2019-02-10"),
    };
    let decision = by_subawardee(&mut scenario, letter).unwrap();
    assert_eq!(
        types(Ok(decision.clone())),
        [
            "LetterRecorded",
            "ClientPhaseChanged",
            "ClaimReadjudicated",
            "FundsReserved",
            "BenefitReserved"
        ]
    );
    assert_eq!(
        again(&decision),
        [["TV-1:1", "0.00", "700.00", "700.00", "0.00"]]
    );
    assert!(matches!(
        state(&scenario, "TV-1", "1"),
        Claim::Payable { .. }
    ));
    scenario.when(approve("TV-1", "1")).unwrap_err();
}

#[test]
fn a_fact_that_says_nothing_new_of_a_month_moves_nothing() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-03")).unwrap();
    let decision = by_subawardee(&mut scenario, certified("2019-02-10"));
    assert_eq!(types(decision), ["ClientPhaseChanged"]);
    let late = by_subawardee(&mut scenario, family("2019-03-20"));
    assert_eq!(types(late), ["FamilyMemberAdded"]);
}

#[test]
fn a_late_certification_moves_the_difference_of_a_flat_rate() {
    let mut scenario = flat(flat_rules(), "20000");
    submitted(&mut scenario, unit("1", "2019-03")).unwrap();
    submitted(&mut scenario, unit("2", "2019-04")).unwrap();
    submitted(&mut scenario, unit("3", "2019-05")).unwrap();
    paid(&mut scenario, &["TV-1:1"]);
    approved(&mut scenario, "TV-1:2", "2019-06-20");
    let decision = by_subawardee(&mut scenario, certified("2019-03-01")).unwrap();
    // The latest first. Paid: $100 is owed back. Approved: the approval stands for what is left. Reserved: $100 is free.
    assert_eq!(
        again(&decision),
        [
            ["TV-1:3", "400.00", "300.00", "-100.00", "0.00"],
            ["TV-1:2", "400.00", "300.00", "-100.00", "0.00"],
            ["TV-1:1", "400.00", "300.00", "-100.00", "100.00"],
        ]
    );
    let names = types(Ok(decision));
    for name in ["FundsReleased", "FundsAccrualReversed", "ReceivableRaised"] {
        let times = names.iter().filter(|held| **held == name).count();
        assert_eq!(times, 1, "{name}");
    }
    let funds = funds(&scenario, "TV-1");
    assert_eq!(funds.reserved, money("300"));
    assert_eq!(funds.accrued, money("300"));
    assert_eq!(funds.paid, money("300"));
    assert_eq!(funds.receivable, money("100"));
    assert!(matches!(
        state(&scenario, "TV-1", "2"),
        Claim::Approved { .. }
    ));
    let first = state(&scenario, "TV-1", "1");
    assert!(matches!(first, Claim::Paid { file, .. } if file.paid() == money("300")));
    // The months count as certified ones: four are paid for, and the fifth claim for one is the last.
    let books = scenario.ledger.books();
    let case = books.client(&client(CLIENTS[0])).unwrap().case().unwrap();
    let phases: Vec<_> = case.benefits.iter().map(|held| &held.unit_phases).collect();
    assert_eq!(phases, [&vec![ClientPhase::Certified]; 3]);
}

#[test]
fn a_paid_claim_that_gains_is_approved_and_paid_for_the_difference() {
    let mut scenario = enrolled();
    let large = direct("TV-1", "1", CLIENTS[0], "2019-03", "7000");
    assert_eq!(told(submitted(&mut scenario, large)).1, "6000.00");
    paid(&mut scenario, &["TV-1:1"]);
    let decision = by_subawardee(&mut scenario, family("2019-03-20")).unwrap();
    assert_eq!(
        types(Ok(decision.clone())),
        [
            "FamilyMemberAdded",
            "ClaimReadjudicated",
            "FundsReserved",
            "BenefitReleased",
            "BenefitReserved"
        ]
    );
    assert_eq!(
        again(&decision),
        [["TV-1:1", "6000.00", "7000.00", "1000.00", "0.00"]]
    );
    assert_eq!(funds(&scenario, "TV-1").reserved, money("1000"));
    assert_eq!(funds(&scenario, "TV-1").paid, money("6000"));
    approved(&mut scenario, "TV-1:1", "2019-06-30");
    prepare(&mut scenario, "P-2", &["TV-1:1"], "2019-06-30").unwrap();
    confirm(&mut scenario, "P-2", "2019-06-30").unwrap();
    assert_eq!(funds(&scenario, "TV-1").paid, money("7000"));
    let claim = state(&scenario, "TV-1", "1");
    assert!(matches!(claim, Claim::Paid { file, .. } if file.paid() == money("7000")));
}

#[test]
fn what_there_are_no_funds_for_waits_and_what_was_paid_stays_paid() {
    let mut scenario = enrolled();
    let large = direct("TV-1", "1", CLIENTS[0], "2019-03", "7000");
    submitted(&mut scenario, large).unwrap();
    paid(&mut scenario, &["TV-1:1"]);
    // $14,000 is left; all but $500 of it is taken by others.
    for (at, month) in ["2019-01", "2019-02"].iter().enumerate() {
        let amount = if at == 0 { "6000" } else { "5999" };
        let other = direct("TV-1", &format!("o{at}"), CLIENTS[1], month, amount);
        drop(submitted(&mut scenario, other));
    }
    let left = funds(&scenario, "TV-1").available;
    let lowered = crate::ledger::LowerSubAward {
        sub_award: sub_award("TV-1"),
        amount: left.minus(money("500")).unwrap(),
        reason: reason("Less is needed"),
        effective_on: day("2019-06-28"),
    };
    scenario.when_by(ASSISTANCE_PRIME, lowered).unwrap();
    let decision = types(by_subawardee(&mut scenario, family("2019-03-20")));
    assert_eq!(
        decision[1..3],
        ["ClaimReadjudicated", "ClaimPendedForFunds"]
    );
    assert!(state(&scenario, "TV-1", "1").is_pended());
    let before = funds(&scenario, "TV-1");
    assert_eq!((before.paid, before.pended), (money("6000"), money("1000")));
    let released = raised(&mut scenario, "500");
    assert_eq!(
        released[2..],
        ["ClaimUnpended", "FundsReserved", "ClaimReleased"]
    );
}

#[test]
fn an_approved_claim_that_gains_is_paid_as_approved_and_gains_then() {
    let mut scenario = enrolled();
    let large = direct("TV-1", "1", CLIENTS[0], "2019-03", "7000");
    submitted(&mut scenario, large).unwrap();
    approved(&mut scenario, "TV-1:1", "2019-06-20");
    let decision = by_subawardee(&mut scenario, family("2019-03-20"));
    assert_eq!(
        types(decision),
        ["FamilyMemberAdded", "ClaimReadjudicationPostponed"]
    );
    assert_eq!(payable_of(&scenario, "1"), money("6000"));
    prepare(&mut scenario, "P-1", &["TV-1:1"], "2019-06-21").unwrap();
    let confirmed = types(confirm(&mut scenario, "P-1", "2019-06-22"));
    assert_eq!(
        confirmed,
        [
            "PaymentConfirmed",
            "ClaimPaid",
            "FundsPaid",
            "ClaimReadjudicated",
            "FundsReserved",
            "BenefitReleased",
            "BenefitReserved"
        ]
    );
    assert_eq!(funds(&scenario, "TV-1").reserved, money("1000"));
}
