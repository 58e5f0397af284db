//! What a claim decides when the rules are applied to it again.

use chrono::NaiveDate;

use super::{
    Adjudication, Claim, ClaimError, ClaimEvent, ClaimFacts, Grounds, Outcome, ReadjudicationCause,
    adjudicate,
};
use crate::money::Money;

type Decided = Result<Vec<ClaimEvent>, ClaimError>;

impl Claim {
    pub(super) fn readjudicate(
        &self,
        cause: ReadjudicationCause,
        facts: &ClaimFacts,
        effective_on: NaiveDate,
    ) -> Decided {
        let file = self.file().ok_or(ClaimError::NotSubmitted)?;
        let submission = file.submission();
        let adjudicated = adjudicate(&submission, facts);
        let grounds = Grounds::of(&submission, facts);
        self.readjudicated(
            cause,
            adjudicated,
            (facts.rule_set, Some(Box::new(grounds))),
            effective_on,
        )
    }

    /// What was payable before gives way to what is payable now; nothing where it comes out the same.
    pub(super) fn readjudicated(
        &self,
        cause: ReadjudicationCause,
        adjudicated: Adjudication,
        (rule_set, grounds): (u32, Option<Box<Grounds>>),
        effective_on: NaiveDate,
    ) -> Decided {
        if cause == ReadjudicationCause::LateFact && self.stands_as(&adjudicated) {
            return Ok(Vec::new());
        }
        let before = match self {
            Self::Unknown | Self::Submitted { .. } => return Err(ClaimError::NotSubmitted),
            Self::Voided { .. } | Self::Replaced { .. } => return Err(self.withdrawn()),
            Self::Scheduled { payment, .. } => {
                return Err(ClaimError::InPayment {
                    payment: payment.clone(),
                });
            }
            Self::Rejected { .. } | Self::Denied { .. } => Money::ZERO,
            Self::Payable { file }
            | Self::Pended { file }
            | Self::Approved { file, .. }
            | Self::Paid { file, .. } => file.payable,
        };
        let file = self.file().ok_or(ClaimError::NotSubmitted)?;
        let Adjudication {
            outcome,
            lines,
            findings,
            billed,
            adjusted,
            payable,
            ..
        } = adjudicated;
        let overpaid = file.paid().less(payable);
        let due = payable.less(file.paid());
        let approval_stands = matches!(self, Self::Approved { .. })
            && outcome == Outcome::Payable
            && payable <= before
            && due.is_positive();
        Ok(vec![ClaimEvent::ClaimReadjudicated {
            claim: file.claim.clone(),
            cause,
            rule_set,
            outcome,
            lines,
            findings,
            billed,
            adjusted,
            before,
            payable,
            difference: payable
                .minus(before)
                .expect("a difference of two amounts in range is in range"),
            overpaid,
            approval_stands,
            effective_on: effective_on.max(file.changed_on),
            grounds,
        }])
    }

    /// What an officer has approved, or the people of the prime sign, stands until it is paid; noted once.
    pub(super) fn postpone_readjudication(
        &self,
        cause: ReadjudicationCause,
        effective_on: NaiveDate,
    ) -> Decided {
        let file = self.file().ok_or(ClaimError::NotSubmitted)?;
        if file.postponed {
            return Ok(Vec::new());
        }
        Ok(vec![ClaimEvent::ClaimReadjudicationPostponed {
            claim: file.claim.clone(),
            cause,
            effective_on: effective_on.max(file.changed_on),
        }])
    }

    /// Adjudicated again, the claim comes out as it is: nothing moves, and its findings stay what they were.
    pub fn stands_as(&self, again: &Adjudication) -> bool {
        if matches!(self, Self::Rejected { .. }) {
            return again.outcome == Outcome::Denied;
        }
        self.file().is_some_and(|file| {
            let allowed = file.lines.iter().map(|line| line.allowed);
            file.payable == again.payable && allowed.eq(again.lines.iter().map(|line| line.allowed))
        })
    }
}
