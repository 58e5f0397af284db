//! Named rules of a measure.

use std::collections::BTreeSet;

use super::{MeasureError, MeasureKind, MeasurePeriod};
use crate::{id::ProgrammeCode, period::Period, programme::catalogue};

/// At least one programme, each once, in order of their codes.
pub fn together(programmes: &[ProgrammeCode]) -> Result<Vec<ProgrammeCode>, MeasureError> {
    let mut seen = BTreeSet::new();
    for programme in programmes {
        if !seen.insert(programme.clone()) {
            return Err(MeasureError::ProgrammeRepeated {
                programme: programme.clone(),
            });
        }
    }
    if seen.is_empty() {
        return Err(MeasureError::ProgrammesMissing);
    }
    Ok(seen.into_iter().collect())
}

/// Every one of the programmes counts this.
pub fn counted_by(kind: MeasureKind, programmes: &[ProgrammeCode]) -> Result<(), MeasureError> {
    programmes
        .iter()
        .find(|programme| !catalogue::measures(programme).contains(&kind))
        .map_or(Ok(()), |programme| {
            Err(MeasureError::NotOfProgramme {
                programme: programme.clone(),
                kind,
            })
        })
}

/// The figure is about days on which the work was done.
pub fn within_performance(
    period: MeasurePeriod,
    performance: Option<Period>,
) -> Result<(), MeasureError> {
    match performance {
        Some(performance) if !performance.overlaps(&period.period()) => {
            Err(MeasureError::OutsideAward {
                period,
                performance,
            })
        }
        Some(_) | None => Ok(()),
    }
}
