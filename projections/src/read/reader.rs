//! Opens views.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, Row};

use super::{ReadError, View, Viewer};

/// The moment that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// What the read models hold now.
    Latest,
    /// After the record of a position; 0 is before the first.
    Position(i64),
    /// After the last record of an instant or before it.
    Time(DateTime<Utc>),
}

/// Answers questions to the read models of one ledger.
#[derive(Debug, Clone)]
pub struct Reader {
    pool: PgPool,
}

impl Reader {
    /// A reader over connections of the serving role whose `search_path` is the ledger's schema.
    pub fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// The connections, for what is written of reading.
    pub(crate) fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Opens a view: one connection and one read-only transaction, until the last clone of the view is dropped.
    ///
    /// Errors: `AS_OF_IN_FUTURE` where the moment lies after what the read models hold.
    pub async fn view(&self, viewer: Viewer, as_of: AsOf) -> Result<View, ReadError> {
        let mut transaction = self.pool.begin_with("BEGIN READ ONLY").await?;
        let row = sqlx::query(OPEN)
            .bind(viewer.scope())
            .bind(viewer.organization())
            .fetch_one(&mut *transaction)
            .await?;
        if !row.try_get::<bool, _>("guarded")? {
            return Err(ReadError::Unguarded);
        }
        let head: i64 = row.try_get("position")?;
        let position = match as_of {
            AsOf::Latest => head,
            AsOf::Position(position) if (0..=head).contains(&position) => position,
            AsOf::Position(_) => return Err(ReadError::AsOfInFuture { head }),
            AsOf::Time(instant) => {
                let position: Option<i64> = sqlx::query_scalar(POSITION_AT)
                    .bind(instant)
                    .fetch_one(&mut *transaction)
                    .await?;
                position.unwrap_or(0).min(head)
            }
        };
        Ok(View::new(position, viewer, transaction))
    }

    /// Whether row-level security holds for the serving role. It does not for a superuser, nor for a role that
    /// bypasses it; then no view opens.
    pub async fn is_guarded(&self) -> Result<bool, ReadError> {
        Ok(sqlx::query_scalar("SELECT row_security_active('awards')")
            .fetch_one(&self.pool)
            .await?)
    }

    /// The note of the last statement of what the read models hold, if there is one.
    pub async fn latest_statement(&self) -> Result<Option<String>, ReadError> {
        Ok(
            sqlx::query_scalar("SELECT note FROM read_statements ORDER BY position DESC LIMIT 1")
                .fetch_optional(&self.pool)
                .await?,
        )
    }

    /// Where the read models stand.
    pub async fn position(&self) -> Result<i64, ReadError> {
        Ok(
            sqlx::query_scalar("SELECT position FROM projection_checkpoint")
                .fetch_one(&self.pool)
                .await?,
        )
    }
}

/// Plans are made for the values at hand: a list without a filter and one with it are different questions.
const OPEN: &str = "
SELECT position,
       row_security_active('awards') AS guarded,
       set_config('almoner.scope', $1, true),
       set_config('almoner.organization', $2, true),
       set_config('plan_cache_mode', 'force_custom_plan', true),
       set_config('statement_timeout', '10s', true)
FROM projection_checkpoint";

/// The records of a commit share their instant, and instants never run backwards.
const POSITION_AT: &str = "
SELECT max(size) FROM (
    SELECT size FROM checkpoints WHERE recorded_at <= $1 ORDER BY recorded_at DESC, size DESC LIMIT 1
) AS last";
