//! The state of a claim and how events change it. Its decisions are in `decide.rs` and `correct.rs`.

use serde::{Deserialize, Serialize};

use super::{
    Approval, ClaimCommand, ClaimError, ClaimEvent, ClaimFile, ClaimTerms, Denial, Holding,
    Outcome, Reconsideration, Settlement, Voiding,
};
use crate::{
    id::{ActorId, ClaimId, PaymentId},
    ledger::aggregate,
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Claim {
    /// There is none yet.
    #[default]
    Unknown,
    /// Submitted; what is payable is decided by the event that follows in the same commit.
    Submitted {
        /// The claim.
        file: Box<ClaimFile>,
    },
    /// Something is payable and its funds are reserved.
    Payable {
        /// The claim.
        file: Box<ClaimFile>,
    },
    /// Payable, and waits for funds or for the end of a suspension.
    Pended {
        /// The claim.
        file: Box<ClaimFile>,
    },
    /// Adjudication left nothing payable.
    Rejected {
        /// The claim.
        file: Box<ClaimFile>,
    },
    /// An officer denied it.
    Denied {
        /// The claim.
        file: Box<ClaimFile>,
        /// Who and why.
        denial: Denial,
    },
    /// An officer approved it.
    Approved {
        /// The claim.
        file: Box<ClaimFile>,
        /// Who and when.
        approval: Approval,
    },
    /// It is part of a payment.
    Scheduled {
        /// The claim.
        file: Box<ClaimFile>,
        /// Who and when.
        approval: Approval,
        /// The payment.
        payment: PaymentId,
    },
    /// The payment was confirmed.
    Paid {
        /// The claim.
        file: Box<ClaimFile>,
        /// Who and when.
        approval: Approval,
        /// The payment.
        payment: PaymentId,
    },
    /// Its sub-awardee voided it.
    Voided {
        /// The claim.
        file: Box<ClaimFile>,
        /// Who and why.
        voiding: Voiding,
    },
    /// Its sub-awardee replaced it.
    Replaced {
        /// The claim.
        file: Box<ClaimFile>,
        /// The claim that replaced it.
        by: ClaimId,
    },
}

impl Claim {
    /// The claim as submitted and adjudicated, once there is one.
    pub fn file(&self) -> Option<&ClaimFile> {
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

    /// The funds of its sub-award that it holds, beside what of it was paid.
    pub fn holding(&self) -> Holding {
        match self {
            Self::Payable { file } => Holding::Reserved(file.due()),
            Self::Pended { file } => Holding::Waiting(file.due()),
            Self::Approved { file, .. } | Self::Scheduled { file, .. } => {
                Holding::Accrued(file.due())
            }
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Paid { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. } => Holding::Nothing,
        }
    }

    /// Under what it was made, and for whom.
    pub fn terms(&self) -> Option<&ClaimTerms> {
        self.file().map(|file| &file.terms)
    }

    /// Who approved it and when, once it is approved.
    pub fn approval(&self) -> Option<&Approval> {
        match self {
            Self::Approved { approval, .. }
            | Self::Scheduled { approval, .. }
            | Self::Paid { approval, .. } => Some(approval),
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Pended { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Voided { .. }
            | Self::Replaced { .. } => None,
        }
    }

    /// Who submitted it.
    pub fn submitted_by(&self) -> Option<&ActorId> {
        self.file().map(|file| &file.submitted_by)
    }

    /// It waits for funds or for the end of a suspension.
    pub fn is_pended(&self) -> bool {
        matches!(self, Self::Pended { .. })
    }

    /// An officer denied it.
    pub fn is_denied(&self) -> bool {
        matches!(self, Self::Denied { .. })
    }

    /// Its sub-awardee voided it.
    pub fn is_voided(&self) -> bool {
        matches!(self, Self::Voided { .. })
    }

    /// The claim that replaced it.
    pub fn replaced_by(&self) -> Option<&ClaimId> {
        match self {
            Self::Replaced { by, .. } => Some(by),
            Self::Unknown
            | Self::Submitted { .. }
            | Self::Payable { .. }
            | Self::Pended { .. }
            | Self::Rejected { .. }
            | Self::Denied { .. }
            | Self::Approved { .. }
            | Self::Scheduled { .. }
            | Self::Paid { .. }
            | Self::Voided { .. } => None,
        }
    }

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
                ..
            } => self.replace(|mut file| {
                file.adjudicate(*rule_set, lines, *payable);
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
            reconsidered_by,
            effective_on,
            ..
        } = event
            && let Some(file) = self.file_mut()
        {
            file.change(*effective_on);
            file.reconsidered = Some(Reconsideration {
                decision: *decision,
                reason: reason.clone(),
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
    fn carry(&mut self, settled: Settlement, whole: bool) {
        let (approval, payment) = (settled.approval.clone(), settled.payment.clone());
        if let Some(file) = self.file_mut() {
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

aggregate!(Claim, ClaimCommand, ClaimEvent, ClaimError);
