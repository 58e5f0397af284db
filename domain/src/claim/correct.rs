//! What a claim decides when it is corrected: voided, replaced, reconsidered, adjudicated again.

use chrono::NaiveDate;

use super::{
    Adjudication, Claim, ClaimCommand, ClaimError, ClaimEvent, ClaimFacts, ClaimFile, Grounds,
    Reconsideration, Settlement, Submission, VoidReason, Voiding, adjudicate, readable,
};
use crate::{
    id::{ActorId, ClaimId},
    period::{not_before, not_in_future},
};

type Decided = Result<Vec<ClaimEvent>, ClaimError>;

impl Claim {
    /// What follows from a command that corrects; nothing from any other.
    pub(super) fn correction(&self, command: &ClaimCommand) -> Decided {
        match command {
            ClaimCommand::Void {
                reason,
                voided_by,
                effective_on,
                received_on,
            } => self.void(*reason, voided_by, *effective_on, *received_on),
            ClaimCommand::GiveWay {
                by,
                replaced_by,
                effective_on,
                received_on,
            } => self.give_way(by, replaced_by, *effective_on, *received_on),
            ClaimCommand::SubmitReplacement {
                replaces,
                submission,
                facts,
            } => self.submit_replacement(replaces, submission, facts),
            ClaimCommand::CarryPayment {
                from,
                settlement,
                effective_on,
            } => self.carry_payment(from, settlement, *effective_on),
            ClaimCommand::Reconsider {
                decision,
                reason,
                reconsidered_by,
                effective_on,
                received_on,
            } => self.reconsider(
                Reconsideration {
                    decision: *decision,
                    reason: reason.clone(),
                    reconsidered_by: reconsidered_by.clone(),
                    reconsidered_on: *effective_on,
                },
                *received_on,
            ),
            ClaimCommand::Readjudicate {
                cause,
                facts,
                effective_on,
            } => self.readjudicate(*cause, facts, *effective_on),
            ClaimCommand::ReadjudicateRest {
                cause,
                adjudication,
                rule_set,
                effective_on,
            } => self.readjudicated(
                *cause,
                Adjudication::clone(adjudication),
                (*rule_set, None),
                *effective_on,
            ),
            ClaimCommand::PostponeReadjudication {
                cause,
                effective_on,
            } => self.postpone_readjudication(*cause, *effective_on),
            ClaimCommand::Submit { .. }
            | ClaimCommand::Release { .. }
            | ClaimCommand::Approve { .. }
            | ClaimCommand::Deny { .. }
            | ClaimCommand::Remain { .. }
            | ClaimCommand::Schedule { .. }
            | ClaimCommand::Pay { .. } => Ok(Vec::new()),
        }
    }

    /// Why a claim that was voided or replaced takes no further step.
    pub(super) fn withdrawn(&self) -> ClaimError {
        match self {
            Self::Voided { voiding, .. } => ClaimError::Voided {
                voided_on: voiding.voided_on,
            },
            Self::Replaced { by, .. } => ClaimError::Replaced { by: by.clone() },
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Pended { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Approved { .. }
            | Self::Scheduled { .. }
            | Self::Paid { .. } => ClaimError::NotSubmitted,
        }
    }

    /// The claim, when it can be reversed. What is in a payment is paid first; then the amount is owed back.
    fn reversible(&self) -> Result<&ClaimFile, ClaimError> {
        match self {
            Self::Unknown | Self::Submitted { .. } => Err(ClaimError::NotSubmitted),
            Self::Voided { .. } | Self::Replaced { .. } => Err(self.withdrawn()),
            Self::Scheduled { payment, .. } => Err(ClaimError::InPayment {
                payment: payment.clone(),
            }),
            Self::Payable { file }
            | Self::Pended { file }
            | Self::Rejected { file }
            | Self::Denied { file, .. }
            | Self::Approved { file, .. }
            | Self::Paid { file, .. } => Ok(file),
        }
    }

    fn void(
        &self,
        reason: VoidReason,
        voided_by: &ActorId,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Decided {
        let asked = Voiding {
            reason,
            voided_by: voided_by.clone(),
            voided_on: effective_on,
        };
        if let Self::Voided { voiding, .. } = self
            && *voiding == asked
        {
            return Ok(Vec::new());
        }
        let file = self.reversible()?;
        if matches!(self, Self::Rejected { .. } | Self::Denied { .. }) {
            return Err(ClaimError::Denied);
        }
        not_in_future(effective_on, received_on)?;
        not_before(effective_on, file.changed_on)?;
        Ok(vec![ClaimEvent::ClaimVoided {
            claim: file.claim.clone(),
            reason,
            payable: file.payable,
            paid: file.paid(),
            voided_by: asked.voided_by,
            effective_on,
        }])
    }

    fn give_way(
        &self,
        by: &ClaimId,
        replaced_by: &ActorId,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Decided {
        let file = self.reversible()?;
        not_in_future(effective_on, received_on)?;
        not_before(effective_on, file.changed_on)?;
        Ok(vec![ClaimEvent::ClaimReplaced {
            claim: file.claim.clone(),
            by: by.clone(),
            payable: file.payable,
            paid: file.paid(),
            replaced_by: replaced_by.clone(),
            effective_on,
        }])
    }

    /// Whether a replacement says the same as this claim: a repeat.
    pub fn is_submitted_as(&self, submission: &Submission) -> bool {
        self.file().is_some_and(|file| {
            file.content_digest == submission.content_digest
                && file.submitted_on == submission.effective_on
        })
    }

    fn submit_replacement(
        &self,
        replaces: &ClaimId,
        submission: &Submission,
        facts: &ClaimFacts,
    ) -> Decided {
        if self.file().is_some() {
            return Err(ClaimError::NumberUsed {
                number: submission.number.clone(),
            });
        }
        let billed = readable(submission)?;
        not_before(submission.effective_on, facts.executed_on)?;
        let Adjudication {
            outcome,
            lines,
            findings,
            adjusted,
            payable,
            ..
        } = adjudicate(submission, facts);
        let terms = &submission.terms;
        Ok(vec![
            ClaimEvent::ClaimReplacementSubmitted {
                claim: submission.claim.clone(),
                number: submission.number.clone(),
                version: submission.claim.version(),
                replaces: replaces.clone(),
                sub_award: terms.sub_award.clone(),
                organization: terms.organization.clone(),
                award: terms.award.clone(),
                programme: terms.programme.clone(),
                client: terms.client.clone(),
                service_month: terms.service_month,
                lines: submission.lines.clone(),
                billed,
                content_digest: submission.content_digest.clone(),
                submitted_by: submission.submitted_by.clone(),
                received_at: submission.received_at,
                first_received_at: submission.first_received_at,
                effective_on: submission.effective_on,
            },
            ClaimEvent::ClaimAdjudicated {
                claim: submission.claim.clone(),
                rule_set: facts.rule_set,
                outcome,
                lines,
                findings,
                billed,
                adjusted,
                payable,
                effective_on: submission.effective_on,
                grounds: Some(Box::new(Grounds::of(submission, facts))),
                remainder: None,
            },
        ])
    }

    fn carry_payment(
        &self,
        from: &ClaimId,
        settlement: &Settlement,
        effective_on: NaiveDate,
    ) -> Decided {
        let file = match self {
            Self::Payable { file } | Self::Pended { file } => file,
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Approved { .. }
            | Self::Scheduled { .. }
            | Self::Paid { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. } => return Err(ClaimError::NotSubmitted),
        };
        let due = file.due();
        let amount = settlement.amount.min(due);
        Ok(vec![ClaimEvent::ClaimPaymentCarried {
            claim: file.claim.clone(),
            from: from.clone(),
            payment: settlement.payment.clone(),
            amount,
            due: due.less(amount),
            approved_by: settlement.approval.approved_by.clone(),
            approved_on: settlement.approval.approved_on,
            effective_on,
        }])
    }

    fn reconsider(&self, asked: Reconsideration, received_on: NaiveDate) -> Decided {
        let file = self.file().ok_or(ClaimError::NotSubmitted)?;
        if let Some(before) = &file.reconsidered {
            return if *before == asked {
                Ok(Vec::new())
            } else {
                Err(ClaimError::AlreadyReconsidered {
                    reconsidered_on: before.reconsidered_on,
                })
            };
        }
        match self {
            Self::Rejected { .. } => {}
            Self::Denied { denial, .. } => {
                if denial.denied_by == asked.reconsidered_by {
                    return Err(ClaimError::SamePersonDenied);
                }
            }
            Self::Voided { .. } | Self::Replaced { .. } => return Err(self.withdrawn()),
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Pended { .. }
            | Self::Approved { .. }
            | Self::Scheduled { .. }
            | Self::Paid { .. } => return Err(ClaimError::NotDenied),
        }
        if file.submitted_by == asked.reconsidered_by {
            return Err(ClaimError::SamePersonSubmitted);
        }
        not_in_future(asked.reconsidered_on, received_on)?;
        not_before(asked.reconsidered_on, file.changed_on)?;
        let (reason, sealed_reason) = asked.reason.into_fields();
        Ok(vec![ClaimEvent::ClaimReconsidered {
            claim: file.claim.clone(),
            decision: asked.decision,
            reason,
            sealed_reason,
            reconsidered_by: asked.reconsidered_by,
            effective_on: asked.reconsidered_on,
        }])
    }
}
