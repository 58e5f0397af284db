//! Facts about a case that come late: its claims are adjudicated again in the same decision, and the difference moves.

mod gains;
pub(super) mod losses;

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
