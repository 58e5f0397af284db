//! Copies what is reported.

use almoner_domain::{
    disclosure::is_small,
    id::{OrganizationId, ProgrammeCode},
    measure::{Evidence, MeasureEvent},
    programme::DisclosureProfile,
};

use super::MeasureReportRow;
use crate::{feed::Recorded, read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    recorded: &Recorded,
    event: &MeasureEvent,
) -> Result<(), Missing> {
    let row = row(models, recorded, event)?;
    if let Some(superseded) = row.supersedes {
        let key = (row.measure.clone(), superseded);
        models
            .measure_reports
            .change(recorded.position, &key, |row| row.superseded = true)?;
    }
    models.measure_reports.put(recorded.position, row);
    Ok(())
}

fn row(
    models: &ReadModels,
    recorded: &Recorded,
    event: &MeasureEvent,
) -> Result<MeasureReportRow, Missing> {
    let (supersedes, reason) = match event {
        MeasureEvent::MeasureReported { .. } => (None, None),
        MeasureEvent::MeasureCorrected {
            supersedes, reason, ..
        } => (Some(*supersedes), Some(*reason)),
    };
    let (MeasureEvent::MeasureReported {
        measure,
        kind,
        period,
        programmes,
        award,
        sub_award,
        organization,
        number,
        figure,
        evidence,
        effective_on,
    }
    | MeasureEvent::MeasureCorrected {
        measure,
        kind,
        period,
        programmes,
        award,
        sub_award,
        organization,
        number,
        figure,
        evidence,
        effective_on,
        ..
    }) = event;
    let organizations: Vec<OrganizationId> = match (sub_award, award) {
        (Some(sub_award), _) => models
            .sub_awards
            .need(&(sub_award.clone(),))?
            .organizations
            .clone(),
        (None, Some(award)) => models.awards.need(&(award.clone(),))?.organizations.clone(),
        (None, None) => Vec::new(),
    };
    let few = kind.counts_victims() && is_small(figure.count);
    let withheld = few && aggregates_only(models, programmes)?;
    let (citation, document) = match evidence {
        Evidence::Citation { source } => (Some(source.clone()), None),
        Evidence::Document { sha256 } => (None, Some(sha256.clone())),
    };
    let days = period.period();
    Ok(MeasureReportRow {
        measure: measure.clone(),
        number: *number,
        kind: *kind,
        period: *period,
        starts_on: days.starts_on,
        ends_on: days.ends_on,
        programmes: programmes.clone(),
        award: award.clone(),
        sub_award: sub_award.clone(),
        organization: organization.clone(),
        qualifier: figure.qualifier,
        count: figure.count,
        citation,
        document,
        supersedes,
        reason,
        superseded: false,
        reported_by: recorded.metadata.actor.clone(),
        reported_on: *effective_on,
        public: award.is_none() && !withheld,
        withheld,
        organizations,
    })
}

/// Of several programmes together, the strictest profile counts.
fn aggregates_only(models: &ReadModels, programmes: &[ProgrammeCode]) -> Result<bool, Missing> {
    for programme in programmes {
        let row = models.programmes.need(&(programme.clone(),))?;
        if row.disclosure == DisclosureProfile::AggregateOnly {
            return Ok(true);
        }
    }
    Ok(false)
}
