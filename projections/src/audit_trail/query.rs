//! Questions about who did what. Every list is in the order of the ledger, and each way to a record has its index.

use std::collections::BTreeSet;

use almoner_domain::{
    id::{ClaimId, ClientCode, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{StreamId, StreamKind},
};
use chrono::{DateTime, Utc};
use sqlx::Row;

use super::AuditRow;
use crate::read::{Cursor, Page, Paged, ReadError, View, as_of};

/// Which records are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Of a stream.
    pub stream: Option<StreamId>,
    /// Of streams of a kind, where no stream is named.
    pub kind: Option<StreamKind>,
    /// Of one of these types of event; of any, where there are none.
    pub event_types: Vec<String>,
    /// That an account asked for.
    pub actor: Option<String>,
    /// That was asked for on behalf of an organization.
    pub actor_organization: Option<OrganizationId>,
    /// About an award.
    pub award: Option<Fain>,
    /// About the months of a programme, beside what is about the award; with `award` alone.
    pub with_closings_of: Option<ProgrammeCode>,
    /// About a sub-award.
    pub sub_award: Option<SubAwardId>,
    /// About a client.
    pub client: Option<ClientCode>,
    /// About a claim.
    pub claim: Option<ClaimId>,
    /// About a payment.
    pub payment: Option<PaymentId>,
    /// Of a command, by its client-minted id.
    pub command_id: Option<String>,
    /// Of an undertaking.
    pub correlation: Option<String>,
    /// Brought about by a record or a command.
    pub causation: Option<String>,
    /// After a position.
    pub after: Option<i64>,
    /// Before a position.
    pub before: Option<i64>,
    /// Recorded at an instant or after it.
    pub recorded_from: Option<DateTime<Utc>>,
    /// Recorded before an instant.
    pub recorded_before: Option<DateTime<Utc>>,
    /// The last ones first.
    pub newest_first: bool,
}

impl View {
    /// The audit trail, in the order of the ledger.
    pub async fn audit_trail(
        &self,
        filter: &AuditFilter,
        page: &Page,
    ) -> Result<Paged<AuditRow>, ReadError> {
        if !self.is_of_owner() && !self.reader().is_told_aggregates() {
            // Who sees the catalogue alone would look for its records in vain.
            return Ok(page.of(Vec::new(), |_| Cursor::of(&[])));
        }
        let at = page
            .after::<1>()?
            .map(|[position]| position.parse::<i64>())
            .transpose()
            .map_err(|_| ReadError::Cursor)?;
        let (mut after, mut before) = self.bounds(filter).await?;
        match (at, filter.newest_first) {
            (Some(at), false) => after = after.max(at),
            (Some(at), true) => before = before.min(at),
            (None, _) => {}
        }
        let sql = self.list_of(filter);
        let named = filter.stream.as_ref().map(|stream| stream.kind);
        let kind = named.or(filter.kind);
        let query = as_of(self, sql)
            .bind(page.limit())
            .bind(after)
            .bind(before)
            .bind(kind.map(StreamKind::as_str))
            .bind(filter.stream.as_ref().map(|stream| stream.id.as_str()))
            .bind((!filter.event_types.is_empty()).then_some(&filter.event_types))
            .bind(filter.actor.as_deref())
            .bind(
                filter
                    .actor_organization
                    .as_ref()
                    .map(OrganizationId::as_str),
            )
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.client.as_ref().map(ClientCode::as_str))
            .bind(filter.claim.as_ref().map(ClaimId::as_str))
            .bind(filter.payment.as_ref().map(PaymentId::as_str))
            .bind(filter.command_id.as_deref())
            .bind(filter.correlation.as_deref())
            .bind(filter.causation.as_deref())
            .bind(self.reader().organization().to_owned())
            .bind(filter.with_closings_of.as_ref().map(ProgrammeCode::as_str))
            .bind(self.reader().is_told_aggregates() && !self.is_of_office());
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AuditRow| {
            Cursor::of(&[&row.position.to_string()])
        }))
    }

    /// The positions between which the records are, both without them.
    async fn bounds(&self, filter: &AuditFilter) -> Result<(i64, i64), ReadError> {
        let mut after = filter.after.unwrap_or(0);
        let mut before = filter.before.unwrap_or(i64::MAX);
        if let Some(instant) = filter.recorded_from {
            after = after.max(self.recorded_before(instant).await?);
        }
        if let Some(instant) = filter.recorded_before {
            before = before.min(self.recorded_before(instant).await?.saturating_add(1));
        }
        Ok((after, before))
    }

    /// The last position that was recorded before an instant; 0 where there is none.
    pub(crate) async fn recorded_before(&self, instant: DateTime<Utc>) -> Result<i64, ReadError> {
        let rows = self.rows(sqlx::query(BEFORE).bind(instant)).await?;
        Ok(match rows.first() {
            Some(row) => row.try_get(0)?,
            None => 0,
        })
    }

    /// The statement that finds the records by the shortest way.
    fn list_of(&self, filter: &AuditFilter) -> &'static str {
        let newest_first = filter.newest_first;
        if filter.with_closings_of.is_some() {
            if newest_first {
                TIMELINE_BACK
            } else {
                TIMELINE
            }
        } else if self.is_of_owner() {
            if newest_first { SEEN_BACK } else { SEEN_LIST }
        } else if filter.event_types.is_empty() {
            if newest_first { LIST_BACK } else { LIST }
        } else if newest_first {
            OF_TYPES_BACK
        } else {
            OF_TYPES
        }
    }

    /// The records at these positions that the viewer sees.
    pub async fn audit_rows(&self, positions: &[i64]) -> Result<Vec<AuditRow>, ReadError> {
        self.records(as_of(self, AT).bind(positions)).await
    }

    /// Those of the positions from one to another, both with it, whose records the viewer sees.
    pub async fn positions_seen(&self, first: i64, last: i64) -> Result<BTreeSet<i64>, ReadError> {
        let query = as_of(self, POSITIONS_SEEN).bind(first).bind(last);
        let rows = self.rows(query).await?;
        let positions = rows.iter().map(|row| Ok(row.try_get("position")?));
        positions.collect()
    }

    /// How many of the records from one position to another, both with it, the viewer sees.
    pub async fn records_seen(&self, first: i64, last: i64) -> Result<u64, ReadError> {
        let query = as_of(self, SEEN).bind(first).bind(last);
        self.count(query).await
    }

    /// How many of a stream's records up to a sequence the viewer sees.
    pub async fn stream_seen(&self, stream: &StreamId, last: u32) -> Result<u64, ReadError> {
        let query = as_of(self, STREAM_SEEN)
            .bind(stream.kind.as_str())
            .bind(&stream.id)
            .bind(i64::from(last));
        self.count(query).await
    }

    async fn count(
        &self,
        query: sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments>,
    ) -> Result<u64, ReadError> {
        let rows = self.rows(query).await?;
        let seen: i64 = match rows.first() {
            Some(row) => row.try_get(0)?,
            None => 0,
        };
        Ok(u64::try_from(seen).unwrap_or_default())
    }
}

const AT: &str = "SELECT * FROM audit_trail WHERE position <= $1 AND position = ANY ($2)";

/// With the client, who is read of by whoever is given the record.
const POSITIONS_SEEN: &str = "
SELECT position, client FROM audit_trail WHERE position <= $1 AND position BETWEEN $2 AND $3";

const SEEN: &str = "
SELECT count(*) FROM audit_trail WHERE position <= $1 AND position BETWEEN $2 AND $3";

const STREAM_SEEN: &str = "
SELECT count(*) FROM audit_trail WHERE position <= $1 AND stream_kind = $2 AND stream_id = $3 AND sequence <= $4";

/// The records of a commit share their instant, and every commit has its checkpoint.
const BEFORE: &str = "
SELECT size FROM checkpoints WHERE recorded_at < $1 ORDER BY recorded_at DESC, size DESC LIMIT 1";

/// What must hold of a record `a`, whichever way leads to it.
macro_rules! asked {
    ($head:literal, $tail:literal) => {
        concat!(
            $head,
            "
    a.position <= $1 AND a.position > $3 AND a.position < $4
    AND ($5::text IS NULL OR a.stream_kind = $5) AND ($6::text IS NULL OR a.stream_id = $6)
    AND ($8::text IS NULL OR a.actor = $8) AND ($9::text IS NULL OR a.actor_organization = $9)
    AND ($10::text IS NULL OR a.award = $10) AND ($11::text IS NULL OR a.sub_award = $11)
    AND ($12::text IS NULL OR a.client = $12) AND ($13::text IS NULL OR a.claim = $13)
    AND ($14::text IS NULL OR a.payment = $14) AND ($15::text IS NULL OR a.command_id = $15)
    AND ($16::text IS NULL OR a.correlation = $16) AND ($17::text IS NULL OR a.causation = $17)
    AND (NOT $20 OR a.disclosure IS NULL OR a.disclosure <> 'AGGREGATE_ONLY')
",
            $tail
        )
    };
}

/// Of what is told to whoever reads all: a list of its own, where much is withheld.
const LIST: &str = asked!(
    "SELECT a.* FROM audit_trail AS a WHERE",
    "ORDER BY a.position LIMIT $2"
);
const LIST_BACK: &str = asked!(
    "SELECT a.* FROM audit_trail AS a WHERE",
    "ORDER BY a.position DESC LIMIT $2"
);

/// Of several types, the first of each: no type has to be passed over to find another.
const OF_TYPES: &str = asked!(
    "SELECT f.* FROM (SELECT DISTINCT unnest($7::text[]) AS event_type) AS t CROSS JOIN LATERAL (
    SELECT a.* FROM audit_trail AS a WHERE a.event_type = t.event_type AND",
    "ORDER BY a.position LIMIT $2) AS f ORDER BY f.position LIMIT $2"
);
const OF_TYPES_BACK: &str = asked!(
    "SELECT f.* FROM (SELECT DISTINCT unnest($7::text[]) AS event_type) AS t CROSS JOIN LATERAL (
    SELECT a.* FROM audit_trail AS a WHERE a.event_type = t.event_type AND",
    "ORDER BY a.position DESC LIMIT $2) AS f ORDER BY f.position DESC LIMIT $2"
);

/// Of what people of an organization see.
const SEEN_LIST: &str = asked!(
    "SELECT a.* FROM audit_sights AS s JOIN audit_trail AS a ON a.position = s.position
WHERE s.organization = $18 AND s.position <= $1 AND s.position > $3 AND s.position < $4
    AND ($7::text[] IS NULL OR a.event_type = ANY ($7)) AND",
    "ORDER BY s.position LIMIT $2"
);
const SEEN_BACK: &str = asked!(
    "SELECT a.* FROM audit_sights AS s JOIN audit_trail AS a ON a.position = s.position
WHERE s.organization = $18 AND s.position <= $1 AND s.position > $3 AND s.position < $4
    AND ($7::text[] IS NULL OR a.event_type = ANY ($7)) AND",
    "ORDER BY s.position DESC LIMIT $2"
);

/// Of an award, and of the months of its programme since it was issued.
const TIMELINE: &str = "
SELECT * FROM (
    (SELECT a.* FROM audit_trail AS a
     WHERE a.award = $10 AND a.position <= $1 AND a.position > $3 AND a.position < $4 ORDER BY a.position LIMIT $2)
    UNION ALL
    (SELECT a.* FROM audit_trail AS a
     WHERE a.programme = $19 AND a.award IS NULL AND a.stream_kind = 'Closing'
       AND a.position > coalesce((SELECT i.position FROM audit_trail AS i WHERE i.award = $10 ORDER BY i.position LIMIT 1), 0)
       AND a.position <= $1 AND a.position > $3 AND a.position < $4 ORDER BY a.position LIMIT $2)
) AS a ORDER BY a.position LIMIT $2";
const TIMELINE_BACK: &str = "
SELECT * FROM (
    (SELECT a.* FROM audit_trail AS a
     WHERE a.award = $10 AND a.position <= $1 AND a.position > $3 AND a.position < $4 ORDER BY a.position DESC LIMIT $2)
    UNION ALL
    (SELECT a.* FROM audit_trail AS a
     WHERE a.programme = $19 AND a.award IS NULL AND a.stream_kind = 'Closing'
       AND a.position > coalesce((SELECT i.position FROM audit_trail AS i WHERE i.award = $10 ORDER BY i.position LIMIT 1), 0)
       AND a.position <= $1 AND a.position > $3 AND a.position < $4 ORDER BY a.position DESC LIMIT $2)
) AS a ORDER BY a.position DESC LIMIT $2";
