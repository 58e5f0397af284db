//! The events that lead to an amount, in the order of the journal.

use almoner_domain::{id::SubAwardId, money::Money};
use chrono::NaiveDate;

use super::{Explanation, Stage};
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
    /// What it added to the amount, where it posted to its accounts; below zero where it took from it.
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
        let sources = &of.sources;
        let signs = sources.signs();
        let query = as_of(self, PATH)
            .bind(page.limit())
            .bind(after)
            .bind(sources.award.as_str())
            .bind(sources.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(signs.kinds)
            .bind(signs.sides)
            .bind(signs.signs)
            .bind(sources.ends_on)
            .bind(sources.without_closing)
            .bind(sources.position)
            .bind(Stage::types(&[Stage::NoticeOfAward]))
            .bind(Stage::types(&[Stage::SubAwardAction]))
            .bind(Stage::types(&[Stage::Enrolment]))
            .bind(Stage::types(&[
                Stage::Claim,
                Stage::Adjudication,
                Stage::Payment,
            ]));
        let rows = self.rows(query).await?;
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

/// Walked along the award's audit trail, so that a page costs what it holds. `posted` are the records that posted to the
/// amount's accounts. Of a single event, only what it is about leads to it: its own sub-award, client, claim and payment.
const PATH: &str = "
WITH posted AS NOT MATERIALIZED (
    SELECT p.position, p.effective_on, p.sub_award, p.amount * t.sign AS amount
    FROM postings AS p
    JOIN unnest($6::text[], $7::text[], $8::smallint[]) AS t(kind, side, sign) ON t.kind = p.kind AND t.side = p.side
    WHERE p.position <= $1 AND p.award = $4
      AND ($5::text IS NULL OR p.sub_award = $5 OR p.sub_award IS NULL AND $11::bigint IS NOT NULL)
      AND ($9::date IS NULL OR p.effective_on <= $9)
      AND NOT ($10 AND p.kind = 'allotted' AND EXISTS (
          SELECT 1 FROM audit_trail AS c WHERE c.position = p.position AND c.event_type = 'AwardClosed'))
      AND ($11::bigint IS NULL OR p.position = $11)
)
SELECT a.*, s.effective_on AS step_effective_on, s.amount::numeric(18,2) AS step_amount
FROM audit_trail AS a
LEFT JOIN LATERAL (
    SELECT min(effective_on) AS effective_on, sum(amount) AS amount FROM posted WHERE posted.position = a.position
) AS s ON true
WHERE a.award = $4 AND a.position <= $1 AND ($3::bigint IS NULL OR a.position > $3)
  AND (
    s.effective_on IS NOT NULL
    OR a.event_type = ANY($12) AND ($11::bigint IS NULL OR a.position <= $11)
       AND EXISTS (SELECT 1 FROM posted)
    OR a.event_type = ANY($13) AND ($11::bigint IS NULL OR a.position <= $11)
       AND EXISTS (SELECT 1 FROM posted WHERE posted.sub_award = a.sub_award)
    OR a.event_type = ANY($14) AND ($11::bigint IS NULL OR a.position <= $11)
       AND EXISTS (
           SELECT 1 FROM claims AS k
           JOIN audit_trail AS q ON q.claim = k.claim AND q.position <= $1
           JOIN posted ON posted.position = q.position
           WHERE k.client = a.client AND k.valid_from <= $1 AND k.valid_to > $1)
    OR a.event_type = ANY($15) AND a.claim IS NOT NULL
       AND EXISTS (
           SELECT 1 FROM audit_trail AS q JOIN posted ON posted.position = q.position
           WHERE q.claim = a.claim AND q.position <= $1)
    OR a.event_type = ANY($15) AND a.claim IS NULL AND a.payment IS NOT NULL
       AND EXISTS (
           SELECT 1 FROM audit_trail AS m
           WHERE m.payment = a.payment AND m.claim IS NOT NULL AND m.position <= $1
             AND EXISTS (
               SELECT 1 FROM audit_trail AS q JOIN posted ON posted.position = q.position
               WHERE q.claim = m.claim AND q.position <= $1))
  )
ORDER BY a.position LIMIT $2";
