//! What the serving role may do: append to the journal, move its head, keep the read models.

use sqlx::{Executor, PgConnection};

/// Grants `app_role` its privileges on the tables of the current schema, and takes any other away.
///
/// The server itself quotes the names. Where the role owns the tables nothing is revoked: an owner's
/// privileges are its own, and append-only rests on the triggers.
pub(super) async fn grant(
    connection: &mut PgConnection,
    app_role: &str,
) -> Result<(), sqlx::Error> {
    let statements: Vec<String> = sqlx::query_scalar(STATEMENTS)
        .bind(app_role)
        .fetch_all(&mut *connection)
        .await?;
    for statement in statements {
        connection.execute(statement.as_str()).await?;
    }
    Ok(())
}

const STATEMENTS: &str = "
WITH tables AS (
    SELECT relname, CASE relname
        WHEN 'events' THEN 'SELECT, INSERT'
        WHEN 'commands' THEN 'SELECT, INSERT'
        WHEN 'checkpoints' THEN 'SELECT, INSERT'
        WHEN 'merkle_tiles' THEN 'SELECT, INSERT'
        WHEN 'checkpoint_cosignatures' THEN 'SELECT, INSERT'
        WHEN 'read_statements' THEN 'SELECT, INSERT'
        WHEN 'map_pages' THEN 'SELECT, INSERT'
        WHEN 'client_reads' THEN 'SELECT, INSERT'
        WHEN 'client_read_subjects' THEN 'SELECT, INSERT'
        WHEN 'journal_head' THEN 'SELECT, UPDATE'
        WHEN '_sqlx_migrations' THEN 'SELECT'
        ELSE 'SELECT, INSERT, UPDATE, DELETE'
    END AS privileges
    FROM pg_class
    WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      AND relkind IN ('r', 'p')
), steps AS (
    SELECT 1 AS step, format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), $1::text) AS statement
    UNION ALL
    SELECT 2, format('REVOKE ALL ON TABLE %I.%I FROM %I', current_schema(), relname, $1::text)
    FROM tables WHERE current_user <> $1::text
    UNION ALL
    SELECT 3, format('GRANT %s ON TABLE %I.%I TO %I', privileges, current_schema(), relname, $1::text)
    FROM tables
    UNION ALL
    SELECT 4, format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), $1::text)
)
SELECT statement FROM steps ORDER BY step";
