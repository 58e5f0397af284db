//! Copies what is put into files of awards.

use almoner_domain::{
    id::{ActorId, OrganizationId},
    identifier::Fain,
    oversight::OversightEvent,
};
use chrono::NaiveDate;

use super::{
    OversightEntryRow,
    rows::{opened, told},
};
use crate::{
    read_models::ReadModels,
    table::{Missing, name_of},
};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &OversightEvent,
) -> Result<(), Missing> {
    let parties = Parties::of(models, event)?;
    match event {
        OversightEvent::SubAwardTermsStated { .. }
        | OversightEvent::FixedAmountApproved { .. }
        | OversightEvent::RiskAssessed { .. }
        | OversightEvent::ExclusionRechecked { .. } => {
            put(models, position, told(event, parties));
        }
        OversightEvent::MonitoringPlanned { .. }
        | OversightEvent::FederalExpendituresStated { .. }
        | OversightEvent::AuditReportAccepted { .. }
        | OversightEvent::FindingRecorded { .. }
        | OversightEvent::ReportFiled { .. } => {
            put(models, position, opened(event, parties));
        }
        OversightEvent::MonitoringPerformed {
            award,
            sub_award,
            activity,
            document,
            performed_by,
            effective_on,
            ..
        } => {
            let key = (award.clone(), format!("monitoring:{sub_award}:{activity}"));
            done(models, position, &key, |row| {
                row.outcome_document = Some(document.clone());
                by(row, performed_by, *effective_on);
            })?;
        }
        OversightEvent::ManagementDecisionMade {
            award,
            sub_award,
            fiscal_year_ends_on,
            decision,
            document,
            decided_by,
            effective_on,
            ..
        } => {
            let key = (
                award.clone(),
                format!("audit:{sub_award}:{fiscal_year_ends_on}"),
            );
            done(models, position, &key, |row| {
                row.outcome = Some(name_of(decision).into_owned());
                row.outcome_document = Some(document.clone());
                by(row, decided_by, *effective_on);
            })?;
        }
        OversightEvent::FindingResolved {
            award,
            finding,
            resolution,
            reason,
            document,
            resolved_by,
            effective_on,
            ..
        } => {
            let key = (award.clone(), format!("finding:{finding}"));
            done(models, position, &key, |row| {
                row.outcome = Some(name_of(resolution).into_owned());
                row.outcome_reason = Some(reason.clone());
                row.outcome_document.clone_from(document);
                by(row, resolved_by, *effective_on);
            })?;
        }
    }
    audited(models, position, event)
}

/// An audit report that was accepted is what its year's expenditures asked for.
fn audited(models: &mut ReadModels, position: i64, event: &OversightEvent) -> Result<(), Missing> {
    let OversightEvent::AuditReportAccepted {
        award,
        sub_award,
        fiscal_year_ends_on,
        accepted_by,
        effective_on,
        ..
    } = event
    else {
        return Ok(());
    };
    let key = (
        award.clone(),
        format!("expenditures:{sub_award}:{fiscal_year_ends_on}"),
    );
    if models.oversight_entries.find(&key).is_none() {
        return Ok(());
    }
    done(models, position, &key, |row| {
        by(row, accepted_by, *effective_on);
    })
}

/// Who is concerned.
pub(super) struct Parties {
    pub(super) grantee: OrganizationId,
    pub(super) organizations: Vec<OrganizationId>,
}

impl Parties {
    fn of(models: &ReadModels, event: &OversightEvent) -> Result<Self, Missing> {
        let (award, sub_award) = event.about();
        let award = models.awards.need(&(award.clone(),))?;
        // A fixed amount is approved before its sub-award is executed.
        let of = sub_award.and_then(|id| models.sub_awards.find(&(id.clone(),)));
        Ok(Self {
            grantee: award.grantee.clone(),
            organizations: of
                .map_or(&award.organizations, |of| &of.organizations)
                .clone(),
        })
    }
}

fn put(models: &mut ReadModels, position: i64, row: Option<OversightEntryRow>) {
    if let Some(row) = row {
        models.oversight_entries.put(position, row);
    }
}

fn done(
    models: &mut ReadModels,
    position: i64,
    key: &(Fain, String),
    change: impl FnOnce(&mut OversightEntryRow),
) -> Result<(), Missing> {
    models.oversight_entries.change(position, key, change)
}

pub(super) fn by(row: &mut OversightEntryRow, actor: &ActorId, on: NaiveDate) {
    row.done_by = Some(actor.to_string());
    row.done_on = Some(on);
}
