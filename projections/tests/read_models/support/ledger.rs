//! A ledger whose journal is written by hand, so that it can also be written wrong.

use std::time::Duration;

use almoner_domain::ledger::testing::Recorded;
use almoner_journal::record::Metadata;
use almoner_journal::schema::connect_options;
use almoner_journal::testing::TestDatabase;
use almoner_projections::projector::{Projector, ProjectorStatus};
use almoner_projections::read::{AsOf, Reader, View, Viewer};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{ConnectOptions, PgConnection, PgPool, postgres::PgPoolOptions};

/// How long a test waits for what must come.
pub(crate) const WAIT: Duration = Duration::from_secs(30);

/// One record as the events table holds it.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) position: i64,
    pub(crate) aggregate_type: String,
    pub(crate) aggregate_id: String,
    pub(crate) sequence: i64,
    pub(crate) event_type: String,
    pub(crate) event_version: String,
    pub(crate) payload: String,
    pub(crate) metadata: String,
}

impl Stored {
    pub(crate) fn of(position: i64, recorded: &Recorded) -> Self {
        Self {
            position,
            aggregate_type: recorded.stream.kind.as_str().to_owned(),
            aggregate_id: recorded.stream.id.clone(),
            sequence: i64::try_from(recorded.sequence).unwrap(),
            event_type: recorded.event.event_type().to_owned(),
            event_version: recorded.event.event_version().to_owned(),
            payload: recorded.event.payload_json().unwrap(),
            metadata: metadata(position).to_json(),
        }
    }
}

/// A database with a ledger, and its journal as the test writes it.
pub(crate) struct TestLedger {
    pub(crate) database: TestDatabase,
    pub(crate) owner: PgPool,
    pub(crate) app: PgPool,
}

impl TestLedger {
    pub(crate) async fn create() -> Self {
        let database = TestDatabase::create().await;
        let pool = async |url: String| {
            let options = connect_options(&url, &TestDatabase::ledger_name()).unwrap();
            PgPoolOptions::new()
                .max_connections(4)
                .after_connect(|connection, _| {
                    Box::pin(async move {
                        sqlx::query("SELECT set_config('almoner.scope', '', false)")
                            .execute(connection)
                            .await
                            .map(drop)
                    })
                })
                .connect_with(options)
                .await
                .unwrap()
        };
        let owner = pool(database.owner_url()).await;
        let app = pool(database.app_url()).await;
        Self {
            database,
            owner,
            app,
        }
    }

    /// A ledger with a history, projected.
    pub(crate) async fn projected(history: &[Recorded]) -> Self {
        let ledger = Self::create().await;
        ledger.append(history).await;
        ledger.project().await;
        ledger
    }

    /// When the record of a position was recorded: a minute each.
    pub(crate) fn recorded_at(position: i64) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339("2025-01-01T00:00:00Z")
            .unwrap()
            .with_timezone(&Utc)
            + TimeDelta::minutes(position)
    }

    pub(crate) async fn head(&self) -> i64 {
        sqlx::query_scalar("SELECT position FROM journal_head")
            .fetch_one(&self.owner)
            .await
            .unwrap()
    }

    /// Appends what happened next.
    pub(crate) async fn append(&self, history: &[Recorded]) {
        let head = self.head().await;
        let records: Vec<Stored> = (head + 1..)
            .zip(history)
            .map(|(position, recorded)| Stored::of(position, recorded))
            .collect();
        self.store(&records).await;
        self.move_head(head + i64::try_from(records.len()).unwrap())
            .await;
    }

    /// Puts records into the journal as they are.
    pub(crate) async fn store(&self, records: &[Stored]) {
        let mut transaction = self.owner.begin().await.unwrap();
        for record in records {
            let at = Self::recorded_at(record.position);
            sqlx::query(
                "INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_type, event_version, \
                 payload, metadata, recorded_at, leaf) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8::json, $9, sha256($7::text::bytea))",
            )
            .bind(record.position)
            .bind(&record.aggregate_type)
            .bind(&record.aggregate_id)
            .bind(record.sequence)
            .bind(&record.event_type)
            .bind(&record.event_version)
            .bind(&record.payload)
            .bind(&record.metadata)
            .bind(at)
            .execute(&mut *transaction)
            .await
            .unwrap();
            sqlx::query(
                "INSERT INTO checkpoints (size, root, note, recorded_at) VALUES ($1, sha256('root'), 'note', $2)",
            )
            .bind(record.position)
            .bind(at)
            .execute(&mut *transaction)
            .await
            .unwrap();
        }
        transaction.commit().await.unwrap();
    }

    pub(crate) async fn move_head(&self, position: i64) {
        sqlx::query("UPDATE journal_head SET position = $1, recorded_at = $2")
            .bind(position)
            .bind(Self::recorded_at(position))
            .execute(&self.owner)
            .await
            .unwrap();
    }

    pub(crate) fn spawn(&self) -> Projector {
        Projector::spawn(&self.database.app_url(), &TestDatabase::ledger_name()).unwrap()
    }

    /// Projects all that is recorded.
    pub(crate) async fn project(&self) {
        let head = self.head().await;
        let projector = self.spawn();
        assert!(
            projector.wait_for(head, WAIT).await,
            "{:?}",
            projector.status()
        );
        projector.stop().await;
    }

    pub(crate) async fn checkpoint(&self) -> i64 {
        sqlx::query_scalar("SELECT position FROM projection_checkpoint")
            .fetch_one(&self.owner)
            .await
            .unwrap()
    }

    pub(crate) async fn view(&self, viewer: Viewer, as_of: AsOf) -> View {
        Reader::new(self.app.clone())
            .view(viewer, as_of)
            .await
            .unwrap()
    }

    /// A connection of the owner that sees all rows, and may write them.
    pub(crate) async fn writer(&self) -> PgConnection {
        let ledger = TestDatabase::ledger_name();
        let options = connect_options(&self.database.owner_url(), &ledger).unwrap();
        let mut connection = options.connect().await.unwrap();
        sqlx::query("SELECT set_config('almoner.scope', 'projector', false)")
            .execute(&mut connection)
            .await
            .unwrap();
        connection
    }
}

/// Waits until the projector's status is as asked.
pub(crate) async fn until(
    projector: &Projector,
    holds: impl FnMut(&ProjectorStatus) -> bool,
) -> ProjectorStatus {
    let mut status = projector.watch();
    tokio::time::timeout(WAIT, status.wait_for(holds))
        .await
        .expect("it comes in time")
        .expect("the projector runs")
        .clone()
}

/// Of the record at a position.
pub(crate) fn metadata(position: i64) -> Metadata {
    Metadata {
        command_id: format!("command-{position}"),
        command: "Test".to_owned(),
        fingerprint: "ab".repeat(32),
        actor: "officer-1".to_owned(),
        role: "officer".to_owned(),
        organization: "otip".to_owned(),
        correlation: String::new(),
        causation: String::new(),
        request: String::new(),
        program: "almoner test".to_owned(),
        refusals: None,
    }
}
