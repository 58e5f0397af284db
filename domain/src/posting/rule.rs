//! The posting rules: one template an event.

use chrono::NaiveDate;

use super::{Account, AccountKind as Kind, Entry, Transaction, cash, income, prior_year, recovery};
use crate::{
    award::AwardEvent,
    id::{ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::Event,
    money::Money,
    sub_award::SubAwardEvent,
};

/// What an event posts; nothing for an event that moves no money.
///
/// Sources: the chart's USSGL column and the federal entries for awards, accruals and payments. The prime's payment
/// to its sub-awardee moves only `accrued` and `paid`; cash moves, in the federal view, at the prime's draw.
pub fn post(event: &Event) -> Option<Transaction> {
    match event {
        Event::Award(event) => prior_year::added_to(
            post_award(event),
            event.award(),
            prior_year::of_award_event(event),
        ),
        Event::SubAward(event) => {
            let adjustments = prior_year::of_sub_award_event(event);
            let transaction = post_sub_award(event)?;
            let award = transaction.award().clone();
            prior_year::added_to(Some(transaction), &award, adjustments)
        }
        Event::Programme(_)
        | Event::Organization(_)
        | Event::Client(_)
        | Event::Claim(_)
        | Event::Payment(_)
        // A counter never drives a payment.
        | Event::Measure(_)
        // The file of an award speaks of money and moves none.
        | Event::Oversight(_)
        // A close says when facts count, and moves nothing.
        | Event::Closing(_)
        // A key moves nothing.
        | Event::Signing(_) => None,
    }
}

fn post_award(event: &AwardEvent) -> Option<Transaction> {
    match event {
        AwardEvent::AwardIssued {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | AwardEvent::AwardContinued {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | AwardEvent::AwardSupplemented {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => of_award(
            programme,
            *effective_on,
            award,
            *amount,
            &[(Kind::Allotted, Kind::Unassigned)],
        ),
        AwardEvent::AwardReduced {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | AwardEvent::AwardClosed {
            award,
            programme,
            returned: amount,
            effective_on,
            ..
        }
        | AwardEvent::DisallowedFundsReleased {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | AwardEvent::AdjustedFundsReleased {
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | AwardEvent::BudgetPeriodClosed {
            award,
            programme,
            returned: amount,
            effective_on,
            ..
        } => of_award(
            programme,
            *effective_on,
            award,
            *amount,
            &[(Kind::Unassigned, Kind::Allotted)],
        ),
        AwardEvent::DirectCostRecorded { .. }
        | AwardEvent::DirectCostReversed { .. }
        | AwardEvent::CostDisallowed { .. } => post_cost(event),
        AwardEvent::FundsDrawn { .. }
        | AwardEvent::AdvanceLiquidated { .. }
        | AwardEvent::AdvanceReturned { .. }
        | AwardEvent::DrawRefunded { .. }
        | AwardEvent::InterestEarned { .. }
        | AwardEvent::InterestRemitted { .. }
        | AwardEvent::MatchRecorded { .. }
        | AwardEvent::MatchReversed { .. } => cash::post_cash(event),
        AwardEvent::ProgramIncomeEarned { .. }
        | AwardEvent::ProgramIncomeExpended { .. }
        | AwardEvent::ProgramIncomeReversed { .. }
        | AwardEvent::ProgramIncomeExpenseReversed { .. } => income::post_income(event),
        AwardEvent::AwardExtended { .. }
        | AwardEvent::AwardSuspended { .. }
        | AwardEvent::AwardResumed { .. }
        | AwardEvent::SubAwardCommitmentRaised { .. }
        | AwardEvent::SubAwardCommitmentLowered { .. }
        | AwardEvent::SubAwardShareFell { .. }
        | AwardEvent::SubAwardShareRestored { .. }
        | AwardEvent::SubAwardShareWaived { .. }
        | AwardEvent::PaymentMethodSet { .. }
        | AwardEvent::AwardAdministered { .. }
        | AwardEvent::AwardTerminated { .. }
        | AwardEvent::IndirectRateSet { .. }
        | AwardEvent::ProgramIncomeMethodSet { .. }
        | AwardEvent::SubAwardCommitmentRequalified { .. } => None,
    }
}

/// A cost of the prime, and what takes it back.
fn post_cost(event: &AwardEvent) -> Option<Transaction> {
    if let AwardEvent::DirectCostRecorded {
        award,
        programme,
        amount,
        effective_on,
        ..
    } = event
    {
        let pairs = &[
            (Kind::Unassigned, Kind::RetainedSpent),
            (Kind::ProgrammeCost, Kind::Payable),
            (Kind::AppropriationsUsed, Kind::AppropriationsExpended),
        ];
        return of_award(programme, *effective_on, award, *amount, pairs);
    }
    if let AwardEvent::DirectCostReversed {
        award,
        programme,
        effective_on,
        ..
    }
    | AwardEvent::CostDisallowed {
        award,
        programme,
        effective_on,
        ..
    } = event
    {
        let amount = event.taken_back()?;
        let pairs = &[
            (Kind::RetainedSpent, Kind::Unassigned),
            (Kind::Payable, Kind::ProgrammeCost),
            (Kind::AppropriationsExpended, Kind::AppropriationsUsed),
        ];
        return of_award(programme, *effective_on, award, amount, pairs);
    }
    None
}

fn post_sub_award(event: &SubAwardEvent) -> Option<Transaction> {
    match event {
        SubAwardEvent::SubAwardExecuted {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        }
        | SubAwardEvent::SubAwardObligationRaised {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Unassigned, Kind::Available)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::SubAwardObligationLowered {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Available, Kind::Unassigned)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsReserved { .. }
        | SubAwardEvent::FundsReleased { .. }
        | SubAwardEvent::FundsAccrued { .. }
        | SubAwardEvent::FundsPaid { .. }
        | SubAwardEvent::ClaimPendedForFunds { .. }
        | SubAwardEvent::ClaimUnpended { .. } => post_claim_funds(event),
        SubAwardEvent::FundsAccrualReversed { .. }
        | SubAwardEvent::ReceivableRaised { .. }
        | SubAwardEvent::ReceivableCarried { .. }
        | SubAwardEvent::ReceivableOffset { .. }
        | SubAwardEvent::ReceivableRefunded { .. } => recovery::post_recovery(event),
        SubAwardEvent::PendedClaimChanged {
            sub_award,
            award,
            programme,
            before,
            amount,
            effective_on,
            ..
        } => {
            let (difference, pairs) = if amount > before {
                (amount.less(*before), &[(Kind::PendedContra, Kind::Pended)])
            } else {
                (before.less(*amount), &[(Kind::Pended, Kind::PendedContra)])
            };
            of_sub_award(
                programme,
                *effective_on,
                award,
                sub_award,
                difference,
                pairs,
            )
        }
        SubAwardEvent::SubAwardExtended { .. }
        | SubAwardEvent::SubAwardSuspended { .. }
        | SubAwardEvent::SubAwardResumed { .. }
        | SubAwardEvent::SubAwardClosed { .. }
        | SubAwardEvent::ReceivableOffsetScheduled { .. }
        | SubAwardEvent::SubAwardQualificationChanged { .. }
        | SubAwardEvent::ReleaseDeferred { .. } => None,
    }
}

/// What a claim moves of its sub-award's funds.
fn post_claim_funds(event: &SubAwardEvent) -> Option<Transaction> {
    match event {
        SubAwardEvent::FundsReserved {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Available, Kind::Reserved)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsReleased {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Reserved, Kind::Available)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsAccrued {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[
                (Kind::Reserved, Kind::Accrued),
                (Kind::ProgrammeCost, Kind::Payable),
                (Kind::AppropriationsUsed, Kind::AppropriationsExpended),
            ];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::FundsPaid {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Accrued, Kind::Paid)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::ClaimPendedForFunds {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::PendedContra, Kind::Pended)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::ClaimUnpended {
            sub_award,
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Pended, Kind::PendedContra)];
            of_sub_award(programme, *effective_on, award, sub_award, *amount, pairs)
        }
        SubAwardEvent::SubAwardExecuted { .. }
        | SubAwardEvent::SubAwardObligationRaised { .. }
        | SubAwardEvent::SubAwardObligationLowered { .. }
        | SubAwardEvent::SubAwardExtended { .. }
        | SubAwardEvent::SubAwardSuspended { .. }
        | SubAwardEvent::SubAwardResumed { .. }
        | SubAwardEvent::SubAwardClosed { .. }
        | SubAwardEvent::PendedClaimChanged { .. }
        | SubAwardEvent::FundsAccrualReversed { .. }
        | SubAwardEvent::ReceivableRaised { .. }
        | SubAwardEvent::ReceivableCarried { .. }
        | SubAwardEvent::ReceivableOffsetScheduled { .. }
        | SubAwardEvent::ReceivableOffset { .. }
        | SubAwardEvent::ReceivableRefunded { .. }
        | SubAwardEvent::SubAwardQualificationChanged { .. }
        | SubAwardEvent::ReleaseDeferred { .. } => None,
    }
}

pub(super) fn of_award(
    programme: &ProgrammeCode,
    effective_on: NaiveDate,
    award: &Fain,
    amount: Money,
    pairs: &[(Kind, Kind)],
) -> Option<Transaction> {
    transaction(programme, effective_on, amount, pairs, |kind| {
        Account::of_award(kind, award)
    })
}

pub(super) fn of_sub_award(
    programme: &ProgrammeCode,
    effective_on: NaiveDate,
    award: &Fain,
    sub_award: &SubAwardId,
    amount: Money,
    pairs: &[(Kind, Kind)],
) -> Option<Transaction> {
    transaction(programme, effective_on, amount, pairs, |kind| {
        if kind.of_sub_award() {
            Account::of_sub_award(kind, award, sub_award)
        } else {
            Account::of_award(kind, award)
        }
    })
}

fn transaction(
    programme: &ProgrammeCode,
    effective_on: NaiveDate,
    amount: Money,
    pairs: &[(Kind, Kind)],
    account: impl Fn(Kind) -> Account,
) -> Option<Transaction> {
    if amount.is_zero() {
        return None;
    }
    let entries = pairs
        .iter()
        .flat_map(|(debit, credit)| {
            [
                Entry::debit(account(*debit), amount),
                Entry::credit(account(*credit), amount),
            ]
        })
        .collect();
    let transaction = Transaction::try_new(programme.clone(), effective_on, entries).expect(
        "every template pairs a debit and a credit of one book, and an event's amount is positive",
    );
    Some(transaction)
}
