//! What there is for claims that gain, and how the difference moves.

use chrono::NaiveDate;

use super::super::{facts::pended_by, filed};
use crate::{
    claim::{Adjudication, Claim, ClaimFacts, ClaimFile, Holding, Outcome, SubAwardStanding},
    ledger::{Draft, Halt},
    money::Money,
    period::Month,
    sub_award::SubAwardCommand,
};

/// What of the sub-award's funds is free for those who gain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Free {
    pub(super) amount: Money,
    /// Others come first, or nothing is given now.
    pub(super) waits: bool,
    pub(super) suspended: bool,
}

/// What is to be done with a claim that comes out otherwise.
pub(super) enum Step {
    Now(Outcome),
    WhenPaid,
}

impl Free {
    /// Whether the claim can come out so now, and how, as far as the funds go.
    pub(super) fn step(
        self,
        draft: &Draft<'_>,
        file: &ClaimFile,
        again: &Adjudication,
    ) -> Result<Step, Halt> {
        let claim = draft.claim(&file.claim)?;
        if claim.stands_as(again) {
            // Only the unit's phases are others, or only the other part of the claim moves.
            let outcome = match claim.holding() {
                Holding::Waiting(_) => Outcome::Pended,
                Holding::Nothing | Holding::Reserved(_) | Holding::Accrued(..) => again.outcome,
            };
            return Ok(Step::Now(outcome));
        }
        let due = again.payable.less(file.paid());
        let covered = |held: Money| {
            let more = due.less(held);
            more.is_zero() || (!self.waits && more <= self.amount)
        };
        let pended_or = |covered: bool| match (again.outcome, covered) {
            (Outcome::Denied, _) => Outcome::Denied,
            (Outcome::Payable | Outcome::Pended, true) => Outcome::Payable,
            (Outcome::Payable | Outcome::Pended, false) => Outcome::Pended,
        };
        Ok(match (claim, claim.holding()) {
            (Claim::Scheduled { .. }, _) => Step::WhenPaid,
            (_, Holding::Accrued(held, _)) if due > held => Step::WhenPaid,
            (_, Holding::Reserved(held)) if !covered(held) => Step::WhenPaid,
            (_, Holding::Accrued(..) | Holding::Reserved(_)) => Step::Now(pended_or(true)),
            (_, Holding::Waiting(_)) => Step::Now(pended_or(due.is_zero())),
            (_, Holding::Nothing) => Step::Now(pended_or(covered(Money::ZERO))),
        })
    }

    /// What is free for the rest once the claim itself has taken what it gains.
    pub(super) fn after(
        self,
        draft: &Draft<'_>,
        file: &ClaimFile,
        again: &Adjudication,
        step: &Step,
    ) -> Result<Self, Halt> {
        let due = again.payable.less(file.paid());
        let held = amount_of(draft.claim(&file.claim)?.holding());
        let (taken, waits) = match step {
            Step::Now(Outcome::Payable | Outcome::Denied) => (due.less(held), false),
            Step::Now(Outcome::Pended) => (Money::ZERO, true),
            Step::WhenPaid => (Money::ZERO, false),
        };
        Ok(Self {
            amount: self.amount.less(taken),
            waits: self.waits || waits,
            ..self
        })
    }

    /// The facts say of the funds why the claim comes out so.
    pub(super) fn into_facts(
        self,
        facts: &mut ClaimFacts,
        file: &ClaimFile,
        again: &Adjudication,
        outcome: Outcome,
    ) {
        let whole = |amount: Money| {
            amount
                .plus(self.amount)
                .expect("what is free and what a claim holds are parts of one obligation")
        };
        match outcome {
            Outcome::Payable | Outcome::Denied => {
                facts.available = whole(Money::ZERO).max(again.payable);
            }
            Outcome::Pended => {
                facts.available = whole(file.paid());
                if self.suspended {
                    facts.sub_award = SubAwardStanding::Suspended;
                } else {
                    facts.queue_waits = true;
                }
            }
        }
    }
}

/// Moves the difference between what the claim held and what it holds now.
pub(super) fn move_funds(
    draft: &mut Draft<'_>,
    before_file: &ClaimFile,
    before: Holding,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let claim = before_file.claim.clone();
    let sub_award = before_file.terms.sub_award.clone();
    let file = filed(draft, &claim)?;
    let effective_on = effective_on.max(before_file.changed_on);
    let after = draft.claim(&claim)?.holding();
    let overpaid = before_file.paid().less(file.paid());
    if overpaid.is_positive() {
        draft.decide_sub_award(
            &sub_award,
            &SubAwardCommand::RaiseReceivable {
                claim: claim.clone(),
                amount: overpaid,
                effective_on,
            },
        )?;
    }
    let (less, more) = (
        amount_of(before).less(amount_of(after)),
        amount_of(after).less(amount_of(before)),
    );
    let command = match (before, after) {
        (Holding::Waiting(_), Holding::Waiting(amount)) => SubAwardCommand::ChangePended {
            claim,
            amount,
            effective_on,
        },
        (Holding::Waiting(amount), _) => SubAwardCommand::Unpend {
            claim,
            amount,
            effective_on,
        },
        (_, Holding::Waiting(amount)) => SubAwardCommand::Pend {
            claim,
            amount,
            service_month: pended_by_of(draft, &file)?,
            effective_on,
        },
        (Holding::Accrued(_, accrued_on), _) if less.is_positive() => {
            SubAwardCommand::ReverseAccrual {
                claim,
                amount: less,
                accrued_on,
                effective_on,
            }
        }
        (_, _) if less.is_positive() => SubAwardCommand::Release {
            claim,
            amount: less,
            effective_on,
        },
        (_, _) if more.is_positive() => SubAwardCommand::Reserve {
            claim,
            amount: more,
            effective_on,
        },
        (_, _) => return Ok(()),
    };
    draft.decide_sub_award(&sub_award, &command)
}

pub(super) fn amount_of(holding: Holding) -> Money {
    match holding {
        Holding::Nothing => Money::ZERO,
        Holding::Waiting(amount) | Holding::Reserved(amount) | Holding::Accrued(amount, _) => {
            amount
        }
    }
}

/// The month by which the claim is released, where the rules that it was adjudicated by release by month.
pub(super) fn pended_by_of(draft: &Draft<'_>, file: &ClaimFile) -> Result<Option<Month>, Halt> {
    let rules = draft
        .programme(&file.terms.programme)?
        .rule_set(file.rule_set);
    Ok(rules.and_then(|rules| pended_by(rules, file.terms.service_month)))
}
