//! Copies what was done with awards.

use almoner_domain::{award::AwardEvent, money::Money, text::Reason};
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
    let Some(said) = notice(event).or_else(|| standing(event)) else {
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

/// What a notice of award says.
fn notice(event: &AwardEvent) -> Option<Said<'_>> {
    let said = |action, amount, reason, effective_on: &NaiveDate| Said {
        action,
        amount,
        carried: None,
        reason,
        effective_on: *effective_on,
    };
    if let AwardEvent::AwardIssued {
        amount,
        effective_on,
        ..
    } = event
    {
        return Some(said(Kind::New, Some(*amount), None, effective_on));
    }
    if let AwardEvent::AwardSupplemented {
        amount,
        reason,
        effective_on,
        ..
    } = event
    {
        let amount = Some(*amount);
        return Some(said(Kind::Supplement, amount, Some(reason), effective_on));
    }
    if let AwardEvent::AwardReduced {
        amount,
        reason,
        effective_on,
        ..
    } = event
    {
        let amount = Some(taken(*amount));
        return Some(said(Kind::Reduction, amount, Some(reason), effective_on));
    }
    if let AwardEvent::AwardContinued {
        amount,
        carried,
        reason,
        effective_on,
        ..
    } = event
    {
        let continued = said(
            Kind::Continuation,
            Some(*amount),
            Some(reason),
            effective_on,
        );
        return Some(Said {
            carried: Some(*carried),
            ..continued
        });
    }
    if let AwardEvent::AwardExtended {
        reason,
        effective_on,
        ..
    } = event
    {
        return Some(said(
            Kind::NoCostExtension,
            None,
            Some(reason),
            effective_on,
        ));
    }
    if let AwardEvent::AwardAdministered {
        reason,
        effective_on,
        ..
    } = event
    {
        return Some(said(Kind::Administrative, None, Some(reason), effective_on));
    }
    None
}

/// What suspends, ends or closes an award, or a budget period of it.
fn standing(event: &AwardEvent) -> Option<Said<'_>> {
    let said = |action, amount, reason, effective_on: &NaiveDate| Said {
        action,
        amount,
        carried: None,
        reason,
        effective_on: *effective_on,
    };
    if let AwardEvent::BudgetPeriodClosed {
        carried,
        returned,
        effective_on,
        ..
    } = event
    {
        let closed = said(
            Kind::BudgetPeriodClose,
            Some(taken(*returned)),
            None,
            effective_on,
        );
        return Some(Said {
            carried: Some(*carried),
            ..closed
        });
    }
    if let AwardEvent::AwardSuspended {
        reason,
        effective_on,
        ..
    } = event
    {
        return Some(said(Kind::Suspension, None, Some(reason), effective_on));
    }
    if let AwardEvent::AwardResumed {
        reason,
        effective_on,
        ..
    } = event
    {
        return Some(said(Kind::Resumption, None, Some(reason), effective_on));
    }
    if let AwardEvent::AwardTerminated {
        reason,
        effective_on,
        ..
    } = event
    {
        return Some(said(Kind::Termination, None, Some(reason), effective_on));
    }
    if let AwardEvent::SubAwardShareWaived {
        reason,
        effective_on,
        ..
    } = event
    {
        return Some(said(Kind::ShareWaiver, None, Some(reason), effective_on));
    }
    if let AwardEvent::AwardClosed {
        returned,
        effective_on,
        ..
    } = event
    {
        return Some(said(
            Kind::Close,
            Some(taken(*returned)),
            None,
            effective_on,
        ));
    }
    if let AwardEvent::DisallowedFundsReleased {
        amount,
        effective_on,
        ..
    }
    | AwardEvent::AdjustedFundsReleased {
        amount,
        effective_on,
        ..
    } = event
    {
        return Some(said(
            Kind::Release,
            Some(taken(*amount)),
            None,
            effective_on,
        ));
    }
    None
}

/// What goes back, below zero.
fn taken(amount: Money) -> Money {
    Money::ZERO.minus(amount).unwrap_or_default()
}
