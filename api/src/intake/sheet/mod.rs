//! A file as rows of cells: what a spreadsheet shows, before anybody asks what it means.
//!
//! Bounds stand before everything: bytes, what a workbook unpacks to, rows, columns, the length of a cell.

mod grid;
mod inflate;
mod text;
mod workbook;

pub(super) use grid::{Cell, Format, Grid, GridRow, Merged, Unusable, letter};

use super::{Problem, SheetCode, SheetRefused};

/// The most bytes of a file.
pub const BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most lines of claims in a sheet.
pub const ROWS_MAX: usize = 50_000;
/// The most rows that hold anything: lines of claims, and a few headings and totals.
const GRID_ROWS_MAX: usize = ROWS_MAX + 1_000;
/// The most columns.
const COLUMNS_MAX: usize = 200;
/// The most characters of a cell.
const CELL_CHARACTERS_MAX: usize = 1_000;

/// Reads a file by what it is, not by its name. A workbook gives every worksheet that holds anything.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, SheetRefused> {
    if bytes.len() > BYTES_MAX {
        return Err(refused(
            SheetCode::TooLarge,
            "send a file of at most 16 MiB",
        ));
    }
    let head = &bytes[..bytes.len().min(8)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return workbook::read(bytes);
    }
    if head.starts_with(b"%PDF") || head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(refused(
            SheetCode::KindUnsupported,
            "save the sheet as CSV or XLSX without a password; a PDF or an old XLS file is not read",
        ));
    }
    text::read(bytes).map(|grid| vec![grid])
}

fn refused(code: SheetCode, message: &str) -> SheetRefused {
    Problem::new(code, message).into()
}

fn too_wide() -> SheetRefused {
    refused(
        SheetCode::TooWide,
        "a claim sheet has at most 200 columns; remove the rest",
    )
}

fn too_long() -> SheetRefused {
    refused(
        SheetCode::TooLong,
        "a sheet has at most 50,000 lines; send the rest as another sheet",
    )
}

fn cell_too_long(row: u32, column: usize) -> SheetRefused {
    Problem::new(
        SheetCode::CellTooLong,
        "a cell has more than 1,000 characters; look for a quotation mark that is not closed, and remove long texts",
    )
    .at(row)
    .of_column(grid::letter(column))
    .into()
}
