//! What a payment holds for decisions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ActorId, ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    text::Reason,
};

/// Whose money a payment is, and who pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentTerms {
    /// The award.
    pub award: Fain,
    /// The programme.
    pub programme: ProgrammeCode,
    /// The prime.
    pub grantee: OrganizationId,
}

/// A claim of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Its sub-award.
    pub sub_award: SubAwardId,
    /// Who is paid.
    pub sub_awardee: OrganizationId,
    /// How much.
    pub amount: Money,
}

/// What a payment withholds of what a sub-awardee owes back: a provider adjustment of its remittance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchOffset {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Who owes.
    pub sub_awardee: OrganizationId,
    /// What it owed when the payment was prepared, and no other payment withheld.
    pub owed: Money,
    /// How much of that is withheld: all, or what the payment pays to the sub-award.
    pub amount: Money,
}

impl BatchOffset {
    /// What is still owed after the payment.
    pub fn forward_balance(&self) -> Money {
        self.owed.less(self.amount)
    }
}

/// A payment as it was prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The payment.
    pub payment: PaymentId,
    /// Whose money it is, and who pays.
    pub terms: PaymentTerms,
    /// The claims, in order.
    pub claims: Vec<BatchClaim>,
    /// Their sum.
    pub total: Money,
    /// What is withheld, a sub-award each.
    pub offsets: Vec<BatchOffset>,
    /// Why it is paid now.
    pub justification: Reason,
    /// Who prepared it.
    pub prepared_by: ActorId,
    /// The accounting date.
    pub prepared_on: NaiveDate,
}

/// What a person of the prime did on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub by: ActorId,
    /// The accounting date.
    pub on: NaiveDate,
}
