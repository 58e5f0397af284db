//! What the accounts of a batch hold.

use std::collections::BTreeMap;

use almoner_domain::money::Money;
use sqlx::{PgConnection, Row};

use crate::table::{Cell, LoadError, Target};

/// Past this many accounts they are forgotten, after a batch.
const ACCOUNTS_MAX: usize = 50_000;

/// What an account holds, on the side on which it grows, and all that was posted to its debit side.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    pub(super) balance: Money,
    pub(super) debits: Money,
}

/// The balances of accounts, as far as they are held.
#[derive(Debug, Default)]
pub(crate) struct Balances {
    held: BTreeMap<String, Option<Held>>,
}

impl Balances {
    /// What an account holds; none when nothing was ever posted to it.
    pub(super) fn of(&self, account: &str) -> Option<Held> {
        self.held.get(account).copied().flatten()
    }

    /// The account holds `after` from now on.
    pub(super) fn set(&mut self, account: &str, after: Held) {
        match self.held.get_mut(account) {
            Some(held) => *held = Some(after),
            None => {
                self.held.insert(account.to_owned(), Some(after));
            }
        }
    }

    /// Loads the balances of the accounts that are not held yet.
    pub(crate) async fn load<'name>(
        &mut self,
        connection: &mut PgConnection,
        target: Target,
        accounts: impl Iterator<Item = &'name str>,
    ) -> Result<(), LoadError> {
        let unknown: Vec<&str> = accounts
            .filter(|account| !self.held.contains_key(*account))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let sql = match target {
            Target::Live => LOAD,
            Target::Next => LOAD_NEXT,
        };
        let rows = sqlx::query(sql)
            .bind(&unknown)
            .fetch_all(connection)
            .await?;
        for row in rows {
            let account: String = row.try_get("account")?;
            let read = |column| <Option<Money> as Cell>::read(&row, column);
            let (balance, debits) = (read("balance_after")?, read("debits_after")?);
            let held = balance.zip(debits);
            self.held.insert(
                account,
                held.map(|(balance, debits)| Held { balance, debits }),
            );
        }
        Ok(())
    }

    /// Forgets what is held once it is too much.
    pub(crate) fn trim(&mut self) {
        if self.held.len() > ACCOUNTS_MAX {
            self.held.clear();
        }
    }
}

const LOAD: &str = "
SELECT a.account, p.balance_after, p.debits_after
FROM (SELECT DISTINCT account FROM unnest($1::text[]) AS n(account)) AS a
LEFT JOIN LATERAL (
    SELECT balance_after, debits_after FROM postings
    WHERE account = a.account ORDER BY position DESC, entry DESC LIMIT 1
) AS p ON true";

const LOAD_NEXT: &str = "
SELECT a.account, p.balance_after, p.debits_after
FROM (SELECT DISTINCT account FROM unnest($1::text[]) AS n(account)) AS a
LEFT JOIN LATERAL (
    SELECT balance_after, debits_after FROM postings__next
    WHERE account = a.account ORDER BY position DESC, entry DESC LIMIT 1
) AS p ON true";
