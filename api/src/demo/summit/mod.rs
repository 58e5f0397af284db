//! One sub-awardee in the mountains, to whose claims everything happens that can: paid, cut, denied and reconsidered,
//! voided, replaced, withheld, refunded, waiting and released. Organization, cases and claims are fictional.
//!
//! `docs/demonstration.md` tells which claim shows what.

mod cases;
mod claims;
mod contract;
mod decisions;

pub(super) use cases::{
    CASES_COUNT, case_closes, case_reopens, enrol, family_joins, family_leaves,
};
pub(super) use claims::{late_claims, spring_claims};
pub(super) use contract::late_certification;
pub(super) use decisions::{corrections, funds_come, spring_decisions, summer_decisions};

use almoner_domain::{
    claim::ClaimLine,
    id::{ClaimNumber, ClientCode},
    identifier::{Duns, EntityIdentifier, Fain},
    ledger::{ExecuteSubAward, RegisterOrganization, SubmitClaim},
    period::{Month, Period},
    region::State,
    sub_award::SubAwardInstrument,
};

use super::script::{Cast, Scene, Step, day, money, organization_id, sub_award_id, title};

/// The sub-awardee.
const SUMMIT: &str = "summit-example";
/// Its sub-award of the assistance programme.
const ASSISTANCE: &str = "TVAP-CO";
/// Its subcontract under the per-capita contract.
const CONTRACT: &str = "PCS-CO";

/// It enters the register, and has a sub-award of each payment model.
pub(super) fn found() -> Vec<Step> {
    let mut scene = Scene::new("summit");
    let registered = RegisterOrganization {
        organization: organization_id(SUMMIT),
        name: title("Summit Example Services (fictional)"),
        identifier: EntityIdentifier::Duns(Duns::parse("999199002").expect("nine digits")),
        state: State::CO,
        grassroots: true,
        effective_on: day("2006-09-01"),
    };
    scene.on(day("2006-09-01"), Cast::Officer, registered);
    let contract = execute(
        (CONTRACT, "90ZV9931", "1700.00"),
        SubAwardInstrument::Procurement,
        ("2008-01-01", "2008-12-31"),
    );
    let contractor = Cast::Grantee("contract-example", 1);
    scene.on(day("2008-01-02"), contractor, contract);
    let assistance = execute(
        (ASSISTANCE, "90ZV9921", "7500.00"),
        SubAwardInstrument::SubAward,
        ("2018-10-01", "2019-09-29"),
    );
    scene.on(day("2018-10-02"), Cast::Grantee("uscri", 1), assistance);
    scene.into_steps()
}

/// A sub-award by id, award and amount.
fn execute(
    (id, award, amount): (&str, &str, &str),
    instrument: SubAwardInstrument,
    (starts_on, ends_on): (&str, &str),
) -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: sub_award_id(id),
        award: Fain::parse(award).expect("a FAIN"),
        sub_awardee: organization_id(SUMMIT),
        instrument,
        purpose: title("Services for each client (fictional sub-award)"),
        states: vec![State::CO],
        amount: money(amount),
        period: Period::try_new(day(starts_on), day(ends_on))
            .expect("the script's periods are in order"),
        effective_on: day(starts_on) + chrono::Days::new(1),
    }
}

/// A claim comes in.
fn submit(
    scene: &mut Scene,
    (sub_award, number): (&str, &str),
    client: &ClientCode,
    month: &str,
    lines: Vec<ClaimLine>,
    received: &str,
) {
    let submitted = SubmitClaim {
        sub_award: sub_award_id(sub_award),
        number: ClaimNumber::parse(number).expect("a plain number"),
        client: client.clone(),
        service_month: Month::parse(month).expect("a month of the script"),
        lines,
        effective_on: day(received),
    };
    scene.on(day(received), Cast::Subawardee(SUMMIT), submitted);
}
