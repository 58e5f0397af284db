//! Federal cash, match, program income, indirect costs, a continuation and a close. Every figure and date here is fictional.

use almoner_domain::{
    award::{CostCategory, IncomeSource, MatchKind},
    id::{ContributionId, CostId, DrawId, IncomeId, InterestId, RefundId},
    identifier::{AwardNumber, Fain},
    ledger::{
        CloseAward, ContinueAward, DisallowCost, DrawFunds, ExpendProgramIncome, RecordDirectCost,
        RecordInterest, RecordMatch, RecordProgramIncome, RemitInterest, ReturnFunds,
        SetIndirectRate,
    },
    measure::DocumentDigest,
    period::Period,
    rate::Rate,
};

use super::script::{Cast, Scene, Step, day, money, reason};

/// The hotline's draws and match, an outreach award that closes, and the second budget period of an assistance award.
pub(super) fn move_all() -> Vec<Step> {
    let mut scene = Scene::new("money");
    hotline(&mut scene);
    outreach(&mut scene);
    continuation(&mut scene);
    training_fees(&mut scene);
    scene.into_steps()
}

fn fain(text: &str) -> Fain {
    Fain::parse(text).expect("a FAIN")
}

/// The digest of a fictional document.
fn document(byte: &str) -> DocumentDigest {
    DocumentDigest::parse(&byte.repeat(32)).expect("64 hexadecimal digits")
}

/// What a prime took for its trainings pays for costs in place of federal funds.
fn training_fees(scene: &mut Scene) {
    let (award, prime) = (
        fain("90ZV9903"),
        Cast::Grantee("justice-resource-institute", 1),
    );
    let earned = RecordProgramIncome {
        award: award.clone(),
        income: IncomeId::parse("FEES-2010").expect("a plain id"),
        source: IncomeSource::ServiceFees,
        amount: money("1250.00"),
        document: document("d7"),
        effective_on: day("2010-05-14"),
    };
    scene.on(day("2010-05-14"), prime, earned);
    let spent = ExpendProgramIncome {
        award,
        income: IncomeId::parse("FEES-2010-SPENT").expect("a plain id"),
        amount: money("1000.00"),
        effective_on: day("2010-06-15"),
    };
    scene.on(day("2010-06-15"), prime, spent);
}

/// 71.87 percent federal: costs are drawn by reimbursement, and others contribute.
fn hotline(scene: &mut Scene) {
    let (award, prime) = (fain("90ZV0134"), Cast::Grantee("polaris", 1));
    let on = day("2021-06-30");
    let contributed = RecordMatch {
        award: award.clone(),
        contribution: ContributionId::parse("M-2021-1").expect("a plain id"),
        kind: MatchKind::Cash,
        amount: money("800000"),
        document: document("d1"),
        paid_by_federal_funds: false,
        effective_on: on,
    };
    scene.on(on, prime, contributed);
    let drawn = DrawFunds {
        award: award.clone(),
        draw: DrawId::parse("D-2021-07").expect("a plain id"),
        amount: money("1900000"),
        immediate_need: None,
        effective_on: day("2021-07-15"),
    };
    scene.on(day("2021-07-15"), prime, drawn);
    let earned = RecordInterest {
        award: award.clone(),
        interest: InterestId::parse("I-2021").expect("a plain id"),
        amount: money("620"),
        effective_on: day("2021-09-29"),
    };
    scene.on(day("2021-09-29"), prime, earned);
    let remitted = RemitInterest {
        award,
        interest: InterestId::parse("I-2021-remitted").expect("a plain id"),
        amount: money("120"),
        effective_on: day("2021-10-05"),
    };
    scene.on(day("2021-10-05"), prime, remitted);
}

/// Indirect costs by a negotiated rate, a disallowance that takes its indirect cost with it, the refund, and the close.
fn outreach(scene: &mut Scene) {
    let (award, prime) = (fain("90ZV9911"), Cast::Grantee("gems", 1));
    let rate = SetIndirectRate {
        award: award.clone(),
        rate: Some(Rate::parse("0.10").expect("a rate")),
        document: Some(document("a9")),
        effective_on: day("2008-01-02"),
    };
    scene.on(day("2008-01-02"), Cast::Officer, rate);
    let indirect = RecordDirectCost {
        award: award.clone(),
        cost: CostId::parse("C-002").expect("a plain id"),
        category: CostCategory::Indirect,
        amount: money("6400"),
        document: None,
        effective_on: day("2008-09-30"),
    };
    scene.on(day("2008-09-30"), prime, indirect);
    let drawn = DrawFunds {
        award: award.clone(),
        draw: DrawId::parse("D-2008-10").expect("a plain id"),
        amount: money("70400"),
        immediate_need: None,
        effective_on: day("2008-10-15"),
    };
    scene.on(day("2008-10-15"), prime, drawn);
    let disallowed = DisallowCost {
        award: award.clone(),
        cost: CostId::parse("C-001").expect("a plain id"),
        amount: money("1000"),
        reason: reason("No time records (fictional)"),
        effective_on: day("2009-08-03"),
    };
    scene.on(day("2009-08-03"), Cast::Officer, disallowed);
    let returned = ReturnFunds {
        award: award.clone(),
        refund: RefundId::parse("R-2009-09").expect("a plain id"),
        amount: money("1100"),
        effective_on: day("2009-09-10"),
    };
    scene.on(day("2009-09-10"), prime, returned);
    let closed = CloseAward {
        award,
        effective_on: day("2009-12-15"),
    };
    scene.on(day("2009-12-15"), Cast::Officer, closed);
}

/// The second budget period, with a part of what was unobligated carried over.
fn continuation(scene: &mut Scene) {
    let continued = ContinueAward {
        award: fain("90ZV9923"),
        number: AwardNumber::parse("90ZV9923-02-00").expect("an award number"),
        amount: money("1000000"),
        carried: money("200000"),
        budget_period: Period {
            starts_on: day("2019-09-30"),
            ends_on: day("2020-09-29"),
        },
        reason: reason("Second budget period; carryover approved (fictional)"),
        effective_on: day("2019-09-30"),
    };
    scene.on(day("2019-09-30"), Cast::Officer, continued);
}
