//! Whether what an officer states of a trial balance is what the books say.
//!
//! It is looked at before the command is handed in: the trial balance as of the freezing is final, so that no later event can
//! make the comparison wrong. What cannot be compared is the domain's to refuse.

use std::{sync::Arc, time::Duration};

use almoner_domain::{
    closing::ClosingStatement,
    ledger::{ApprovePeriodClose, Command, Role},
    posting::chart_totals,
};
use almoner_journal::record::Position;
use almoner_projections::{period_closes::PeriodCloseRow, postings::TrialBalanceFilter};
use async_graphql::Context;

use super::PeriodCloseApproveInput;
use crate::{
    clock::Mint,
    graphql::{
        caller::Caller,
        error::{TopError, UserError},
        read::Fields,
        scope::Scope,
        submit::Input,
    },
    http::LedgerState,
};

/// How long the comparison waits for the read models.
const READ_SIDE_WAIT_MAX: Duration = Duration::from_secs(5);

/// The code of a statement that is not what the books say.
const DIFFERS: &str = "TRIAL_BALANCE_DIFFERS";

/// What the officer states and the books do not say; nothing where they agree, or where there is nothing to compare.
pub(super) async fn disagreement(
    ctx: &Context<'_>,
    input: &PeriodCloseApproveInput,
) -> Result<Option<UserError>, TopError> {
    let Some(stated) = statement(ctx, input) else {
        return Ok(None);
    };
    let Some(close) = close(ctx, &stated).await? else {
        return Ok(None);
    };
    let frozen_at = Position::try_from(close.frozen_at).map_err(|_| TopError::Internal)?;
    if stated.statement.frozen_at != frozen_at.get() {
        return Ok(Some(differs(
            "frozenAt",
            format!(
                "close {} froze its months at position {frozen_at}, not {}",
                close.close, stated.statement.frozen_at
            ),
        )));
    }
    let booked = booked(ctx, &close, frozen_at).await?;
    Ok(difference(&stated.statement, &booked))
}

/// What an officer states, where it can be read. All else goes the way of every command, and is refused there.
fn statement(ctx: &Context<'_>, input: &PeriodCloseApproveInput) -> Option<ApprovePeriodClose> {
    if ctx.data_unchecked::<Caller>().role != Role::Officer {
        return None;
    }
    let command = input.read(&mut Fields::default(), ctx.data_unchecked::<Mint>())?;
    if let Command::ApprovePeriodClose(stated) = command {
        Some(stated)
    } else {
        None
    }
}

/// The close, once the read models hold all that is recorded by now.
async fn close(
    ctx: &Context<'_>,
    stated: &ApprovePeriodClose,
) -> Result<Option<PeriodCloseRow>, TopError> {
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
    let head = ledger.journal().head().await?.position;
    let reached = ledger
        .projector()
        .wait_for(head.to_bigint(), READ_SIDE_WAIT_MAX)
        .await;
    if !reached {
        return Err(TopError::Unavailable);
    }
    Scope::at(ctx, head)
        .await?
        .period_close(&stated.programme, stated.close)
        .await
}

/// What the books say as of the freezing.
async fn booked(
    ctx: &Context<'_>,
    close: &PeriodCloseRow,
    frozen_at: Position,
) -> Result<ClosingStatement, TopError> {
    let filter = TrialBalanceFilter {
        programme: Some(close.programme.clone()),
        award: None,
        period: Some(close.period()),
    };
    let balance = Scope::at(ctx, frozen_at)
        .await?
        .trial_balance(&filter)
        .await?;
    Ok(ClosingStatement {
        frozen_at: frozen_at.get(),
        digest: balance.digest(&filter),
        own: chart_totals(&balance.own).ok_or(TopError::Internal)?,
        ussgl: chart_totals(&balance.ussgl).ok_or(TopError::Internal)?,
    })
}

fn difference(stated: &ClosingStatement, booked: &ClosingStatement) -> Option<UserError> {
    for (field, said, is) in [
        ("own", stated.own, booked.own),
        ("ussgl", stated.ussgl, booked.ussgl),
    ] {
        if said != is {
            return Some(differs(
                field,
                format!(
                    "the books have debit {} and credit {}; you stated {} and {}",
                    is.debit, is.credit, said.debit, said.credit
                ),
            ));
        }
    }
    (stated.digest != booked.digest).then(|| {
        differs(
            "digest",
            format!(
                "the trial balance as of position {} has the digest {}",
                booked.frozen_at, booked.digest
            ),
        )
    })
}

fn differs(field: &'static str, message: String) -> UserError {
    UserError {
        code: DIFFERS.to_owned(),
        message,
        field: Some(field.to_owned()),
    }
}
