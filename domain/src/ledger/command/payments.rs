//! What is asked about payments.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    id::{ClaimId, PaymentId},
    identifier::Fain,
    ledger::StreamId,
    text::Reason,
};

/// The prime gathers approved claims of one award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreparePayment {
    /// The payment.
    pub payment: PaymentId,
    /// The award.
    pub award: Fain,
    /// The claims: 1 to 500, each once.
    pub claims: Vec<ClaimId>,
    /// Why it is paid now.
    pub justification: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for PreparePayment {
    fn streams(&self) -> Vec<StreamId> {
        [
            StreamId::payment(&self.payment),
            StreamId::award(&self.award),
        ]
        .into_iter()
        .chain(self.claims.iter().map(StreamId::claim))
        .collect()
    }
}

/// A second person of the prime authorises the payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorisePayment {
    /// The payment.
    pub payment: PaymentId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for AuthorisePayment {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::payment(&self.payment)]
    }
}

/// Another person than the authoriser confirms that the money went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfirmPayment {
    /// The payment.
    pub payment: PaymentId,
    /// The day it was paid.
    pub effective_on: NaiveDate,
}

impl Asked for ConfirmPayment {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::payment(&self.payment)]
    }
}
