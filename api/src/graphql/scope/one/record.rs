//! The record at a position, and what of it the caller is told.

use std::sync::Arc;

use almoner_domain::{
    ledger::{EventWords, Role, StreamId},
    money::Money,
};
use almoner_journal::store::Record;
use almoner_projections::audit_trail::AuditRow;
use chrono::NaiveDate;

use super::super::{
    Scope,
    key::{EventAt, RecordAt, StatesAround},
};
use crate::graphql::{
    error::TopError,
    journal::{JournalEvent, StateChange},
    scalar,
};

impl Scope {
    /// The hash of the record at a position that the caller sees a row of.
    pub(crate) async fn leaf(&self, position: i64) -> Result<Option<scalar::Digest>, TopError> {
        Ok(self
            .record(position)
            .await?
            .map(|record| scalar::Digest::of(record.leaf)))
    }

    /// The event at a position that the caller sees a row of, as it was hashed. Record lines are for officers and
    /// auditors alone.
    pub(crate) async fn payload(
        &self,
        position: i64,
    ) -> Result<Option<scalar::JsonText>, TopError> {
        match self.0.role {
            Role::Officer | Role::Auditor => {
                let record = self.record(position).await?;
                Ok(record.map(|record| scalar::JsonText::of(&record.payload)))
            }
            Role::Grantee | Role::Subawardee | Role::Admin => Ok(None),
        }
    }

    /// The event at a position; none where there is none, or the caller may not see it.
    pub(crate) async fn event(&self, position: i64) -> Result<Option<JournalEvent>, TopError> {
        let row = self.0.rows.load_one(EventAt(position)).await?;
        Ok(row.map(|row| JournalEvent::of(row, self.clone())))
    }

    /// What an event that the caller sees changed of its aggregate. A state tells what all events before it told: who may
    /// not see one of them is not told the state.
    pub(crate) async fn state_change(
        &self,
        row: &AuditRow,
    ) -> Result<Option<StateChange>, TopError> {
        let is_told = match self.0.role {
            Role::Officer | Role::Auditor => {
                let stream = stream_of(row);
                let seen = self.view().stream_seen(&stream, row.sequence).await?;
                seen == u64::from(row.sequence)
            }
            Role::Grantee | Role::Subawardee | Role::Admin => false,
        };
        if !is_told {
            return Ok(None);
        }
        let key = StatesAround(stream_of(row), row.sequence.into());
        self.0.rows.load_one(key).await
    }

    /// What an event that the caller sees is about in dollars, and its accounting date. A sub-awardee is not told what
    /// an event says of others' money beside its own.
    pub(crate) async fn amount_and_day(
        &self,
        row: &AuditRow,
    ) -> Result<(Option<Money>, Option<NaiveDate>), TopError> {
        match self.0.role {
            Role::Officer | Role::Auditor | Role::Grantee => {}
            Role::Subawardee | Role::Admin => return Ok((None, None)),
        }
        let Some(record) = self.record(row.position).await? else {
            return Ok((None, None));
        };
        let payload: serde_json::Value =
            serde_json::from_str(&record.payload).map_err(|error| TopError::internal(&error))?;
        let words = EventWords::of(row.stream_kind, &row.event_type);
        let day = payload
            .get("effective_on")
            .and_then(serde_json::Value::as_str);
        Ok((
            words.and_then(|words| words.amount(&payload)),
            day.and_then(|day| day.parse().ok()),
        ))
    }

    pub(in crate::graphql::scope) async fn record(
        &self,
        position: i64,
    ) -> Result<Option<Arc<Record>>, TopError> {
        self.0.rows.load_one(RecordAt(position)).await
    }
}

fn stream_of(row: &AuditRow) -> StreamId {
    StreamId {
        kind: row.stream_kind,
        id: row.stream_id.clone(),
    }
}
