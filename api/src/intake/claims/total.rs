//! Rows that say the total of those above them. They are no claims; whether they tie is said.

use almoner_domain::money::Money;

use super::{
    TotalRow,
    line::{Line, billed},
};
use crate::intake::{
    header::{Column, Layout, folded},
    sheet::{Cell, GridRow},
};

/// The words by which a row says that it is a total.
const WORDS: [&str; 11] = [
    "total",
    "totals",
    "grandtotal",
    "subtotal",
    "sum",
    "totalbilled",
    "totalamount",
    "totalclaimed",
    "reporttotal",
    "pagetotal",
    "totaldue",
];

/// The row has a word for a total, and no client: it speaks of others.
pub(super) fn is_total(row: &GridRow, layout: &Layout) -> bool {
    let client = layout.place(Column::Client).map(|place| row.cell(place));
    let is_word = |cell: &Cell| {
        cell.text()
            .is_some_and(|text| WORDS.contains(&folded(text).as_str()))
    };
    client.is_none_or(|cell| cell.is_empty() || is_word(cell)) && row.cells.iter().any(is_word)
}

/// Compares each total with the amounts above it: all of them, or those since the last total. Both lists are in the
/// order of the sheet.
pub(super) fn check(totals: &[&GridRow], lines: &[Line], layout: &Layout) -> Vec<TotalRow> {
    let mut above = lines.iter().peekable();
    let (mut all, mut since) = (Some(Money::ZERO), Some(Money::ZERO));
    let mut checked = Vec::with_capacity(totals.len());
    for row in totals {
        while let Some(line) = above.next_if(|line| line.row < row.number) {
            all = all.zip(line.billed).and_then(|(sum, it)| sum.plus(it));
            since = since.zip(line.billed).and_then(|(sum, it)| sum.plus(it));
        }
        let stated = layout
            .place(Column::Billed)
            .and_then(|place| billed(row.cell(place)).ok());
        let ties = stated.and_then(|stated| match (all, since) {
            (Some(all), Some(since)) => Some(stated == all || stated == since),
            (None, Some(since)) if stated == since => Some(true),
            (None, Some(_)) | (_, None) => None,
        });
        checked.push(TotalRow {
            row: row.number,
            stated,
            ties,
        });
        since = Some(Money::ZERO);
    }
    checked
}
