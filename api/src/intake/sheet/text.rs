//! CSV and its cousins: which letters the bytes are, and what stands between the cells.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    CELL_CHARACTERS_MAX, COLUMNS_MAX, GRID_ROWS_MAX, cell_too_long,
    grid::{Cell, Format, Grid, GridRow},
    refused, too_long, too_wide,
};
use crate::intake::{SheetCode, SheetRefused, header};

/// What may stand between cells; the first of two that explain a sheet as well is taken.
const SEPARATORS: [(u8, &str); 3] = [(b',', "comma"), (b';', "semicolon"), (b'\t', "tab")];
/// Rows that are looked at to find the separator.
const SAMPLE_ROWS: usize = 40;
/// Characters that are looked at to find the separator.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Reads a text. What no spreadsheet writes (U+0000 and its kin) is refused before it is looked at.
pub(super) fn read(bytes: &[u8]) -> Result<Grid, SheetRefused> {
    let (text, encoding) = decode(bytes);
    let is_unseemly = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if text.chars().any(is_unseemly) {
        return Err(refused(
            SheetCode::ControlCharacter,
            "the file holds control characters such as U+0000; save the sheet anew as CSV or XLSX",
        ));
    }
    // Lines end in one way from here on, the last one too, because they are counted by their ends.
    let mut text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    text.push('\n');
    let (byte, separator) = separator(&text);
    let rows = rows(&text, byte, GRID_ROWS_MAX)?;
    Ok(Grid {
        format: Format::Text {
            encoding,
            separator,
        },
        rows,
        merged: Vec::new(),
    })
}

/// The mark at the beginning decides; without one, what is not UTF-8 is Windows-1252.
fn decode(bytes: &[u8]) -> (String, &'static str) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return (
            UTF_8.decode_without_bom_handling(rest).0.into_owned(),
            "UTF-8",
        );
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return (
            UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
            "UTF-16",
        );
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return (
            UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            "UTF-16",
        );
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), "UTF-8"),
        Err(_) => (
            WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
            "Windows-1252",
        ),
    }
}

/// The separator under which the first rows are headed most like a claim sheet.
fn separator(text: &str) -> (u8, &'static str) {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let mut best = (SEPARATORS[0], 0);
    for candidate in SEPARATORS {
        let rows = rows(sample, candidate.0, SAMPLE_ROWS).unwrap_or_default();
        let likeness = header::likeness(&rows);
        if likeness > best.1 {
            best = (candidate, likeness);
        }
    }
    best.0
}

/// Up to `most` rows that hold anything. A sample may end in the middle of one.
fn rows(text: &str, separator: u8, most: usize) -> Result<Vec<GridRow>, SheetRefused> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut rows = Vec::new();
    // A spreadsheet counts a cell with line breaks as one row, a file as several.
    let mut breaks_within = 0_u64;
    while reader
        .read_record(&mut record)
        .map_err(|_| refused(SheetCode::Damaged, "the file cannot be read as CSV"))?
    {
        let breaks = record
            .iter()
            .flat_map(str::bytes)
            .filter(|byte| *byte == b'\n');
        breaks_within += u64::try_from(breaks.count()).unwrap_or(0);
        // The reader stands at the beginning of the line after the record.
        let ended = reader.position().line().saturating_sub(1);
        let number = u32::try_from(ended.saturating_sub(breaks_within)).unwrap_or(u32::MAX);
        let cells = cells(&record, number)?;
        if cells.is_empty() {
            continue;
        }
        if rows.len() == most {
            return if most == GRID_ROWS_MAX {
                Err(too_long())
            } else {
                Ok(rows)
            };
        }
        rows.push(GridRow { number, cells });
    }
    Ok(rows)
}

fn cells(record: &StringRecord, row: u32) -> Result<Vec<Cell>, SheetRefused> {
    let mut cells = Vec::with_capacity(record.len());
    for (column, text) in record.iter().enumerate() {
        if text.chars().nth(CELL_CHARACTERS_MAX).is_some() {
            return Err(cell_too_long(row, column));
        }
        cells.push(Cell::of_text(text));
    }
    while cells.last().is_some_and(Cell::is_empty) {
        cells.pop();
    }
    if cells.len() > COLUMNS_MAX {
        return Err(too_wide());
    }
    Ok(cells)
}
