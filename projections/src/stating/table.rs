//! The tables whose rows are stated, and the questions that find their rows.

use sqlx::{PgConnection, Row, postgres::PgRow};

use crate::read_models::ReadModels;
use crate::table::{FOREVER, Kind};

/// The account balances, which no table holds by itself: of each account the last posting.
pub(super) const BALANCES: &str = "balances";

/// A table, its columns as they are shown, and those that name a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StatedTable {
    /// Its name, which begins the key of its rows.
    pub(super) name: &'static str,
    /// The column by which its rows begin to be valid.
    pub(super) since: &'static str,
    /// The columns, in order, but the last position of validity, and what they hold.
    pub(super) columns: Vec<(&'static str, Kind)>,
    /// Places of the columns that name a row.
    pub(super) key: Vec<usize>,
    /// Its rows end.
    pub(super) is_temporal: bool,
}

const BALANCE_COLUMNS: [(&str, Kind); 5] = [
    ("position", Kind::Bigint),
    ("entry", Kind::Bigint),
    ("account", Kind::Text),
    ("balance_after", Kind::Numeric),
    ("debits_after", Kind::Numeric),
];

/// The columns of every table's primary key, as the catalogue has them.
pub(super) const KEYS: &str = "
SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY k.place) AS key
FROM pg_constraint AS p
JOIN pg_class AS c ON c.oid = p.conrelid
CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k(number, place)
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.number
WHERE p.contype = 'p' AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1)
GROUP BY c.relname";

/// Every table whose rows are stated.
pub(super) async fn tables(connection: &mut PgConnection) -> Result<Vec<StatedTable>, sqlx::Error> {
    let keys: Vec<(String, Vec<String>)> = sqlx::query_as(KEYS)
        .bind(ReadModels::TABLES)
        .fetch_all(connection)
        .await?;
    tables_of(&keys)
}

/// The tables, given the columns of their primary keys.
pub(super) fn tables_of(keys: &[(String, Vec<String>)]) -> Result<Vec<StatedTable>, sqlx::Error> {
    let mut tables = vec![StatedTable {
        name: BALANCES,
        since: "position",
        columns: BALANCE_COLUMNS.to_vec(),
        key: vec![2],
        is_temporal: false,
    }];
    for (name, columns) in ReadModels::columns() {
        let is_temporal = columns.iter().any(|(column, _)| *column == "valid_to");
        let since = if is_temporal {
            "valid_from"
        } else {
            "position"
        };
        let columns: Vec<_> = columns
            .into_iter()
            .filter(|(column, _)| *column != "valid_to")
            .collect();
        let named = keys.iter().find(|(table, _)| table == name);
        let key: Vec<usize> = named
            .iter()
            .flat_map(|(_, key)| key)
            .filter(|column| !is_temporal || *column != since)
            .filter_map(|column| columns.iter().position(|(known, _)| known == column))
            .collect();
        if key.is_empty() || !columns.iter().any(|(column, _)| *column == since) {
            let reason = format!("the table {name} has no primary key of its columns");
            return Err(sqlx::Error::Protocol(reason));
        }
        // A table of keys alone says who sees what, and shows nothing.
        if key.len() == columns.len() {
            continue;
        }
        tables.push(StatedTable {
            name,
            since,
            columns,
            key,
            is_temporal,
        });
    }
    Ok(tables)
}

impl StatedTable {
    /// The columns as texts, as a statement of SQL selects them.
    fn cells(&self) -> String {
        let cells: Vec<String> = self
            .columns
            .iter()
            .map(|(name, kind)| match kind {
                Kind::Text => (*name).to_owned(),
                Kind::Words => format!("array_to_json({name})::text AS {name}"),
                Kind::Json | Kind::Bigint | Kind::Date | Kind::Numeric | Kind::Boolean => {
                    format!("{name}::text AS {name}")
                }
                Kind::Instant => format!(
                    "to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') AS {name}"
                ),
            })
            .collect();
        cells.join(", ")
    }

    /// What changed after `$1` and up to `$2`: a row a version, whether it is valid at `$2`, when it began, and its cells.
    pub(super) fn changed(&self) -> String {
        let (cells, name) = (self.cells(), self.name);
        if name == BALANCES {
            return format!(
                "SELECT true AS is_valid, position AS began, {cells} FROM ( \
                     SELECT DISTINCT ON (account) * FROM postings WHERE position > $1 AND position <= $2 \
                     ORDER BY account, position DESC, entry DESC) AS last"
            );
        }
        if !self.is_temporal {
            return format!(
                "SELECT true AS is_valid, position AS began, {cells} FROM {name} \
                 WHERE position > $1 AND position <= $2"
            );
        }
        // Three ranges of one index: what began and lasts, what ended, and what began and ended later than asked.
        format!(
            "SELECT true AS is_valid, valid_from AS began, {cells} FROM {name} \
                 WHERE valid_to = {FOREVER} AND valid_from > $1 AND valid_from <= $2 \
             UNION ALL SELECT false, valid_from, {cells} FROM {name} \
                 WHERE valid_to > $1 AND valid_to <= $2 \
             UNION ALL SELECT true, valid_from, {cells} FROM {name} \
                 WHERE valid_to > $2 AND valid_to < {FOREVER} AND valid_from > $1 AND valid_from <= $2"
        )
    }

    /// Every row that is valid at `$1`, in the form of [`StatedTable::changed`].
    pub(super) fn all(&self) -> String {
        let (cells, name) = (self.cells(), self.name);
        if name == BALANCES {
            return format!(
                "SELECT true AS is_valid, position AS began, {cells} FROM ( \
                     SELECT DISTINCT ON (account) * FROM postings WHERE position <= $1 \
                     ORDER BY account, position DESC, entry DESC) AS last"
            );
        }
        let valid = if self.is_temporal {
            "valid_from <= $1 AND valid_to > $1"
        } else {
            "position <= $1"
        };
        format!(
            "SELECT true AS is_valid, {} AS began, {cells} FROM {name} WHERE {valid}",
            self.since
        )
    }

    /// The row of a key, `$2` and on as texts, that is valid at `$1`, in the form of [`StatedTable::changed`].
    pub(super) fn one(&self) -> String {
        let (cells, name) = (self.cells(), self.name);
        let named = self.key.iter().enumerate().filter_map(|(at, column)| {
            let (column, kind) = self.columns.get(*column)?;
            let cast = match kind {
                Kind::Text | Kind::Words | Kind::Json => "text",
                Kind::Bigint => "bigint",
                Kind::Date => "date",
                Kind::Instant => "timestamptz",
                Kind::Numeric => "numeric",
                Kind::Boolean => "boolean",
            };
            Some(format!("{column} = ${}::text::{cast}", at + 2))
        });
        let named: Vec<String> = named.collect();
        let named = named.join(" AND ");
        if name == BALANCES {
            return format!(
                "SELECT true AS is_valid, position AS began, {cells} FROM postings \
                 WHERE {named} AND position <= $1 ORDER BY postings.position DESC, postings.entry DESC LIMIT 1"
            );
        }
        let valid = if self.is_temporal {
            "valid_from <= $1 AND valid_to > $1"
        } else {
            "position <= $1"
        };
        format!(
            "SELECT true AS is_valid, {} AS began, {cells} FROM {name} WHERE {named} AND {valid}",
            self.since
        )
    }

    /// The cells of a row, as texts.
    pub(super) fn read<'row>(
        &self,
        row: &'row PgRow,
    ) -> Result<Vec<Option<&'row str>>, sqlx::Error> {
        (0..self.columns.len())
            .map(|at| row.try_get(at + 2))
            .collect()
    }
}
