//! Compares tables row for row, in whichever order their rows stand.

use sqlx::PgConnection;

use crate::read_models::ReadModels;
use crate::table::Target;

/// A table and its rebuilt self.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDigest {
    /// The table.
    pub table: &'static str,
    /// How many rows the rebuilt one has.
    pub rows: i64,
    /// Count and digest of the rows that are read.
    pub live: String,
    /// Count and digest of the rows that were rebuilt.
    pub next: String,
}

impl TableDigest {
    /// Each has every row of the other.
    pub fn is_equal(&self) -> bool {
        self.live == self.next
    }
}

/// Digests every table and its rebuilt self.
pub(super) async fn compare(
    connection: &mut PgConnection,
) -> Result<Vec<TableDigest>, sqlx::Error> {
    let mut tables = Vec::with_capacity(ReadModels::TABLES.len());
    for table in ReadModels::TABLES {
        let (live_rows, live) = digest(connection, &Target::Live.table(table)).await?;
        let (rows, next) = digest(connection, &Target::Next.table(table)).await?;
        tables.push(TableDigest {
            table,
            rows,
            live: format!("{live_rows}:{live}"),
            next: format!("{rows}:{next}"),
        });
    }
    Ok(tables)
}

/// How many rows, and the sums of both halves of their hashes: equal for equal rows in any order.
async fn digest(connection: &mut PgConnection, table: &str) -> Result<(i64, String), sqlx::Error> {
    let sql = format!(
        "SELECT count(*), \
             coalesce(sum(('x' || left(hash, 15))::bit(60)::bigint), 0)::text || '-' || \
             coalesce(sum(('x' || right(hash, 15))::bit(60)::bigint), 0)::text \
         FROM (SELECT md5(row_of::text) AS hash FROM {table} AS row_of) AS hashed"
    );
    sqlx::query_as(&sql).fetch_one(connection).await
}
