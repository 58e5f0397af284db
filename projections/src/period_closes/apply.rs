//! Copies what happens when months are closed.

use almoner_domain::closing::{ClosingEvent, ClosingStatement, period_of};

use super::{PeriodCloseRow, PeriodCloseState};
use crate::{read_models::ReadModels, table::Missing};

/// Copies one event.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &ClosingEvent,
) -> Result<(), Missing> {
    match event {
        ClosingEvent::PeriodCloseBegun {
            programme,
            close,
            from,
            through,
            begun_by,
            effective_on,
        } => {
            let days = period_of(*from, *through);
            let row = PeriodCloseRow {
                programme: programme.clone(),
                close: *close,
                starts_on: days.starts_on,
                ends_on: days.ends_on,
                state: PeriodCloseState::UnderWay,
                frozen_at: position,
                begun_by: begun_by.clone(),
                begun_on: *effective_on,
                first_approved_by: None,
                first_approved_on: None,
                second_approved_by: None,
                second_approved_on: None,
                closed_at: None,
                digest: None,
                own_debit: None,
                own_credit: None,
                ussgl_debit: None,
                ussgl_credit: None,
                withdrawn_by: None,
                withdrawn_on: None,
                reason: None,
            };
            models.period_closes.put(position, row);
            Ok(())
        }
        ClosingEvent::PeriodCloseApproved {
            programme,
            close,
            through: _,
            statement,
            approved_by,
            effective_on,
        } => {
            let key = (programme.clone(), *close);
            models.period_closes.change(position, &key, |row| {
                // The second approval is copied with the closing that follows it.
                if row.first_approved_by.is_none() {
                    row.first_approved_by = Some(approved_by.clone());
                    row.first_approved_on = Some(*effective_on);
                    state(row, statement);
                }
            })
        }
        ClosingEvent::PeriodClosed {
            programme,
            close,
            from: _,
            through: _,
            statement,
            approved_by: [first, second],
            effective_on,
        } => {
            let key = (programme.clone(), *close);
            models.period_closes.change(position, &key, |row| {
                row.state = PeriodCloseState::Closed;
                row.first_approved_by = Some(first.clone());
                row.second_approved_by = Some(second.clone());
                row.second_approved_on = Some(*effective_on);
                row.closed_at = Some(position);
                state(row, statement);
            })
        }
        ClosingEvent::PeriodCloseWithdrawn {
            programme,
            close,
            through: _,
            reason,
            withdrawn_by,
            effective_on,
        } => {
            let key = (programme.clone(), *close);
            models.period_closes.change(position, &key, |row| {
                row.state = PeriodCloseState::Withdrawn;
                row.withdrawn_by = Some(withdrawn_by.clone());
                row.withdrawn_on = Some(*effective_on);
                row.reason = Some(reason.clone());
            })
        }
    }
}

fn state(row: &mut PeriodCloseRow, statement: &ClosingStatement) {
    row.digest = Some(statement.digest.clone());
    row.own_debit = Some(statement.own.debit);
    row.own_credit = Some(statement.own.credit);
    row.ussgl_debit = Some(statement.ussgl.debit);
    row.ussgl_credit = Some(statement.ussgl.credit);
}
