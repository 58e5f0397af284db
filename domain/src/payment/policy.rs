//! Named rules of a payment.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{ApprovedClaim, BatchClaim, BatchOffset, PaymentError};
use crate::{
    id::{ActorId, ClaimId, SubAwardId},
    identifier::Fain,
    money::Money,
};

/// The most claims that a payment has.
pub const PAYMENT_CLAIMS_MAX: usize = 500;

/// A payment has 1 to 500 claims, each once.
pub fn gathered<'c>(
    claims: impl ExactSizeIterator<Item = &'c ClaimId>,
) -> Result<u32, PaymentError> {
    let count = claims.len();
    if count == 0 || count > PAYMENT_CLAIMS_MAX {
        return Err(PaymentError::ClaimCount { count });
    }
    let mut seen = BTreeSet::new();
    for claim in claims {
        if !seen.insert(claim) {
            return Err(PaymentError::ClaimRepeated {
                claim: claim.clone(),
            });
        }
    }
    Ok(u32::try_from(count).expect("at most 500"))
}

/// All claims of a payment were made under its award.
pub fn of_one_award(claims: &[ApprovedClaim], award: &Fain) -> Result<(), PaymentError> {
    match claims.iter().find(|claim| claim.award != *award) {
        None => Ok(()),
        Some(other) => Err(PaymentError::ClaimOfOtherAward {
            claim: other.claim.claim.clone(),
        }),
    }
}

/// Who approved a claim takes no part in paying it.
pub fn approved_none<'a>(
    actor: &ActorId,
    mut approvers: impl Iterator<Item = &'a ActorId>,
) -> Result<(), PaymentError> {
    if approvers.any(|approver| approver == actor) {
        return Err(PaymentError::SamePersonApproved {
            actor: actor.clone(),
        });
    }
    Ok(())
}

/// What a payment withholds: of each sub-award what it owes back, up to what it is paid, by sub-award.
pub fn offsets(
    claims: &[ApprovedClaim],
    owed: &BTreeMap<SubAwardId, Money>,
) -> Result<Vec<BatchOffset>, PaymentError> {
    let mut offsets = Vec::new();
    for (sub_award, owed) in owed.iter().filter(|(_, owed)| owed.is_positive()) {
        let of = claims
            .iter()
            .map(|claim| &claim.claim)
            .filter(|claim| claim.sub_award == *sub_award);
        let paid = Money::sum(of.clone().map(|claim| claim.amount))
            .ok_or(PaymentError::AmountOutOfRange)?;
        if let Some(claim) = of.clone().next()
            && paid.is_positive()
        {
            offsets.push(BatchOffset {
                sub_award: sub_award.clone(),
                sub_awardee: claim.sub_awardee.clone(),
                owed: *owed,
                amount: paid.min(*owed),
            });
        }
    }
    Ok(offsets)
}

/// SHA-256, in hex, over a line `claim amount` each, in order: what the header says about the events that follow.
pub fn batch_digest<'c>(claims: impl Iterator<Item = &'c BatchClaim>) -> String {
    let mut digest = Sha256::new();
    for claim in claims {
        digest.update(format!("{} {}\n", claim.claim, claim.amount));
    }
    hex::encode(digest.finalize())
}
