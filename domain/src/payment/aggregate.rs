//! The state of a payment and how events change it. Its decisions are in `decide.rs`.

use serde::{Deserialize, Serialize};

use super::{
    Batch, BatchClaim, BatchOffset, PaymentCommand, PaymentError, PaymentEvent, PaymentTerms,
    Signature,
};
use crate::ledger::aggregate;

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Payment {
    /// There is none yet.
    #[default]
    Unknown,
    /// Gathered; a second person authorises it.
    Prepared {
        /// What is paid.
        batch: Box<Batch>,
    },
    /// Authorised; another person than the authoriser confirms it.
    Authorised {
        /// What is paid.
        batch: Box<Batch>,
        /// Who authorised it.
        authorised: Signature,
    },
    /// The money went out.
    Confirmed {
        /// What was paid.
        batch: Box<Batch>,
        /// Who authorised it.
        authorised: Signature,
        /// Who confirmed it.
        confirmed: Signature,
    },
}

impl Payment {
    /// What is paid, once the payment is prepared.
    pub fn batch(&self) -> Option<&Batch> {
        match self {
            Self::Unknown => None,
            Self::Prepared { batch }
            | Self::Authorised { batch, .. }
            | Self::Confirmed { batch, .. } => Some(batch),
        }
    }

    /// Whose money it is, and who pays.
    pub fn terms(&self) -> Option<&PaymentTerms> {
        self.batch().map(|batch| &batch.terms)
    }

    /// The money went out.
    pub fn is_confirmed(&self) -> bool {
        matches!(self, Self::Confirmed { .. })
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &PaymentEvent) {
        match event {
            PaymentEvent::PaymentPrepared {
                payment,
                award,
                programme,
                grantee,
                total,
                justification,
                prepared_by,
                effective_on,
                ..
            } => {
                *self = Self::Prepared {
                    batch: Box::new(Batch {
                        payment: payment.clone(),
                        terms: PaymentTerms {
                            award: award.clone(),
                            programme: programme.clone(),
                            grantee: grantee.clone(),
                        },
                        claims: Vec::new(),
                        total: *total,
                        offsets: Vec::new(),
                        justification: justification.clone(),
                        prepared_by: prepared_by.clone(),
                        prepared_on: *effective_on,
                    }),
                };
            }
            PaymentEvent::PaymentClaimIncluded {
                claim,
                sub_award,
                sub_awardee,
                amount,
                ..
            } => {
                if let Some(batch) = self.batch_mut() {
                    batch.claims.push(BatchClaim {
                        claim: claim.clone(),
                        sub_award: sub_award.clone(),
                        sub_awardee: sub_awardee.clone(),
                        amount: *amount,
                    });
                }
            }
            PaymentEvent::PaymentOffsetIncluded {
                sub_award,
                sub_awardee,
                owed,
                amount,
                ..
            } => {
                if let Some(batch) = self.batch_mut() {
                    batch.offsets.push(BatchOffset {
                        sub_award: sub_award.clone(),
                        sub_awardee: sub_awardee.clone(),
                        owed: *owed,
                        amount: *amount,
                    });
                }
            }
            PaymentEvent::PaymentAuthorised {
                authorised_by,
                effective_on,
                ..
            } => {
                let authorised = Signature {
                    by: authorised_by.clone(),
                    on: *effective_on,
                };
                *self = match std::mem::take(self) {
                    Self::Prepared { batch } => Self::Authorised { batch, authorised },
                    before @ (Self::Unknown | Self::Authorised { .. } | Self::Confirmed { .. }) => {
                        before
                    }
                };
            }
            PaymentEvent::PaymentConfirmed {
                confirmed_by,
                effective_on,
                ..
            } => {
                let confirmed = Signature {
                    by: confirmed_by.clone(),
                    on: *effective_on,
                };
                *self = match std::mem::take(self) {
                    Self::Authorised { batch, authorised } => Self::Confirmed {
                        batch,
                        authorised,
                        confirmed,
                    },
                    before @ (Self::Unknown | Self::Prepared { .. } | Self::Confirmed { .. }) => {
                        before
                    }
                };
            }
        }
    }

    fn batch_mut(&mut self) -> Option<&mut Batch> {
        match self {
            Self::Unknown => None,
            Self::Prepared { batch }
            | Self::Authorised { batch, .. }
            | Self::Confirmed { batch, .. } => Some(batch),
        }
    }
}

aggregate!(Payment, PaymentCommand, PaymentEvent, PaymentError);
