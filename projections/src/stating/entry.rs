//! The entries of the maps: keys and values as JSON, and their hashes.

use almoner_journal::merkle::Hash;
use almoner_journal::merkle_map::{KeyHash, MapKind, Seed, key_hash, salt, value_hash};
pub(super) use almoner_journal::merkle_map::{stream_key, stream_value};

use super::table::StatedTable;
use crate::table::Kind;

/// Appends a text as JSON.
fn push_text(json: &mut String, text: &str) {
    json.push_str(&serde_json::Value::from(text).to_string());
}

/// The key of a row: the table, and the columns that name it.
pub(super) fn row_key(table: &StatedTable, cells: &[Option<&str>]) -> String {
    let mut texts_of = vec![table.name];
    for at in &table.key {
        texts_of.push(cells.get(*at).copied().flatten().unwrap_or_default());
    }
    texts(&texts_of)
}

/// A list of texts as JSON.
pub(super) fn texts(texts: &[&str]) -> String {
    let mut json = String::from("[");
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            json.push(',');
        }
        push_text(&mut json, text);
    }
    json.push(']');
    json
}

/// The value of a row: its columns in their order. Numbers are texts; lists and what is JSON already stand as they are.
pub(super) fn row_value(table: &StatedTable, cells: &[Option<&str>]) -> String {
    let mut json = String::from("{");
    for (at, ((name, kind), cell)) in table.columns.iter().zip(cells).enumerate() {
        if at > 0 {
            json.push(',');
        }
        push_text(&mut json, name);
        json.push(':');
        match (cell, kind) {
            (None, _) => json.push_str("null"),
            (Some(text), Kind::Words | Kind::Json | Kind::Boolean) => json.push_str(text),
            (
                Some(text),
                Kind::Text | Kind::Bigint | Kind::Date | Kind::Instant | Kind::Numeric,
            ) => push_text(&mut json, text),
        }
    }
    json.push('}');
    json
}

/// The hashes of an entry: of its key, and of its value since a record.
pub(super) fn hashes(map: MapKind, key: &str, value: &str, since: &Seed) -> (KeyHash, Hash) {
    let key = key_hash(map, key);
    let value = value_hash(&salt(&key, since), value);
    (key, value)
}
