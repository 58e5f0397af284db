//! Named rules of an award's file.

use chrono::NaiveDate;

use super::{OversightError, StatedTerms, SubAwardFile, TermElement, missing_elements};
use crate::{
    id::SubAwardId, identifier::EntityIdentifier, money::Money, regime::fixed_amount_ceiling,
};

/// A sub-awardee was told all fourteen elements before it is paid (2 CFR 200.332(b)(1)).
pub fn terms_told(
    sub_award: &SubAwardId,
    file: Option<&SubAwardFile>,
    identifier: &EntityIdentifier,
    on: NaiveDate,
) -> Result<(), OversightError> {
    let stated: Option<&StatedTerms> = file.and_then(|file| file.terms.as_ref());
    let missing: Vec<TermElement> =
        missing_elements(stated.map(|stated| &stated.statement), identifier, on);
    if missing.is_empty() {
        return Ok(());
    }
    Err(OversightError::TermsIncomplete {
        sub_award: sub_award.clone(),
        missing,
    })
}

/// The whole of a fixed-amount sub-award is within the ceiling of the day (2 CFR 200.333).
pub fn within_ceiling(obligated: Money, on: NaiveDate) -> Result<(), OversightError> {
    let ceiling = fixed_amount_ceiling(on).ok_or(OversightError::NoFixedAmounts)?;
    if obligated > ceiling {
        return Err(OversightError::OverCeiling {
            asked: obligated,
            ceiling,
            on,
        });
    }
    Ok(())
}

/// The whole of a fixed-amount sub-award is within the ceiling of the day and what an officer approved, and the award
/// has no mandatory cost share (2 CFR 200.333, 200.201(b)).
pub fn fixed_amount_allowed(
    sub_award: &SubAwardId,
    file: Option<&SubAwardFile>,
    (obligated, on): (Money, NaiveDate),
    has_cost_share: bool,
) -> Result<(), OversightError> {
    if has_cost_share {
        return Err(OversightError::FixedAmountWithCostShare);
    }
    let approval = file
        .and_then(|file| file.approval.as_ref())
        .filter(|approval| approval.on <= on)
        .ok_or_else(|| OversightError::NotApproved {
            sub_award: sub_award.clone(),
        })?;
    within_ceiling(obligated, on)?;
    if obligated > approval.amount_max {
        return Err(OversightError::OverApproved {
            sub_award: sub_award.clone(),
            asked: obligated,
            approved: approval.amount_max,
        });
    }
    Ok(())
}

/// What is due lies after the day on which it is asked for.
pub(super) fn due_later(
    due_on: NaiveDate,
    on: NaiveDate,
    field: &'static str,
) -> Result<(), OversightError> {
    if due_on > on {
        Ok(())
    } else {
        Err(OversightError::DueNotLater { due_on, on, field })
    }
}

/// An amount that is given is above zero.
pub(super) fn positive(amount: Money, field: &'static str) -> Result<(), OversightError> {
    if amount.is_positive() {
        Ok(())
    } else {
        Err(OversightError::AmountNotPositive { field })
    }
}
