//! Copies the phases, the letters and the family members of a case.

use almoner_domain::{
    client::{ClientEvent, ClientPhase, PhaseBasis, phase_ends_on},
    id::{ClientCode, OrganizationId},
    programme::DisclosureProfile,
};
use chrono::NaiveDate;

use super::{ClientFamilyMemberRow, ClientLetterRow, ClientPhaseRow};
use crate::{read_models::ReadModels, table::Missing};

/// A case is in a phase from a day on.
pub(super) fn begin_phase(
    models: &mut ReadModels,
    position: i64,
    client: &ClientCode,
    phase: ClientPhase,
    basis: Option<PhaseBasis>,
    since: NaiveDate,
) -> Result<(), Missing> {
    let case = models.clients.need(&(client.clone(),))?;
    let row = ClientPhaseRow {
        client: client.clone(),
        phase,
        basis,
        since,
        ends_on: phase_ends_on(phase, since),
        extended_on: None,
        disclosure: case.disclosure,
        organizations: case.organizations.clone(),
    };
    models.client_phases.put(position, row);
    Ok(())
}

/// Interim assistance was extended. A ledger that was begun before phases were copied may not hold the phase until its
/// read models are rebuilt; what its case says stands in.
pub(super) fn extend_interim(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let ClientEvent::InterimAssistanceExtended {
        client,
        ends_on,
        effective_on,
        ..
    } = event
    else {
        return Ok(());
    };
    let phase = ClientPhase::InterimAssistance;
    let key = (client.clone(), phase);
    if models.client_phases.find(&key).is_none() {
        let since = models.clients.need(&(client.clone(),))?.phase_since;
        begin_phase(models, position, client, phase, None, since)?;
    }
    models.client_phases.change(position, &key, |row| {
        row.ends_on = Some(*ends_on);
        row.extended_on = Some(*effective_on);
    })
}

/// A letter was seen.
pub(super) fn record_letter(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let ClientEvent::LetterRecorded {
        client,
        kind,
        dated_on,
        ends_on,
        benefits_end_on,
        receipt,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    let case = models.clients.need(&(client.clone(),))?;
    let held = models.client_letters.range(numbers(client)).last();
    let row = ClientLetterRow {
        client: client.clone(),
        number: held.map_or(1, |last| last.number.saturating_add(1)),
        kind: *kind,
        dated_on: *dated_on,
        ends_on: *ends_on,
        eligible_on: *effective_on,
        benefits_end_on: *benefits_end_on,
        request_received_on: receipt.map(|receipt| receipt.received_on),
        under_18_on_receipt: receipt.is_some_and(|receipt| receipt.under_18_on_receipt),
        disclosure: case.disclosure,
        organizations: case.organizations.clone(),
    };
    models.client_letters.put(position, row);
    Ok(())
}

/// A family member joins.
pub(super) fn add_member(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let ClientEvent::FamilyMemberAdded {
        client,
        member,
        relation,
        in_household,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    models.clients.change(position, &(client.clone(),), |row| {
        row.family_members += 1;
        row.household_members += u32::from(*in_household);
    })?;
    let case = models.clients.need(&(client.clone(),))?;
    let held = models.client_family_members.range(numbers(client)).last();
    let row = ClientFamilyMemberRow {
        client: client.clone(),
        number: held.map_or(1, |last| last.number.saturating_add(1)),
        member: member.clone(),
        relation: *relation,
        in_household: *in_household,
        since: *effective_on,
        left_on: None,
        leaving_reason: None,
        disclosure: case.disclosure,
        organizations: case.organizations.clone(),
    };
    models.client_family_members.put(position, row);
    Ok(())
}

/// A family member no longer counts. In a ledger that was begun before family members were copied, one of before is
/// missing until its read models are rebuilt.
pub(super) fn remove_member(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let ClientEvent::FamilyMemberLeft {
        client,
        member,
        reason,
        effective_on,
    } = event
    else {
        return Ok(());
    };
    let Some(held) = models
        .client_family_members
        .range(numbers(client))
        .find(|held| held.member == *member)
        .cloned()
    else {
        return Ok(());
    };
    models.clients.change(position, &(client.clone(),), |row| {
        row.family_members = row.family_members.saturating_sub(1);
        row.household_members = row
            .household_members
            .saturating_sub(u32::from(held.in_household));
    })?;
    let row = ClientFamilyMemberRow {
        left_on: Some(*effective_on),
        leaving_reason: Some(*reason),
        ..held
    };
    models.client_family_members.put(position, row);
    Ok(())
}

/// What is told of the case passes to the organization that takes it over.
pub(super) fn pass_on(
    models: &mut ReadModels,
    position: i64,
    client: &ClientCode,
    disclosure: DisclosureProfile,
    organizations: &[OrganizationId],
) {
    let phases: Vec<_> = models
        .client_phases
        .range(phases(client))
        .cloned()
        .collect();
    for mut row in phases {
        row.disclosure = disclosure;
        row.organizations = organizations.to_vec();
        models.client_phases.put(position, row);
    }
    let letters: Vec<_> = models
        .client_letters
        .range(numbers(client))
        .cloned()
        .collect();
    for mut row in letters {
        row.disclosure = disclosure;
        row.organizations = organizations.to_vec();
        models.client_letters.put(position, row);
    }
    let family: Vec<_> = models
        .client_family_members
        .range(numbers(client))
        .cloned()
        .collect();
    for mut row in family {
        row.disclosure = disclosure;
        row.organizations = organizations.to_vec();
        models.client_family_members.put(position, row);
    }
}

/// The keys of a client's rows that are numbered.
pub(super) fn numbers(client: &ClientCode) -> std::ops::RangeInclusive<(ClientCode, u32)> {
    (client.clone(), 0)..=(client.clone(), u32::MAX)
}

/// The keys of a client's phases.
pub(super) fn phases(client: &ClientCode) -> std::ops::RangeInclusive<(ClientCode, ClientPhase)> {
    let [first, last] = [ClientPhase::PendingScreening, ClientPhase::Eligible];
    (client.clone(), first)..=(client.clone(), last)
}
