//! The posting rules of an award's funds: notices, what goes back, and the prime's own costs.

use super::{
    AccountKind as Kind, Transaction,
    cash::{post_cash, post_interest, post_match},
    income::post_income,
    pairs::of_award,
};
use crate::award::{AwardEvent, CostEvent, NoticeEvent, StandingEvent};

const AWARDED: &[(Kind, Kind)] = &[(Kind::Allotted, Kind::Unassigned)];

const GIVEN_BACK: &[(Kind, Kind)] = &[(Kind::Unassigned, Kind::Allotted)];

const SPENT: &[(Kind, Kind)] = &[
    (Kind::Unassigned, Kind::RetainedSpent),
    (Kind::ProgrammeCost, Kind::Payable),
    (Kind::AppropriationsUsed, Kind::AppropriationsExpended),
];

const TAKEN_BACK: &[(Kind, Kind)] = &[
    (Kind::RetainedSpent, Kind::Unassigned),
    (Kind::Payable, Kind::ProgrammeCost),
    (Kind::AppropriationsExpended, Kind::AppropriationsUsed),
];

pub(super) fn post_award(event: &AwardEvent) -> Option<Transaction> {
    match event {
        AwardEvent::Notice(event) => post_notice(event),
        AwardEvent::Standing(event) => post_standing(event),
        AwardEvent::Cost(event) => post_cost(event),
        // The sub-award's own events post.
        AwardEvent::Share(_) => None,
        AwardEvent::Cash(event) => post_cash(event),
        AwardEvent::Interest(event) => post_interest(event),
        AwardEvent::Match(event) => post_match(event),
        AwardEvent::Income(event) => post_income(event),
    }
}

fn post_notice(event: &NoticeEvent) -> Option<Transaction> {
    match event {
        NoticeEvent::AwardIssued {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | NoticeEvent::AwardContinued {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | NoticeEvent::AwardSupplemented {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => of_award(programme, *effective_on, award, *amount, AWARDED),
        NoticeEvent::AwardReduced {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => of_award(programme, *effective_on, award, *amount, GIVEN_BACK),
        NoticeEvent::AwardExtended { .. } | NoticeEvent::AwardAdministered { .. } => None,
    }
}

fn post_standing(event: &StandingEvent) -> Option<Transaction> {
    match event {
        StandingEvent::BudgetPeriodClosed {
            award,
            programme,
            returned: amount,
            effective_on,
            ..
        }
        | StandingEvent::AwardClosed {
            award,
            programme,
            returned: amount,
            effective_on,
            ..
        }
        | StandingEvent::DisallowedFundsReleased {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | StandingEvent::AdjustedFundsReleased {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => of_award(programme, *effective_on, award, *amount, GIVEN_BACK),
        StandingEvent::AwardSuspended { .. }
        | StandingEvent::AwardResumed { .. }
        | StandingEvent::AwardTerminated { .. } => None,
    }
}

/// A cost of the prime, and what takes it back.
fn post_cost(event: &CostEvent) -> Option<Transaction> {
    match event {
        CostEvent::DirectCostRecorded {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => of_award(programme, *effective_on, award, *amount, SPENT),
        CostEvent::DirectCostReversed {
            award,
            programme,
            effective_on,
            ..
        }
        | CostEvent::CostDisallowed {
            award,
            programme,
            effective_on,
            ..
        } => of_award(
            programme,
            *effective_on,
            award,
            event.taken_back()?,
            TAKEN_BACK,
        ),
        CostEvent::IndirectRateSet { .. } => None,
    }
}
