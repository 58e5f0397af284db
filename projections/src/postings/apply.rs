//! Copies what an event posts, with the balance after each entry.

use almoner_domain::{
    closing::accounting_date,
    id::OrganizationId,
    posting::{Entry, Side, Transaction},
};

use super::{AccountRow, PostingRow, balances::Held};
use crate::{
    feed::Recorded,
    read_models::{ApplyError, ReadModels},
};

/// Posts the transaction of one record.
pub(crate) fn apply(
    models: &mut ReadModels,
    recorded: &Recorded,
    transaction: &Transaction,
) -> Result<(), ApplyError> {
    let own_day = transaction.effective_on();
    let date = accounting_date(own_day, models.freeze(transaction.programme()));
    let late_behind = date.late_behind.map(i64::try_from).transpose();
    let late_behind = late_behind.map_err(|_| ApplyError::PositionOutOfRange)?;
    for (at, entry) in transaction.entries().iter().enumerate() {
        let name = entry.account.to_string();
        let organizations = organizations(models, entry)?;
        let held = models.balances.of(&name);
        let after = after(held.unwrap_or_default(), entry)
            .ok_or_else(|| ApplyError::BalanceOutOfRange(name.clone()))?;
        models.balances.set(&name, after);
        if held.is_none() {
            let account = AccountRow {
                account: name.clone(),
                kind: entry.account.kind(),
                award: entry.account.award().clone(),
                sub_award: entry.account.sub_award().cloned(),
                programme: transaction.programme().clone(),
                organizations: organizations.clone(),
            };
            models.accounts.put(recorded.position, account);
        }
        models.postings.add(PostingRow {
            position: recorded.position,
            entry: u32::try_from(at + 1).unwrap_or(u32::MAX),
            account: name,
            kind: entry.account.kind(),
            award: entry.account.award().clone(),
            sub_award: entry.account.sub_award().cloned(),
            programme: transaction.programme().clone(),
            effective_on: date.on,
            fact_on: late_behind.map(|_| own_day),
            late_behind,
            recorded_at: recorded.at,
            side: entry.side,
            amount: entry.amount,
            balance_after: after.balance,
            debits_after: after.debits,
            organizations,
        });
    }
    Ok(())
}

/// What an account holds after an entry.
fn after(held: Held, entry: &Entry) -> Option<Held> {
    let balance = if entry.side == entry.account.kind().normal_side() {
        held.balance.plus(entry.amount)?
    } else {
        held.balance.minus(entry.amount)?
    };
    let debits = match entry.side {
        Side::Debit => held.debits.plus(entry.amount)?,
        Side::Credit => held.debits,
    };
    Some(Held { balance, debits })
}

fn organizations(models: &ReadModels, entry: &Entry) -> Result<Vec<OrganizationId>, ApplyError> {
    let organizations = match entry.account.sub_award() {
        Some(sub_award) => &models.sub_awards.need(&(sub_award.clone(),))?.organizations,
        None => {
            &models
                .awards
                .need(&(entry.account.award().clone(),))?
                .organizations
        }
    };
    Ok(organizations.clone())
}
