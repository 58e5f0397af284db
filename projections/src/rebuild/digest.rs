//! Compares tables row for row, in whichever order their rows stand.

use sqlx::PgConnection;

use crate::read_models::ReadModels;
use crate::table::{FOREVER, Kind, Target};

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
        let [live, next] =
            [Target::Live, Target::Next].map(|target| select(&target.table(table), &columns, None));
        let (live_rows, live) = sums(connection, &live).await?;
        let (rows, next) = sums(connection, &next).await?;
        tables.push(TableDigest {
            table,
            rows,
            live: format!("{live_rows}:{live}"),
            next: format!("{rows}:{next}"),
        });
    }
    Ok(tables)
}

/// How many rows, and the sums of two hashes of each: equal for equal rows in any order. It shows what went wrong, and
/// costs a third of what [`digest`] does.
async fn sums(connection: &mut PgConnection, select: &str) -> Result<(i64, String), sqlx::Error> {
    let sql = format!(
        "SELECT count(*), coalesce(sum(hash_record_extended(cells, 1)), 0)::text || ' ' || \
             coalesce(sum(hash_record_extended(cells, 2)), 0)::text FROM ({select} OFFSET 0) AS cells"
    );
    sqlx::query_as(&sql).fetch_one(connection).await
}

/// How many rows, and their digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digested {
    pub(crate) rows: i64,
    /// SHA-256 in hexadecimal.
    pub(crate) digest: String,
}

/// The rows of a table as the program writes them; with a position as they were then: what was written later is left
/// out, and what ended later is valid still.
pub(crate) fn select(
    relation: &str,
    columns: &[(&'static str, Kind)],
    as_of: Option<i64>,
) -> String {
    let is_temporal = is_temporal(columns);
    let cells: Vec<String> = columns
        .iter()
        .map(|(name, kind)| match (kind, as_of) {
            // The server compares no json.
            (Kind::Json, _) => format!("{name}::text AS {name}"),
            (Kind::Bigint, Some(position)) if is_temporal && *name == "valid_to" => format!(
                "CASE WHEN valid_to > {position} THEN {FOREVER} ELSE valid_to END AS valid_to"
            ),
            (
                Kind::Text
                | Kind::Words
                | Kind::Bigint
                | Kind::Date
                | Kind::Instant
                | Kind::Numeric
                | Kind::Boolean,
                _,
            ) => (*name).to_owned(),
        })
        .collect();
    let cells = cells.join(", ");
    match as_of {
        None => format!("SELECT {cells} FROM {relation}"),
        Some(position) => {
            let written_at = written_at(columns);
            format!("SELECT {cells} FROM {relation} WHERE {written_at} <= {position}")
        }
    }
}

/// The column with the position of the event that wrote a row.
pub(crate) fn written_at(columns: &[(&'static str, Kind)]) -> &'static str {
    if is_temporal(columns) {
        "valid_from"
    } else {
        "position"
    }
}

fn is_temporal(columns: &[(&'static str, Kind)]) -> bool {
    columns.iter().any(|(name, _)| *name == "valid_from")
}

/// Digests rows so that whoever owns them cannot make others of the same digest: SHA-256 over the sorted SHA-256 of each row's text. They are sorted and hashed by their first byte, and
/// then once more, so that no list of hashes grows past what the server can hold.
pub(crate) async fn digest(
    connection: &mut PgConnection,
    select: &str,
) -> Result<Digested, sqlx::Error> {
    let sql = format!(
        "SELECT coalesce(sum(rows), 0)::bigint, \
             encode(sha256(coalesce(string_agg(part, ''::bytea ORDER BY first_byte), ''::bytea)), 'hex') \
         FROM (SELECT get_byte(hash, 0) AS first_byte, count(*) AS rows, \
                   sha256(string_agg(hash, ''::bytea ORDER BY hash)) AS part \
               FROM (SELECT sha256(convert_to(cells::text, 'UTF8')) AS hash FROM ({select}) AS cells OFFSET 0) AS hashes \
               GROUP BY first_byte) AS parts"
    );
    let (rows, digest) = sqlx::query_as(&sql).fetch_one(connection).await?;
    Ok(Digested { rows, digest })
}
