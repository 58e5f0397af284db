//! What a payment is asked, with the facts that the ledger looked up for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{BatchClaim, PaymentTerms};
use crate::{
    id::{ActorId, SubAwardId},
    identifier::Fain,
    ledger::{AuthorisePayment, ConfirmPayment, PreparePayment},
    money::Money,
};

/// A command to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentCommand {
    /// Gather approved claims.
    Prepare {
        /// What the prime said.
        input: PreparePayment,
        /// Whose money it is.
        terms: PaymentTerms,
        /// The claims, as they stand, in the order given.
        claims: Vec<ApprovedClaim>,
        /// What each of their sub-awards owes back, and no payment withholds yet.
        owed: BTreeMap<SubAwardId, Money>,
        /// Who.
        prepared_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// A second person authorises it.
    Authorise {
        /// What the prime said.
        input: AuthorisePayment,
        /// Who approved its claims.
        approvers: BTreeSet<ActorId>,
        /// Who.
        authorised_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// The money went out.
    Confirm {
        /// What the prime said.
        input: ConfirmPayment,
        /// Who approved its claims.
        approvers: BTreeSet<ActorId>,
        /// Who.
        confirmed_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
}

/// A claim that is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedClaim {
    /// What is paid to whom.
    pub claim: BatchClaim,
    /// The award that it was made under.
    pub award: Fain,
    /// Who approved it.
    pub approved_by: ActorId,
    /// The accounting date of the approval.
    pub approved_on: NaiveDate,
}
