//! Facts about a case that come late: its claims are adjudicated again in the same decision, and the difference moves.

use super::{
    claims::{approve, direct, enrolled, state, submitted, told},
    code,
    corrections::{by_subawardee, funds},
    recovery::{approved, confirm, prepare},
    types,
};
use crate::{
    claim::{Claim, ClaimEvent, Outcome},
    client::{
        ClientPhase, ClosingReason, FamilyRelation, LeavingReason, LetterKind, PhaseBasis,
        ReopeningReason,
    },
    ledger::{
        AddFamilyMember, ChangeClientPhase, CloseClient, Decision, EnrolClient, Event, IssueAward,
        PublishRuleSet, RaiseSubAward, ReadjudicateClaims, RecordLetter, RemoveFamilyMember,
        ReopenClient, SuspendSubAward, TransferClient,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, SUB_AWARDEES, Scenario, assistance_award, claim,
            client, day, enrol, execute, money, reason, sub_award,
        },
    },
    money::Money,
    programme::{PendedOrder, RuleSet, catalogue},
    region::State,
    text::Label,
};

const FAMILY: &str = "C-000000000000FA01";

fn close(on: &str) -> CloseClient {
    CloseClient {
        client: client(CLIENTS[0]),
        reason: ClosingReason::ServicesCompleted,
        effective_on: day(on),
    }
}

fn family(on: &str) -> AddFamilyMember {
    AddFamilyMember {
        client: client(CLIENTS[0]),
        member: client(FAMILY),
        relation: FamilyRelation::T3,
        in_household: true,
        effective_on: day(on),
    }
}

fn certified(on: &str) -> ChangeClientPhase {
    ChangeClientPhase {
        client: client(CLIENTS[0]),
        phase: ClientPhase::Certified,
        basis: PhaseBasis::TVisa,
        effective_on: day(on),
    }
}

/// An adult who was never screened: covered for 42 days, to 2018-11-25.
fn unscreened() -> Scenario {
    Scenario::founded().given_by(
        SUB_AWARDEES[0],
        EnrolClient {
            phase: ClientPhase::PendingScreening,
            ..enrol(CLIENTS[0], "TV-1")
        },
    )
}

/// $400 a pre-certified month and $300 a certified one, as the per-capita contract paid.
fn flat(rules: RuleSet, funds: &str) -> Scenario {
    let notice = Label::parse("flat").unwrap();
    Scenario::registered()
        .given(PublishRuleSet {
            programme: assistance_award().programme,
            notice: notice.clone(),
            rules,
            effective_on: day("2018-09-30"),
        })
        .given(IssueAward {
            notice,
            ..assistance_award()
        })
        .given_by(
            ASSISTANCE_PRIME,
            execute("TV-1", ASSISTANCE, SUB_AWARDEES[0], funds),
        )
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
}

fn flat_rules() -> RuleSet {
    RuleSet {
        partial_payment: false,
        pended_order: PendedOrder::Receipt,
        ..catalogue::flat_rules()
    }
}

fn unit(number: &str, month: &str) -> crate::ledger::SubmitClaim {
    let mut one = claim("TV-1", number, CLIENTS[0], month);
    one.lines.truncate(1);
    one.lines[0].billed = money("400");
    one
}

fn paid(scenario: &mut Scenario, claims: &[&str]) {
    for claim in claims {
        approved(scenario, claim, "2019-06-20");
    }
    prepare(scenario, "P-1", claims, "2019-06-21").unwrap();
    confirm(scenario, "P-1", "2019-06-22").unwrap();
}

fn raised(scenario: &mut Scenario, amount: &str) -> Vec<&'static str> {
    let raise = RaiseSubAward {
        sub_award: sub_award("TV-1"),
        amount: money(amount),
        reason: reason("Claims wait"),
        effective_on: day("2019-06-29"),
    };
    types(scenario.when_by(ASSISTANCE_PRIME, raise))
}

/// Before, payable, difference and overpaid of each claim that was adjudicated again.
fn again(decision: &Decision) -> Vec<[String; 5]> {
    let each = decision.events.iter().filter_map(|(_, event)| {
        let Event::Claim(ClaimEvent::ClaimReadjudicated {
            claim,
            before,
            payable,
            difference,
            overpaid,
            ..
        }) = event
        else {
            return None;
        };
        Some([
            claim.to_string(),
            before.to_string(),
            payable.to_string(),
            difference.to_string(),
            overpaid.to_string(),
        ])
    });
    each.collect()
}

fn payable_of(scenario: &Scenario, number: &str) -> Money {
    let file = state(scenario, "TV-1", number).file().unwrap();
    file.payable
}

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

#[test]
fn a_claim_in_a_payment_is_paid_as_signed_and_owes_back_then() {
    signed();
}

/// A late fact about a claim that is in a payment.
pub(super) fn signed() -> Scenario {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    approved(&mut scenario, "TV-1:1", "2019-06-20");
    prepare(&mut scenario, "P-1", &["TV-1:1"], "2019-06-21").unwrap();
    let decision = by_subawardee(&mut scenario, close("2019-04-30"));
    assert_eq!(
        types(decision),
        ["ClientClosed", "ClaimReadjudicationPostponed"]
    );
    let confirmed = types(confirm(&mut scenario, "P-1", "2019-06-22"));
    assert_eq!(
        confirmed[1..],
        [
            "ClaimPaid",
            "FundsPaid",
            "ClaimReadjudicated",
            "ReceivableRaised",
            "BenefitReleased",
            "ClaimTurnedDown"
        ]
    );
    assert_eq!(funds(&scenario, "TV-1").receivable, money("700"));
    assert!(matches!(
        state(&scenario, "TV-1", "1"),
        Claim::Rejected { .. }
    ));
    scenario
}

#[test]
fn a_month_that_is_covered_after_all_is_paid_again_from_what_is_owed() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    paid(&mut scenario, &["TV-1:1"]);
    by_subawardee(&mut scenario, close("2019-04-30")).unwrap();
    assert_eq!(funds(&scenario, "TV-1").receivable, money("700"));
    let reopened = ReopenClient {
        client: client(CLIENTS[0]),
        reason: ReopeningReason::ClosedInError,
        effective_on: day("2019-05-01"),
    };
    let decision = by_subawardee(&mut scenario, reopened).unwrap();
    assert_eq!(
        again(&decision),
        [["TV-1:1", "0.00", "700.00", "700.00", "0.00"]]
    );
    // It is to be approved and paid anew; the next payment withholds what is owed back.
    let funds = funds(&scenario, "TV-1");
    assert_eq!(
        (funds.reserved, funds.receivable),
        (money("700"), money("700"))
    );
}

#[test]
fn a_claim_that_waits_keeps_its_place_for_another_amount() {
    waiting();
}

/// A late fact about a claim that waits.
pub(super) fn waiting() -> Scenario {
    let mut scenario = enrolled().given_by(
        ASSISTANCE_PRIME,
        SuspendSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("A visit"),
            effective_on: day("2019-06-10"),
        },
    );
    by_subawardee(&mut scenario, family("2019-03-01")).unwrap();
    submitted(
        &mut scenario,
        direct("TV-1", "1", CLIENTS[0], "2019-03", "7000"),
    )
    .unwrap();
    submitted(&mut scenario, claim("TV-1", "2", CLIENTS[1], "2019-03")).unwrap();
    let left = RemoveFamilyMember {
        client: client(CLIENTS[0]),
        member: client(FAMILY),
        reason: LeavingReason::LeftHousehold,
        effective_on: day("2019-03-01"),
    };
    let decision = by_subawardee(&mut scenario, left);
    assert_eq!(
        types(decision)[1..3],
        ["ClaimReadjudicated", "PendedClaimChanged"]
    );
    let books = scenario.ledger.books();
    let waiting: Vec<_> = books
        .sub_award(&sub_award("TV-1"))
        .unwrap()
        .pended()
        .map(|held| (held.claim.to_string(), held.amount))
        .collect();
    assert_eq!(
        waiting,
        [
            ("TV-1:1".to_owned(), money("6000")),
            ("TV-1:2".to_owned(), money("700"))
        ]
    );
    scenario
}

#[test]
fn the_latest_claim_loses_first_and_the_first_gains_first() {
    let mut scenario = enrolled();
    by_subawardee(&mut scenario, family("2019-03-01")).unwrap();
    for (number, amount) in [("1", "3001"), ("2", "2999"), ("3", "1500")] {
        let one = direct("TV-1", number, CLIENTS[0], "2019-03", amount);
        submitted(&mut scenario, one).unwrap();
    }
    let left = RemoveFamilyMember {
        client: client(CLIENTS[0]),
        member: client(FAMILY),
        reason: LeavingReason::LeftHousehold,
        effective_on: day("2019-03-01"),
    };
    let decision = by_subawardee(&mut scenario, left).unwrap();
    assert_eq!(
        again(&decision),
        [["TV-1:3", "1500.00", "0.00", "-1500.00", "0.00"]]
    );
    // Another of the household: the cap is a family's again.
    let other = AddFamilyMember {
        member: client("C-000000000000FA02"),
        ..family("2019-03-01")
    };
    let decision = by_subawardee(&mut scenario, other).unwrap();
    assert_eq!(
        again(&decision),
        [["TV-1:3", "0.00", "1500.00", "1500.00", "0.00"]]
    );
}

#[test]
fn what_an_officer_denied_and_what_was_withdrawn_is_left_alone() {
    let mut scenario = unscreened();
    for (number, month) in [("1", "2018-10"), ("2", "2018-11")] {
        submitted(&mut scenario, claim("TV-1", number, CLIENTS[0], month)).unwrap();
    }
    scenario.when(super::claims::deny("TV-1", "1")).unwrap();
    by_subawardee(&mut scenario, super::corrections::void("TV-1:2")).unwrap();
    let decision = by_subawardee(&mut scenario, close("2018-10-20"));
    assert_eq!(types(decision), ["ClientClosed"]);
    let unknown = ReadjudicateClaims {
        client: client(CLIENTS[5]),
        effective_on: day("2019-06-30"),
    };
    assert_eq!(code(scenario.when(unknown)), "UNKNOWN_CLIENT");
}

#[test]
fn a_transfer_that_reaches_back_takes_the_month_from_the_former_manager() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    paid(&mut scenario, &["TV-1:1"]);
    let one = claim("TV-2", "1", CLIENTS[0], "2019-05");
    assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Denied);
    let moved = TransferClient {
        client: client(CLIENTS[0]),
        to_sub_award: sub_award("TV-2"),
        state: State::CO,
        effective_on: day("2019-04-20"),
    };
    let decision = scenario.when_by(ASSISTANCE_PRIME, moved).unwrap();
    assert_eq!(
        again(&decision),
        [
            ["TV-1:1", "700.00", "0.00", "-700.00", "700.00"],
            ["TV-2:1", "0.00", "700.00", "700.00", "0.00"]
        ]
    );
}

#[test]
fn a_decision_adjudicates_500_claims_again_and_the_next_goes_on() {
    let mut scenario = enrolled();
    for cents in 1..=502 {
        let amount = Money::from_cents(cents).to_string();
        let one = direct("TV-1", &cents.to_string(), CLIENTS[0], "2019-05", &amount);
        assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Payable);
    }
    let decision = by_subawardee(&mut scenario, close("2019-04-30")).unwrap();
    assert_eq!(again(&decision).len(), 500);
    let names = types(Ok(decision));
    assert!(names.contains(&"ReadjudicationDeferred"));
    let rest = ReadjudicateClaims {
        client: client(CLIENTS[0]),
        effective_on: day("2019-06-30"),
    };
    let decision = scenario.when(rest.clone()).unwrap();
    assert_eq!(again(&decision).len(), 2);
    let names = types(Ok(decision));
    assert_eq!(names.last(), Some(&"ReadjudicationFinished"));
    assert_eq!(types(scenario.when(rest)), Vec::<&str>::new());
    assert_eq!(funds(&scenario, "TV-1").reserved, Money::ZERO);
}
