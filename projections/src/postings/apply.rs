//! Copies what an event posts, with the balance after each entry.

use almoner_domain::{
    id::OrganizationId,
    money::Money,
    posting::{Entry, Transaction},
};

use super::{AccountRow, PostingRow};
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
    for (at, entry) in transaction.entries().iter().enumerate() {
        let name = entry.account.to_string();
        let organizations = organizations(models, entry)?;
        let held = models.balances.of(&name);
        let balance = balance_after(held.unwrap_or(Money::ZERO), entry)
            .ok_or_else(|| ApplyError::BalanceOutOfRange(name.clone()))?;
        models.balances.set(&name, balance);
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
            effective_on: transaction.effective_on(),
            recorded_at: recorded.at,
            side: entry.side,
            amount: entry.amount,
            balance_after: balance,
            organizations,
        });
    }
    Ok(())
}

fn balance_after(held: Money, entry: &Entry) -> Option<Money> {
    if entry.side == entry.account.kind().normal_side() {
        held.plus(entry.amount)
    } else {
        held.minus(entry.amount)
    }
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
