//! Cells that are merged over several rows: what says whose claim it is holds for each of them, all else is refused.

use crate::intake::{
    Problem, SheetCode, SheetRefused,
    header::{Column, Layout},
    sheet::{Cell, Grid, Merged, Unusable},
};

/// The most cells that are written; a sheet in which more are merged is made to be slow.
const CELLS_MAX: usize = 1_000_000;

/// Writes what is merged into every row that it stands for. An amount that is merged over rows is of nobody knows which.
pub(super) fn spread(grid: &mut Grid, layout: &Layout) -> Result<(), SheetRefused> {
    let mut left = CELLS_MAX;
    let heading = grid.rows[layout.row].number;
    let merged: Vec<Merged> = grid
        .merged
        .iter()
        .filter(|merged| merged.last_row > heading)
        .copied()
        .collect();
    for merged in merged {
        let Some(column) = layout.column_at(merged.column) else {
            continue;
        };
        let value = if is_of_the_claim(column) && merged.first_row > heading {
            first_cell(grid, merged)
        } else {
            Cell::Unusable(Unusable::Merged)
        };
        let begin = grid
            .rows
            .partition_point(|row| row.number < merged.first_row.max(heading + 1));
        for row in &mut grid.rows[begin..] {
            if row.number > merged.last_row {
                break;
            }
            left = left.checked_sub(1).ok_or_else(|| {
                Problem::new(
                    SheetCode::Damaged,
                    "far too many cells are merged; save the sheet as CSV",
                )
            })?;
            if row.cells.len() <= merged.column {
                row.cells.resize(merged.column + 1, Cell::Empty);
            }
            row.cells[merged.column] = value.clone();
        }
    }
    Ok(())
}

fn first_cell(grid: &Grid, merged: Merged) -> Cell {
    grid.rows
        .binary_search_by_key(&merged.first_row, |row| row.number)
        .map_or(Cell::Empty, |at| grid.rows[at].cell(merged.column).clone())
}

/// It says whose claim the row is of, not what the row asks.
fn is_of_the_claim(column: Column) -> bool {
    match column {
        Column::SubAward
        | Column::ClaimNumber
        | Column::Client
        | Column::ServiceMonth
        | Column::Version
        | Column::EffectiveOn => true,
        Column::Category
        | Column::Part
        | Column::Billed
        | Column::PaidOn
        | Column::ReceiptDigest
        | Column::OtherPayer
        | Column::FamilyMember => false,
    }
}
