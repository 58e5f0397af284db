//! One moment, as one viewer sees it.

use std::sync::Arc;

use sqlx::{
    Postgres, Transaction,
    postgres::{PgArguments, PgRow},
    query::Query,
};
use tokio::sync::Mutex;

use super::{ReadError, Touched, Viewer};
use crate::table::Record;

/// The read models as of one position, as one viewer sees them. Clones share one transaction.
#[derive(Debug, Clone)]
pub struct View {
    position: i64,
    viewer: Viewer,
    session: Arc<Mutex<Session>>,
    touched: Touched,
}

/// The transaction, and whether it reads more than its viewer sees at the moment.
#[derive(Debug)]
struct Session {
    transaction: Transaction<'static, Postgres>,
    is_aggregating: bool,
}

impl View {
    pub(super) fn new(
        position: i64,
        viewer: Viewer,
        transaction: Transaction<'static, Postgres>,
    ) -> Self {
        Self {
            position,
            viewer,
            session: Arc::new(Mutex::new(Session {
                transaction,
                is_aggregating: false,
            })),
            touched: Touched::default(),
        }
    }

    /// The same, and what it tells of clients is noted with what else an answer tells of them.
    #[must_use]
    pub fn noting(self, touched: Touched) -> Self {
        Self { touched, ..self }
    }

    /// What was read of clients.
    pub fn touched(&self) -> &Touched {
        &self.touched
    }

    /// The position that is asked about.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Who asks.
    pub(crate) fn reader(&self) -> Viewer {
        self.viewer.clone()
    }

    /// Runs a query of this crate.
    pub(crate) async fn rows(
        &self,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Result<Vec<PgRow>, ReadError> {
        let mut session = self.session.lock().await;
        if session.is_aggregating {
            // An aggregate was broken off before the viewer's own scope stood again.
            return Err(ReadError::Unguarded);
        }
        let rows = query.fetch_all(&mut *session.transaction).await?;
        self.touched.rows(&rows);
        Ok(rows)
    }

    /// The viewer sees all.
    pub(crate) fn is_of_office(&self) -> bool {
        self.viewer.is_of_office()
    }

    /// The viewer is an auditor.
    pub(crate) fn is_of_auditor(&self) -> bool {
        self.viewer.is_told_aggregates() && !self.viewer.is_of_office()
    }

    /// The viewer asks for an organization that serves, and sees its own rows: nothing of them is kept from it.
    pub(crate) fn is_of_owner(&self) -> bool {
        self.viewer.is_of_owner()
    }

    /// Runs a query of this crate over the rows of all, whoever asks: for aggregates alone, of which the caller tells
    /// no small cell. An organization, and who sees the catalogue alone, get an aggregate of what they see.
    pub(crate) async fn aggregate_rows(
        &self,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Result<Vec<PgRow>, ReadError> {
        if !self.viewer.is_told_aggregates() {
            return self.rows(query).await;
        }
        let mut session = self.session.lock().await;
        if session.is_aggregating {
            return Err(ReadError::Unguarded);
        }
        session.is_aggregating = true;
        sqlx::query(SCOPE)
            .bind(Viewer::office().scope())
            .execute(&mut *session.transaction)
            .await?;
        let rows = query.fetch_all(&mut *session.transaction).await?;
        sqlx::query(SCOPE)
            .bind(self.viewer.scope())
            .execute(&mut *session.transaction)
            .await?;
        session.is_aggregating = false;
        Ok(rows)
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

const SCOPE: &str = "SELECT set_config('almoner.scope', $1, true)";
