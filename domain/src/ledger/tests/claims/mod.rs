//! Claims over the aggregates: what is reserved, what waits, what is given back.

mod cover;

use super::{code, types};
use crate::{
    claim::{Claim, ClaimEvent, DenialReason, Outcome},
    client::{ClosingReason, FamilyRelation},
    id::{ClaimId, ClientCode},
    ledger::{
        AddFamilyMember, ApproveClaim, CloseClient, CloseSubAward, Command, Context, Decision,
        DenyClaim, EnrolClient, Event, ExcludeOrganization, ExecuteSubAward, ExtendSubAward,
        Refusal, Role, SubmitClaim, TransferClient,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, SUB_AWARDEES, Scenario, claim, client, context,
            day, enrol, execute, line, money, noon, officer, organization, reason, sub_award,
        },
    },
    money::Money,
    period::Month,
    programme::Category,
    region::State,
};

pub(super) const MONTHS: [&str; 8] = [
    "2018-10", "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05",
];

/// Two clients of TV-1 ($20,000) and one of TV-2 ($3,000).
pub(super) fn enrolled() -> Scenario {
    Scenario::founded()
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[1], "TV-1"))
        .given_by(SUB_AWARDEES[1], enrol(CLIENTS[2], "TV-2"))
}

fn id(under: &str, number: &str) -> ClaimId {
    ClaimId::parse(&format!("{under}:{number}")).unwrap()
}

pub(super) fn approve(under: &str, number: &str) -> ApproveClaim {
    ApproveClaim {
        claim: id(under, number),
        effective_on: day("2019-06-20"),
    }
}

pub(super) fn deny(under: &str, number: &str) -> DenyClaim {
    DenyClaim {
        claim: id(under, number),
        reason: DenialReason::EvidenceInsufficient,
        effective_on: day("2019-06-20"),
    }
}

/// A claim of one administration line and one direct line.
pub(super) fn claim_of(
    under: &str,
    number: &str,
    of: &str,
    month: &str,
    administration: &str,
    direct: &str,
) -> SubmitClaim {
    SubmitClaim {
        lines: vec![
            line(1, Category::CaseManagement, money(administration)),
            line(2, Category::Housing, money(direct)),
        ],
        ..claim(under, number, of, month)
    }
}

/// A claim of direct expenses alone.
pub(super) fn direct(
    under: &str,
    number: &str,
    of: &str,
    month: &str,
    amount: &str,
) -> SubmitClaim {
    SubmitClaim {
        lines: vec![line(1, Category::Housing, money(amount))],
        ..claim(under, number, of, month)
    }
}

fn payee(under: &str) -> &'static str {
    if under == "TV-2" {
        SUB_AWARDEES[1]
    } else {
        SUB_AWARDEES[0]
    }
}

pub(super) fn submitted(scenario: &mut Scenario, claim: SubmitClaim) -> Result<Decision, Refusal> {
    let by = payee(claim.sub_award.as_str());
    scenario.when_by(by, claim)
}

/// Outcome and payable amount, and the code of each adjustment in order.
pub(super) fn told(decision: Result<Decision, Refusal>) -> (Outcome, String, Vec<u16>) {
    let events = decision.unwrap().events;
    let adjudicated = events.iter().find_map(|(_, event)| {
        let Event::Claim(ClaimEvent::ClaimAdjudicated {
            outcome,
            payable,
            lines,
            ..
        }) = event
        else {
            return None;
        };
        let codes = lines
            .iter()
            .flat_map(|line| &line.adjustments)
            .map(|taken| taken.carc.number())
            .collect();
        Some((*outcome, payable.to_string(), codes))
    });
    adjudicated.expect("a submission is adjudicated")
}

pub(super) fn state<'s>(scenario: &'s Scenario, under: &str, number: &str) -> &'s Claim {
    scenario.ledger.books().claim(&id(under, number)).unwrap()
}

pub(super) fn available(scenario: &Scenario, under: &str) -> Money {
    let books = scenario.ledger.books();
    books
        .sub_award(&sub_award(under))
        .unwrap()
        .funds()
        .available
}

fn denied(payable: &(Outcome, String, Vec<u16>), carc: u16) {
    assert_eq!(payable.0, Outcome::Denied);
    assert_eq!(payable.1, "0.00");
    assert!(payable.2.iter().all(|held| *held == carc), "{payable:?}");
}

#[test]
fn a_claim_reserves_the_month_the_year_and_the_funds() {
    let mut scenario = enrolled();
    let decision = submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05"));
    assert_eq!(
        types(decision),
        [
            "ClaimSubmitted",
            "ClaimAdjudicated",
            "BenefitReserved",
            "FundsReserved"
        ]
    );
    assert_eq!(available(&scenario, "TV-1"), money("19300"));
}

#[test]
fn administration_paid_this_year_2200_leaves_200_of_300() {
    let mut scenario = enrolled();
    for (at, month) in MONTHS.iter().enumerate() {
        let administration = if at == 7 { "100" } else { "300" };
        let one = SubmitClaim {
            lines: vec![line(1, Category::CaseManagement, money(administration))],
            ..claim("TV-1", &format!("a{at}"), CLIENTS[0], month)
        };
        assert_eq!(told(submitted(&mut scenario, one)).0, Outcome::Payable);
    }
    let decision = submitted(
        &mut scenario,
        claim_of("TV-1", "9", CLIENTS[0], "2019-06", "300", "500"),
    );
    assert_eq!(
        told(decision),
        (Outcome::Payable, "700.00".to_owned(), vec![119])
    );
}

#[test]
fn of_1000_billed_850_is_paid() {
    let mut scenario = enrolled();
    let mut unreceipted = line(3, Category::Medical, money("50"));
    unreceipted.receipt_digest = None;
    let mut billed = claim_of("TV-1", "1", CLIENTS[0], "2019-05", "400", "550");
    billed.lines.push(unreceipted);
    let decision = submitted(&mut scenario, billed);
    assert_eq!(
        told(decision),
        (Outcome::Payable, "850.00".to_owned(), vec![45, 16])
    );
}

#[test]
fn a_claim_of_which_nothing_is_payable_reserves_nothing() {
    let mut scenario = enrolled();
    let decision = submitted(&mut scenario, claim("TV-1", "1", CLIENTS[3], "2019-05"));
    assert_eq!(types(decision), ["ClaimSubmitted", "ClaimAdjudicated"]);
    assert_eq!(available(&scenario, "TV-1"), money("20000"));
    assert_eq!(code(scenario.when(approve("TV-1", "1"))), "CLAIM_DENIED");
}

#[test]
fn a_number_is_used_once_in_a_sub_award() {
    let mut scenario = enrolled();
    let first = claim("TV-1", "1", CLIENTS[0], "2019-05");
    submitted(&mut scenario, first.clone()).unwrap();
    assert_eq!(types(submitted(&mut scenario, first)), Vec::<&str>::new());
    let other = claim("TV-1", "1", CLIENTS[1], "2019-05");
    assert_eq!(code(submitted(&mut scenario, other)), "CLAIM_NUMBER_USED");
    let elsewhere = claim("TV-2", "1", CLIENTS[2], "2019-05");
    assert!(submitted(&mut scenario, elsewhere).is_ok());
}

#[test]
fn the_same_content_under_another_number_is_a_duplicate() {
    let mut scenario = enrolled();
    submitted(
        &mut scenario,
        direct("TV-1", "1", CLIENTS[0], "2019-05", "500"),
    )
    .unwrap();
    let again = direct("TV-1", "2", CLIENTS[0], "2019-05", "500");
    denied(&told(submitted(&mut scenario, again)), 18);
    // What was denied is no duplicate of what comes after it.
    scenario.when(deny("TV-1", "1")).unwrap();
    let corrected = direct("TV-1", "3", CLIENTS[0], "2019-05", "500");
    assert_eq!(
        told(submitted(&mut scenario, corrected)).0,
        Outcome::Payable
    );
}

fn as_officer(actor: &str) -> Context {
    context(Role::Officer, "otip", actor)
}

#[test]
fn who_submits_does_not_approve() {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    let command = Command::from(approve("TV-1", "1"));
    let refused = scenario
        .ledger
        .submit(&as_officer("case-worker-1"), &command);
    assert_eq!(refused.unwrap_err().code, "SAME_PERSON_SUBMITTED");
    assert_eq!(
        types(scenario.ledger.submit(&officer(), &command)),
        ["ClaimApproved", "FundsAccrued"]
    );
    assert_eq!(
        types(scenario.ledger.submit(&officer(), &command)),
        Vec::<&str>::new()
    );
    let refused = scenario.ledger.submit(&as_officer("officer-2"), &command);
    assert_eq!(refused.unwrap_err().code, "CLAIM_ALREADY_APPROVED");
}

#[test]
fn what_is_not_there_answers_as_unknown() {
    let mut scenario = enrolled();
    assert_eq!(code(scenario.when(approve("TV-1", "9"))), "UNKNOWN_CLAIM");
    assert_eq!(code(scenario.when(deny("TV-1", "9"))), "UNKNOWN_CLAIM");
    let elsewhere = claim("TV-9", "1", CLIENTS[0], "2019-05");
    assert_eq!(
        code(submitted(&mut scenario, elsewhere)),
        "UNKNOWN_SUB_AWARD"
    );
    let foreign = claim("TV-2", "1", CLIENTS[2], "2019-05");
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[0], foreign)),
        "UNKNOWN_SUB_AWARD"
    );
}

#[test]
fn a_refused_claim_changes_nothing() {
    let mut scenario = enrolled();
    let before = scenario.ledger.history().len();
    let mut command = claim("TV-1", "1", CLIENTS[0], "2019-05");
    command.lines.clear();
    assert_eq!(code(submitted(&mut scenario, command)), "CLAIM_LINE_COUNT");
    assert_eq!(scenario.ledger.history().len(), before);
}

#[test]
fn a_client_of_the_household_has_the_higher_cap() {
    let member = AddFamilyMember {
        client: client(CLIENTS[0]),
        member: ClientCode::parse("C-00000000000000FA").unwrap(),
        relation: FamilyRelation::T3,
        in_household: true,
        effective_on: day("2018-12-03"),
    };
    let mut scenario = enrolled();
    let big = |number: &str, of: &str| direct("TV-1", number, of, "2019-05", "8000");
    assert_eq!(
        told(submitted(&mut scenario, big("1", CLIENTS[1]))).1,
        "6000.00"
    );
    let mut scenario = scenario.given_by(SUB_AWARDEES[0], member);
    assert_eq!(
        told(submitted(&mut scenario, big("2", CLIENTS[0]))).1,
        "7500.00"
    );
}

#[test]
fn a_year_that_begins_anew_has_its_cap_anew() {
    let mut scenario = enrolled();
    let long = ExtendSubAward {
        sub_award: sub_award("TV-1"),
        ends_on: day("2020-09-29"),
        reason: reason("A second year"),
        effective_on: day("2019-06-01"),
    };
    submitted(
        &mut scenario,
        direct("TV-1", "1", CLIENTS[0], "2019-05", "6000"),
    )
    .unwrap();
    let mut scenario = scenario.given_by(ASSISTANCE_PRIME, long);
    let next_year = SubmitClaim {
        service_month: Month::parse("2019-11").unwrap(),
        effective_on: day("2019-12-10"),
        ..direct("TV-1", "2", CLIENTS[0], "2019-11", "6000")
    };
    let mut by = context(Role::Subawardee, SUB_AWARDEES[0], "case-worker-1");
    by.received_at = noon(day("2019-12-10"));
    let decision = scenario.ledger.submit(&by, &next_year.into());
    assert_eq!(told(decision).1, "6000.00");
}
