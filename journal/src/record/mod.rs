//! The record: the frozen line that is hashed, exported and handed to an auditor.
//!
//! The line is compact JSON with a fixed order of keys. Metadata and payload are spliced in as the
//! texts that are stored; nothing is parsed and written again on the way.

mod line;
mod metadata;
mod position;
mod scan;
#[cfg(test)]
mod tests;

pub use line::{RECORD_BYTES_MAX, RecordLine, format_instant, parse_instant};
pub use metadata::Metadata;
pub use position::{Position, PositionError};
pub(crate) use scan::{CommandTexts, scan};

/// Appends `text` to `line` as a JSON string.
pub(crate) fn push_json_string(line: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(&mut *line, text)
        .expect("a string always has a JSON form, and a vector takes every byte");
}
