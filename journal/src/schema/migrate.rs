//! Makes a ledger's schema, brings it up to date and grants it to the role that serves.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Connection, Executor, PgConnection, PgPool};

use super::{LedgerName, connect_options, grants};
use crate::merkle::{Frontier, empty_root};
use crate::note::{KeyNameError, check_key_name};

/// Every migration of the product, forward only: the journal's first, the read models' from 0101.
static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// One migration at a time in a database: schemas, and the tables of one, are made under this lock.
const MIGRATION_LOCK: i64 = 0x616c_6d6f_6e65_7201;

/// A schema that could not be made or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The origin cannot stand in a checkpoint.
    #[error("the origin {origin} cannot name a log: {source}")]
    Origin {
        /// The origin that was asked for.
        origin: String,
        /// What is wrong with it.
        source: KeyNameError,
    },
    /// A migration failed, or one that was applied is not the one that this program has.
    #[error("the migrations of the ledger: {0}")]
    Migration(#[from] MigrateError),
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
}

impl SchemaError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Origin { .. } => "ORIGIN_MALFORMED",
            Self::Migration(_) => "MIGRATION_FAILED",
            Self::Database(_) => "DATABASE_FAILED",
        }
    }
}

/// Whether every migration of this program has been applied to the connection's schema.
pub(crate) async fn is_current(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let applied: Vec<i64> =
        sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
            .fetch_all(pool)
            .await?;
    Ok(MIGRATIONS
        .iter()
        .all(|migration| applied.contains(&migration.version)))
}

/// Makes the ledger's schema where there is none, applies what migrations it lacks and grants
/// `app_role` what serving needs; answers with the ledger's origin.
///
/// `origin`, `<deployment>/<ledger>`, is fixed when the ledger is created: a ledger that stands
/// already keeps the one that it has.
pub async fn migrate(
    owner_url: &str,
    ledger: &LedgerName,
    origin: &str,
    app_role: &str,
) -> Result<String, SchemaError> {
    check_key_name(origin).map_err(|source| SchemaError::Origin {
        origin: origin.to_owned(),
        source,
    })?;
    let mut connection = PgConnection::connect_with(&connect_options(owner_url, ledger)?).await?;
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(MIGRATION_LOCK)
        .execute(&mut connection)
        .await?;
    create_schema(&mut connection, ledger).await?;
    MIGRATIONS.run(&mut connection).await?;
    grants::grant(&mut connection, app_role).await?;
    let origin = create_head(&mut connection, origin).await?;
    // The lock belongs to the session and goes with it.
    connection.close().await?;
    Ok(origin)
}

/// Drops a whole ledger, if it has this origin: for a ledger that the caller made to be thrown away.
/// Answers whether there was one.
pub async fn discard(
    owner_url: &str,
    ledger: &LedgerName,
    origin: &str,
) -> Result<bool, SchemaError> {
    let mut connection = PgConnection::connect_with(&connect_options(owner_url, ledger)?).await?;
    let statement: Option<String> = sqlx::query_scalar(
        "SELECT format('DROP SCHEMA %I CASCADE', $1::text) FROM journal_head WHERE origin = $2",
    )
    .bind(ledger.as_str())
    .bind(origin)
    .fetch_optional(&mut connection)
    .await?;
    if let Some(statement) = &statement {
        connection.execute(statement.as_str()).await?;
    }
    connection.close().await?;
    Ok(statement.is_some())
}

async fn create_schema(
    connection: &mut PgConnection,
    ledger: &LedgerName,
) -> Result<(), sqlx::Error> {
    let statement: Option<String> = sqlx::query_scalar(
        "SELECT format('CREATE SCHEMA %I', $1::text) \
         WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1::text)",
    )
    .bind(ledger.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(statement) = statement {
        connection.execute(statement.as_str()).await?;
    }
    Ok(())
}

async fn create_head(connection: &mut PgConnection, origin: &str) -> Result<String, sqlx::Error> {
    sqlx::query(
        "INSERT INTO journal_head (origin, position, recorded_at, frontier, root) \
         VALUES ($1, 0, '1970-01-01T00:00:00Z', $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(origin)
    .bind(Frontier::empty().to_bytes())
    .bind(empty_root().as_bytes().as_slice())
    .execute(&mut *connection)
    .await?;
    sqlx::query_scalar("SELECT origin FROM journal_head")
        .fetch_one(connection)
        .await
}
