//! Keeps what is due about a case in step with its phases and letters. Nothing is due about a closed case.

use almoner_domain::{
    client::{ClientPhase, LetterKind},
    id::ClientCode,
};
use chrono::NaiveDate;

use super::{
    ClientDeadlineRow, ClientStatus, DeadlineKind,
    history::{numbers, phases},
};
use crate::{read_models::ReadModels, table::Missing};

/// Makes the deadlines of a case those that its rows lead to.
pub(super) fn renew(
    models: &mut ReadModels,
    position: i64,
    client: &ClientCode,
) -> Result<(), Missing> {
    let case = models.clients.need(&(client.clone(),))?.clone();
    for kind in DeadlineKind::ALL.iter().copied() {
        let due = if case.status == ClientStatus::Open {
            due(models, client, case.phase, kind)
        } else {
            None
        };
        let key = (client.clone(), kind);
        match due {
            Some((due_on, extendable)) => models.client_deadlines.put(
                position,
                ClientDeadlineRow {
                    client: client.clone(),
                    kind,
                    due_on,
                    extendable,
                    sub_award: case.sub_award.clone(),
                    organization: case.organization.clone(),
                    disclosure: case.disclosure,
                    organizations: case.organizations.clone(),
                },
            ),
            None if models.client_deadlines.find(&key).is_some() => {
                models.client_deadlines.remove(position, &key)?;
            }
            None => {}
        }
    }
    Ok(())
}

/// When something is due, and whether it may be extended.
fn due(
    models: &ReadModels,
    client: &ClientCode,
    phase: ClientPhase,
    kind: DeadlineKind,
) -> Option<(NaiveDate, bool)> {
    let letters = || {
        models
            .client_letters
            .range(numbers(client))
            .filter(|letter| {
                matches!(
                    letter.kind,
                    LetterKind::Certification | LetterKind::Eligibility
                )
            })
    };
    let window = |of: ClientPhase| {
        models
            .client_phases
            .range(phases(client))
            .find(|row| row.phase == of && of == phase)
    };
    match kind {
        DeadlineKind::Screening => {
            let row = window(ClientPhase::PendingScreening)?;
            Some((row.ends_on?, false))
        }
        DeadlineKind::InterimAssistance => {
            let row = window(ClientPhase::InterimAssistance)?;
            Some((row.ends_on?, row.extended_on.is_none()))
        }
        DeadlineKind::Benefits => {
            let last = letters().filter_map(|letter| letter.benefits_end_on).max();
            Some((last?, false))
        }
        DeadlineKind::Letter => {
            let last = letters().last()?;
            Some((last.ends_on?, false))
        }
    }
}
