//! What changed in the maps between two positions.

use std::collections::{BTreeMap, BTreeSet};

use almoner_journal::merkle::Hash;
use almoner_journal::merkle_map::{Change, KeyHash, MapKind, Seed, key_hash};
use almoner_journal::record::Position;
use almoner_journal::store::Journal;
use futures::TryStreamExt;
use sqlx::{PgConnection, Row};

use super::entry::{hashes, row_key, row_value, stream_key, stream_value};
use super::table::StatedTable;
use super::turn::StatingError;

/// The seeds of records, which stand one after the other.
#[derive(Debug, Default)]
pub(super) struct Seeds {
    after: i64,
    seeds: Vec<Seed>,
}

impl Seeds {
    fn of(&self, position: i64) -> Result<&Seed, StatingError> {
        usize::try_from(position - self.after - 1)
            .ok()
            .and_then(|at| self.seeds.get(at))
            .ok_or(StatingError::Record { position })
    }
}

/// What changed in the streams, and the seeds of the records that changed them.
pub(super) async fn streams(
    journal: &Journal,
    after: i64,
    last: i64,
) -> Result<(Vec<Change>, Seeds), StatingError> {
    let start = Position::try_from(after).map_err(|_| StatingError::Record { position: after })?;
    let mut records = Box::pin(journal.replay(start));
    let mut ends: BTreeMap<(&'static str, String), (i64, i64)> = BTreeMap::new();
    let mut seeds = Seeds {
        after,
        seeds: Vec::new(),
    };
    let (mut line, mut expected) = (Vec::new(), after + 1);
    while expected <= last {
        let found = records.try_next().await?;
        let missing = StatingError::Record { position: expected };
        let record = match found {
            Some(record) if record.position.to_bigint() == expected => record,
            Some(_) | None => return Err(missing),
        };
        seeds.seeds.push(record.line().seed(&mut line));
        let version = i64::try_from(record.sequence).map_err(|_| missing)?;
        let stream = (record.stream.kind.as_str(), record.stream.id);
        ends.insert(stream, (version, expected));
        expected += 1;
    }
    let mut changes = Vec::with_capacity(ends.len());
    for ((kind, id), (version, position)) in ends {
        let (key, value) = (stream_key(kind, &id), stream_value(version, position));
        let (key, value) = hashes(MapKind::Streams, &key, &value, seeds.of(position)?);
        changes.push(Change {
            key,
            value: Some(value),
        });
    }
    Ok((changes, seeds))
}

/// What changed in the rows after a position and up to another; with `after` none, every row that is valid then.
pub(super) async fn rows(
    connection: &mut PgConnection,
    tables: &[StatedTable],
    seeds: &Seeds,
    after: Option<i64>,
    last: i64,
) -> Result<Vec<Change>, StatingError> {
    let mut changes = Vec::new();
    for table in tables {
        let mut valid: BTreeMap<KeyHash, Hash> = BTreeMap::new();
        let mut ended: BTreeSet<KeyHash> = BTreeSet::new();
        let sql = match after {
            Some(_) => table.changed(),
            None => table.all(),
        };
        let query = sqlx::query(&sql);
        let query = match after {
            Some(after) => query.bind(after).bind(last),
            None => query.bind(last),
        };
        let mut found = query.fetch(&mut *connection);
        while let Some(row) = found.try_next().await? {
            let (is_valid, began): (bool, i64) = (row.try_get(0)?, row.try_get(1)?);
            let cells = table.read(&row)?;
            let key = row_key(table, &cells);
            if is_valid {
                let value = row_value(table, &cells);
                let (key, value) = hashes(MapKind::Rows, &key, &value, seeds.of(began)?);
                valid.insert(key, value);
            } else {
                ended.insert(key_hash(MapKind::Rows, &key));
            }
        }
        ended.retain(|key| !valid.contains_key(key));
        changes.extend(ended.into_iter().map(|key| Change { key, value: None }));
        changes.extend(valid.into_iter().map(|(key, value)| Change {
            key,
            value: Some(value),
        }));
    }
    Ok(changes)
}
