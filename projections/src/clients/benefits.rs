//! Copies what claims take of a client's year, and give back.

use almoner_domain::{
    client::ClientEvent,
    id::{ClaimId, ClientCode},
    money::Money,
};

use super::{BenefitReservationRow, ClientYearRow};
use crate::{read_models::ReadModels, table::Missing};

/// A claim takes its part.
pub(super) fn reserve(
    models: &mut ReadModels,
    position: i64,
    event: &ClientEvent,
) -> Result<(), Missing> {
    let ClientEvent::BenefitReserved {
        client,
        claim,
        sub_award,
        service_month,
        benefit_year,
        administration,
        direct,
        case_management_unit,
        content_digest: _,
        effective_on: _,
        unit_phases: _,
    } = event
    else {
        return Ok(());
    };
    let payer = models.sub_awards.need(&(sub_award.clone(),))?;
    let row = BenefitReservationRow {
        client: client.clone(),
        claim: claim.clone(),
        sub_award: sub_award.clone(),
        service_month: *service_month,
        benefit_year: benefit_year.0,
        administration: *administration,
        direct: *direct,
        case_management_unit: *case_management_unit,
        disclosure: payer.disclosure,
        organizations: payer.organizations.clone(),
    };
    let case = models.clients.need(&(client.clone(),))?;
    let mut year = models
        .client_years
        .find(&(client.clone(), benefit_year.0))
        .cloned()
        .unwrap_or_else(|| ClientYearRow {
            client: client.clone(),
            benefit_year: benefit_year.0,
            administration: Money::ZERO,
            direct: Money::ZERO,
            claims: 0,
            case_management_units: 0,
            disclosure: case.disclosure,
            organizations: case.organizations.clone(),
        });
    year.administration = add(year.administration, *administration);
    year.direct = add(year.direct, *direct);
    year.claims += 1;
    let counted = *case_management_unit && unit_of_month(models, &row).is_none();
    year.case_management_units += u32::from(counted);
    models.client_years.put(position, year);
    models.benefit_reservations.put(position, row);
    Ok(())
}

/// A claim gives its part back.
pub(super) fn release(
    models: &mut ReadModels,
    position: i64,
    client: &ClientCode,
    claim: &ClaimId,
) -> Result<(), Missing> {
    let freed = models
        .benefit_reservations
        .remove(position, &(client.clone(), claim.clone()))?;
    let key = (client.clone(), freed.benefit_year);
    let counted = freed.case_management_unit && unit_of_month(models, &freed).is_none();
    models.client_years.change(position, &key, |year| {
        year.administration = year.administration.less(freed.administration);
        year.direct = year.direct.less(freed.direct);
        year.claims = year.claims.saturating_sub(1);
        year.case_management_units = year
            .case_management_units
            .saturating_sub(u32::from(counted));
    })
}

/// Another claim that has a part of the same month's unit, in the same year: a claim and the rest of it have one unit
/// together, and so have two sub-awards with days of their own.
fn unit_of_month<'m>(
    models: &'m ReadModels,
    of: &BenefitReservationRow,
) -> Option<&'m BenefitReservationRow> {
    let own = (of.client.clone(), of.claim.clone());
    let held = &models.benefit_reservations;
    let before = held.range_back(..own.clone());
    let of_client = |held: &&BenefitReservationRow| held.client == of.client;
    before
        .take_while(of_client)
        .chain(held.range(own..).take_while(of_client))
        .find(|held| {
            held.case_management_unit
                && held.claim != of.claim
                && held.service_month == of.service_month
                && held.benefit_year == of.benefit_year
        })
}

fn add(sum: Money, part: Money) -> Money {
    sum.plus(part)
        .expect("a year's use is within an annual cap, far below the largest amount")
}
