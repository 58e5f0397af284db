//! Named rules of a sub-award.

use super::{SubAwardError, SubAwardInstrument};
use crate::{
    id::OrganizationId,
    period::Period,
    region::{Region, State},
};

/// It counts towards the sub-award share: a sub-award, not a procurement, to a qualified local grassroots
/// organization.
pub fn qualified(instrument: SubAwardInstrument, grassroots: bool) -> bool {
    match instrument {
        SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount => grassroots,
        SubAwardInstrument::Procurement => false,
    }
}

/// A prime does not sub-award to itself.
pub fn not_to_grantee(
    sub_awardee: &OrganizationId,
    grantee: &OrganizationId,
) -> Result<(), SubAwardError> {
    if sub_awardee == grantee {
        return Err(SubAwardError::ToGrantee {
            organization: grantee.clone(),
        });
    }
    Ok(())
}

/// Every state lies in a region of the award; an award without regions serves the whole country.
pub fn within_regions(states: &[State], regions: &[Region]) -> Result<(), SubAwardError> {
    if states.is_empty() {
        return Err(SubAwardError::StatesMissing);
    }
    let outside = states
        .iter()
        .find(|state| !regions.is_empty() && !regions.contains(&state.region()));
    match outside {
        Some(state) => Err(SubAwardError::OutsideRegion { state: *state }),
        None => Ok(()),
    }
}

/// The period is one, and lies within the award's.
pub fn within_award(
    period: Period,
    award: Period,
    field: &'static str,
) -> Result<(), SubAwardError> {
    Period::try_new(period.starts_on, period.ends_on)?;
    if !award.encloses(&period) {
        return Err(SubAwardError::OutsidePeriod { award, field });
    }
    Ok(())
}
