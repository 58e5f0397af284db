//! How events change a claim: told, never computed.

use super::{
    Approval, Claim, ClaimEvent, ClaimFile, Denial, Outcome, Reconsideration, Settlement, Voiding,
};
use crate::sealed::GivenReason;

impl Claim {
    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &ClaimEvent) {
        match event {
            ClaimEvent::ClaimSubmitted { .. } | ClaimEvent::ClaimReplacementSubmitted { .. } => {
                if let Some(file) = ClaimFile::submitted(event) {
                    let file = Box::new(file);
                    *self = Self::Submitted { file };
                }
            }
            ClaimEvent::ClaimAdjudicated {
                rule_set,
                outcome,
                lines,
                payable,
                remainder,
                ..
            } => self.replace(|mut file| {
                file.adjudicate(*rule_set, lines, *payable);
                file.part(remainder.as_ref(), lines);
                Self::adjudicated(file, *outcome)
            }),
            ClaimEvent::ClaimReleased { effective_on, .. } => self.replace(|mut file| {
                file.change(*effective_on);
                Self::Payable { file }
            }),
            ClaimEvent::ClaimApproved {
                approved_by,
                effective_on,
                ..
            } => self.replace(|mut file| {
                file.change(*effective_on);
                let approval = Approval {
                    approved_by: approved_by.clone(),
                    approved_on: *effective_on,
                };
                Self::Approved { file, approval }
            }),
            ClaimEvent::ClaimDenied {
                reason,
                denied_by,
                effective_on,
                ..
            } => self.replace(|mut file| {
                file.change(*effective_on);
                file.deny();
                let denial = Denial {
                    reason: *reason,
                    denied_by: denied_by.clone(),
                    denied_on: *effective_on,
                };
                Self::Denied { file, denial }
            }),
            ClaimEvent::ClaimScheduled {
                payment,
                effective_on,
                ..
            } => self.approved(|mut file, approval| {
                file.change(*effective_on);
                let payment = payment.clone();
                Self::Scheduled {
                    file,
                    approval,
                    payment,
                }
            }),
            ClaimEvent::ClaimPaid {
                payment,
                effective_on,
                ..
            } => self.approved(|mut file, approval| {
                file.change(*effective_on);
                let payment = payment.clone();
                file.postponed = false;
                file.settled = Some(Settlement {
                    payment: payment.clone(),
                    approval: approval.clone(),
                    amount: file.payable,
                });
                Self::Paid {
                    file,
                    approval,
                    payment,
                }
            }),
            ClaimEvent::ClaimVoided { .. } | ClaimEvent::ClaimReplaced { .. } => {
                self.withdraw(event);
            }
            ClaimEvent::ClaimPaymentCarried { .. }
            | ClaimEvent::ClaimReconsidered { .. }
            | ClaimEvent::ClaimReadjudicated { .. } => self.correct(event),
            ClaimEvent::ClaimReadjudicationPostponed { .. } => {
                if let Some(file) = self.file_mut() {
                    file.postponed = true;
                }
            }
        }
    }

    /// Applies an event after which the claim asks for nothing any more.
    fn withdraw(&mut self, event: &ClaimEvent) {
        if let ClaimEvent::ClaimVoided {
            reason,
            voided_by,
            effective_on,
            ..
        } = event
        {
            self.replace(|mut file| {
                file.change(*effective_on);
                file.settled = None;
                let voiding = Voiding {
                    reason: *reason,
                    voided_by: voided_by.clone(),
                    voided_on: *effective_on,
                };
                Self::Voided { file, voiding }
            });
        }
        if let ClaimEvent::ClaimReplaced {
            by, effective_on, ..
        } = event
        {
            self.replace(|mut file| {
                file.change(*effective_on);
                file.settled = None;
                let by = by.clone();
                Self::Replaced { file, by }
            });
        }
    }

    /// Applies an event that corrects what was adjudicated.
    fn correct(&mut self, event: &ClaimEvent) {
        if let ClaimEvent::ClaimPaymentCarried {
            payment,
            amount,
            due,
            approved_by,
            approved_on,
            ..
        } = event
        {
            self.carry(
                Settlement {
                    payment: payment.clone(),
                    approval: Approval {
                        approved_by: approved_by.clone(),
                        approved_on: *approved_on,
                    },
                    amount: *amount,
                },
                due.is_zero(),
            );
        }
        if let ClaimEvent::ClaimReconsidered {
            decision,
            reason,
            sealed_reason,
            reconsidered_by,
            effective_on,
            ..
        } = event
            && let Some(reason) = GivenReason::of_fields(reason.as_ref(), sealed_reason.as_ref())
            && let Some(file) = self.file_mut()
        {
            file.change(*effective_on);
            file.reconsidered = Some(Reconsideration {
                decision: *decision,
                reason,
                reconsidered_by: reconsidered_by.clone(),
                reconsidered_on: *effective_on,
            });
        }
        if let ClaimEvent::ClaimReadjudicated {
            rule_set,
            outcome,
            lines,
            payable,
            overpaid,
            approval_stands,
            effective_on,
            ..
        } = event
        {
            let approval = self.approval().cloned().filter(|_| *approval_stands);
            self.replace(|mut file| {
                file.change(*effective_on);
                file.adjudicate(*rule_set, lines, *payable);
                file.recover(*overpaid);
                file.postponed = false;
                match (approval, &file.settled) {
                    (None, Some(settled)) if file.due().is_zero() => Self::Paid {
                        approval: settled.approval.clone(),
                        payment: settled.payment.clone(),
                        file,
                    },
                    (Some(approval), _) => Self::Approved { file, approval },
                    (None, _) => Self::adjudicated(file, *outcome),
                }
            });
        }
    }

    fn adjudicated(file: Box<ClaimFile>, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Payable => Self::Payable { file },
            Outcome::Pended => Self::Pended { file },
            Outcome::Denied => Self::Rejected { file },
        }
    }

    /// Counts what was paid before; all of it, or a part.
    fn carry(&mut self, mut settled: Settlement, whole: bool) {
        let (approval, payment) = (settled.approval.clone(), settled.payment.clone());
        if let Some(file) = self.file_mut() {
            // Of the claim that it replaces, and of the rest of that one.
            settled.amount = settled
                .amount
                .plus(file.paid())
                .expect("no more is carried than is payable");
            file.settled = Some(settled);
        }
        if whole {
            self.replace(|file| Self::Paid {
                file,
                approval,
                payment,
            });
        }
    }

    fn file_mut(&mut self) -> Option<&mut ClaimFile> {
        match self {
            Self::Unknown => None,
            Self::Submitted { file }
            | Self::Payable { file }
            | Self::Pended { file }
            | Self::Rejected { file }
            | Self::Denied { file, .. }
            | Self::Approved { file, .. }
            | Self::Scheduled { file, .. }
            | Self::Paid { file, .. }
            | Self::Voided { file, .. }
            | Self::Replaced { file, .. } => Some(file),
        }
    }

    fn replace(&mut self, next: impl FnOnce(Box<ClaimFile>) -> Self) {
        match std::mem::take(self) {
            Self::Unknown => {}
            Self::Submitted { file }
            | Self::Payable { file }
            | Self::Pended { file }
            | Self::Rejected { file }
            | Self::Denied { file, .. }
            | Self::Approved { file, .. }
            | Self::Scheduled { file, .. }
            | Self::Paid { file, .. }
            | Self::Voided { file, .. }
            | Self::Replaced { file, .. } => *self = next(file),
        }
    }

    fn approved(&mut self, next: impl FnOnce(Box<ClaimFile>, Approval) -> Self) {
        match std::mem::take(self) {
            Self::Approved { file, approval }
            | Self::Scheduled { file, approval, .. }
            | Self::Paid { file, approval, .. } => *self = next(file, approval),
            before @ (Self::Unknown
            | Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Pended { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. }) => *self = before,
        }
    }
}
