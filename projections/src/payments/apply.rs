//! Copies what happens to payments.

use almoner_domain::payment::PaymentEvent;

use super::{PaymentClaimRow, PaymentOffsetRow, PaymentRow, PaymentStatus};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &PaymentEvent,
) -> Result<(), Missing> {
    match event {
        PaymentEvent::PaymentPrepared {
            payment,
            award,
            programme,
            grantee,
            claim_count,
            total,
            digest,
            justification,
            prepared_by,
            effective_on,
        } => {
            let row = PaymentRow {
                payment: payment.clone(),
                award: award.clone(),
                programme: programme.clone(),
                grantee: grantee.clone(),
                status: PaymentStatus::Prepared,
                claim_count: *claim_count,
                total: *total,
                digest: digest.clone(),
                justification: justification.clone(),
                prepared_by: prepared_by.clone(),
                prepared_on: *effective_on,
                authorised_by: None,
                authorised_on: None,
                confirmed_by: None,
                confirmed_on: None,
                disclosure: models.awards.need(&(award.clone(),))?.disclosure,
                organizations: vec![grantee.clone()],
            };
            models.payments.put(position, row);
            Ok(())
        }
        PaymentEvent::PaymentClaimIncluded { .. } | PaymentEvent::PaymentOffsetIncluded { .. } => {
            include(models, position, event)
        }
        PaymentEvent::PaymentAuthorised {
            payment,
            authorised_by,
            effective_on,
        } => models
            .payments
            .change(position, &(payment.clone(),), |row| {
                row.status = PaymentStatus::Authorised;
                row.authorised_by = Some(authorised_by.clone());
                row.authorised_on = Some(*effective_on);
            }),
        PaymentEvent::PaymentConfirmed {
            payment,
            confirmed_by,
            effective_on,
            ..
        } => models
            .payments
            .change(position, &(payment.clone(),), |row| {
                row.status = PaymentStatus::Confirmed;
                row.confirmed_by = Some(confirmed_by.clone());
                row.confirmed_on = Some(*effective_on);
            }),
    }
}

/// Copies what a payment is made of.
fn include(models: &mut ReadModels, position: i64, event: &PaymentEvent) -> Result<(), Missing> {
    if let PaymentEvent::PaymentClaimIncluded {
        payment,
        claim,
        sub_award,
        sub_awardee,
        amount,
    } = event
    {
        let of = models.payments.need(&(payment.clone(),))?;
        let row = PaymentClaimRow {
            payment: payment.clone(),
            claim: claim.clone(),
            award: of.award.clone(),
            sub_award: sub_award.clone(),
            sub_awardee: sub_awardee.clone(),
            amount: *amount,
            paid_on: None,
            disclosure: of.disclosure,
            organizations: vec![of.grantee.clone(), sub_awardee.clone()],
        };
        models.payment_claims.put(position, row);
    }
    if let PaymentEvent::PaymentOffsetIncluded {
        payment,
        sub_award,
        sub_awardee,
        owed,
        amount,
        forward_balance,
    } = event
    {
        let of = models.payments.need(&(payment.clone(),))?;
        let row = PaymentOffsetRow {
            payment: payment.clone(),
            sub_award: sub_award.clone(),
            award: of.award.clone(),
            sub_awardee: sub_awardee.clone(),
            owed: *owed,
            amount: *amount,
            forward_balance: *forward_balance,
            settled_on: None,
            organizations: vec![of.grantee.clone(), sub_awardee.clone()],
        };
        models.payment_offsets.put(position, row);
    }
    Ok(())
}
