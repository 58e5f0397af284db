//! Questions about who did what.

use almoner_domain::{
    id::{ClaimId, ClientCode, PaymentId, SubAwardId},
    identifier::Fain,
    ledger::{StreamId, StreamKind},
};
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
    /// Of a type of event.
    pub event_type: Option<String>,
    /// That an account asked for.
    pub actor: Option<String>,
    /// About an award.
    pub award: Option<Fain>,
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
        let after = page
            .after::<1>()?
            .map(|[position]| position.parse::<i64>())
            .transpose()
            .map_err(|_| ReadError::Cursor)?;
        let sql = if filter.newest_first {
            LIST_NEWEST_FIRST
        } else {
            LIST
        };
        let named = filter.stream.as_ref().map(|stream| stream.kind);
        let kind = named.or(filter.kind);
        let query = as_of(self, sql)
            .bind(page.limit())
            .bind(after)
            .bind(kind.map(StreamKind::as_str))
            .bind(filter.stream.as_ref().map(|stream| stream.id.as_str()))
            .bind(filter.event_type.as_deref())
            .bind(filter.actor.as_deref())
            .bind(filter.award.as_ref().map(Fain::as_str))
            .bind(filter.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(filter.client.as_ref().map(ClientCode::as_str))
            .bind(filter.claim.as_ref().map(ClaimId::as_str))
            .bind(filter.payment.as_ref().map(PaymentId::as_str))
            .bind(filter.command_id.as_deref());
        let rows = self.records(query).await?;
        Ok(page.of(rows, |row: &AuditRow| {
            Cursor::of(&[&row.position.to_string()])
        }))
    }

    /// How many of the records from one position to another, both with it, the viewer sees.
    pub async fn records_seen(&self, first: i64, last: i64) -> Result<u64, ReadError> {
        let query = as_of(self, SEEN).bind(first).bind(last);
        let rows = self.rows(query).await?;
        let seen: i64 = match rows.first() {
            Some(row) => row.try_get(0)?,
            None => 0,
        };
        Ok(u64::try_from(seen).unwrap_or_default())
    }
}

const SEEN: &str = "
SELECT count(*) FROM audit_trail WHERE position <= $1 AND position BETWEEN $2 AND $3";

const LIST: &str = "
SELECT * FROM audit_trail
WHERE position <= $1 AND ($3::bigint IS NULL OR position > $3)
  AND ($4::text IS NULL OR stream_kind = $4) AND ($5::text IS NULL OR stream_id = $5)
  AND ($6::text IS NULL OR event_type = $6)
  AND ($7::text IS NULL OR actor = $7)
  AND ($8::text IS NULL OR award = $8)
  AND ($9::text IS NULL OR sub_award = $9)
  AND ($10::text IS NULL OR client = $10)
  AND ($11::text IS NULL OR claim = $11)
  AND ($12::text IS NULL OR payment = $12)
  AND ($13::text IS NULL OR command_id = $13)
ORDER BY position LIMIT $2";

const LIST_NEWEST_FIRST: &str = "
SELECT * FROM audit_trail
WHERE position <= $1 AND ($3::bigint IS NULL OR position < $3)
  AND ($4::text IS NULL OR stream_kind = $4) AND ($5::text IS NULL OR stream_id = $5)
  AND ($6::text IS NULL OR event_type = $6)
  AND ($7::text IS NULL OR actor = $7)
  AND ($8::text IS NULL OR award = $8)
  AND ($9::text IS NULL OR sub_award = $9)
  AND ($10::text IS NULL OR client = $10)
  AND ($11::text IS NULL OR claim = $11)
  AND ($12::text IS NULL OR payment = $12)
  AND ($13::text IS NULL OR command_id = $13)
ORDER BY position DESC LIMIT $2";
