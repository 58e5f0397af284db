//! The state of a claim. How events change it is in `evolve.rs`; its decisions are in `decide.rs` and `correct.rs`.

use serde::{Deserialize, Serialize};

use super::{
    Approval, ClaimCommand, ClaimError, ClaimEvent, ClaimFile, ClaimTerms, Denial, Holding, Voiding,
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
            Self::Approved { file, approval } | Self::Scheduled { file, approval, .. } => {
                Holding::Accrued(file.due(), approval.approved_on)
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
}

aggregate!(Claim, ClaimCommand, ClaimEvent, ClaimError);
