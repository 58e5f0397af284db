//! The first row that the replay and the ledger do not have in common: of which table, under which key, by which event.

use almoner_journal::{record::Position, store::Journal};
use serde_json::{Map, Value};
use sqlx::{PgConnection, Row};

use super::{ReplayError, compare::Columns};
use crate::rebuild::digest::written_at;

/// A row that one has and the other has not, or has otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// How many rows of this table one has and the other has not.
    pub rows: i64,
    /// The key of the row, by column. As in the rows below every cell is a text, amounts to the cent.
    pub key: Map<String, Value>,
    /// The position of the event that wrote it.
    pub position: i64,
    /// That event; none where the ledger has no such record.
    pub event: Option<WrittenBy>,
    /// The row as the events make it; none where they make none.
    pub replayed: Option<Map<String, Value>>,
    /// The row that the ledger holds; none where it is missing.
    pub live: Option<Map<String, Value>>,
}

/// The event that wrote a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBy {
    /// What happened.
    pub event_type: String,
    /// To what: the kind of the stream, and its id.
    pub stream: String,
}

impl Difference {
    /// The columns in which the two rows differ; none where there is only one.
    pub fn columns(&self) -> Vec<&str> {
        let (Some(replayed), Some(live)) = (&self.replayed, &self.live) else {
            return Vec::new();
        };
        let differing = replayed
            .iter()
            .filter(|(name, cell)| live.get(*name) != Some(cell));
        differing.map(|(name, _)| name.as_str()).collect()
    }
}

/// The first row of a table that differs, every cell as text, by the position at which it was written and then by its key.
pub(super) async fn first(
    connection: &mut PgConnection,
    table: &'static str,
    columns: &Columns,
    replayed: &str,
    live: &str,
) -> Result<Option<Difference>, ReplayError> {
    let key: Vec<String> = sqlx::query_scalar(KEY)
        .bind(table)
        .fetch_all(&mut *connection)
        .await?;
    let (position, order) = (written_at(columns), key.join(", "));
    let sql = format!(
        "WITH replayed AS ({replayed}), live AS ({live}), differing AS ( \
             SELECT true AS is_replayed, a.* FROM (SELECT * FROM replayed EXCEPT ALL SELECT * FROM live) AS a \
             UNION ALL \
             SELECT false, b.* FROM (SELECT * FROM live EXCEPT ALL SELECT * FROM replayed) AS b \
         ) SELECT is_replayed, {position} AS written_at, count(*) OVER () AS differing_rows, \
               (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(to_jsonb(d) - 'is_replayed')) AS cells \
           FROM differing AS d ORDER BY {position}, {order}, is_replayed LIMIT 2"
    );
    let mut found: Option<Difference> = None;
    for row in sqlx::query(&sql).fetch_all(connection).await? {
        let written_at: i64 = row.try_get("written_at")?;
        let sqlx::types::Json(cells): sqlx::types::Json<Map<String, Value>> =
            row.try_get("cells")?;
        let named: Map<String, Value> = key
            .iter()
            .filter(|name| *name != "valid_from")
            .filter_map(|name| Some((name.clone(), cells.get(name)?.clone())))
            .collect();
        let found = match &mut found {
            None => found.insert(Difference {
                table,
                rows: row.try_get("differing_rows")?,
                key: named,
                position: written_at,
                event: None,
                replayed: None,
                live: None,
            }),
            Some(first) if first.position == written_at && first.key == named => first,
            // The next row that differs is another one.
            Some(_) => break,
        };
        if row.try_get("is_replayed")? {
            found.replayed = Some(cells);
        } else {
            found.live = Some(cells);
        }
    }
    Ok(found)
}

/// Looks up the event that wrote the row.
pub(super) async fn tell_event(
    journal: &Journal,
    difference: &mut Difference,
) -> Result<(), ReplayError> {
    let Ok(position) = Position::try_from(difference.position) else {
        return Ok(());
    };
    let record = journal.record(position).await?;
    difference.event = record.map(|record| WrittenBy {
        event_type: record.event_type,
        stream: format!("{} {}", record.stream.kind.as_str(), record.stream.id),
    });
    Ok(())
}

const KEY: &str = "
SELECT quote_ident(a.attname) FROM pg_index AS i
JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
WHERE i.indrelid = to_regclass($1) AND i.indisprimary
ORDER BY array_position(i.indkey::smallint[], a.attnum)";
