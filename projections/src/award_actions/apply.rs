//! Copies what was done with awards.

use almoner_domain::{
    award::{AwardEvent, NoticeEvent, ShareEvent, StandingEvent},
    money::Money,
    text::Reason,
};
use chrono::NaiveDate;

use super::{AwardActionKind as Kind, AwardActionRow};
use crate::{read_models::ReadModels, table::Missing};

/// What an event says of an action.
struct Said<'e> {
    action: Kind,
    amount: Option<Money>,
    carried: Option<Money>,
    reason: Option<&'e Reason>,
    effective_on: NaiveDate,
}

/// Copies one event, once its award has copied it.
pub(crate) fn apply(
    models: &mut ReadModels,
    position: i64,
    event: &AwardEvent,
) -> Result<(), Missing> {
    let said = match event {
        AwardEvent::Notice(event) => Some(notice(event)),
        AwardEvent::Standing(event) => Some(standing(event)),
        AwardEvent::Share(event) => share(event),
        AwardEvent::Cost(_)
        | AwardEvent::Cash(_)
        | AwardEvent::Interest(_)
        | AwardEvent::Match(_)
        | AwardEvent::Income(_) => None,
    };
    let Some(said) = said else {
        return Ok(());
    };
    let of = models.awards.need(&(event.award().clone(),))?;
    let row = AwardActionRow {
        position,
        award: of.award.clone(),
        action: said.action,
        number: of.number.clone(),
        amount: said.amount,
        carried: said.carried,
        awarded: of.awarded,
        project_ends_on: of.project_ends_on,
        budget_starts_on: of.budget_starts_on,
        budget_ends_on: of.budget_ends_on,
        reason: said.reason.cloned(),
        effective_on: said.effective_on,
        organizations: of.organizations.clone(),
    };
    models.award_actions.add(row);
    Ok(())
}

impl<'e> Said<'e> {
    fn of(
        action: Kind,
        amount: Option<Money>,
        reason: Option<&'e Reason>,
        effective_on: NaiveDate,
    ) -> Self {
        Self {
            action,
            amount,
            carried: None,
            reason,
            effective_on,
        }
    }

    fn carrying(self, carried: Money) -> Self {
        Self {
            carried: Some(carried),
            ..self
        }
    }
}

/// What a notice of award says.
fn notice(event: &NoticeEvent) -> Said<'_> {
    match event {
        NoticeEvent::AwardIssued {
            amount,
            effective_on,
            ..
        } => Said::of(Kind::New, Some(*amount), None, *effective_on),
        NoticeEvent::AwardSupplemented {
            amount,
            reason,
            effective_on,
            ..
        } => Said::of(Kind::Supplement, Some(*amount), Some(reason), *effective_on),
        NoticeEvent::AwardReduced {
            amount,
            reason,
            effective_on,
            ..
        } => Said::of(
            Kind::Reduction,
            Some(taken(*amount)),
            Some(reason),
            *effective_on,
        ),
        NoticeEvent::AwardContinued {
            amount,
            carried,
            reason,
            effective_on,
            ..
        } => Said::of(
            Kind::Continuation,
            Some(*amount),
            Some(reason),
            *effective_on,
        )
        .carrying(*carried),
        NoticeEvent::AwardExtended {
            reason,
            effective_on,
            ..
        } => Said::of(Kind::NoCostExtension, None, Some(reason), *effective_on),
        NoticeEvent::AwardAdministered {
            reason,
            effective_on,
            ..
        } => Said::of(Kind::Administrative, None, Some(reason), *effective_on),
    }
}

/// What suspends, ends or closes an award, or a budget period of it.
fn standing(event: &StandingEvent) -> Said<'_> {
    match event {
        StandingEvent::AwardSuspended {
            reason,
            effective_on,
            ..
        } => Said::of(Kind::Suspension, None, Some(reason), *effective_on),
        StandingEvent::AwardResumed {
            reason,
            effective_on,
            ..
        } => Said::of(Kind::Resumption, None, Some(reason), *effective_on),
        StandingEvent::AwardTerminated {
            reason,
            effective_on,
            ..
        } => Said::of(Kind::Termination, None, Some(reason), *effective_on),
        StandingEvent::BudgetPeriodClosed {
            carried,
            returned,
            effective_on,
            ..
        } => Said::of(
            Kind::BudgetPeriodClose,
            Some(taken(*returned)),
            None,
            *effective_on,
        )
        .carrying(*carried),
        StandingEvent::AwardClosed {
            returned,
            effective_on,
            ..
        } => Said::of(Kind::Close, Some(taken(*returned)), None, *effective_on),
        StandingEvent::DisallowedFundsReleased {
            amount,
            effective_on,
            ..
        }
        | StandingEvent::AdjustedFundsReleased {
            amount,
            effective_on,
            ..
        } => Said::of(Kind::Release, Some(taken(*amount)), None, *effective_on),
    }
}

/// A waiver of the sub-award share is an action; what else moves the share is not.
fn share(event: &ShareEvent) -> Option<Said<'_>> {
    match event {
        ShareEvent::SubAwardShareWaived {
            reason,
            effective_on,
            ..
        } => Some(Said::of(
            Kind::ShareWaiver,
            None,
            Some(reason),
            *effective_on,
        )),
        ShareEvent::SubAwardCommitmentRaised { .. }
        | ShareEvent::SubAwardCommitmentLowered { .. }
        | ShareEvent::SubAwardCommitmentRequalified { .. }
        | ShareEvent::SubAwardShareFell { .. }
        | ShareEvent::SubAwardShareRestored { .. } => None,
    }
}

/// What goes back, below zero.
fn taken(amount: Money) -> Money {
    Money::ZERO.minus(amount).unwrap_or_default()
}
