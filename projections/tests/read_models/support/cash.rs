//! Federal cash and contributions of the award that has no sub-awards.

use almoner_domain::{
    award::{IncomeMethod, IncomeSource, MatchKind, PaymentMethod},
    id::{ContributionId, CostId, DrawId, IncomeId, InterestId, RefundId},
    ledger::testing::{OUTREACH, Scenario, day, direct_cost, fain, money, number, period, reason},
    ledger::{
        AdministerAward, ContinueAward, DisallowCost, DrawFunds, ExpendProgramIncome,
        LiquidateAdvance, RecordDirectCost, RecordInterest, RecordMatch, RecordProgramIncome,
        RemitInterest, ReturnFunds, ReverseCost, ReverseMatch, ReverseProgramIncome,
        SetIndirectRate, SetPaymentMethod, SetProgramIncomeMethod, TerminateAward,
    },
    measure::DocumentDigest,
};

use super::history::give;

/// Every event of cash and of contributions.
pub(super) fn cash(scenario: &mut Scenario) {
    let award = fain(OUTREACH);
    give(
        scenario,
        SetPaymentMethod {
            award: award.clone(),
            method: PaymentMethod::Advance,
            reason: reason("A test's reason"),
            effective_on: day("2018-09-30"),
        },
    );
    draw(scenario, "D-1", Some("1000"), "1000", "2018-09-30");
    cost(scenario, "cost-1", "700", "2018-09-30");
    give(
        scenario,
        LiquidateAdvance {
            award: award.clone(),
            effective_on: day("2018-09-30"),
        },
    );
    give(
        scenario,
        ReverseCost {
            award: award.clone(),
            cost: CostId::parse("cost-1").unwrap(),
            reason: reason("A test's reason"),
            effective_on: day("2019-01-15"),
        },
    );
    give(
        scenario,
        ReturnFunds {
            award: award.clone(),
            refund: RefundId::parse("R-1").unwrap(),
            amount: money("1000"),
            effective_on: day("2019-01-20"),
        },
    );
    give(
        scenario,
        SetPaymentMethod {
            award: award.clone(),
            method: PaymentMethod::Reimbursement,
            reason: reason("A test's reason"),
            effective_on: day("2019-02-01"),
        },
    );
    cost(scenario, "cost-2", "300", "2019-02-02");
    draw(scenario, "D-2", None, "250", "2019-02-03");
    interest(scenario);
    contributions(scenario);
    income(scenario);
    actions(scenario);
}

/// A disallowance, and the second budget period, which is terminated.
fn actions(scenario: &mut Scenario) {
    let award = fain(OUTREACH);
    give(
        scenario,
        SetIndirectRate {
            award: award.clone(),
            rate: None,
            document: None,
            effective_on: day("2019-03-21"),
        },
    );
    give(
        scenario,
        DisallowCost {
            award: award.clone(),
            cost: CostId::parse("cost-2").unwrap(),
            amount: money("20"),
            reason: reason("A test's reason"),
            effective_on: day("2019-03-22"),
        },
    );
    give(
        scenario,
        ContinueAward {
            award: award.clone(),
            number: number("90ZV9911-02-00"),
            amount: money("5000"),
            carried: money("100"),
            budget_period: period("2019-09-30", "2020-09-29"),
            reason: reason("A test's reason"),
            effective_on: day("2019-06-20"),
        },
    );
    give(
        scenario,
        AdministerAward {
            award: award.clone(),
            number: number("90ZV9911-02-01"),
            reason: reason("A test's reason"),
            effective_on: day("2019-06-20"),
        },
    );
    give(
        scenario,
        TerminateAward {
            award,
            reason: reason("A test's reason"),
            effective_on: day("2019-06-20"),
        },
    );
}

fn draw(scenario: &mut Scenario, id: &str, need: Option<&str>, amount: &str, on: &str) {
    let draw = DrawFunds {
        award: fain(OUTREACH),
        draw: DrawId::parse(id).unwrap(),
        amount: money(amount),
        immediate_need: need.map(money),
        effective_on: day(on),
    };
    give(scenario, draw);
}

fn cost(scenario: &mut Scenario, id: &str, amount: &str, on: &str) {
    let cost = RecordDirectCost {
        effective_on: day(on),
        ..direct_cost(OUTREACH, id, amount)
    };
    give(scenario, cost);
}

fn interest(scenario: &mut Scenario) {
    let award = fain(OUTREACH);
    give(
        scenario,
        RecordInterest {
            award: award.clone(),
            interest: InterestId::parse("I-1").unwrap(),
            amount: money("512.34"),
            effective_on: day("2019-03-01"),
        },
    );
    give(
        scenario,
        RemitInterest {
            award,
            interest: InterestId::parse("I-2").unwrap(),
            amount: money("12.34"),
            effective_on: day("2019-03-05"),
        },
    );
}

fn income(scenario: &mut Scenario) {
    let award = fain(OUTREACH);
    let id = |id: &str| IncomeId::parse(id).unwrap();
    for (income, amount, document) in [("PI-1", "120", "e1"), ("PI-2", "30", "e2")] {
        give(
            scenario,
            RecordProgramIncome {
                award: award.clone(),
                income: id(income),
                source: IncomeSource::ServiceFees,
                amount: money(amount),
                document: DocumentDigest::parse(&document.repeat(32)).unwrap(),
                effective_on: day("2019-03-11"),
            },
        );
    }
    let spent = |income: &str, amount: &str| ExpendProgramIncome {
        award: award.clone(),
        income: id(income),
        amount: money(amount),
        effective_on: day("2019-03-12"),
    };
    let reversed = |income: &str| ReverseProgramIncome {
        award: award.clone(),
        income: id(income),
        reason: reason("A test's reason"),
        effective_on: day("2019-03-13"),
    };
    give(scenario, spent("PI-3", "90"));
    give(scenario, spent("PI-4", "10"));
    give(scenario, reversed("PI-4"));
    give(scenario, reversed("PI-2"));
    give(
        scenario,
        SetProgramIncomeMethod {
            award: award.clone(),
            method: IncomeMethod::Addition,
            reason: reason("A test's reason"),
            effective_on: day("2019-03-14"),
        },
    );
    give(scenario, spent("PI-5", "20"));
}

fn contributions(scenario: &mut Scenario) {
    let award = fain(OUTREACH);
    for (id, kind, amount, document) in [
        ("M-1", MatchKind::Cash, "500", "aa"),
        ("M-2", MatchKind::InKind, "70", "bb"),
    ] {
        give(
            scenario,
            RecordMatch {
                award: award.clone(),
                contribution: ContributionId::parse(id).unwrap(),
                kind,
                amount: money(amount),
                document: DocumentDigest::parse(&document.repeat(32)).unwrap(),
                paid_by_federal_funds: false,
                effective_on: day("2019-03-10"),
            },
        );
    }
    give(
        scenario,
        ReverseMatch {
            award,
            contribution: ContributionId::parse("M-1").unwrap(),
            reason: reason("A test's reason"),
            effective_on: day("2019-03-20"),
        },
    );
}
