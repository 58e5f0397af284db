//! The state of a claim and how events change it. Its decisions are in `decide.rs`.

use serde::{Deserialize, Serialize};

use super::{
    AdjudicatedLine, Approval, ClaimCommand, ClaimError, ClaimEvent, ClaimFile, ClaimTerms, Denial,
    FiledLine, Outcome,
};
use crate::{
    id::{ActorId, PaymentId},
    ledger::aggregate,
    money::Money,
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
            | Self::Paid { file, .. } => Some(file),
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
            | Self::Denied { .. } => None,
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

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &ClaimEvent) {
        match event {
            ClaimEvent::ClaimSubmitted {
                claim,
                sub_award,
                organization,
                award,
                programme,
                client,
                service_month,
                lines,
                content_digest,
                submitted_by,
                effective_on,
                ..
            } => {
                let file = ClaimFile {
                    claim: claim.clone(),
                    terms: ClaimTerms {
                        sub_award: sub_award.clone(),
                        organization: organization.clone(),
                        award: award.clone(),
                        programme: programme.clone(),
                        client: client.clone(),
                        service_month: *service_month,
                    },
                    content_digest: content_digest.clone(),
                    submitted_by: submitted_by.clone(),
                    submitted_on: *effective_on,
                    lines: lines
                        .iter()
                        .map(|line| FiledLine {
                            number: line.number,
                            part: line.part,
                            allowed: Money::ZERO,
                        })
                        .collect(),
                    payable: Money::ZERO,
                };
                *self = Self::Submitted {
                    file: Box::new(file),
                };
            }
            ClaimEvent::ClaimAdjudicated {
                outcome,
                lines,
                payable,
                ..
            } => self.replace(|mut file| {
                file.adjudicate(lines, *payable);
                match outcome {
                    Outcome::Payable => Self::Payable { file },
                    Outcome::Pended => Self::Pended { file },
                    Outcome::Denied => Self::Rejected { file },
                }
            }),
            ClaimEvent::ClaimReleased { .. } => self.replace(|file| Self::Payable { file }),
            ClaimEvent::ClaimApproved {
                approved_by,
                effective_on,
                ..
            } => self.replace(|file| Self::Approved {
                file,
                approval: Approval {
                    approved_by: approved_by.clone(),
                    approved_on: *effective_on,
                },
            }),
            ClaimEvent::ClaimDenied {
                reason,
                denied_by,
                effective_on,
                ..
            } => self.replace(|file| Self::Denied {
                file,
                denial: Denial {
                    reason: *reason,
                    denied_by: denied_by.clone(),
                    denied_on: *effective_on,
                },
            }),
            ClaimEvent::ClaimScheduled { payment, .. } => self.approved(|file, approval| {
                let payment = payment.clone();
                Self::Scheduled {
                    file,
                    approval,
                    payment,
                }
            }),
            ClaimEvent::ClaimPaid { payment, .. } => self.approved(|file, approval| {
                let payment = payment.clone();
                Self::Paid {
                    file,
                    approval,
                    payment,
                }
            }),
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
            | Self::Paid { file, .. } => *self = next(file),
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
            | Self::Denied { .. }) => *self = before,
        }
    }
}

impl ClaimFile {
    fn adjudicate(&mut self, lines: &[AdjudicatedLine], payable: Money) {
        self.payable = payable;
        for (filed, line) in self.lines.iter_mut().zip(lines) {
            filed.allowed = line.allowed;
        }
    }
}

aggregate!(Claim, ClaimCommand, ClaimEvent, ClaimError);
