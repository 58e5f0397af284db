//! What the model says of a command before it is given. It answers only where a rule on caps, balances, the queue or the
//! one case manager decides; who may ask and which dates are right is not its business.

use almoner_domain::ledger::{Command, LowerSubAward, PreparePayment, RaiseSubAward, SubmitClaim};

use super::{Model, Status, cents};

/// What the model says of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The ledger must accept it.
    Accept,
    /// The ledger must refuse it, for this reason.
    Refuse(&'static str),
    /// A matter that the model knows nothing about.
    Silent,
}

use Verdict::{Accept, Refuse, Silent};

impl Model {
    /// What the model says of a command of somebody who may give it.
    pub(crate) fn verdict(&self, command: &Command) -> Verdict {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the model knows some commands only"
        )]
        match command {
            Command::SubmitClaim(c) => self.of_submission(c),
            Command::ApproveClaim(c) => self.of_approval(c.claim.as_str()),
            Command::DenyClaim(c) => self.of_denial(c.claim.as_str()),
            Command::VoidClaim(c) => self.of_correction(c.claim.as_str()),
            Command::ReplaceClaim(c) => self.of_correction(c.claim.as_str()),
            Command::ReconsiderClaim(c) => self.of_reconsideration(c.claim.as_str()),
            Command::RefundReceivable(c) => {
                if self.unwithheld(c.sub_award.as_str()) < cents(c.amount) {
                    Refuse("more than is owed back would be refunded")
                } else {
                    Accept
                }
            }
            Command::RaiseSubAward(c) => self.of_raise(c),
            Command::LowerSubAward(c) => self.of_lowering(c),
            Command::ReduceAward(c) if self.unassigned(c.award.as_str()) < cents(c.amount) => {
                Refuse("more than is unassigned would be taken back")
            }
            Command::PreparePayment(c) => self.of_payment(c),
            Command::EnrolClient(c) if self.cases.contains_key(c.client.as_str()) => {
                Refuse("the code belongs to a case")
            }
            Command::TransferClient(c) => {
                self.of_transfer(c.client.as_str(), c.to_sub_award.as_str())
            }
            _ => Silent,
        }
    }

    /// Whatever names a known sub-award is a claim.
    fn of_submission(&self, submission: &SubmitClaim) -> Verdict {
        let id = almoner_domain::id::ClaimId::of(&submission.sub_award, &submission.number);
        let (of, month) = (submission.client.as_str(), submission.service_month);
        match self.claim(id.as_str()) {
            None if self.sub_awards.contains_key(submission.sub_award.as_str()) => Accept,
            None => Refuse("there is no such sub-award"),
            Some(held)
                if held.says(submission.sub_award.as_str(), of, month, &submission.lines) =>
            {
                Silent
            }
            Some(_) => Refuse("the number is used"),
        }
    }

    fn of_approval(&self, id: &str) -> Verdict {
        let Some(claim) = self.claim(id) else {
            return Refuse("there is no such claim");
        };
        match claim.status {
            Status::Reserved if !self.suspended(&claim.under) => Accept,
            Status::Waiting => match self.releasable(&claim.under) {
                Some(first) if first.id == claim.id => Accept,
                Some(_) => Refuse("an older claim waits"),
                None => Refuse("there are no funds for the claim that waits longest"),
            },
            Status::Denied | Status::Voided | Status::Replaced => {
                Refuse("nothing of it is payable")
            }
            Status::Arriving
            | Status::Reserved
            | Status::Approved
            | Status::Scheduled
            | Status::Paid => Silent,
        }
    }

    fn of_denial(&self, id: &str) -> Verdict {
        let Some(claim) = self.claim(id) else {
            return Refuse("there is no such claim");
        };
        match claim.status {
            Status::Waiting | Status::Reserved => Accept,
            Status::Scheduled | Status::Paid => Refuse("the claim is part of a payment"),
            Status::Voided | Status::Replaced => Refuse("the claim stands no longer"),
            Status::Arriving | Status::Approved | Status::Denied => Silent,
        }
    }

    /// What stands is voided or replaced, but not while people sign a payment of it.
    fn of_correction(&self, id: &str) -> Verdict {
        let Some(claim) = self.claim(id) else {
            return Refuse("there is no such claim");
        };
        match claim.status {
            Status::Waiting | Status::Reserved | Status::Approved | Status::Paid => Accept,
            Status::Scheduled => Refuse("the claim is part of a payment"),
            Status::Arriving | Status::Denied | Status::Voided | Status::Replaced => Silent,
        }
    }

    /// A denial is looked at once.
    fn of_reconsideration(&self, id: &str) -> Verdict {
        match self.claim(id) {
            Some(claim) if claim.status == Status::Denied && !claim.reconsidered => Silent,
            Some(_) | None => Refuse("there is no denial that nobody looked at again"),
        }
    }

    fn of_raise(&self, raise: &RaiseSubAward) -> Verdict {
        let sub_award = &self.sub_awards[raise.sub_award.as_str()];
        if self.unassigned(&sub_award.award) < cents(raise.amount) {
            Refuse("more than is unassigned would be obligated")
        } else if sub_award.ends_on < raise.effective_on {
            Refuse("it would be obligated after the last day")
        } else if self.suspended(raise.sub_award.as_str()) || sub_award.closed {
            Silent
        } else {
            Accept
        }
    }

    fn of_lowering(&self, lower: &LowerSubAward) -> Verdict {
        let id = lower.sub_award.as_str();
        if self.available(id) < cents(lower.amount) {
            Refuse("more than is unliquidated would be de-obligated")
        } else if self.sub_awards[id].closed
            || self.available(id) - self.receivable(id) < cents(lower.amount)
        {
            Silent
        } else {
            Accept
        }
    }

    fn of_payment(&self, payment: &PreparePayment) -> Verdict {
        if self.payments.contains_key(payment.payment.as_str()) {
            return Silent;
        }
        let approved = |id: &str| {
            self.claim(id)
                .is_some_and(|claim| claim.status == Status::Approved)
        };
        if payment.claims.iter().all(|id| approved(id.as_str())) {
            Silent
        } else {
            Refuse("a claim is not approved, or was paid before")
        }
    }

    fn of_transfer(&self, client: &str, to: &str) -> Verdict {
        match self.cases.get(client) {
            None => Refuse("there is no such case"),
            Some(case) if case.manager() == to => Refuse("the sub-award manages the case already"),
            Some(_) => Silent,
        }
    }
}
