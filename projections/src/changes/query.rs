//! The questions whose answers at two moments are held against each other.

use std::collections::BTreeMap;

use almoner_domain::{identifier::Fain, money::Money, posting::AccountKind};
use sqlx::{
    Postgres,
    postgres::{PgArguments, PgRow},
    query::Query,
};

use super::statement::{
    ACCOUNTS, AWARD_ACTIONS, AWARDS, CLAIMS, CLAIMS_MOVED, CLIENT_DEADLINES, CLOSES, EVENTS, FILES,
    ORGANIZATIONS, SHARES, SUB_AWARD_ACTIONS,
};
use super::{
    AwardTotals, BalanceMoved, Before, Changes, ClaimsInState, ClaimsMoved, DeadlinesMoved,
};
use crate::claims::ClaimStatus;
use crate::read::{ReadError, View, as_of};
use crate::table::{Cell, Record};

impl View {
    /// What became different from the event of the position `from` until now, of an award or of all.
    ///
    /// Errors: `AS_OF_IN_FUTURE` where `from` lies after the moment of the view.
    pub async fn changes(&self, from: i64, award: Option<&Fain>) -> Result<Changes, ReadError> {
        let to = self.position();
        if from > to {
            return Err(ReadError::AsOfInFuture { head: to });
        }
        let asked = Asked {
            view: self,
            from,
            award: award.map(Fain::as_str),
        };
        let (mut organizations, mut closes) = (Vec::new(), Vec::new());
        if award.is_none() {
            organizations = asked.pairs(ORGANIZATIONS).await?;
            closes = asked.pairs(CLOSES).await?;
        }
        Ok(Changes {
            from,
            to,
            events: asked.events().await?,
            awards: asked.awards().await?,
            award_actions: asked.records(AWARD_ACTIONS).await?,
            sub_award_actions: asked.records(SUB_AWARD_ACTIONS).await?,
            balances: asked.balances().await?,
            shares: asked.pairs(SHARES).await?,
            claims: asked.claims().await?,
            claims_moved: asked.claims_moved().await?,
            files: asked.pairs(FILES).await?,
            client_deadlines: asked.client_deadlines().await?,
            organizations,
            closes,
        })
    }
}

/// Two moments, and of what.
struct Asked<'asked> {
    view: &'asked View,
    from: i64,
    award: Option<&'asked str>,
}

impl Asked<'_> {
    /// A query whose parameters are the later moment, the earlier one and the award.
    fn query<'query>(&'query self, sql: &'query str) -> Query<'query, Postgres, PgArguments> {
        as_of(self.view, sql).bind(self.from).bind(self.award)
    }

    async fn rows(&self, sql: &'static str) -> Result<Vec<PgRow>, ReadError> {
        self.view.rows(self.query(sql)).await
    }

    async fn records<R: Record>(&self, sql: &'static str) -> Result<Vec<R>, ReadError> {
        self.view.records(self.query(sql)).await
    }

    /// Rows at the one moment and at the other, put together by their keys.
    async fn pairs<R: Record>(
        &self,
        sql: &'static str,
    ) -> Result<Vec<Before<Option<R>>>, ReadError> {
        let mut pairs: BTreeMap<String, Before<Option<R>>> = BTreeMap::new();
        for row in &self.rows(sql).await? {
            let (before, after) = (None, None);
            let pair = pairs
                .entry(String::read(row, "row_key")?)
                .or_insert(Before { before, after });
            if bool::read(row, "is_before")? {
                pair.before = Some(R::read(row)?);
            }
            if bool::read(row, "is_after")? {
                pair.after = Some(R::read(row)?);
            }
        }
        let pairs = pairs.into_values();
        Ok(pairs.filter(|pair| pair.before != pair.after).collect())
    }

    async fn events(&self) -> Result<Vec<(String, i64)>, ReadError> {
        let rows = self.rows(EVENTS).await?;
        rows.iter()
            .map(|row| Ok((String::read(row, "event_type")?, i64::read(row, "events")?)))
            .collect()
    }

    async fn awards(&self) -> Result<Before<AwardTotals>, ReadError> {
        let rows = self.rows(AWARDS).await?;
        let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
        Ok(Before {
            before: AwardTotals {
                count: i64::read(row, "count_before")?,
                awarded: Money::read(row, "awarded_before")?,
                committed: Money::read(row, "committed_before")?,
            },
            after: AwardTotals {
                count: i64::read(row, "count_after")?,
                awarded: Money::read(row, "awarded_after")?,
                committed: Money::read(row, "committed_after")?,
            },
        })
    }

    async fn balances(&self) -> Result<Vec<BalanceMoved>, ReadError> {
        let rows = self.rows(ACCOUNTS).await?;
        rows.iter()
            .map(|row| {
                Ok(BalanceMoved {
                    account: String::read(row, "account")?,
                    kind: AccountKind::read(row, "kind")?,
                    award: Fain::read(row, "award")?,
                    before: Money::read(row, "held_before")?,
                    after: Money::read(row, "held_after")?,
                })
            })
            .collect()
    }

    async fn claims(&self) -> Result<Vec<ClaimsInState>, ReadError> {
        let rows = self.rows(CLAIMS).await?;
        rows.iter()
            .map(|row| {
                Ok(ClaimsInState {
                    status: ClaimStatus::read(row, "status")?,
                    count: (
                        i64::read(row, "count_before")?,
                        i64::read(row, "count_after")?,
                    ),
                    payable: (
                        Money::read(row, "payable_before")?,
                        Money::read(row, "payable_after")?,
                    ),
                })
            })
            .collect()
    }

    async fn claims_moved(&self) -> Result<Vec<ClaimsMoved>, ReadError> {
        let rows = self.rows(CLAIMS_MOVED).await?;
        rows.iter()
            .map(|row| {
                Ok(ClaimsMoved {
                    from: Option::<ClaimStatus>::read(row, "status_before")?,
                    to: ClaimStatus::read(row, "status_after")?,
                    count: i64::read(row, "claims")?,
                    billed: Money::read(row, "billed")?,
                    payable: Money::read(row, "payable")?,
                })
            })
            .collect()
    }

    async fn client_deadlines(&self) -> Result<Vec<DeadlinesMoved>, ReadError> {
        let rows = self.rows(CLIENT_DEADLINES).await?;
        rows.iter()
            .map(|row| {
                Ok(DeadlinesMoved {
                    kind: String::read(row, "kind")?,
                    set: i64::read(row, "set_since")?,
                    over: i64::read(row, "over_since")?,
                })
            })
            .collect()
    }
}
