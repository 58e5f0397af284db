//! Copies what moves the sub-award share of an award.

use almoner_domain::{
    award::{AwardEvent, NoticeEvent, ShareEvent},
    identifier::Fain,
    money::Money,
    rate::Rate,
};

use super::SubAwardShareRow;
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event. Awards without the rule have no row.
pub(crate) fn apply(models: &mut ReadModels, position: i64, event: &AwardEvent) {
    match event {
        AwardEvent::Notice(event) => notice(models, position, event),
        AwardEvent::Share(event) => share(models, position, event),
        AwardEvent::Standing(_)
        | AwardEvent::Cost(_)
        | AwardEvent::Cash(_)
        | AwardEvent::Interest(_)
        | AwardEvent::Match(_)
        | AwardEvent::Income(_) => {}
    }
}

fn notice(models: &mut ReadModels, position: i64, event: &NoticeEvent) {
    match event {
        NoticeEvent::AwardIssued {
            award,
            sub_award_share: Some(rule),
            grantee,
            amount,
            ..
        } => {
            let mut row = SubAwardShareRow {
                award: award.clone(),
                minimum_rate: rule.minimum,
                base: *amount,
                sub_awarded: Money::ZERO,
                minimum: Money::ZERO,
                maximum_retained: Money::ZERO,
                retained: Money::ZERO,
                shortfall: Money::ZERO,
                compliant: true,
                waived: false,
                waived_shortfall: None,
                waived_reason: None,
                waived_by: None,
                waived_on: None,
                carried_qualified: Money::ZERO,
                organizations: vec![grantee.clone()],
            };
            measure(&mut row, *amount, Money::ZERO);
            models.sub_award_shares.put(position, row);
        }
        NoticeEvent::AwardSupplemented { award, amount, .. } => {
            change(models, position, award, |row| {
                let base = row.base.plus(*amount).unwrap_or(row.base);
                measure(row, base, row.sub_awarded);
            });
        }
        NoticeEvent::AwardReduced { award, amount, .. } => {
            change(models, position, award, |row| {
                measure(row, row.base.less(*amount), row.sub_awarded);
            });
        }
        NoticeEvent::AwardContinued { award, base, .. } => begin(models, position, award, *base),
        NoticeEvent::AwardIssued { .. }
        | NoticeEvent::AwardExtended { .. }
        | NoticeEvent::AwardAdministered { .. } => {}
    }
}

fn share(models: &mut ReadModels, position: i64, event: &ShareEvent) {
    match event {
        ShareEvent::SubAwardCommitmentRaised {
            award,
            committed_qualified,
            ..
        }
        | ShareEvent::SubAwardCommitmentLowered {
            award,
            committed_qualified,
            ..
        }
        | ShareEvent::SubAwardCommitmentRequalified {
            award,
            committed_qualified,
            ..
        } => change(models, position, award, |row| {
            let sub_awarded = committed_qualified.less(row.carried_qualified);
            measure(row, row.base, sub_awarded);
        }),
        ShareEvent::SubAwardShareWaived {
            award,
            shortfall,
            reason,
            waived_by,
            effective_on,
        } => change(models, position, award, |row| {
            row.waived = true;
            row.waived_shortfall = Some(*shortfall);
            row.waived_reason = Some(reason.clone());
            row.waived_by = Some(waived_by.clone());
            row.waived_on = Some(*effective_on);
        }),
        // That the share fell or was restored follows from what moved it, which was copied before.
        ShareEvent::SubAwardShareFell { .. } | ShareEvent::SubAwardShareRestored { .. } => {}
    }
}

/// The next budget period has its own base, and counts what is sub-awarded from now on.
fn begin(models: &mut ReadModels, position: i64, award: &Fain, base: Money) {
    let committed = models
        .awards
        .find(&(award.clone(),))
        .map_or(Money::ZERO, |row| row.committed_qualified);
    change(models, position, award, |row| {
        row.carried_qualified = committed;
        row.waived = false;
        row.waived_shortfall = None;
        row.waived_reason = None;
        row.waived_by = None;
        row.waived_on = None;
        measure(row, base, Money::ZERO);
    });
}

fn change(
    models: &mut ReadModels,
    position: i64,
    award: &Fain,
    change: impl FnOnce(&mut SubAwardShareRow),
) {
    let changed: Result<(), Missing> =
        models
            .sub_award_shares
            .change(position, &(award.clone(),), change);
    // An award without the rule has no share: nothing to copy.
    drop(changed);
}

fn measure(row: &mut SubAwardShareRow, base: Money, sub_awarded: Money) {
    let rate: Rate = row.minimum_rate;
    row.base = base;
    row.sub_awarded = sub_awarded;
    row.minimum = base.share_ceiling(rate);
    row.maximum_retained = base.share_floor(rate.complement());
    row.retained = base.less(sub_awarded);
    row.shortfall = row.minimum.less(sub_awarded);
    row.compliant = row.shortfall.is_zero();
}
