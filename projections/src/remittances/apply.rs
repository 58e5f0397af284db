//! Copies what happens to payments, as far as it concerns those whom they pay.

use almoner_domain::payment::PaymentEvent;

use super::RemittanceHeaderRow;
use crate::{payments::PaymentStatus, read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &PaymentEvent,
) -> Result<(), Missing> {
    let headers = &mut models.remittance_headers;
    match event {
        PaymentEvent::PaymentPrepared {
            payment,
            award,
            programme,
            grantee,
            justification,
            effective_on,
            ..
        } => {
            let row = RemittanceHeaderRow {
                payment: payment.clone(),
                award: award.clone(),
                programme: programme.clone(),
                grantee: grantee.clone(),
                status: PaymentStatus::Prepared,
                justification: justification.clone(),
                prepared_on: *effective_on,
                authorised_on: None,
                confirmed_on: None,
                disclosure: models.awards.need(&(award.clone(),))?.disclosure,
                organizations: vec![grantee.clone()],
            };
            models.remittance_headers.put(position, row);
            Ok(())
        }
        PaymentEvent::PaymentClaimIncluded {
            payment,
            sub_awardee,
            ..
        } => {
            let key = (payment.clone(),);
            if headers.need(&key)?.organizations.contains(sub_awardee) {
                return Ok(());
            }
            headers.change(position, &key, |row| {
                row.organizations.push(sub_awardee.clone());
            })
        }
        PaymentEvent::PaymentOffsetIncluded { payment, .. } => {
            headers.need(&(payment.clone(),)).map(drop)
        }
        PaymentEvent::PaymentAuthorised {
            payment,
            effective_on,
            ..
        } => headers.change(position, &(payment.clone(),), |row| {
            row.status = PaymentStatus::Authorised;
            row.authorised_on = Some(*effective_on);
        }),
        PaymentEvent::PaymentConfirmed {
            payment,
            effective_on,
            ..
        } => headers.change(position, &(payment.clone(),), |row| {
            row.status = PaymentStatus::Confirmed;
            row.confirmed_on = Some(*effective_on);
        }),
    }
}
