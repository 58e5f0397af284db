//! Questions about accounts, balances and postings.

use almoner_domain::{
    id::{ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    posting::{Account, AccountKind},
};

use super::{AccountRow, PostingRow};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};
use crate::table::{Cell, Record};

/// What an account holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The account.
    pub account: AccountRow,
    /// What it holds, on the side on which it grows.
    pub balance: Money,
    /// The record that last posted to it.
    pub position: i64,
}

/// Which accounts are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BalanceFilter {
    /// Of an award, its sub-awards' accounts included.
    pub award: Option<Fain>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
}

/// Which postings are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostingFilter {
    /// To an account, by its name.
    pub account: Option<String>,
    /// Of an award, its sub-awards' included.
    pub award: Option<Fain>,
    /// Of a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// From this position on.
    pub from: Option<i64>,
    /// Up to this position.
    pub to: Option<i64>,
    /// Late, and counted after this programme's months that the event at this position froze.
    pub late_behind: Option<(ProgrammeCode, i64)>,
    /// The last ones first.
    pub newest_first: bool,
}

/// What an award's own accounts hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardFunds {
    /// The award.
    pub award: Fain,
    /// Awarded, neither spent by the prime nor sub-awarded.
    pub unassigned: Money,
    /// Spent by the prime itself.
    pub retained_spent: Money,
}

/// What a sub-award's accounts hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubAwardFunds {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Free for claims.
    pub available: Money,
    /// Reserved for adjudicated claims.
    pub reserved: Money,
    /// Approved, unpaid.
    pub accrued: Money,
    /// Paid.
    pub paid: Money,
    /// What claims wait for.
    pub pended: Money,
    /// What the sub-awardee owes back.
    pub receivable: Money,
}

impl View {
    /// What an account, named as in its postings, holds; none when nothing was posted to it.
    pub async fn balance(&self, account: &str) -> Result<Option<Balance>, ReadError> {
        Ok(self
            .balances_by_accounts(&[account.to_owned()])
            .await?
            .into_iter()
            .next())
    }

    /// What these accounts hold, by name.
    pub async fn balances_by_accounts(
        &self,
        accounts: &[String],
    ) -> Result<Vec<Balance>, ReadError> {
        self.balances_of(as_of(self, BALANCES_BY_ACCOUNTS).bind(accounts))
            .await
    }

    /// What the accounts of an award or a sub-award hold, by name.
    pub async fn balances(&self, filter: &BalanceFilter) -> Result<Vec<Balance>, ReadError> {
        let query = as_of(self, BALANCES)
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str));
        self.balances_of(query).await
    }

    async fn balances_of(
        &self,
        query: sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments>,
    ) -> Result<Vec<Balance>, ReadError> {
        let rows = self.rows(query).await?;
        rows.iter()
            .map(|row| {
                Ok(Balance {
                    account: AccountRow::read(row)?,
                    balance: Money::read(row, "balance_after")?,
                    position: i64::read(row, "position")?,
                })
            })
            .collect()
    }

    /// What the own accounts of these awards hold, in the order given. What was never posted to holds nothing.
    pub async fn award_funds(&self, awards: &[Fain]) -> Result<Vec<AwardFunds>, ReadError> {
        let name = |kind, award: &Fain| Account::of_award(kind, award).to_string();
        let kinds = [AccountKind::Unassigned, AccountKind::RetainedSpent];
        let names = awards
            .iter()
            .flat_map(|award| kinds.map(|kind| name(kind, award)))
            .collect::<Vec<_>>();
        let balances = self.amounts(&names).await?;
        Ok(awards
            .iter()
            .map(|award| AwardFunds {
                award: award.clone(),
                unassigned: balances.of(&name(AccountKind::Unassigned, award)),
                retained_spent: balances.of(&name(AccountKind::RetainedSpent, award)),
            })
            .collect())
    }

    /// What the accounts of these sub-awards hold; a sub-award that the viewer does not see is left out.
    pub async fn sub_award_funds(
        &self,
        sub_awards: &[SubAwardId],
    ) -> Result<Vec<SubAwardFunds>, ReadError> {
        let found = self.sub_awards_by_ids(sub_awards).await?;
        let name = |kind, award: &Fain, sub_award: &SubAwardId| {
            Account::of_sub_award(kind, award, sub_award).to_string()
        };
        let kinds = [
            AccountKind::Available,
            AccountKind::Reserved,
            AccountKind::Accrued,
            AccountKind::Paid,
            AccountKind::Pended,
            AccountKind::Receivable,
        ];
        let names = found
            .iter()
            .flat_map(|row| kinds.map(|kind| name(kind, &row.award, &row.sub_award)))
            .collect::<Vec<_>>();
        let balances = self.amounts(&names).await?;
        Ok(found
            .iter()
            .map(|row| {
                let of = |kind| balances.of(&name(kind, &row.award, &row.sub_award));
                SubAwardFunds {
                    sub_award: row.sub_award.clone(),
                    available: of(AccountKind::Available),
                    reserved: of(AccountKind::Reserved),
                    accrued: of(AccountKind::Accrued),
                    paid: of(AccountKind::Paid),
                    pended: of(AccountKind::Pended),
                    receivable: of(AccountKind::Receivable),
                }
            })
            .collect())
    }

    async fn amounts(&self, accounts: &[String]) -> Result<Amounts, ReadError> {
        let rows = self.rows(as_of(self, AMOUNTS).bind(accounts)).await?;
        let mut amounts = std::collections::BTreeMap::new();
        for row in &rows {
            amounts.insert(
                String::read(row, "account")?,
                Money::read(row, "balance_after")?,
            );
        }
        Ok(Amounts(amounts))
    }

    /// Postings, in the order of the books.
    pub async fn postings(
        &self,
        filter: &PostingFilter,
        page: &Page,
    ) -> Result<Paged<PostingRow>, ReadError> {
        let number = |text: &str| text.parse::<i64>().map_err(|_| ReadError::Cursor);
        let (after_position, after_entry) = match page.after::<2>()? {
            Some([position, entry]) => (Some(number(position)?), Some(number(entry)?)),
            None => (None, None),
        };
        let sql = if filter.newest_first {
            POSTINGS_NEWEST_FIRST
        } else {
            POSTINGS
        };
        let query = as_of(self, sql)
            .bind(page.limit())
            .bind(after_position)
            .bind(after_entry)
            .bind(filter.account.as_deref())
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.from)
            .bind(filter.to)
            .bind(
                filter
                    .late_behind
                    .as_ref()
                    .map(|(programme, _)| programme.as_str()),
            )
            .bind(filter.late_behind.as_ref().map(|(_, position)| *position));
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &PostingRow| {
            Cursor::of(&[&row.position.to_string(), &row.entry.to_string()])
        }))
    }
}

/// What accounts hold, by name; what was never posted to holds nothing.
struct Amounts(std::collections::BTreeMap<String, Money>);

impl Amounts {
    fn of(&self, account: &str) -> Money {
        self.0.get(account).copied().unwrap_or(Money::ZERO)
    }
}

const BALANCES_BY_ACCOUNTS: &str = "
SELECT a.*, p.position, p.balance_after
FROM accounts AS a, LATERAL (
    SELECT position, balance_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p
WHERE a.account = ANY($2) AND a.valid_from <= $1
ORDER BY a.account";

const BALANCES: &str = "
SELECT a.*, p.position, p.balance_after
FROM accounts AS a, LATERAL (
    SELECT position, balance_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p
WHERE a.valid_from <= $1 AND ($2::text IS NULL OR a.award = $2) AND ($3::text IS NULL OR a.sub_award = $3)
ORDER BY a.account";

const AMOUNTS: &str = "
SELECT a.account, p.balance_after
FROM unnest($2::text[]) AS a(account), LATERAL (
    SELECT balance_after FROM postings
    WHERE account = a.account AND position <= $1 ORDER BY position DESC, entry DESC LIMIT 1
) AS p";

const POSTINGS: &str = "
SELECT * FROM postings
WHERE position <= $1 AND ($3::bigint IS NULL OR (position, entry) > ($3, $4))
  AND ($5::text IS NULL OR account = $5)
  AND ($6::text IS NULL OR award = $6)
  AND ($7::text IS NULL OR sub_award = $7)
  AND ($8::bigint IS NULL OR position >= $8)
  AND ($9::bigint IS NULL OR position <= $9)
  AND ($10::text IS NULL OR programme = $10 AND late_behind = $11)
ORDER BY position, entry LIMIT $2";

const POSTINGS_NEWEST_FIRST: &str = "
SELECT * FROM postings
WHERE position <= $1 AND ($3::bigint IS NULL OR (position, entry) < ($3, $4))
  AND ($5::text IS NULL OR account = $5)
  AND ($6::text IS NULL OR award = $6)
  AND ($7::text IS NULL OR sub_award = $7)
  AND ($8::bigint IS NULL OR position >= $8)
  AND ($9::bigint IS NULL OR position <= $9)
  AND ($10::text IS NULL OR programme = $10 AND late_behind = $11)
ORDER BY position DESC, entry DESC LIMIT $2";
