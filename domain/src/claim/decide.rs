//! What a claim decides, from its submission to its payment. How it is corrected is in `correct.rs`.

use chrono::NaiveDate;

use super::{
    AdjudicatedLine, Adjudication, Adjustment, Approval, Claim, ClaimCommand, ClaimError,
    ClaimEvent, ClaimFacts, ClaimFile, DenialReason, Edit, Finding, Grounds, Outcome, Submission,
    adjudicate, carc_of_denial, group_of, readable,
};
use crate::{
    id::{ActorId, ClaimId, PaymentId},
    money::Money,
    period::{not_before, not_in_future},
};

type Decided = Result<Vec<ClaimEvent>, ClaimError>;

impl Claim {
    /// What follows from a command.
    pub fn decide(&self, command: &ClaimCommand) -> Decided {
        match command {
            ClaimCommand::Submit { submission, facts } => self.submit(submission, facts),
            ClaimCommand::Remain {
                submission,
                of,
                rule_set,
            } => self.remain(submission, of, *rule_set),
            ClaimCommand::Release { effective_on } => self.release(*effective_on),
            ClaimCommand::Approve {
                approved_by,
                effective_on,
                received_on,
            } => self.approve(approved_by, *effective_on, *received_on),
            ClaimCommand::Deny {
                reason,
                denied_by,
                effective_on,
                received_on,
            } => self.deny(*reason, denied_by, *effective_on, *received_on),
            ClaimCommand::Schedule {
                payment,
                effective_on,
            } => self.schedule(payment, *effective_on),
            ClaimCommand::Pay {
                payment,
                effective_on,
            } => self.pay(payment, *effective_on),
            ClaimCommand::Void { .. }
            | ClaimCommand::GiveWay { .. }
            | ClaimCommand::SubmitReplacement { .. }
            | ClaimCommand::CarryPayment { .. }
            | ClaimCommand::Reconsider { .. }
            | ClaimCommand::Readjudicate { .. }
            | ClaimCommand::ReadjudicateRest { .. }
            | ClaimCommand::PostponeReadjudication { .. } => self.correction(command),
        }
    }

    fn submit(&self, submission: &Submission, facts: &ClaimFacts) -> Decided {
        if let Some(file) = self.file() {
            return if file.content_digest == submission.content_digest
                && file.submitted_on == submission.effective_on
            {
                Ok(Vec::new())
            } else {
                Err(ClaimError::NumberUsed {
                    number: submission.number.clone(),
                })
            };
        }
        let billed = readable(submission)?;
        not_in_future(submission.effective_on, submission.received_on())?;
        not_before(submission.effective_on, facts.executed_on)?;
        let Adjudication {
            outcome,
            lines,
            findings,
            billed: adjudicated,
            adjusted,
            payable,
            cuts: _,
            waiting,
        } = adjudicate(submission, facts);
        debug_assert_eq!(billed, adjudicated, "every line is adjudicated once");
        Ok(vec![
            submitted(submission, billed, None),
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
                remainder: facts.remainder.clone().filter(|_| !waiting.is_empty()),
            },
        ])
    }

    /// The part of another claim that the funds did not cover: adjudicated with it, and waiting.
    fn remain(&self, submission: &Submission, of: &ClaimId, rule_set: u32) -> Decided {
        if self.file().is_some() {
            return Ok(Vec::new());
        }
        let billed = readable(submission)?;
        let lines = submission.lines.iter().map(|line| AdjudicatedLine {
            number: line.number,
            billed: line.billed,
            adjustments: Vec::new(),
            allowed: line.billed,
        });
        Ok(vec![
            submitted(submission, billed, Some(of.clone())),
            ClaimEvent::ClaimAdjudicated {
                claim: submission.claim.clone(),
                rule_set,
                outcome: Outcome::Pended,
                lines: lines.collect(),
                findings: vec![Finding {
                    edit: Edit::Funds,
                    line: None,
                    carc: None,
                    fatal: true,
                }],
                billed,
                adjusted: Money::ZERO,
                payable: billed,
                effective_on: submission.effective_on,
                grounds: None,
                remainder: None,
            },
        ])
    }

    fn release(&self, effective_on: NaiveDate) -> Decided {
        match self {
            Self::Pended { file } => Ok(vec![ClaimEvent::ClaimReleased {
                claim: file.claim.clone(),
                payable: file.due(),
                effective_on,
            }]),
            Self::Unknown => Err(ClaimError::NotSubmitted),
            Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Approved { .. }
            | Self::Scheduled { .. }
            | Self::Paid { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. } => Err(ClaimError::NotPended),
        }
    }

    /// Whether the claim may be approved, apart from its funds; nothing when it is approved just so already.
    pub fn approvable(
        &self,
        approved_by: &ActorId,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Result<Option<&ClaimFile>, ClaimError> {
        let file = match self {
            Self::Unknown | Self::Submitted { .. } => return Err(ClaimError::NotSubmitted),
            Self::Rejected { .. } | Self::Denied { .. } => return Err(ClaimError::Denied),
            Self::Approved { approval, .. }
            | Self::Scheduled { approval, .. }
            | Self::Paid { approval, .. } => {
                let repeats =
                    approval.approved_by == *approved_by && approval.approved_on == effective_on;
                return if repeats {
                    Ok(None)
                } else {
                    Err(ClaimError::AlreadyApproved {
                        approved_on: approval.approved_on,
                    })
                };
            }
            Self::Voided { .. } | Self::Replaced { .. } => return Err(self.withdrawn()),
            Self::Payable { file } | Self::Pended { file } => file,
        };
        if file.submitted_by == *approved_by {
            return Err(ClaimError::SamePersonSubmitted);
        }
        not_in_future(effective_on, received_on)?;
        not_before(effective_on, file.changed_on)?;
        Ok(Some(file))
    }

    fn approve(
        &self,
        approved_by: &ActorId,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Decided {
        let Some(file) = self.approvable(approved_by, effective_on, received_on)? else {
            return Ok(Vec::new());
        };
        if self.is_pended() {
            return Err(ClaimError::PendedForFunds {
                payable: file.due(),
                available: Money::ZERO,
            });
        }
        Ok(vec![ClaimEvent::ClaimApproved {
            claim: file.claim.clone(),
            amount: file.due(),
            approved_by: approved_by.clone(),
            effective_on,
        }])
    }

    fn deny(
        &self,
        reason: DenialReason,
        denied_by: &ActorId,
        effective_on: NaiveDate,
        received_on: NaiveDate,
    ) -> Decided {
        let file = match self {
            Self::Unknown | Self::Submitted { .. } => return Err(ClaimError::NotSubmitted),
            Self::Rejected { .. } => return Err(ClaimError::Denied),
            Self::Denied { denial, .. } => {
                let repeats = denial.reason == reason
                    && denial.denied_by == *denied_by
                    && denial.denied_on == effective_on;
                return if repeats {
                    Ok(Vec::new())
                } else {
                    Err(ClaimError::Denied)
                };
            }
            Self::Approved { approval, .. } => {
                return Err(ClaimError::AlreadyApproved {
                    approved_on: approval.approved_on,
                });
            }
            Self::Scheduled { payment, .. } | Self::Paid { payment, .. } => {
                return Err(ClaimError::InPayment {
                    payment: payment.clone(),
                });
            }
            Self::Voided { .. } | Self::Replaced { .. } => return Err(self.withdrawn()),
            Self::Payable { file } | Self::Pended { file } => file,
        };
        not_in_future(effective_on, received_on)?;
        not_before(effective_on, file.changed_on)?;
        let carc = carc_of_denial(reason);
        let adjustments = file
            .lines
            .iter()
            .filter(|line| line.allowed.is_positive())
            .map(|line| {
                let adjustment = Adjustment {
                    group: group_of(carc),
                    carc,
                    amount: line.allowed,
                };
                (line.number, adjustment)
            })
            .collect();
        Ok(vec![ClaimEvent::ClaimDenied {
            claim: file.claim.clone(),
            reason,
            adjustments,
            amount: file.payable,
            denied_by: denied_by.clone(),
            effective_on,
        }])
    }

    /// Who approved the claim, when it can be part of the payment or is already.
    pub fn payable_in(&self, payment: &PaymentId) -> Result<(&ClaimFile, &Approval), ClaimError> {
        match self {
            Self::Approved { file, approval } => Ok((file, approval)),
            Self::Scheduled {
                file,
                approval,
                payment: held,
            }
            | Self::Paid {
                file,
                approval,
                payment: held,
            } => {
                if held == payment {
                    Ok((file, approval))
                } else {
                    Err(ClaimError::InPayment {
                        payment: held.clone(),
                    })
                }
            }
            Self::Unknown | Self::Submitted { .. } => Err(ClaimError::NotSubmitted),
            Self::Voided { .. } | Self::Replaced { .. } => Err(self.withdrawn()),
            Self::Payable { file }
            | Self::Pended { file }
            | Self::Rejected { file }
            | Self::Denied { file, .. } => Err(ClaimError::NotApproved {
                claim: file.claim.clone(),
            }),
        }
    }

    fn schedule(&self, payment: &PaymentId, effective_on: NaiveDate) -> Decided {
        let (file, approval) = self.payable_in(payment)?;
        if !matches!(self, Self::Approved { .. }) {
            return Ok(Vec::new());
        }
        not_before(effective_on, approval.approved_on)?;
        Ok(vec![ClaimEvent::ClaimScheduled {
            claim: file.claim.clone(),
            payment: payment.clone(),
            amount: file.due(),
            effective_on,
        }])
    }

    fn pay(&self, payment: &PaymentId, effective_on: NaiveDate) -> Decided {
        let (file, _) = self.payable_in(payment)?;
        match self {
            Self::Scheduled { .. } => Ok(vec![ClaimEvent::ClaimPaid {
                claim: file.claim.clone(),
                payment: payment.clone(),
                amount: file.due(),
                effective_on,
            }]),
            Self::Paid { .. } => Ok(Vec::new()),
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Pended { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Approved { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. } => Err(ClaimError::NotApproved {
                claim: file.claim.clone(),
            }),
        }
    }
}

fn submitted(submission: &Submission, billed: Money, remainder_of: Option<ClaimId>) -> ClaimEvent {
    let terms = &submission.terms;
    ClaimEvent::ClaimSubmitted {
        claim: submission.claim.clone(),
        number: submission.number.clone(),
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
        effective_on: submission.effective_on,
        remainder_of,
    }
}
