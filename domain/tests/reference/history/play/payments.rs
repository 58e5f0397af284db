//! Payments of a history, each step by another person.

use almoner_domain::{
    id::{ClaimId, PaymentId},
    ledger::{
        AuthorisePayment, ConfirmPayment, PreparePayment, Role,
        testing::{context, fain, reason},
    },
};

use super::{
    super::world::{AWARDS, SUB_AWARDS},
    Play,
};
use crate::model::Status;

impl Play {
    /// Every so-manieth approved claim of an award goes into a payment.
    pub(super) fn prepare(&mut self, award: usize, every: usize) -> bool {
        let model = &self.pair.model;
        let claims: Vec<String> = model
            .claims
            .iter()
            .filter(|claim| claim.status == Status::Approved)
            .filter(|claim| model.sub_awards[&claim.under].award == AWARDS[award].0)
            .step_by(every.max(1))
            .map(|claim| claim.id.clone())
            .collect();
        !claims.is_empty() && self.prepare_of(award, &claims).is_some()
    }

    fn prepare_of(&mut self, award: usize, claims: &[String]) -> Option<PaymentId> {
        let payment = PaymentId::parse(&format!("P-{}", self.number())).expect("a payment id");
        let prepared = PreparePayment {
            payment: payment.clone(),
            award: fain(AWARDS[award].0),
            claims: claims
                .iter()
                .map(|id| ClaimId::parse(id).expect("a claim of the history"))
                .collect(),
            justification: reason("Clean bills are paid within 30 days"),
            effective_on: self.today,
        };
        self.prime(award, prepared).then_some(payment)
    }

    /// A payment by its place among those there are, with the place of its award.
    fn payment(&self, at: usize) -> Option<(usize, PaymentId)> {
        let model = &self.pair.model;
        let at = at.checked_rem(model.payments.len())?;
        let (id, payment) = model.payments.iter().nth(at)?;
        let under = &model.claim(payment.claims.first()?)?.under;
        let (_, award) = SUB_AWARDS.iter().find(|(id, _)| id == under)?;
        Some((
            *award,
            PaymentId::parse(id).expect("a payment of the history"),
        ))
    }

    pub(super) fn authorise(&mut self, at: usize) -> bool {
        self.payment(at)
            .is_some_and(|(award, payment)| self.authorise_of(award, payment))
    }

    fn authorise_of(&mut self, award: usize, payment: PaymentId) -> bool {
        let by = context(Role::Grantee, AWARDS[award].1, "authoriser-1");
        self.give(
            by,
            AuthorisePayment {
                payment,
                effective_on: self.today,
            },
        )
    }

    pub(super) fn confirm(&mut self, at: usize) -> bool {
        self.payment(at)
            .is_some_and(|(award, payment)| self.confirm_of(award, payment))
    }

    fn confirm_of(&mut self, award: usize, payment: PaymentId) -> bool {
        let by = context(Role::Grantee, AWARDS[award].1, "confirmer-1");
        self.give(
            by,
            ConfirmPayment {
                payment,
                effective_on: self.today,
            },
        )
    }

    pub(super) fn pay(&mut self, at: usize) -> bool {
        let Some((id, under)) = self
            .claim(at)
            .map(|claim| (claim.id.clone(), claim.under.clone()))
        else {
            return false;
        };
        self.approve_of(&id);
        let found = SUB_AWARDS.iter().find(|(id, _)| *id == under);
        let Some((_, award)) = found else {
            return false;
        };
        let Some(payment) = self.prepare_of(*award, &[id]) else {
            return false;
        };
        self.authorise_of(*award, payment.clone());
        self.confirm_of(*award, payment)
    }
}
