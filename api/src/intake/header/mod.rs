//! Which row is the heading, and which column is which.
//!
//! A title above the heading, a heading over two merged rows, and a heading repeated down the sheet are known. A column
//! that is not of a claim sheet refuses the sheet, and what stands in it is never looked at.

mod column;
mod personal;

use std::collections::BTreeMap;

pub use column::Column;
pub(super) use column::folded;
use personal::PersonalColumn;

use super::{
    Problem, SheetCode, SheetRefused,
    sheet::{Cell, GridRow},
};

/// Rows among which the heading is looked for.
const ROWS_MAX: usize = 30;
/// Columns of a claim sheet that a row names at least, to be a heading.
const NAMED_MIN: usize = 3;

/// Where the heading is, and where each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The heading's place among the rows.
    pub(super) row: usize,
    /// How many columns the heading has.
    pub(super) width: usize,
    places: BTreeMap<Column, usize>,
}

impl Layout {
    /// Where a column is, if the sheet has it.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// The column at a place.
    pub(super) fn column_at(&self, place: usize) -> Option<Column> {
        self.places
            .iter()
            .find_map(|(column, at)| (*at == place).then_some(*column))
    }

    /// What a row below the heading repeats of it.
    pub(super) fn repetition(&self, row: &GridRow) -> Repetition {
        let named: Vec<(usize, Column)> = named(row).collect();
        if named.len() < NAMED_MIN {
            return Repetition::None;
        }
        let is_same = named
            .iter()
            .all(|(place, column)| self.place(*column) == Some(*place));
        if is_same {
            Repetition::Heading
        } else {
            Repetition::OtherHeading
        }
    }
}

/// What a row repeats of the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repetition {
    /// Nothing: it is a line.
    None,
    /// The heading, as on every printed page.
    Heading,
    /// The heading of another table.
    OtherHeading,
}

/// How much the first rows look like those of a claim sheet: the most columns that one of them names.
pub(super) fn likeness(rows: &[GridRow]) -> usize {
    heading(rows).map_or(0, |(_, named)| named)
}

/// Whether a sheet has the heading of a claim sheet.
pub(super) fn is_headed(rows: &[GridRow]) -> bool {
    likeness(rows) >= NAMED_MIN
}

/// Finds the heading, and refuses what must not be there or is missing. A default given for the whole sheet stands in
/// for a column.
pub(super) fn find(rows: &[GridRow]) -> Result<Layout, SheetRefused> {
    let Some((row, _)) = heading(rows).filter(|(_, named)| *named >= NAMED_MIN) else {
        return Err(Problem::new(
            SheetCode::HeaderMissing,
            "no row is headed like a claim sheet; begin with the headings of the template",
        )
        .into());
    };
    let number = rows[row].number;
    let width = rows[row].cells.len();
    let mut places = BTreeMap::new();
    let mut problems = Vec::new();
    for place in 0..width {
        let Some(label) = label(rows, row, place) else {
            continue;
        };
        match Column::of_heading(label) {
            Some(column) if places.contains_key(&column) => {
                problems.push(twice(column).at(number));
            }
            Some(column) => {
                places.insert(column, place);
            }
            None => problems.push(foreign(label, place).at(number)),
        }
    }
    for column in Column::ALL {
        if column.is_needed() && !places.contains_key(&column) {
            problems.push(missing(column).at(number));
        }
    }
    if problems.is_empty() {
        Ok(Layout { row, width, places })
    } else {
        Err(SheetRefused { problems })
    }
}

/// The first of the rows that name most columns, and how many.
fn heading(rows: &[GridRow]) -> Option<(usize, usize)> {
    let mut best = None;
    for row in 0..rows.len().min(ROWS_MAX) {
        let mut columns: Vec<Column> = (0..rows[row].cells.len())
            .filter_map(|place| label(rows, row, place).and_then(Column::of_heading))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        if best.is_none_or(|(_, most)| columns.len() > most) {
            best = Some((row, columns.len()));
        }
    }
    best
}

/// The heading of a place: the cell's own, or where two rows are merged into one heading that of the row above.
fn label(rows: &[GridRow], row: usize, place: usize) -> Option<&str> {
    match rows[row].cell(place) {
        Cell::Empty => {
            let above = &rows[row.checked_sub(1)?];
            let label = above.cell(place).text()?;
            let is_next = above.number + 1 == rows[row].number;
            (is_next && Column::of_heading(label).is_some()).then_some(label)
        }
        Cell::Text(label) => Some(label),
        // A number, a date: no heading of ours, and nothing to be repeated.
        Cell::Number(_) | Cell::Date(_) | Cell::Flag(_) | Cell::Unusable(_) => Some(""),
    }
}

/// The columns that a row's own cells name.
fn named(row: &GridRow) -> impl Iterator<Item = (usize, Column)> {
    row.cells.iter().enumerate().filter_map(|(place, cell)| {
        let column = Column::of_heading(cell.text()?)?;
        Some((place, column))
    })
}

/// The heading itself may be what somebody typed about a person: it is not repeated.
fn foreign(label: &str, place: usize) -> Problem {
    let letter = super::sheet::letter(place);
    match PersonalColumn::of_heading(label) {
        Some(kind) => Problem::new(
            SheetCode::ColumnPersonal,
            format!(
                "{letter} is headed like {}; it was not read. Remove the column: a claim names its client by the random \
                 code alone",
                kind.name()
            ),
        )
        .of_column(letter),
        None => Problem::new(
            SheetCode::ColumnUnknown,
            format!("{letter} is none of a claim sheet; it was not read. Remove it, or head it as in the template"),
        )
        .of_column(letter),
    }
}

fn twice(column: Column) -> Problem {
    Problem::new(
        SheetCode::ColumnTwice,
        format!("two columns are headed as {}; leave one", column.name()),
    )
    .of_column(column.name())
}

fn missing(column: Column) -> Problem {
    Problem::new(
        SheetCode::ColumnMissing,
        format!("there is no column {}; add it", column.name()),
    )
    .of_column(column.name())
}

#[cfg(test)]
mod tests;
