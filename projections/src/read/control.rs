//! Under what something was read: the position, and the checkpoint over it.

use chrono::{DateTime, Utc};
use sqlx::Row;

use super::{ReadError, View, as_of};

/// Under what a document was read, so that anybody can read the same again and check it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The ledger, as its checkpoints name it: `<deployment>/<ledger>`.
    pub origin: String,
    /// The position of the journal as of which it was read.
    pub position: i64,
    /// When the record of that position was recorded.
    pub recorded_at: DateTime<Utc>,
    /// How many records the earliest checkpoint over that position covers.
    pub checkpoint_size: i64,
    /// The root of that checkpoint: SHA-256.
    pub checkpoint_root: Vec<u8>,
}

impl View {
    /// Under what this view is read.
    pub async fn control(&self) -> Result<Control, ReadError> {
        let rows = self.rows(as_of(self, CONTROL)).await?;
        let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
        Ok(Control {
            origin: row.try_get("origin")?,
            position: self.position(),
            recorded_at: row.try_get("recorded_at")?,
            checkpoint_size: row.try_get("size")?,
            checkpoint_root: row.try_get("root")?,
        })
    }

    /// The day, in UTC, on which the record of the position was recorded; of an empty journal the first day of all.
    pub async fn recorded_on(&self) -> Result<chrono::NaiveDate, ReadError> {
        let rows = self.rows(as_of(self, CONTROL)).await?;
        let row = rows.first();
        let recorded_at = row.map(|row| row.try_get::<DateTime<Utc>, _>("recorded_at"));
        Ok(recorded_at.transpose()?.unwrap_or_default().date_naive())
    }

    /// Until when this was what the ledger knew: the instant of the next record, or now.
    pub(crate) async fn until(&self) -> Result<DateTime<Utc>, ReadError> {
        let rows = self.rows(as_of(self, UNTIL)).await?;
        let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
        Ok(row.try_get("until")?)
    }
}

/// The records of a commit share their instant, and every commit its checkpoint.
const CONTROL: &str = "
SELECT h.origin, c.size, c.root, c.recorded_at
FROM checkpoints c CROSS JOIN journal_head h
WHERE c.size >= $1 ORDER BY c.size LIMIT 1";

const UNTIL: &str = "
SELECT coalesce((SELECT recorded_at FROM checkpoints WHERE size > $1 ORDER BY size LIMIT 1), now()) AS until";
