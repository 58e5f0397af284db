//! Copies what happens to clients' cases.

use almoner_domain::{client::ClientEvent, id::ClientCode};
use chrono::NaiveDate;

use super::{ClientRow, ClientStatus, benefits, deadlines, erasure, history};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let client = match event {
        ClientEvent::BenefitReserved { .. } => return benefits::reserve(models, position, event),
        ClientEvent::BenefitReleased { client, claim, .. } => {
            return benefits::release(models, position, client, claim);
        }
        ClientEvent::ClaimTurnedDown { client, .. } => {
            return models.clients.need(&(client.clone(),)).map(drop);
        }
        ClientEvent::ReadjudicationDeferred {
            client,
            next,
            effective_on,
            ..
        } => {
            return models.clients.change(position, &(client.clone(),), |row| {
                row.readjudicate_next = Some(next.clone());
                row.readjudicate_on = Some(*effective_on);
                row.readjudicate_position = Some(position);
            });
        }
        ClientEvent::ReadjudicationFinished { client, .. } => {
            return models.clients.change(position, &(client.clone(),), |row| {
                row.readjudicate_next = None;
                row.readjudicate_on = None;
                row.readjudicate_position = None;
            });
        }
        ClientEvent::CaseReferenceRecorded { .. } => {
            return erasure::hold_reference(models, position, event);
        }
        ClientEvent::ClientHeld { client, .. }
        | ClientEvent::ClientHoldLifted { client, .. }
        | ClientEvent::ClientErasureRequested { client, .. }
        | ClientEvent::ClientErasureWithdrawn { client, .. }
        | ClientEvent::ClientErasureApproved { client, .. }
        | ClientEvent::ClientErased { client, .. } => {
            return erasure::keep_or_erase(models, position, client, event);
        }
        ClientEvent::FamilyMemberAdded { .. } => {
            return history::add_member(models, position, event);
        }
        ClientEvent::FamilyMemberLeft { .. } => {
            return history::remove_member(models, position, event);
        }
        ClientEvent::ClientEnrolled { client, .. } => {
            enrol(models, position, event)?;
            client
        }
        ClientEvent::ClientTransferred { client, .. } => {
            transfer(models, position, event)?;
            client
        }
        ClientEvent::ClientPhaseChanged {
            client,
            to,
            basis,
            effective_on,
            ..
        } => {
            models.clients.change(position, &(client.clone(),), |row| {
                row.phase = *to;
                row.phase_since = *effective_on;
            })?;
            history::begin_phase(models, position, client, *to, Some(*basis), *effective_on)?;
            client
        }
        ClientEvent::LetterRecorded { client, .. } => {
            history::record_letter(models, position, event)?;
            client
        }
        ClientEvent::InterimAssistanceExtended { client, .. } => {
            history::extend_interim(models, position, event)?;
            client
        }
        ClientEvent::ClientClosed { client, .. } | ClientEvent::ClientReopened { client, .. } => {
            open_or_close(models, position, client, event)?;
            client
        }
    };
    deadlines::renew(models, position, client)
}

fn open_or_close(
    models: &mut ReadModels,
    position: i64,
    client: &ClientCode,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let closing = if let ClientEvent::ClientClosed {
        reason,
        effective_on,
        ..
    } = event
    {
        Some((*reason, *effective_on))
    } else {
        None
    };
    models.clients.change(position, &(client.clone(),), |row| {
        row.status = match closing {
            Some(_) => ClientStatus::Closed,
            None => ClientStatus::Open,
        };
        row.closed_on = closing.map(|(_, closed_on)| closed_on);
        row.closing_reason = closing.map(|(reason, _)| reason);
    })
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
        readjudicate_next: None,
        readjudicate_on: None,
        readjudicate_position: None,
        hold: None,
        held_since: None,
        held_by: None,
        erasure: None,
        erasure_reason: None,
        erasure_requested_by: None,
        erasure_requested_on: None,
        erasure_withdrawn_by: None,
        erasure_withdrawn_on: None,
        erasure_withdrawal_reason: None,
        erasure_approved_by: None,
        erasure_approved_on: None,
        erasure_approved_at: None,
        erased_at: None,
        erased_key: None,
        disclosure: award_row.disclosure,
        organizations: vec![award_row.grantee.clone(), organization.clone()],
    };
    models.clients.put(position, row);
    history::begin_phase(models, position, client, *phase, None, *effective_on)
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
    history::pass_on(models, position, client, disclosure, &organizations);
    Ok(())
}
