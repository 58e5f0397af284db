//! What the engine is held against: the same rows, written and read by PostgreSQL alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use almoner_journal::ledger::Ledger;
use almoner_journal::record::Position;
use almoner_journal::schema::LedgerName;
use almoner_journal::store::Record;
use anyhow::Result;
use futures::{StreamExt, TryStreamExt};
use sqlx::PgConnection;
use sqlx::postgres::PgPoolCopyExt;
use tokio::sync::Mutex;

use crate::Scale;
use crate::callers::drive;
use crate::measure::per_second;
use crate::server::Server;

/// Connections that insert at the same time.
const CONNECTIONS: u32 = 32;

/// The formats of COPY: the one that it has by itself, and the one that is cheaper to read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Format {
    Text,
    Binary,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Binary => "binary",
        }
    }
}

/// Two tables of the same columns, constraints, indexes and rows as the ledger's `events`.
pub(crate) struct Baseline {
    schema: LedgerName,
    rows: Arc<Vec<Record>>,
    copies: AtomicU64,
    inserted: Arc<AtomicU64>,
    connections: Vec<Arc<Mutex<PgConnection>>>,
}

impl Baseline {
    pub(crate) async fn prepare(server: &Server, ledger: &Ledger, scale: Scale) -> Result<Self> {
        let tables = format!(
            "CREATE TABLE baseline.inserted (LIKE {0}.events INCLUDING ALL); \
             INSERT INTO baseline.inserted SELECT * FROM {0}.events; \
             CREATE TABLE baseline.copied (LIKE {0}.events INCLUDING ALL); \
             INSERT INTO baseline.copied SELECT * FROM {0}.events",
            ledger.name()
        );
        let schema = server.schema("baseline", &tables).await?;
        let rows: Vec<Record> = ledger
            .journal()
            .replay(Position::ZERO)
            .take(usize::try_from(scale.events)?)
            .try_collect()
            .await?;
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            connections.push(Arc::new(Mutex::new(server.connection(&schema).await?)));
        }
        Ok(Self {
            schema,
            inserted: Arc::new(AtomicU64::new(2 * u64::try_from(rows.len())?)),
            rows: Arc::new(rows),
            copies: AtomicU64::new(2),
            connections,
        })
    }

    /// Single-row INSERT transactions by 32 connections, each with its statement prepared.
    pub(crate) async fn insert(&self, duration: Duration) -> Result<u64> {
        let (rows, inserted) = (Arc::clone(&self.rows), Arc::clone(&self.inserted));
        let connections = self.connections.clone();
        drive(CONNECTIONS, duration, move |caller| {
            let (rows, inserted) = (Arc::clone(&rows), Arc::clone(&inserted));
            let connection = usize::try_from(caller).map(|caller| Arc::clone(&connections[caller]));
            async move {
                let number = inserted.fetch_add(1, Ordering::Relaxed);
                let count = u64::try_from(rows.len())?;
                let row = &rows[usize::try_from(number % count)?];
                let again = i64::try_from(number / count)?;
                let mut connection = connection?.lock_owned().await;
                sqlx::query(
                    "INSERT INTO inserted (position, aggregate_type, aggregate_id, sequence, event_type, \
                     event_version, payload, metadata, recorded_at, leaf) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8::json, $9, $10)",
                )
                .bind(i64::try_from(number)? + 1)
                .bind(row.stream.kind.as_str())
                .bind(&row.stream.id)
                .bind(i64::try_from(row.sequence)? + 1_000_000 * again)
                .bind(&row.event_type)
                .bind(&row.event_version)
                .bind(&row.payload)
                .bind(&row.metadata)
                .bind(row.recorded_at)
                .bind(row.leaf.as_bytes().as_slice())
                .execute(&mut *connection)
                .await?;
                Ok(1)
            }
        })
        .await
    }

    /// One COPY of as many rows as were filled in, after those that are there, and its commit.
    pub(crate) async fn copy_in(&self, server: &Server, format: Format) -> Result<u64> {
        let mut connection = server.connection(&self.schema).await?;
        let (name, copies) = (format.name(), self.copies.fetch_add(1, Ordering::Relaxed));
        let (rows, after) = (
            self.rows.len(),
            copies * 2 * u64::try_from(self.rows.len())?,
        );
        let source = format!(
            "COPY (SELECT position + {after}, aggregate_type, aggregate_id, sequence + {after}, event_type, \
             event_version, payload, metadata, recorded_at, leaf FROM copied \
             WHERE position <= {rows} ORDER BY position) TO STDOUT (FORMAT {name})"
        );
        let mut bytes = Vec::new();
        let mut stream = connection.copy_out_raw(&source).await?;
        while let Some(read) = stream.try_next().await? {
            bytes.extend_from_slice(&read);
        }
        drop(stream);
        server.settle().await?;
        let started = Instant::now();
        let statement = format!("COPY copied FROM STDIN (FORMAT {name})");
        let mut copy = connection.copy_in_raw(&statement).await?;
        for chunk in bytes.chunks(64 * 1024) {
            copy.send(chunk).await?;
        }
        let rows = copy.finish().await?;
        Ok(per_second(rows, started.elapsed()))
    }
}

/// A bare binary COPY of the ledger's events, thrown away.
pub(crate) async fn copy_out(ledger: &Ledger) -> Result<Duration> {
    let started = Instant::now();
    let mut stream = ledger
        .journal()
        .pool()
        .copy_out_raw("COPY events TO STDOUT (FORMAT binary)")
        .await?;
    while stream.try_next().await?.is_some() {}
    Ok(started.elapsed())
}
