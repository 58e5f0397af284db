//! Program income: earned once on a document, spent by the award's method before more is drawn, and all of it before the close.

use super::{code, types};
use crate::{
    award::{IncomeMethod, IncomeSource, PaymentMethod},
    id::{ContributionId, DrawId, IncomeId},
    ledger::{
        Command, DrawFunds, ExpendProgramIncome, RecordMatch, RecordProgramIncome,
        ReverseProgramIncome, SetPaymentMethod, SetProgramIncomeMethod,
        testing::{
            ASSISTANCE_PRIME, OUTREACH, REGIONAL_PRIME, Scenario, day, direct_cost, fain, money,
            reason,
        },
    },
    measure::DocumentDigest,
};

fn earned(id: &str, amount: &str, document: &str) -> RecordProgramIncome {
    RecordProgramIncome {
        award: fain(OUTREACH),
        income: IncomeId::parse(id).unwrap(),
        source: IncomeSource::ServiceFees,
        amount: money(amount),
        document: DocumentDigest::parse(&document.repeat(32)).unwrap(),
        effective_on: day("2019-05-01"),
    }
}

fn spent(id: &str, amount: &str) -> ExpendProgramIncome {
    ExpendProgramIncome {
        award: fain(OUTREACH),
        income: IncomeId::parse(id).unwrap(),
        amount: money(amount),
        effective_on: day("2019-06-01"),
    }
}

fn reversed(id: &str) -> ReverseProgramIncome {
    ReverseProgramIncome {
        award: fain(OUTREACH),
        income: IncomeId::parse(id).unwrap(),
        reason: reason("Recorded in error"),
        effective_on: day("2019-06-02"),
    }
}

fn draw(id: &str, amount: &str, need: Option<&str>) -> DrawFunds {
    DrawFunds {
        award: fain(OUTREACH),
        draw: DrawId::parse(id).unwrap(),
        amount: money(amount),
        immediate_need: need.map(money),
        effective_on: day("2019-06-20"),
    }
}

fn costing(amount: &str) -> Scenario {
    Scenario::founded().given_by(ASSISTANCE_PRIME, direct_cost(OUTREACH, "own", amount))
}

#[test]
fn income_is_recorded_once_on_a_document_of_its_own() {
    let mut scenario = costing("1000");
    let by = ASSISTANCE_PRIME;
    let first = earned("I-1", "100", "aa");
    assert_eq!(
        types(scenario.when_by(by, first.clone())),
        ["ProgramIncomeEarned"]
    );
    assert_eq!(types(scenario.when_by(by, first)), [""; 0]);
    let late = RecordProgramIncome {
        effective_on: day("2018-09-29"),
        ..earned("I-2", "1", "bb")
    };
    let foreign: Command = earned("I-2", "1", "bb").into();
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, foreign)),
        "UNKNOWN_AWARD"
    );
    for (asked, refused) in [
        (earned("I-1", "101", "aa"), "INCOME_ALREADY_ENTERED"),
        (earned("I-2", "1", "aa"), "INCOME_EVIDENCE_USED"),
        (earned("I-2", "0", "bb"), "AMOUNT_NOT_POSITIVE"),
        (late, "EFFECTIVE_ON_TOO_EARLY"),
    ] {
        assert_eq!(code(scenario.when_by(by, asked)), refused);
    }
    let contribution = RecordMatch {
        award: fain(OUTREACH),
        contribution: ContributionId::parse("M-1").unwrap(),
        kind: crate::award::MatchKind::Cash,
        amount: money("10"),
        document: DocumentDigest::parse(&"aa".repeat(32)).unwrap(),
        paid_by_federal_funds: false,
        effective_on: day("2019-05-31"),
    };
    assert_eq!(
        code(scenario.when_by(by, contribution)),
        "MATCH_EVIDENCE_IS_INCOME"
    );
}

#[test]
fn a_repeated_expense_is_known_whatever_method_stands_by_then() {
    let by = ASSISTANCE_PRIME;
    let mut scenario = costing("1000")
        .given_by(by, earned("I-1", "100", "aa"))
        .given_by(by, spent("X-1", "60"))
        .given(SetProgramIncomeMethod {
            award: fain(OUTREACH),
            method: IncomeMethod::Addition,
            reason: reason("A term of the award"),
            effective_on: day("2019-06-10"),
        });
    assert_eq!(types(scenario.when_by(by, spent("X-1", "60"))), [""; 0]);
    assert_eq!(
        code(scenario.when_by(by, spent("X-1", "61"))),
        "INCOME_ALREADY_ENTERED"
    );
    let scenario = scenario.given_by(by, spent("X-2", "40"));
    let income = &scenario.ledger.books().award(&fain(OUTREACH)).unwrap();
    let income = &income.books().unwrap().income;
    assert_eq!(
        (income.deducted, income.added, income.unexpended()),
        (money("60"), money("40"), money("0"))
    );
}

#[test]
fn what_is_taken_back_is_taken_back_once_and_never_when_it_was_spent() {
    let by = ASSISTANCE_PRIME;
    let mut scenario = costing("1000")
        .given_by(by, earned("I-1", "100", "aa"))
        .given_by(by, spent("X-1", "60"));
    assert_eq!(
        code(scenario.when_by(by, reversed("I-1"))),
        "INCOME_OVER_UNEXPENDED"
    );
    assert_eq!(
        code(scenario.when_by(by, reversed("I-9"))),
        "UNKNOWN_INCOME"
    );
    assert_eq!(
        types(scenario.when_by(by, reversed("X-1"))),
        ["ProgramIncomeExpenseReversed"]
    );
    assert_eq!(types(scenario.when_by(by, reversed("X-1"))), [""; 0]);
    let other = ReverseProgramIncome {
        effective_on: day("2019-06-03"),
        ..reversed("X-1")
    };
    assert_eq!(code(scenario.when_by(by, other)), "INCOME_ALREADY_REVERSED");
    assert_eq!(
        types(scenario.when_by(by, reversed("I-1"))),
        ["ProgramIncomeReversed"]
    );
    // The document is free again; the id is not.
    assert_eq!(
        code(scenario.when_by(by, earned("I-1", "100", "aa"))),
        "INCOME_ALREADY_ENTERED"
    );
    assert_eq!(
        types(scenario.when_by(by, earned("I-2", "90", "aa"))),
        ["ProgramIncomeEarned"]
    );
}

#[test]
fn on_the_advance_method_income_is_spent_before_a_need_is_drawn() {
    let by = ASSISTANCE_PRIME;
    let mut scenario = Scenario::founded()
        .given(SetPaymentMethod {
            award: fain(OUTREACH),
            method: PaymentMethod::Advance,
            reason: reason("Written procedures minimize the time cash is held"),
            effective_on: day("2018-10-01"),
        })
        .given_by(by, earned("I-1", "300", "aa"));
    assert_eq!(
        code(scenario.when_by(by, draw("D-1", "700.01", Some("1000")))),
        "DRAW_BEFORE_INCOME"
    );
    let mut scenario = scenario
        .given_by(by, draw("D-1", "700", Some("1000")))
        .given_by(by, direct_cost(OUTREACH, "own", "700"))
        .given_by(by, spent("X-1", "300"));
    // 300 of the costs are paid by income: as much of what was drawn is on hand again, and pays for more.
    let more = crate::ledger::RecordDirectCost {
        effective_on: day("2019-06-01"),
        ..direct_cost(OUTREACH, "more", "300")
    };
    assert_eq!(types(scenario.when_by(by, more)), ["DirectCostRecorded"]);
    // It is not taken back any more: what was drawn has gone out.
    assert_eq!(code(scenario.when_by(by, reversed("X-1"))), "CASH_SHORT");
}
