//! Makes the new tables after the old, and puts them in their place. The server itself writes and quotes the
//! statements, from its catalogue.

use sqlx::{Executor, PgConnection};

use crate::read_models::ReadModels;

/// Where new tables are made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'name> {
    /// The schema.
    pub(crate) schema: &'name str,
    /// What is put after the names of tables, indexes and constraints.
    pub(crate) suffix: &'static str,
}

impl<'name> Place<'name> {
    /// Beside the tables that are read, in the schema of their ledger.
    pub(crate) fn beside(schema: &'name str) -> Self {
        Self {
            schema,
            suffix: "__next",
        }
    }

    /// Under the same names, in a schema of their own.
    pub(crate) fn apart(schema: &'name str) -> Self {
        Self { schema, suffix: "" }
    }
}

/// The tables are forced to heed row-level security even for their owner; and a swap that has to wait long for
/// readers gives up rather than to make all others wait behind it. Instants are spelled alike wherever it runs.
pub(crate) async fn begin_session(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    connection
        .execute(
            "SELECT set_config('almoner.scope', 'projector', false), \
                 set_config('lock_timeout', '10s', false), \
                 set_config('TimeZone', 'UTC', false), set_config('DateStyle', 'ISO, YMD', false), \
                 set_config('maintenance_work_mem', '256MB', false)",
        )
        .await
        .map(drop)
}

/// Drops what a rebuild before this one left behind.
pub(super) async fn drop_next(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let dropped = statements(connection, DROP_NEXT).await?;
    run(connection, dropped).await
}

/// Makes the new tables, without keys, indexes and policies.
pub(crate) async fn create(
    connection: &mut PgConnection,
    place: Place<'_>,
) -> Result<(), sqlx::Error> {
    let made = placed(connection, CREATE, place).await?;
    run(connection, made).await
}

/// Gives the new tables the keys, indexes, policies and privileges of the old.
pub(crate) async fn finish(
    connection: &mut PgConnection,
    place: Place<'_>,
) -> Result<(), sqlx::Error> {
    let made = placed(connection, FINISH, place).await?;
    run(connection, made).await
}

/// Puts the new tables in the place of the old.
pub(super) async fn swap(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let swapped = statements(connection, SWAP).await?;
    run(connection, swapped).await
}

async fn statements(
    connection: &mut PgConnection,
    writer: &'static str,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(writer)
        .bind(ReadModels::TABLES)
        .fetch_all(connection)
        .await
}

async fn placed(
    connection: &mut PgConnection,
    writer: &'static str,
    place: Place<'_>,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(writer)
        .bind(ReadModels::TABLES)
        .bind(place.schema)
        .bind(place.suffix)
        .fetch_all(connection)
        .await
}

async fn run(connection: &mut PgConnection, statements: Vec<String>) -> Result<(), sqlx::Error> {
    for statement in statements {
        connection.execute(statement.as_str()).await?;
    }
    Ok(())
}

const DROP_NEXT: &str = "
SELECT format('DROP TABLE IF EXISTS %I', name || '__next') FROM unnest($1::text[]) AS t(name)";

const CREATE: &str = "
SELECT format(
    'CREATE TABLE %I.%I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS INCLUDING STORAGE)',
    $2::text, name || $3::text, name)
FROM unnest($1::text[]) AS t(name)";

const FINISH: &str = "
WITH tables AS (
    SELECT c.oid, c.relname, c.relacl, $2::text AS place, $3::text AS suffix, c.relname || $3::text AS next
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY($1)
), steps AS (
    SELECT 1 AS step, format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', t.place, t.next, k.conname || t.suffix,
        pg_get_constraintdef(k.oid)) AS statement
    FROM tables AS t JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype IN ('p', 'u')
    UNION ALL
    SELECT 2, format('CREATE %s INDEX %I ON %I.%I %s', CASE WHEN i.indisunique THEN 'UNIQUE' ELSE '' END,
        c.relname || t.suffix, t.place, t.next, substring(pg_get_indexdef(i.indexrelid) FROM ' (USING .*)$'))
    FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid JOIN pg_class AS c ON c.oid = i.indexrelid
    WHERE NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
    UNION ALL
    SELECT 3, format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s USING (%s)%s', p.policyname, t.place, t.next, p.permissive,
        p.cmd, (SELECT string_agg(CASE r WHEN 'public' THEN 'PUBLIC' ELSE quote_ident(r) END, ', ')
                FROM unnest(p.roles) AS r), p.qual,
        coalesce(' WITH CHECK (' || p.with_check || ')', ''))
    FROM tables AS t JOIN pg_policies AS p ON p.schemaname = current_schema() AND p.tablename = t.relname
    UNION ALL
    SELECT 4, format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.place, t.next) FROM tables AS t
    UNION ALL
    SELECT 5, format('GRANT %s ON TABLE %I.%I TO %I', string_agg(a.privilege_type, ', '), t.place, t.next, r.rolname)
    FROM tables AS t, LATERAL aclexplode(t.relacl) AS a JOIN pg_roles AS r ON r.oid = a.grantee
    GROUP BY t.place, t.next, r.rolname
    UNION ALL
    SELECT 6, format('ANALYZE %I.%I', t.place, t.next) FROM tables AS t
)
SELECT statement FROM steps ORDER BY step";

const SWAP: &str = "
WITH tables AS (
    SELECT c.oid, c.relname AS next, left(c.relname, -6) AS name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relname = ANY(SELECT name || '__next' FROM unnest($1::text[]) AS t(name))
), steps AS (
    SELECT 1 AS step, format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE',
        string_agg(quote_ident(name), ', ' ORDER BY name)) AS statement FROM tables
    UNION ALL
    SELECT 2, format('DROP TABLE %I', name) FROM tables
    UNION ALL
    SELECT 3, format('ALTER TABLE %I RENAME TO %I', next, name) FROM tables
    UNION ALL
    SELECT 4, format('ALTER INDEX %I RENAME TO %I', c.relname, left(c.relname, -6))
    FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid JOIN pg_class AS c ON c.oid = i.indexrelid
)
SELECT statement FROM steps ORDER BY step";
