//! Facts that come late: about a claim that waits, and about one that is in a payment.

use almoner_domain::{
    client::{ClosingReason, FamilyRelation, LeavingReason},
    id::{ClaimId, PaymentId},
    ledger::testing::{
        ASSISTANCE, Scenario, claim, client, day, enrol, fain, line, money, reason, sub_award,
    },
    ledger::{
        AddFamilyMember, ApproveClaim, CloseClient, PreparePayment, RemoveFamilyMember,
        ResumeSubAward, SubmitClaim, SuspendSubAward,
    },
    programme::Category,
};

use super::history::{client_of, give};

const WAITING: u32 = 9_100;
const SIGNED: u32 = 9_101;

/// A claim of housing alone.
fn housing(under: &str, number: &str, of: u32, amount: &str) -> SubmitClaim {
    SubmitClaim {
        lines: vec![line(1, Category::Housing, money(amount))],
        ..claim(under, number, client_of(of).as_str(), "2019-05")
    }
}

pub(super) fn late(scenario: &mut Scenario) {
    waiting(scenario);
    signed(scenario);
}

/// The cap is a family's, and then it is not: the claim waits for less, in its place.
fn waiting(scenario: &mut Scenario) {
    let (code, member) = (client_of(WAITING), client("C-000000000000FA09"));
    let today = day("2019-06-20");
    give(scenario, enrol(code.as_str(), "TV-1"));
    give(
        scenario,
        AddFamilyMember {
            client: code.clone(),
            member: member.clone(),
            relation: FamilyRelation::T3,
            in_household: true,
            effective_on: day("2019-05-01"),
        },
    );
    give(
        scenario,
        SuspendSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("A visit"),
            effective_on: today,
        },
    );
    give(scenario, housing("TV-1", "waiting", WAITING, "7000"));
    give(
        scenario,
        RemoveFamilyMember {
            client: code,
            member,
            reason: LeavingReason::LeftHousehold,
            effective_on: day("2019-05-01"),
        },
    );
    give(
        scenario,
        ResumeSubAward {
            sub_award: sub_award("TV-1"),
            reason: reason("All found"),
            effective_on: today,
        },
    );
}

/// What people sign stands until it is paid.
fn signed(scenario: &mut Scenario) {
    let (code, today) = (client_of(SIGNED), day("2019-06-20"));
    let claim = ClaimId::parse("TV-1:signed").unwrap();
    give(scenario, enrol(code.as_str(), "TV-1"));
    give(scenario, housing("TV-1", "signed", SIGNED, "1"));
    give(
        scenario,
        ApproveClaim {
            claim: claim.clone(),
            effective_on: today,
        },
    );
    give(
        scenario,
        PreparePayment {
            payment: PaymentId::parse("PAY-SIGNED").unwrap(),
            award: fain(ASSISTANCE),
            claims: vec![claim],
            justification: reason("Clean bills are paid within 30 days"),
            effective_on: today,
        },
    );
    give(
        scenario,
        CloseClient {
            client: code,
            reason: ClosingReason::ServicesCompleted,
            effective_on: day("2019-04-30"),
        },
    );
}
