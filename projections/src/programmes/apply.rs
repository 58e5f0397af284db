//! Copies what happens to programmes.

use almoner_domain::programme::ProgrammeEvent;

use super::{ProgrammeRow, RuleSetRow};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &ProgrammeEvent,
) -> Result<(), Missing> {
    match event {
        ProgrammeEvent::ProgrammePublished {
            programme,
            title,
            purpose,
            instrument,
            disclosure_profile,
            effective_on,
        } => {
            let row = ProgrammeRow {
                programme: programme.clone(),
                title: title.clone(),
                purpose: purpose.clone(),
                instrument: *instrument,
                disclosure: *disclosure_profile,
                rule_set_count: 0,
                effective_on: *effective_on,
            };
            models.programmes.put(position, row);
        }
        ProgrammeEvent::RuleSetPublished {
            programme,
            notice,
            version,
            rules,
            effective_on,
        } => {
            models
                .programmes
                .change(position, &(programme.clone(),), |row| {
                    row.rule_set_count = *version;
                })?;
            let row = RuleSetRow {
                programme: programme.clone(),
                version: *version,
                notice: notice.clone(),
                rules: rules.clone(),
                effective_on: *effective_on,
            };
            models.rule_sets.put(position, row);
        }
    }
    Ok(())
}
