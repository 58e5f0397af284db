//! Corrections of a history: claims withdrawn, replaced, looked at again; money paid back.

use almoner_domain::{
    claim::{ReconsiderationDecision, VoidReason},
    id::{ClaimId, RefundId},
    ledger::{
        ReconsiderClaim, RefundReceivable, ReplaceClaim, Role, VoidClaim,
        testing::{client, context, reason, sub_award},
    },
    money::Money,
    period::Month,
};
use chrono::Months;

use super::{
    super::{Amount, Billed, amount::Rooms, world::SUB_AWARDS},
    Play,
};
use crate::model::Claim;

impl Play {
    /// A claim by its place, with the place of its sub-award.
    fn placed(&self, at: usize) -> Option<(Claim, usize)> {
        let claim = self.claim(at)?.clone();
        let under = SUB_AWARDS.iter().position(|(id, _)| *id == claim.under)?;
        Some((claim, under))
    }

    pub(super) fn void(&mut self, at: usize) -> bool {
        let Some((claim, under)) = self.placed(at) else {
            return false;
        };
        let voided = VoidClaim {
            claim: ClaimId::parse(&claim.id).expect("a claim of the history"),
            reason: VoidReason::BilledInError,
            effective_on: self.today,
        };
        self.sub_awardee(under, voided)
    }

    pub(super) fn replace(&mut self, at: usize, months_on: u32, billed: &[Billed]) -> bool {
        let Some((claim, under)) = self.placed(at) else {
            return false;
        };
        let service_month = Month::of(claim.month.first_day() + Months::new(months_on));
        let model = &self.pair.model;
        let rooms = Rooms {
            year: model.year_room(&claim.of, &claim.under, service_month) + claim.payable(),
            administration: model.administration_room(&claim.of, &claim.under, service_month),
            ..self.rooms(under)
        };
        let lines = (1..)
            .zip(billed)
            .map(|(number, billed)| self.line(number, billed, rooms))
            .collect();
        let replaced = ReplaceClaim {
            claim: ClaimId::parse(&claim.id).expect("a claim of the history"),
            client: client(&claim.of),
            service_month,
            lines,
            effective_on: self.today,
        };
        self.sub_awardee(under, replaced)
    }

    pub(super) fn reconsider(&mut self, at: usize, reversed: bool) -> bool {
        let Some((claim, _)) = self.placed(at) else {
            return false;
        };
        let decision = if reversed {
            ReconsiderationDecision::Reversed
        } else {
            ReconsiderationDecision::Upheld
        };
        let reconsidered = ReconsiderClaim {
            claim: ClaimId::parse(&claim.id).expect("a claim of the history"),
            decision,
            reason: reason("The receipts were found").into(),
            effective_on: self.today,
        };
        let by = context(Role::Officer, "otip", "officer-2");
        self.give(by, reconsidered)
    }

    pub(super) fn refund(&mut self, under: usize, amount: Amount) -> bool {
        let (id, award) = SUB_AWARDS[under];
        let refund = format!("R-{}", self.number());
        let refunded = RefundReceivable {
            sub_award: sub_award(id),
            refund: RefundId::parse(&refund).expect("a refund id"),
            amount: Money::from_cents(amount.cents(self.rooms(under))),
            effective_on: self.today,
        };
        self.prime(award, refunded)
    }
}
