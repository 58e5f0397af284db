//! Questions about what was done, and what was refused.

use almoner_domain::{
    id::OrganizationId,
    ledger::{StreamId, StreamKind},
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use sqlx::{Row, postgres::PgRow};

use super::{Action, ActionAnswer, RefusedFilter};
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// The place of a command in its list: when, its first record or 0 for a refused one, and then its key.
struct Place<'a> {
    at: Option<DateTime<Utc>>,
    first: i64,
    organization: Option<&'a str>,
    id: Option<&'a str>,
}

impl View {
    /// Everything that an account did, as far as the viewer sees it, the last first: carried out and refused.
    pub async fn actions(&self, actor: &str, page: &Page) -> Result<Paged<Action>, ReadError> {
        let place = place(page)?;
        // Of one instant, what was carried out stands before what was refused.
        let upto = match (place.at, place.first) {
            (None, _) => i64::MAX,
            (Some(at), 0) => self.recorded_before(at).await?,
            (Some(_), first) => first.saturating_sub(1),
        };
        let query = as_of(self, ACTIONS)
            .bind(page.limit())
            .bind(place.at)
            .bind(place.organization)
            .bind(place.id)
            .bind(upto)
            .bind(actor)
            .bind(self.refusals_of())
            .bind(self.until().await?)
            .bind(place.first);
        self.paged(page, &self.rows(query).await?)
    }

    /// The commands that a rule refused, as far as the viewer sees them, the last first: an organization its own.
    pub async fn refused_commands(
        &self,
        filter: &RefusedFilter,
        page: &Page,
    ) -> Result<Paged<Action>, ReadError> {
        let place = place(page)?;
        let query = as_of(self, REFUSED)
            .bind(page.limit())
            .bind(place.at)
            .bind(place.organization)
            .bind(place.id)
            .bind(self.refusals_of())
            .bind(self.until().await?)
            .bind(filter.actor.as_deref())
            .bind(filter.organization.as_ref().map(OrganizationId::as_str))
            .bind(filter.command.as_deref())
            .bind(filter.code.as_deref())
            .bind(filter.recorded_from)
            .bind(filter.recorded_before);
        self.paged(page, &self.rows(query).await?)
    }

    /// Whose refusals the viewer sees: `*` of everybody, an organization's own, or the empty text for none.
    fn refusals_of(&self) -> String {
        if self.is_of_owner() {
            self.reader().organization().to_owned()
        } else if self.reader().is_told_aggregates() {
            "*".to_owned()
        } else {
            String::new()
        }
    }

    fn paged(&self, page: &Page, rows: &[PgRow]) -> Result<Paged<Action>, ReadError> {
        // What a refusal says may name a claim: it is for those who may see one, and its code is for all.
        let is_told = self.is_of_owner() || self.is_of_office();
        let actions = rows.iter().map(|row| read(row, is_told));
        let actions = actions.collect::<Result<Vec<_>, _>>()?;
        Ok(page.of(actions, |action| {
            let at = action
                .recorded_at
                .to_rfc3339_opts(SecondsFormat::Micros, true);
            let first = match &action.answer {
                ActionAnswer::CarriedOut { first, .. } => *first,
                ActionAnswer::Refused { .. } => 0,
            };
            let (organization, id) = (&action.organization, &action.command_id);
            Cursor::of(&[&at, &first.to_string(), organization, id])
        }))
    }
}

fn place(page: &Page) -> Result<Place<'_>, ReadError> {
    let Some([at, first, organization, id]) = page.after::<4>()? else {
        return Ok(Place {
            at: None,
            first: 0,
            organization: None,
            id: None,
        });
    };
    Ok(Place {
        at: Some(at.parse().map_err(|_| ReadError::Cursor)?),
        first: first.parse().map_err(|_| ReadError::Cursor)?,
        organization: Some(organization),
        id: Some(id),
    })
}

fn read(row: &PgRow, is_told: bool) -> Result<Action, ReadError> {
    let outcome: Option<&str> = row.try_get("outcome")?;
    let outcome: Value = outcome
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    let text = |name: &str| outcome.get(name).and_then(Value::as_str).map(str::to_owned);
    let first: Option<i64> = row.try_get("first")?;
    let answer = if let Some(first) = first {
        let sees: bool = row.try_get("sees_subject")?;
        let kind = text("kind").and_then(|kind| StreamKind::parse(&kind));
        ActionAnswer::CarriedOut {
            first,
            last: row.try_get("last")?,
            subject: match (sees, kind, text("id")) {
                (true, Some(kind), Some(id)) => Some(StreamId { kind, id }),
                (_, _, _) => None,
            },
        }
    } else {
        ActionAnswer::Refused {
            code: text("code").unwrap_or_default(),
            message: text("message").filter(|_| is_told),
            field: text("field"),
        }
    };
    Ok(Action {
        recorded_at: row.try_get("recorded_at")?,
        organization: row.try_get("organization")?,
        command_id: row.try_get("command_id")?,
        command: row.try_get("command")?,
        actor: row.try_get("actor")?,
        role: row.try_get("role")?,
        fingerprint: row.try_get("fingerprint")?,
        answer,
    })
}

/// A command that was carried out stands at the first of its records that the viewer sees.
const ACTIONS: &str = "
SELECT t.* FROM (
    (SELECT a.recorded_at, a.actor_organization AS organization, a.command_id, a.command, a.actor, a.role,
            encode(c.fingerprint, 'hex') AS fingerprint, c.outcome::text AS outcome, a.position AS first, l.position AS last,
            EXISTS (
                SELECT FROM audit_trail AS b
                WHERE b.command_id = a.command_id AND b.actor_organization = a.actor_organization
                  AND b.stream_kind = c.outcome ->> 'kind' AND b.stream_id = c.outcome ->> 'id'
            ) AS sees_subject
     FROM audit_trail AS a
     JOIN commands AS c ON c.organization = a.actor_organization AND c.command_id = a.command_id
     CROSS JOIN LATERAL (
         SELECT b.position FROM audit_trail AS b
         WHERE b.command_id = a.command_id AND b.actor_organization = a.actor_organization ORDER BY b.position LIMIT 1
     ) AS f
     CROSS JOIN LATERAL (
         SELECT b.position FROM audit_trail AS b
         WHERE b.command_id = a.command_id AND b.actor_organization = a.actor_organization AND b.position <= $1
         ORDER BY b.position DESC LIMIT 1
     ) AS l
     WHERE a.actor = $7 AND a.position <= $1 AND a.position <= $6 AND f.position = a.position
     ORDER BY a.position DESC LIMIT $2)
    UNION ALL
    (SELECT c.recorded_at, c.organization, c.command_id, c.command, c.actor, c.role, encode(c.fingerprint, 'hex'),
            c.outcome::text, NULL, NULL, NULL
     FROM commands AS c
     WHERE c.first_position IS NULL AND c.actor = $7 AND ($8 = '*' OR c.organization = $8) AND c.recorded_at <= $9
       AND ($3::timestamptz IS NULL OR (c.recorded_at <= $3 AND ($10 > 0
           OR (c.recorded_at, c.organization COLLATE \"C\", c.command_id COLLATE \"C\") < ($3, $4, $5))))
     ORDER BY c.recorded_at DESC, c.organization COLLATE \"C\" DESC, c.command_id COLLATE \"C\" DESC LIMIT $2)
) AS t
ORDER BY t.recorded_at DESC, coalesce(t.first, 0) DESC, t.organization COLLATE \"C\" DESC, t.command_id COLLATE \"C\" DESC
LIMIT $2";

const REFUSED: &str = "
SELECT c.recorded_at, c.organization, c.command_id, c.command, c.actor, c.role,
       encode(c.fingerprint, 'hex') AS fingerprint,
       c.outcome::text AS outcome, NULL::bigint AS first, NULL::bigint AS last, NULL::boolean AS sees_subject
FROM commands AS c
WHERE c.first_position IS NULL AND $1::bigint IS NOT NULL AND ($6 = '*' OR c.organization = $6) AND c.recorded_at <= $7
  AND ($3::timestamptz IS NULL
       OR (c.recorded_at, c.organization COLLATE \"C\", c.command_id COLLATE \"C\") < ($3, $4, $5))
  AND ($8::text IS NULL OR c.actor = $8) AND ($9::text IS NULL OR c.organization = $9)
  AND ($10::text IS NULL OR c.command = $10) AND ($11::text IS NULL OR c.outcome ->> 'code' = $11)
  AND ($12::timestamptz IS NULL OR c.recorded_at >= $12) AND ($13::timestamptz IS NULL OR c.recorded_at < $13)
ORDER BY c.recorded_at DESC, c.organization COLLATE \"C\" DESC, c.command_id COLLATE \"C\" DESC LIMIT $2";
