//! Decisions about an award's federal cash: they look over all its sub-awards.

use super::{
    Draft, DrawFunds, Halt, LiquidateAdvance, RecordInterest, RecordMatch, RemitInterest,
    ReturnFunds, ReverseCost, ReverseMatch, SetPaymentMethod, StreamId,
    actions::{final_report_on, sub_award_costs},
    evidence,
};
use crate::{
    award::{
        AwardBooks, AwardCommand, AwardError, CashError, IncomeError, PaymentMethod,
        SubAwardSpending,
    },
    id::SubAwardId,
    identifier::Fain,
    money::Money,
};

/// What the sub-awards of an award have spent of it. All streams that are missing are named at once.
pub(super) fn spending(draft: &Draft<'_>, award: &Fain) -> Result<SubAwardSpending, Halt> {
    let sub_awards: Vec<SubAwardId> = draft.award(award)?.sub_awards().cloned().collect();
    let missing: Vec<_> = sub_awards
        .iter()
        .filter(|id| matches!(draft.sub_award(id), Err(Halt::Missing(_))))
        .map(StreamId::sub_award)
        .collect();
    if !missing.is_empty() {
        return Err(Halt::Missing(missing));
    }
    let mut spending = SubAwardSpending::default();
    for id in &sub_awards {
        let funds = draft.sub_award(id)?.funds();
        let out_of_range = || Halt::from(AwardError::AmountOutOfRange);
        spending.accrued =
            Money::sum([spending.accrued, funds.accrued, funds.paid]).ok_or_else(out_of_range)?;
        spending.paid_out = Money::sum([spending.paid_out, funds.paid, funds.receivable])
            .ok_or_else(out_of_range)?;
        if let Some(books) = draft.sub_award(id)?.books() {
            spending.reversed.add_all(&books.reversed);
        }
    }
    Ok(spending)
}

/// Whether an award is paid in advance.
pub(super) fn is_on_advance(draft: &Draft<'_>, award: &Fain) -> Result<bool, Halt> {
    let books = draft.award(award)?.books();
    Ok(books.is_some_and(|books| books.cash.method == PaymentMethod::Advance))
}

/// On the advance method nothing is paid out that was not drawn: what the draft pays out so far is covered.
pub(super) fn cash_covers(draft: &Draft<'_>, award: &Fain) -> Result<(), Halt> {
    let Some(books) = draft.award(award)?.books() else {
        return Ok(());
    };
    match books.cash.method {
        PaymentMethod::Reimbursement => Ok(()),
        PaymentMethod::Advance => Ok(books.cash_covers(&spending(draft, award)?)?),
    }
}

/// Before an award closes: costs take up what was drawn ahead of them.
pub(super) fn settle(draft: &mut Draft<'_>, command: &LiquidateAdvance) -> Result<(), Halt> {
    let outstanding = |books: &AwardBooks| books.cash.advance.is_positive();
    if draft.award(&command.award)?.is_closed()
        || !draft
            .award(&command.award)?
            .books()
            .is_some_and(outstanding)
    {
        return Ok(());
    }
    liquidate_advance(draft, command).map(drop)
}

/// Once an award is closed: no federal cash is on hand, no interest is due, and no program income is left.
pub(super) fn is_settled(draft: &Draft<'_>, award: &Fain) -> Result<(), Halt> {
    let Some(books) = draft.award(award)?.books() else {
        return Ok(());
    };
    let due = books.cash.interest.due;
    if due.is_positive() {
        return Err(Halt::from(AwardError::Cash(
            CashError::InterestNotRemitted { due },
        )));
    }
    let unexpended = books.income.unexpended();
    if unexpended.is_positive() {
        return Err(Halt::from(AwardError::Income(
            IncomeError::IncomeUnexpended { unexpended },
        )));
    }
    if books.cash.drawn.is_zero() {
        return Ok(());
    }
    let on_hand = books.cash_on_hand(&spending(draft, award)?)?;
    if on_hand.is_positive() {
        return Err(Halt::from(AwardError::Cash(CashError::CashOnHand {
            on_hand,
        })));
    }
    Ok(())
}

pub(super) fn reverse_cost(draft: &mut Draft<'_>, command: &ReverseCost) -> Result<StreamId, Halt> {
    let asked = AwardCommand::ReverseCost {
        input: command.clone(),
        sub_award_costs: sub_award_costs(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    let before = evidence::of_cost(draft, &command.award, &command.cost)?;
    let stream = decide(draft, &command.award, &asked)?;
    let after = evidence::of_cost(draft, &command.award, &command.cost)?;
    evidence::changed(draft, before, after, command.effective_on)?;
    Ok(stream)
}

pub(super) fn set_payment_method(
    draft: &mut Draft<'_>,
    command: &SetPaymentMethod,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::SetPaymentMethod {
        input: command.clone(),
        spending: spending(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn draw_funds(draft: &mut Draft<'_>, command: &DrawFunds) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Draw {
        input: command.clone(),
        spending: spending(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn liquidate_advance(
    draft: &mut Draft<'_>,
    command: &LiquidateAdvance,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Liquidate {
        input: command.clone(),
        spending: spending(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn return_funds(draft: &mut Draft<'_>, command: &ReturnFunds) -> Result<StreamId, Halt> {
    let asked = AwardCommand::Return {
        input: command.clone(),
        spending: spending(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn record_interest(
    draft: &mut Draft<'_>,
    command: &RecordInterest,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::RecordInterest {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn remit_interest(
    draft: &mut Draft<'_>,
    command: &RemitInterest,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::RemitInterest {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    decide(draft, &command.award, &asked)
}

pub(super) fn record_match(draft: &mut Draft<'_>, command: &RecordMatch) -> Result<StreamId, Halt> {
    let asked = AwardCommand::RecordMatch {
        input: command.clone(),
        received_on: draft.context.received_on(),
    };
    let before = evidence::of_contribution(draft, &command.award, &command.contribution)?;
    let stream = decide(draft, &command.award, &asked)?;
    let after = evidence::of_contribution(draft, &command.award, &command.contribution)?;
    evidence::changed(draft, before, after, command.effective_on)?;
    Ok(stream)
}

pub(super) fn reverse_match(
    draft: &mut Draft<'_>,
    command: &ReverseMatch,
) -> Result<StreamId, Halt> {
    let asked = AwardCommand::ReverseMatch {
        input: command.clone(),
        final_report_on: final_report_on(draft, &command.award)?,
        received_on: draft.context.received_on(),
    };
    let before = evidence::of_contribution(draft, &command.award, &command.contribution)?;
    let stream = decide(draft, &command.award, &asked)?;
    let after = evidence::of_contribution(draft, &command.award, &command.contribution)?;
    evidence::changed(draft, before, after, command.effective_on)?;
    Ok(stream)
}

fn decide(draft: &mut Draft<'_>, award: &Fain, command: &AwardCommand) -> Result<StreamId, Halt> {
    draft.decide_award(award, command)?;
    Ok(StreamId::award(award))
}
