//! Copies what an executed sub-award goes by.

use almoner_domain::sub_award::SubAwardEvent;

use super::SubAwardTermsRow;
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &SubAwardEvent,
) -> Result<(), Missing> {
    let SubAwardEvent::SubAwardExecuted {
        sub_award,
        award,
        programme,
        grantee,
        sub_awardee,
        ..
    } = event
    else {
        return Ok(());
    };
    let award = models.awards.need(&(award.clone(),))?;
    let row = SubAwardTermsRow {
        sub_award: sub_award.clone(),
        programme: programme.clone(),
        rule_set: award.rule_set,
        budget_starts_on: award.budget_starts_on,
        organizations: vec![grantee.clone(), sub_awardee.clone()],
    };
    models.sub_award_terms.put(position, row);
    Ok(())
}
