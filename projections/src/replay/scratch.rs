//! The schema of a replay: made, named after the session that made it, and taken away.

use almoner_journal::schema::{LedgerName, connect_options};
use sqlx::{Connection, Executor, PgConnection, postgres::PgConnectOptions};

use crate::rebuild::schema::{self, Place};

/// Options of a connection that works in the schema, and is known by it.
pub(super) fn options(
    owner_url: &str,
    ledger: &LedgerName,
    scratch: &str,
) -> Result<PgConnectOptions, sqlx::Error> {
    Ok(connect_options(owner_url, ledger)?.application_name(scratch))
}

/// Drops the schemas of replays whose session is gone.
pub(super) async fn clear(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let left: Vec<String> = sqlx::query_scalar(LEFT_BEHIND)
        .fetch_all(&mut *connection)
        .await?;
    for scratch in left {
        discard(connection, &scratch).await?;
    }
    Ok(())
}

/// Makes the schema with the tables of the ledger, empty, without keys, indexes and policies. Answers its name.
pub(super) async fn create(connection: &mut PgConnection) -> Result<String, sqlx::Error> {
    let mut transaction = connection.begin().await?;
    let (scratch, _): (String, String) = sqlx::query_as(NAME).fetch_one(&mut *transaction).await?;
    run(&mut transaction, CREATE, &scratch).await?;
    schema::create(&mut transaction, Place::apart(&scratch)).await?;
    transaction.commit().await?;
    Ok(scratch)
}

/// Says as of which position the tables are.
pub(super) async fn stand_at(
    connection: &mut PgConnection,
    scratch: &str,
    position: i64,
    shape: &str,
) -> Result<(), sqlx::Error> {
    let insert: String = sqlx::query_scalar(STAND_AT)
        .bind(scratch)
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query(&insert)
        .bind(position)
        .bind(shape)
        .execute(connection)
        .await
        .map(drop)
}

/// Ends every session that works in the schema.
pub(super) async fn end_work(
    connection: &mut PgConnection,
    scratch: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(END_WORK)
        .bind(scratch)
        .execute(connection)
        .await
        .map(drop)
}

/// Drops the schema.
pub(super) async fn discard(
    connection: &mut PgConnection,
    scratch: &str,
) -> Result<(), sqlx::Error> {
    run(connection, DISCARD, scratch).await
}

/// Runs the statements that the server itself writes and quotes.
async fn run(
    connection: &mut PgConnection,
    writer: &'static str,
    scratch: &str,
) -> Result<(), sqlx::Error> {
    let statements: Vec<String> = sqlx::query_scalar(writer)
        .bind(scratch)
        .fetch_all(&mut *connection)
        .await?;
    for statement in statements {
        connection.execute(statement.as_str()).await?;
    }
    Ok(())
}

/// No two sessions that live have the same number. By its application's name, every session of a replay can be ended.
const NAME: &str = "
SELECT name, set_config('application_name', name, false) FROM (SELECT 'replay_' || pg_backend_pid() AS name) AS own";

const CREATE: &str = "
SELECT unnest(ARRAY[
    format('CREATE SCHEMA %I', $1::text),
    format('COMMENT ON SCHEMA %I IS %L', $1::text, 'almoner: a replay'),
    format('CREATE TABLE %I.projection_checkpoint (LIKE projection_checkpoint INCLUDING ALL)', $1::text)])";

const STAND_AT: &str = "
SELECT format('INSERT INTO %I.projection_checkpoint (position, recorded_at, shape)
               SELECT $1, coalesce(max(recorded_at), ''epoch''), $2 FROM events
               WHERE position = (SELECT max(position) FROM events WHERE position <= $1)', $1::text)";

const LEFT_BEHIND: &str = "
SELECT name FROM (
    SELECT nspname::text AS name, substring(nspname FROM '^replay_([0-9]{1,9})$')::bigint AS session
    FROM pg_namespace
    WHERE obj_description(oid, 'pg_namespace') = 'almoner: a replay' AND pg_has_role(nspowner, 'USAGE')
) AS made
WHERE session = pg_backend_pid() OR NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = session)";

/// It waits for each to end, ten seconds at most.
const END_WORK: &str = "
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE application_name = $1 AND datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()";

const DISCARD: &str = "SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', $1::text)";
