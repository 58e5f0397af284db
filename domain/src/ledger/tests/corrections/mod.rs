//! Corrections over the aggregates: voids, replacements, reconsiderations; what each gives back, and that it is exact.

mod reconsiderations;
mod replacements;
mod voids;

use proptest::prelude::*;

use super::claims::{enrolled, submitted};
use crate::{
    claim::VoidReason,
    id::ClaimId,
    ledger::{
        Command, Decision, Refusal, ReplaceClaim, SubmitClaim, VoidClaim,
        testing::{CLIENTS, SUB_AWARDEES, Scenario, claim, client, day, reason, sub_award},
    },
    sub_award::Funds,
};

pub(super) fn id(text: &str) -> ClaimId {
    ClaimId::parse(text).unwrap()
}

pub(super) fn void(of: &str) -> VoidClaim {
    VoidClaim {
        claim: id(of),
        reason: VoidReason::BilledInError,
        effective_on: day("2019-06-28"),
    }
}

/// The claim of `as_`, in place of another.
pub(super) fn replace(of: &str, as_: SubmitClaim) -> ReplaceClaim {
    ReplaceClaim {
        claim: id(of),
        client: as_.client,
        service_month: as_.service_month,
        lines: as_.lines,
        effective_on: day("2019-06-28"),
    }
}

pub(super) fn by_subawardee(
    scenario: &mut Scenario,
    command: impl Into<Command>,
) -> Result<Decision, Refusal> {
    scenario.when_by(SUB_AWARDEES[0], command)
}

pub(super) fn funds(scenario: &Scenario, under: &str) -> Funds {
    let books = scenario.ledger.books();
    books.sub_award(&sub_award(under)).unwrap().funds()
}

/// A claim of TV-1 for $700, payable.
fn payable() -> Scenario {
    let mut scenario = enrolled();
    submitted(&mut scenario, claim("TV-1", "1", CLIENTS[0], "2019-05")).unwrap();
    scenario
}
