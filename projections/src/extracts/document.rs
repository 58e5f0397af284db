//! How an extract is written: CSV and JSON, byte for byte the same from the same rows.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What an extract is as a file.
pub trait Document: Serialize {
    /// Its columns in CSV.
    fn columns(&self) -> Vec<String>;

    /// Its rows in CSV.
    fn lines(&self) -> Vec<Vec<String>>;

    /// The extract in CSV (RFC 4180): a line of headings, then a line a row. It holds codes, days, counts and amounts
    /// alone, so nothing in it can be taken for a formula.
    fn csv(&self) -> String {
        let mut text = String::new();
        for line in std::iter::once(self.columns()).chain(self.lines()) {
            text.push_str(&line.join(","));
            text.push_str("\r\n");
        }
        text
    }

    /// The extract in JSON.
    fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("an extract has text keys and holds codes, days, counts and amounts");
        text.push('\n');
        text
    }
}

/// SHA-256 of a file's text, in hex.
pub(super) fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// A value as a cell of CSV shows it; nothing for what there is none of.
pub(super) fn cell(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => text,
        Ok(Value::Null) | Err(_) => String::new(),
        Ok(other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_))) => {
            other.to_string()
        }
    }
}
