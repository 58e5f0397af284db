//! Compares tables row for row, in whichever order their rows stand.

use sqlx::PgConnection;

use crate::read_models::ReadModels;
use crate::table::{Kind, Target};

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
    for (table, columns) in ReadModels::columns() {
        let (live_rows, live) = digest(connection, &Target::Live.table(table), &columns).await?;
        let (rows, next) = digest(connection, &Target::Next.table(table), &columns).await?;
        tables.push(TableDigest {
            table,
            rows,
            live: format!("{live_rows}:{live}"),
            next: format!("{rows}:{next}"),
        });
    }
    Ok(tables)
}

/// How many rows, and the sums of two hashes of each: equal for equal rows in any order.
async fn digest(
    connection: &mut PgConnection,
    table: &str,
    columns: &[(&'static str, Kind)],
) -> Result<(i64, String), sqlx::Error> {
    let cells: Vec<String> = columns
        .iter()
        .map(|(name, kind)| match kind {
            // The server knows no hash of json.
            Kind::Json => format!("{name}::text"),
            Kind::Text
            | Kind::Words
            | Kind::Bigint
            | Kind::Date
            | Kind::Instant
            | Kind::Numeric
            | Kind::Boolean => (*name).to_owned(),
        })
        .collect();
    let cells = cells.join(", ");
    let sql = format!(
        "SELECT count(*), coalesce(sum(hash_record_extended(cells, 1)), 0)::text || ' ' || \
             coalesce(sum(hash_record_extended(cells, 2)), 0)::text \
         FROM (SELECT ROW({cells}) AS cells FROM {table} OFFSET 0) AS rows"
    );
    sqlx::query_as(&sql).fetch_one(connection).await
}
