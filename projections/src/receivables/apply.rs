//! Copies what moves what is owed back, and what is still to be released.

use almoner_domain::{
    id::{ClaimId, PaymentId, RefundId, SubAwardId},
    money::Money,
    sub_award::SubAwardEvent,
};
use chrono::NaiveDate;

use super::{ReceivableEntryRow, ReceivableKind};
use crate::{read_models::ReadModels, table::Missing};

struct Moved<'event> {
    kind: ReceivableKind,
    sub_award: &'event SubAwardId,
    claim: Option<&'event ClaimId>,
    payment: Option<&'event PaymentId>,
    refund: Option<&'event RefundId>,
    amount: Money,
    receivable: Money,
    effective_on: NaiveDate,
}

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &SubAwardEvent,
) -> Result<(), Missing> {
    if let SubAwardEvent::ReceivableRaised {
        sub_award,
        claim,
        amount,
        receivable,
        effective_on,
        ..
    } = event
    {
        let moved = Moved {
            kind: ReceivableKind::Raised,
            sub_award,
            claim: Some(claim),
            payment: None,
            refund: None,
            amount: *amount,
            receivable: *receivable,
            effective_on: *effective_on,
        };
        return enter(models, position, &moved);
    }
    if let SubAwardEvent::ReceivableCarried {
        sub_award,
        claim,
        amount,
        receivable,
        effective_on,
        ..
    } = event
    {
        let moved = Moved {
            kind: ReceivableKind::Carried,
            sub_award,
            claim: Some(claim),
            payment: None,
            refund: None,
            amount: *amount,
            receivable: *receivable,
            effective_on: *effective_on,
        };
        return enter(models, position, &moved);
    }
    if let SubAwardEvent::ReceivableOffset {
        sub_award,
        payment,
        amount,
        receivable,
        effective_on,
        ..
    } = event
    {
        let moved = Moved {
            kind: ReceivableKind::Offset,
            sub_award,
            claim: None,
            payment: Some(payment),
            refund: None,
            amount: *amount,
            receivable: *receivable,
            effective_on: *effective_on,
        };
        enter(models, position, &moved)?;
        let key = (payment.clone(), sub_award.clone());
        return models
            .payment_offsets
            .change(position, &key, |row| row.settled_on = Some(*effective_on));
    }
    if let SubAwardEvent::ReceivableRefunded {
        sub_award,
        refund,
        amount,
        receivable,
        effective_on,
        ..
    } = event
    {
        let moved = Moved {
            kind: ReceivableKind::Refunded,
            sub_award,
            claim: None,
            payment: None,
            refund: Some(refund),
            amount: *amount,
            receivable: *receivable,
            effective_on: *effective_on,
        };
        return enter(models, position, &moved);
    }
    Ok(())
}

fn enter(models: &mut ReadModels, position: i64, moved: &Moved<'_>) -> Result<(), Missing> {
    let key = (moved.sub_award.clone(),);
    models
        .sub_awards
        .change(position, &key, |row| row.receivable_entry_count += 1)?;
    let of = models.sub_awards.need(&key)?;
    let row = ReceivableEntryRow {
        sub_award: moved.sub_award.clone(),
        entry: of.receivable_entry_count,
        award: of.award.clone(),
        programme: of.programme.clone(),
        sub_awardee: of.sub_awardee.clone(),
        kind: moved.kind,
        claim: moved.claim.cloned(),
        payment: moved.payment.cloned(),
        refund: moved.refund.cloned(),
        amount: moved.amount,
        receivable: moved.receivable,
        effective_on: moved.effective_on,
        disclosure: of.disclosure,
        organizations: of.organizations.clone(),
    };
    models.receivable_entries.put(position, row);
    Ok(())
}
