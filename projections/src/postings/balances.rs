//! What the accounts of a batch hold.

use std::collections::BTreeMap;

use almoner_domain::money::Money;
use sqlx::{PgConnection, Row};

use crate::table::{Cell, CellError, LoadError, Target};

/// Past this many accounts they are forgotten, after a batch.
const ACCOUNTS_MAX: usize = 50_000;

/// The balances of accounts, as far as they are held.
#[derive(Debug, Default)]
pub(crate) struct Balances {
    held: BTreeMap<String, Option<Money>>,
}

impl Balances {
    /// What an account holds; none when nothing was ever posted to it.
    pub(crate) fn of(&self, account: &str) -> Option<Money> {
        self.held.get(account).copied().flatten()
    }

    /// The account holds `balance` from now on.
    pub(crate) fn set(&mut self, account: &str, balance: Money) {
        match self.held.get_mut(account) {
            Some(held) => *held = Some(balance),
            None => {
                self.held.insert(account.to_owned(), Some(balance));
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
            let balance = <Option<Money> as Cell>::read(&row, "balance_after")
                .map_err(|error: CellError| LoadError::Cell(error))?;
            self.held.insert(account, balance);
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
SELECT a.account, p.balance_after
FROM (SELECT DISTINCT account FROM unnest($1::text[]) AS n(account)) AS a
LEFT JOIN LATERAL (
    SELECT balance_after FROM postings
    WHERE account = a.account ORDER BY position DESC, entry DESC LIMIT 1
) AS p ON true";

const LOAD_NEXT: &str = "
SELECT a.account, p.balance_after
FROM (SELECT DISTINCT account FROM unnest($1::text[]) AS n(account)) AS a
LEFT JOIN LATERAL (
    SELECT balance_after FROM postings__next
    WHERE account = a.account ORDER BY position DESC, entry DESC LIMIT 1
) AS p ON true";
