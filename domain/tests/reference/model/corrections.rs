//! Corrections: what a claim that no longer stands gives back, and what takes its place.

use almoner_domain::{
    claim::ReconsiderationDecision,
    ledger::{Context, ReconsiderClaim, ReplaceClaim, SubmitClaim},
};

use super::{Cents, Claim, Come, Expected, Model, Status};

impl Model {
    /// The claim takes nothing any more: its month, its part of the year and its funds are free, and what was paid of it
    /// is owed back.
    pub(super) fn reverse(&mut self, id: &str, status: Status) -> Claim {
        let claim = self.claim(id).expect("it was submitted").clone();
        let paid = claim.paid();
        if paid > 0 {
            self.sub_award_mut(&claim.under).owed.push(paid);
        }
        let held = self.claim_mut(id).expect("it was submitted");
        held.status = status;
        held.carried = 0;
        claim
    }

    /// Withdrawn, or denied by an officer: what becomes free is for those who wait.
    pub(super) fn end(&mut self, id: &str, status: Status) -> Expected {
        let denied = status == Status::Denied;
        let under = self.reverse(id, status).under;
        self.claim_mut(id)
            .expect("it was submitted")
            .denied_by_officer = denied;
        Expected {
            released: self.release(&under),
            ..Expected::default()
        }
    }

    /// A reversal and a new entry. It is judged as if its predecessor had never been; what was paid counts for it, and
    /// what was set aside stays its own unless it asks for more.
    pub(super) fn replace(&mut self, context: &Context, replace: &ReplaceClaim) -> Expected {
        let old = self.reverse(replace.claim.as_str(), Status::Replaced);
        let (paid, own) = match old.status {
            Status::Reserved | Status::Approved => (old.carried, old.due()),
            Status::Waiting | Status::Arriving | Status::Scheduled => (old.carried, 0),
            Status::Paid => (old.payable(), 0),
            Status::Denied | Status::Voided | Status::Replaced => (0, 0),
        };
        let restated = SubmitClaim {
            sub_award: almoner_domain::id::SubAwardId::parse(&old.under).expect("an id"),
            number: almoner_domain::id::ClaimNumber::parse("1").expect("a number"),
            client: replace.client.clone(),
            service_month: replace.service_month,
            lines: replace.lines.clone(),
            effective_on: replace.effective_on,
        };
        let received_on = context.received_on();
        let judgement = self.judge(&restated, received_on, old.first_received_on);
        let payable = judgement.payable();
        let carried = paid.min(payable);
        if carried > 0 {
            self.sub_award_mut(&old.under).owed.push(-carried);
        }
        let id = replace.claim.next_version().as_str().to_owned();
        let year = self
            .cases
            .get(restated.client.as_str())
            .map(|case| self.year(case, &old.under, restated.service_month));
        self.claims.push(Claim {
            id: id.clone(),
            under: old.under,
            of: restated.client.as_str().to_owned(),
            month: restated.service_month,
            lines: restated.lines,
            year,
            received_on,
            first_received_on: old.first_received_on,
            carried,
            reconsidered: false,
            denied_by_officer: false,
            postponed: false,
            judgement,
            status: Status::Arriving,
        });
        self.place(&id, own)
    }

    /// Finds the funds for what is due of a claim that takes another's place, of which so much was its own.
    fn place(&mut self, id: &str, own: Cents) -> Expected {
        let claim = self.claim(id).expect("it was submitted").clone();
        let (under, due) = (claim.under.as_str(), claim.due());
        let (come, status) = if claim.payable() == 0 {
            (Come::Denied, Status::Denied)
        } else if due == 0 {
            (Come::Payable, Status::Paid)
        } else if due <= own && !self.suspended(under) {
            (Come::Payable, Status::Reserved)
        } else {
            // What it asks beyond its own comes after those who wait: first in, first released.
            let come = self.come(under, due);
            (come, Status::of(come))
        };
        let placed = self.claim_mut(id).expect("it was submitted");
        placed.status = status;
        placed.judgement.come = come;
        placed.judgement.settled = due == 0 && come == Come::Payable;
        let judged = Some(placed.judgement.clone());
        let released = self.release(under);
        Expected {
            judged,
            released,
            ..Expected::default()
        }
    }

    /// A denial is looked at again. Where it does not stand, the claim is judged as everything is now.
    pub(super) fn reconsider(&mut self, reconsider: &ReconsiderClaim) -> Expected {
        let at = self
            .claims
            .iter()
            .position(|claim| claim.id == reconsider.claim.as_str())
            .expect("it was submitted");
        self.claims[at].reconsidered = true;
        if reconsider.decision == ReconsiderationDecision::Upheld {
            return Expected::default();
        }
        // It waits, if it must, behind those who wait already.
        let mut claim = self.claims.remove(at);
        claim.denied_by_officer = false;
        let restated = SubmitClaim {
            sub_award: almoner_domain::id::SubAwardId::parse(&claim.under).expect("an id"),
            number: almoner_domain::id::ClaimNumber::parse("1").expect("a number"),
            client: almoner_domain::id::ClientCode::parse(&claim.of).expect("a code"),
            service_month: claim.month,
            lines: claim.lines.clone(),
            effective_on: reconsider.effective_on,
        };
        let released = self.release(&claim.under);
        claim.judgement = self.judge(&restated, claim.received_on, claim.first_received_on);
        claim.status = Status::of(claim.judgement.come);
        let judged = Some(claim.judgement.clone());
        self.claims.push(claim);
        Expected {
            judged,
            released,
            ..Expected::default()
        }
    }
}
