//! The events that lead to an amount, in the order of the journal.

use almoner_domain::{
    id::SubAwardId,
    identifier::Fain,
    money::Money,
    posting::{AccountKind, Book},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::{
    Postgres,
    postgres::{PgArguments, PgRow},
    query::Query,
};

use super::{Explanation, Origin, Sources, Stage, items::Items};
use crate::{
    audit_trail::AuditRow,
    read::{Cursor, Page, Paged, ReadError, View, as_of},
    table::{Cell, Record},
};

/// One event on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which station it is.
    pub stage: Stage,
    /// The event.
    pub event: AuditRow,
    /// Its accounting date, where it posted to the amount's accounts.
    pub effective_on: Option<NaiveDate>,
    /// What it added to the amount, where it posted to its accounts; below zero where it took from it. On the way to what one
    /// event posted: how much each event moved.
    pub amount: Option<Money>,
}

impl View {
    /// The events that an amount came of: those that posted to it, and what had to happen before these could.
    pub async fn amount_path(
        &self,
        of: &Explanation,
        page: &Page,
    ) -> Result<Paged<Step>, ReadError> {
        let after = page
            .after::<1>()?
            .map(|[position]| position.parse::<i64>())
            .transpose()
            .map_err(|_| ReadError::Cursor)?;
        let rows = match &of.origin {
            Origin::Postings(sources) => self.path_of_postings(sources, page, after).await?,
            Origin::Event(sources, position) => {
                self.path_of_event(sources, *position, page, after).await?
            }
            Origin::Items(items) => self.path_of_items(items, page, after).await?,
        };
        let steps = rows
            .iter()
            .map(|row| {
                let event = AuditRow::read(row)?;
                Ok(Step {
                    stage: Stage::of(&event.event_type),
                    event,
                    effective_on: Option::read(row, "step_effective_on")?,
                    amount: Option::read(row, "step_amount")?,
                })
            })
            .collect::<Result<Vec<_>, ReadError>>()?;
        Ok(page.of(steps, |step: &Step| {
            Cursor::of(&[&step.event.position.to_string()])
        }))
    }
}

impl View {
    async fn path_of_postings(
        &self,
        sources: &Sources,
        page: &Page,
        after: Option<i64>,
    ) -> Result<Vec<PgRow>, ReadError> {
        let sql = if sources.awards.len() == 1 {
            PATH
        } else {
            PATH_OF_MANY
        };
        let signs = sources.signs();
        let query = as_of(self, sql).bind(page.limit()).bind(after);
        let query = staged(query.bind(sources.awards()))
            .bind(signs.kinds)
            .bind(signs.sides)
            .bind(signs.factors)
            .bind(sources.sub_awards())
            .bind(sources.ends_on)
            .bind(sources.closing.code())
            .bind(sources.starts_on)
            .bind(sources.until);
        self.rows(query).await
    }

    async fn path_of_event(
        &self,
        sources: &Sources,
        position: i64,
        page: &Page,
        after: Option<i64>,
    ) -> Result<Vec<PgRow>, ReadError> {
        let sub_award = sources.sub_awards.iter().flatten().next();
        let award = sources.awards.first().map(Fain::as_str);
        let query = as_of(self, PATH_OF_EVENT).bind(page.limit()).bind(after);
        let query = staged(query.bind(award))
            .bind(position)
            .bind(budgetary())
            .bind(sub_award.map(SubAwardId::as_str));
        self.rows(query).await
    }

    async fn path_of_items(
        &self,
        items: &Items,
        page: &Page,
        after: Option<i64>,
    ) -> Result<Vec<PgRow>, ReadError> {
        let (positions, amounts): (Vec<i64>, Vec<Decimal>) = items
            .parts
            .iter()
            .filter_map(|part| Some((part.position?, part.amount.decimal())))
            .unzip();
        let query = as_of(self, PATH_OF_ITEMS).bind(page.limit()).bind(after);
        let query = staged(query.bind(items.awards()))
            .bind(items.sub_awards())
            .bind(items.claims())
            .bind(items.payments())
            .bind(positions)
            .bind(amounts);
        self.rows(query).await
    }
}

/// Binds the types of events of the stations before a payment, from the fifth parameter to the eighth.
fn staged(query: Query<'_, Postgres, PgArguments>) -> Query<'_, Postgres, PgArguments> {
    query
        .bind(Stage::types(&[Stage::NoticeOfAward]))
        .bind(Stage::types(&[Stage::SubAwardAction]))
        .bind(Stage::types(&[Stage::Enrolment]))
        .bind(Stage::types(&[
            Stage::Claim,
            Stage::Adjudication,
            Stage::Payment,
        ]))
}

/// The kinds of accounts whose debits say how much an event moved, where it posted to them.
fn budgetary() -> Vec<&'static str> {
    AccountKind::ALL
        .iter()
        .filter(|kind| kind.book() == Book::Budgetary && !kind.adjusts_prior_year())
        .map(|kind| kind.code())
        .collect()
}

/// Walked along the audit trail of an award, a page at a time. `posted` are the records that posted to the amount's accounts.
macro_rules! path {
    ($posted_awards:literal, $trail_awards:literal) => {
        concat!(
            "
WITH posted AS NOT MATERIALIZED (
    SELECT p.position, p.effective_on, p.sub_award, p.amount * t.sign AS amount
    FROM postings AS p
    JOIN unnest($9::text[], $10::text[], $11::smallint[]) AS t(kind, side, sign) ON t.kind = p.kind AND t.side = p.side
    WHERE p.position <= $1 AND ",
            $posted_awards,
            "
      AND ($12::text[] IS NULL OR p.sub_award = ANY($12))
      AND ($13::date IS NULL OR p.effective_on <= $13)
      AND ($14 = 'COUNTED' OR ($14 = 'ALONE') = (p.kind = 'allotted' AND EXISTS (
          SELECT 1 FROM audit_trail AS c WHERE c.position = p.position AND (c.event_type IN ('AwardClosed', 'DisallowedFundsReleased', 'AdjustedFundsReleased')
          OR $14 <> 'LEFT_OUT' AND c.event_type = 'BudgetPeriodClosed'))))
      AND ($15::date IS NULL OR p.effective_on >= $15)
      AND ($16::bigint IS NULL OR p.position <= $16)
)
SELECT a.*, s.effective_on AS step_effective_on, s.amount::numeric(18,2) AS step_amount
FROM audit_trail AS a
LEFT JOIN LATERAL (
    SELECT min(effective_on) AS effective_on, sum(amount) AS amount FROM posted WHERE posted.position = a.position
) AS s ON true
WHERE ",
            $trail_awards,
            " AND a.position <= $1 AND ($3::bigint IS NULL OR a.position > $3)
  AND (
    s.effective_on IS NOT NULL
    OR a.event_type = ANY($5) AND EXISTS (SELECT 1 FROM posted)
    OR a.event_type = ANY($6) AND EXISTS (SELECT 1 FROM posted WHERE posted.sub_award = a.sub_award)
    OR a.event_type = ANY($7) AND EXISTS (
        SELECT 1 FROM claims AS k
        JOIN audit_trail AS q ON q.claim = k.claim AND q.position <= $1
        JOIN posted ON posted.position = q.position
        WHERE k.client = a.client AND k.valid_from <= $1 AND k.valid_to > $1)
    OR a.event_type = ANY($8) AND a.claim IS NOT NULL AND EXISTS (
        SELECT 1 FROM audit_trail AS q JOIN posted ON posted.position = q.position
        WHERE q.claim = a.claim AND q.position <= $1)
    OR a.event_type = ANY($8) AND a.claim IS NULL AND a.payment IS NOT NULL AND EXISTS (
        SELECT 1 FROM audit_trail AS m
        JOIN audit_trail AS q ON q.claim = m.claim AND q.position <= $1
        JOIN posted ON posted.position = q.position
        WHERE m.payment = a.payment AND m.claim IS NOT NULL AND m.position <= $1)
  )
ORDER BY a.position LIMIT $2"
        )
    };
}

const PATH: &str = path!("p.award = ($4::text[])[1]", "a.award = ($4::text[])[1]");

const PATH_OF_MANY: &str = path!("p.award = ANY($4::text[])", "a.award = ANY($4::text[])");

/// Of claims, what they are about leads to each of them; the records that say how much of each counts say it.
const PATH_OF_ITEMS: &str = "
WITH item AS (
    SELECT position, sum(amount) AS amount FROM unnest($12::bigint[], $13::numeric[]) AS i(position, amount) GROUP BY position
), last AS (
    SELECT max(position) AS position FROM item
), found AS (
    SELECT position FROM item
    UNION
    SELECT a.position FROM last JOIN audit_trail AS a ON a.position <= last.position
    WHERE a.stream_id = ANY($4::text[]) AND a.stream_kind = 'Award' AND a.event_type = ANY($5)
    UNION
    SELECT a.position FROM last JOIN audit_trail AS a ON a.position <= last.position
    WHERE a.stream_id = ANY($9::text[]) AND a.stream_kind = 'SubAward' AND a.event_type = ANY($6)
    UNION
    SELECT a.position FROM last JOIN audit_trail AS a ON a.position <= last.position
    JOIN claims AS k ON a.client = k.client AND k.valid_from <= $1 AND k.valid_to > $1
    WHERE k.claim = ANY($10::text[]) AND a.event_type = ANY($7)
    UNION
    SELECT a.position FROM audit_trail AS a
    WHERE a.claim = ANY($10::text[]) AND a.event_type = ANY($8) AND a.position <= $1
    UNION
    SELECT a.position FROM audit_trail AS a
    WHERE a.payment = ANY($11::text[]) AND a.event_type = ANY($8) AND a.claim IS NULL AND a.position <= $1
)
SELECT a.*, NULL::date AS step_effective_on, item.amount::numeric(18,2) AS step_amount
FROM found JOIN audit_trail AS a ON a.position = found.position
LEFT JOIN item ON item.position = a.position
WHERE $3::bigint IS NULL OR a.position > $3
ORDER BY a.position LIMIT $2";

/// Of a single event, what it is about leads to it: its own award, sub-award, case, claim and payment, each found by index.
/// A payment's own record is about all of its claims. Who does not see the event's record, for its client, still sees the
/// actions of the award and the sub-award that it posted to.
const PATH_OF_EVENT: &str = "
WITH root AS (
    SELECT position, claim, payment FROM audit_trail WHERE position = $9 AND position <= $1
), claimed AS (
    SELECT claim FROM root WHERE claim IS NOT NULL
    UNION
    SELECT m.claim FROM root JOIN audit_trail AS m ON m.payment = root.payment
    WHERE root.claim IS NULL AND m.claim IS NOT NULL AND m.position <= $1
), paid AS (
    SELECT DISTINCT m.payment FROM claimed JOIN audit_trail AS m ON m.claim = claimed.claim
    WHERE m.payment IS NOT NULL AND m.position <= $1
), found AS (
    SELECT position FROM root
    UNION
    SELECT a.position FROM audit_trail AS a
    WHERE a.stream_id = $4 AND a.position <= $9 AND a.stream_kind = 'Award' AND a.event_type = ANY($5)
    UNION
    SELECT a.position FROM audit_trail AS a
    WHERE a.stream_id = $11 AND a.position <= $9 AND a.stream_kind = 'SubAward' AND a.event_type = ANY($6)
    UNION
    SELECT a.position FROM claimed
    JOIN claims AS k ON k.claim = claimed.claim AND k.valid_from <= $1 AND k.valid_to > $1
    JOIN audit_trail AS a ON a.client = k.client
    WHERE a.event_type = ANY($7) AND a.position <= $9
    UNION
    SELECT a.position FROM claimed JOIN audit_trail AS a ON a.claim = claimed.claim
    WHERE a.event_type = ANY($8) AND a.position <= $1
    UNION
    SELECT a.position FROM paid JOIN audit_trail AS a ON a.payment = paid.payment
    WHERE a.event_type = ANY($8) AND a.claim IS NULL AND a.position <= $1
)
SELECT a.*, s.effective_on AS step_effective_on, s.amount::numeric(18,2) AS step_amount
FROM found JOIN audit_trail AS a ON a.position = found.position
LEFT JOIN LATERAL (
    SELECT min(p.effective_on) AS effective_on,
           coalesce(sum(p.amount) FILTER (WHERE p.kind = ANY($10)), sum(p.amount)) AS amount
    FROM postings AS p WHERE p.position = a.position AND p.award = $4 AND p.side = 'DEBIT'
) AS s ON true
WHERE $3::bigint IS NULL OR a.position > $3
ORDER BY a.position LIMIT $2";
