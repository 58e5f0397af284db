//! The terms of a sub-award are told.

use super::super::{code, last, types};
use super::*;
use crate::{
    id::{ClaimId, PaymentId},
    ledger::{
        ApproveClaim, EnrolClient, Event, PreparePayment, StateSubAwardTerms, SubmitClaim,
        testing::{ASSISTANCE_PRIME, CLIENTS, REGIONAL_PRIME, claim, enrol, fain, reason, title},
    },
    oversight::{OversightEvent, TermElement, TermsStatement},
    rate::Rate,
};

fn whole_statement() -> TermsStatement {
    TermsStatement {
        federal_award_on: Some(day("2025-10-01")),
        budget_period: Some(period("2025-10-05", "2026-09-29")),
        total_committed: Some(money("20000")),
        agency: Some(title("Administration for Children and Families")),
        pass_through: Some(title("USCRI")),
        contact: Some(title("Grants office")),
        assistance_listing: Some(late_award().assistance_listing),
        assistance_amount: Some(money("600000")),
        research_and_development: Some(false),
        indirect_rate: Some(Rate::parse("0.15").unwrap()),
        place: None,
    }
}

fn state(id: &str, statement: TermsStatement, on: &str) -> StateSubAwardTerms {
    StateSubAwardTerms {
        sub_award: sub_award(id),
        statement,
        effective_on: day(on),
    }
}

#[test]
fn a_sub_award_under_part_200_is_not_paid_before_its_terms_are_told() {
    let mut scenario = late();
    let prime = |scenario: &mut Scenario, command: Command| {
        later(scenario, Role::Grantee, ASSISTANCE_PRIME, command)
    };
    prime(&mut scenario, late_execution("LA-1", "20000").into()).unwrap();
    let case = EnrolClient {
        effective_on: day("2025-10-15"),
        ..enrol(CLIENTS[5], "LA-1")
    };
    later(&mut scenario, Role::Subawardee, "new-house", case).unwrap();
    let billed = SubmitClaim {
        effective_on: day("2026-06-15"),
        ..claim("LA-1", "1", CLIENTS[5], "2026-05")
    };
    let answer = later(&mut scenario, Role::Subawardee, "new-house", billed);
    assert!(answer.is_ok(), "{answer:?}");
    let id = ClaimId::parse("LA-1:1").unwrap();
    let approval = ApproveClaim {
        claim: id.clone(),
        effective_on: day("2026-06-20"),
    };
    later(&mut scenario, Role::Officer, "otip", approval).unwrap();
    let payment = || PreparePayment {
        payment: PaymentId::parse("P-9").unwrap(),
        award: fain(LATE_AWARD),
        claims: vec![id.clone()],
        justification: reason("An approved claim"),
        effective_on: day("2026-06-25"),
    };
    let paying = |scenario: &mut Scenario| {
        let by = Context {
            received_at: noon(day(LATER)),
            ..context(Role::Grantee, ASSISTANCE_PRIME, "payer-1")
        };
        scenario.ledger.submit(&by, &payment().into())
    };
    let refusal = paying(&mut scenario).unwrap_err();
    assert_eq!(refusal.code, "SUB_AWARD_TERMS_INCOMPLETE");
    for element in [
        TermElement::FederalAwardDate,
        TermElement::BudgetPeriod,
        TermElement::TotalCommitted,
        TermElement::AgencyAndContact,
        TermElement::AssistanceListing,
        TermElement::ResearchAndDevelopment,
        TermElement::IndirectRate,
    ] {
        assert!(refusal.message.contains(element.words()), "{element:?}");
    }
    assert!(!refusal.message.contains(TermElement::Fain.words()));
    let partial = TermsStatement {
        contact: None,
        indirect_rate: None,
        ..whole_statement()
    };
    let stated = prime(&mut scenario, state("LA-1", partial, "2025-10-06").into());
    let Event::Oversight(OversightEvent::SubAwardTermsStated { missing, .. }) = last(stated) else {
        panic!("another event");
    };
    let lacking = [TermElement::AgencyAndContact, TermElement::IndirectRate];
    assert_eq!(missing, lacking);
    assert_eq!(code(paying(&mut scenario)), "SUB_AWARD_TERMS_INCOMPLETE");
    let whole = state("LA-1", whole_statement(), "2025-11-01");
    prime(&mut scenario, whole.clone().into()).unwrap();
    assert_eq!(types(prime(&mut scenario, whole.into())), [""; 0]);
    assert!(paying(&mut scenario).is_ok());
}

#[test]
fn a_statement_says_something_and_belongs_to_a_sub_award_of_the_prime() {
    let mut scenario = Scenario::founded();
    let empty = state("RR-1", TermsStatement::default(), "2019-01-01");
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, empty)),
        "SUB_AWARD_TERMS_EMPTY"
    );
    let early = state("RR-1", whole_statement(), "2018-09-30");
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, early)),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    let foreign = state("RR-1", whole_statement(), "2019-01-01");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, foreign)),
        "UNKNOWN_SUB_AWARD"
    );
}
