//! One moment, as one viewer sees it.

use std::sync::Arc;

use sqlx::{
    Postgres, Transaction,
    postgres::{PgArguments, PgRow},
    query::Query,
};
use tokio::sync::Mutex;

use super::ReadError;
use crate::table::Record;

/// The read models as of one position, as one viewer sees them. Clones share one transaction.
#[derive(Debug, Clone)]
pub struct View {
    position: i64,
    transaction: Arc<Mutex<Transaction<'static, Postgres>>>,
}

impl View {
    pub(super) fn new(
        position: i64,
        transaction: Arc<Mutex<Transaction<'static, Postgres>>>,
    ) -> Self {
        Self {
            position,
            transaction,
        }
    }

    /// The position that is asked about.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Runs a query of this crate.
    pub(crate) async fn rows(
        &self,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Result<Vec<PgRow>, ReadError> {
        let mut transaction = self.transaction.lock().await;
        Ok(query.fetch_all(&mut **transaction).await?)
    }

    /// Runs a query for rows of a read model.
    pub(crate) async fn records<R: Record>(
        &self,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Result<Vec<R>, ReadError> {
        let rows = self.rows(query).await?;
        rows.iter().map(|row| Ok(R::read(row)?)).collect()
    }
}
