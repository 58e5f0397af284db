//! Copies what happens to clients' cases.

use almoner_domain::client::ClientEvent;
use chrono::NaiveDate;

use super::{ClientRow, ClientStatus, benefits};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    match event {
        ClientEvent::ClientEnrolled { .. } => enrol(models, position, event),
        ClientEvent::ClientTransferred { .. } => transfer(models, position, event),
        ClientEvent::ClientPhaseChanged {
            client,
            to,
            effective_on,
            ..
        } => models.clients.change(position, &(client.clone(),), |row| {
            row.phase = *to;
            row.phase_since = *effective_on;
        }),
        ClientEvent::FamilyMemberAdded {
            client,
            in_household,
            ..
        } => models.clients.change(position, &(client.clone(),), |row| {
            row.family_members += 1;
            row.household_members += u32::from(*in_household);
        }),
        ClientEvent::ClientClosed {
            client,
            reason,
            effective_on,
        } => models.clients.change(position, &(client.clone(),), |row| {
            row.status = ClientStatus::Closed;
            row.closed_on = Some(*effective_on);
            row.closing_reason = Some(*reason);
        }),
        ClientEvent::BenefitReserved { .. } => benefits::reserve(models, position, event),
        ClientEvent::BenefitReleased { client, claim, .. } => {
            benefits::release(models, position, client, claim)
        }
    }
}

fn enrol(models: &mut ReadModels, position: i64, event: &ClientEvent) -> Result<(), Missing> {
    let ClientEvent::ClientEnrolled {
        client,
        sub_award,
        organization,
        award,
        programme,
        population,
        age_band,
        state,
        phase,
        attestation: _,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    let award_row = models.awards.need(&(award.clone(),))?;
    let row = ClientRow {
        client: client.clone(),
        programme: programme.clone(),
        award: award.clone(),
        sub_award: sub_award.clone(),
        grantee: award_row.grantee.clone(),
        organization: organization.clone(),
        population: *population,
        age_band: *age_band,
        state: *state,
        phase: *phase,
        phase_since: *effective_on,
        status: ClientStatus::Open,
        family_members: 0,
        household_members: 0,
        enrolled_on: *effective_on,
        closed_on: None,
        closing_reason: None,
        disclosure: award_row.disclosure,
        organizations: vec![award_row.grantee.clone(), organization.clone()],
    };
    models.clients.put(position, row);
    Ok(())
}

/// The case and the use of its years pass to the organization that takes over; what was before stays as it was.
fn transfer(models: &mut ReadModels, position: i64, event: &ClientEvent) -> Result<(), Missing> {
    let ClientEvent::ClientTransferred {
        client,
        from_sub_award: _,
        sub_award,
        organization,
        award,
        programme,
        state,
        effective_on: _,
    } = event
    else {
        return Ok(());
    };
    let award_row = models.awards.need(&(award.clone(),))?;
    let (grantee, disclosure) = (award_row.grantee.clone(), award_row.disclosure);
    let organizations = vec![grantee.clone(), organization.clone()];
    models.clients.change(position, &(client.clone(),), |row| {
        row.sub_award = sub_award.clone();
        row.organization = organization.clone();
        row.award = award.clone();
        row.programme = programme.clone();
        row.grantee = grantee;
        row.state = *state;
        row.disclosure = disclosure;
        row.organizations.clone_from(&organizations);
    })?;
    let years = (client.clone(), NaiveDate::MIN)..=(client.clone(), NaiveDate::MAX);
    let changed: Vec<_> = models.client_years.range(years).cloned().collect();
    for mut year in changed {
        year.disclosure = disclosure;
        year.organizations.clone_from(&organizations);
        models.client_years.put(position, year);
    }
    Ok(())
}
