//! XLSX: cells one by one, so that a sheet that says it is a million rows wide costs nothing.
//!
//! A formula gives its last result. A number becomes its shortest decimal text at once; that is the only thing that is
//! ever done with it.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use chrono::NaiveDate;

use super::{
    CELL_CHARACTERS_MAX, COLUMNS_MAX, GRID_ROWS_MAX, cell_too_long,
    grid::{Cell, Format, Grid, GridRow, Merged, Unusable},
    inflate, refused, too_long, too_wide,
};
use crate::intake::{SheetCode, SheetRefused};

/// The most merged regions that are looked at.
const MERGED_MAX: usize = 100_000;

/// Reads every visible worksheet that holds anything.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, SheetRefused> {
    inflate::check(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut grids = Vec::new();
    for name in names {
        let rows = rows(&mut workbook, &name)?;
        if rows.is_empty() {
            continue;
        }
        let regions = workbook
            .merge_cells_by_sheet_name(&name)
            .map_err(|_| damaged())?;
        let merged = merged(&regions);
        grids.push(Grid {
            format: Format::Workbook,
            rows,
            merged,
        });
    }
    Ok(grids)
}

fn damaged() -> SheetRefused {
    refused(
        SheetCode::Damaged,
        "the workbook cannot be read; save it anew as XLSX, or as CSV",
    )
}

fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<GridRow>, SheetRefused> {
    let mut reader = workbook
        .worksheet_cells_reader(name)
        .map_err(|_| damaged())?;
    let mut rows: Vec<GridRow> = Vec::new();
    while let Some(record) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| damaged())?
    {
        let (row, column) = record.pos;
        let number = row.saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let cell = cell(&record.value, record.formula.is_some(), number, column)?;
        if cell.is_empty() {
            continue;
        }
        if column >= COLUMNS_MAX {
            return Err(too_wide());
        }
        match rows.last() {
            Some(last) if last.number == number => {}
            // Rows come in their order; one that does not is no workbook's.
            Some(last) if last.number > number => return Err(damaged()),
            Some(_) | None if rows.len() == GRID_ROWS_MAX => return Err(too_long()),
            Some(_) | None => rows.push(GridRow {
                number,
                cells: Vec::new(),
            }),
        }
        if let Some(last) = rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, Cell::Empty);
            }
            last.cells[column] = cell;
        }
    }
    Ok(rows)
}

fn cell(
    value: &DataRef<'_>,
    is_formula: bool,
    row: u32,
    column: usize,
) -> Result<Cell, SheetRefused> {
    Ok(match value {
        DataRef::Empty if is_formula => Cell::Unusable(Unusable::Formula),
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        // The shortest text that means this number: what the spreadsheet shows when it shows all of it.
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::String(text) => of_text(text, row, column)?,
        DataRef::SharedString(text) => of_text(text, row, column)?,
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::DateTimeIso(text) => of_iso(text),
        DataRef::DurationIso(_) => Cell::Unusable(Unusable::Time),
        DataRef::Error(_) => Cell::Unusable(Unusable::Error),
    })
}

fn of_text(text: &str, row: u32, column: usize) -> Result<Cell, SheetRefused> {
    if text.chars().nth(CELL_CHARACTERS_MAX).is_some() {
        return Err(cell_too_long(row, column));
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
    {
        return Err(refused(
            SheetCode::ControlCharacter,
            "the file holds control characters; save the sheet anew as CSV or XLSX",
        ));
    }
    Ok(Cell::of_text(text))
}

/// A spreadsheet's date: a day without a time.
fn of_moment(moment: &ExcelDateTime) -> Cell {
    if !moment.is_datetime() {
        return Cell::Unusable(Unusable::Time);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        return Cell::Unusable(Unusable::Time);
    }
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .map_or(Cell::Unusable(Unusable::Error), Cell::Date)
}

fn of_iso(text: &str) -> Cell {
    let day = text
        .strip_suffix("T00:00:00")
        .or_else(|| text.strip_suffix("T00:00:00.000"))
        .unwrap_or(text);
    NaiveDate::parse_from_str(day, "%Y-%m-%d").map_or(Cell::Unusable(Unusable::Time), Cell::Date)
}

/// What is merged over several rows, a column at a time. Merging over columns alone is only how a heading looks.
fn merged(regions: &[Dimensions]) -> Vec<Merged> {
    let over_rows = regions
        .iter()
        .filter(|region| region.end.0 > region.start.0);
    let by_column = over_rows.flat_map(|region| {
        let last = region
            .end
            .1
            .min(u32::try_from(COLUMNS_MAX).unwrap_or(u32::MAX));
        (region.start.1..=last).map(|column| Merged {
            column: usize::try_from(column).unwrap_or(usize::MAX),
            first_row: region.start.0.saturating_add(1),
            last_row: region.end.0.saturating_add(1),
        })
    });
    by_column.take(MERGED_MAX).collect()
}
