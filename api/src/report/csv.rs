//! A report as CSV: one table, every row as wide as the widest. The first cell says what a row is, the second which section
//! it is of, the rest are its own: `TITLE`, then for every section `SECTION`, `HEAD`, its `ROW`s and `SUM`, and in the end
//! `CONTROL`, the control sheet.

use almoner_projections::reports::{Cell, Report, Section};

use crate::print::csv::write_row;

/// The bytes: UTF-8, rows ended as RFC 4180 has it.
pub(super) fn render(report: &Report) -> Vec<u8> {
    let rows = rows(report);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for mut row in rows {
        row.resize(widest, String::new());
        write_row(&mut text, &row);
    }
    text.into_bytes()
}

fn rows(report: &Report) -> Vec<Vec<String>> {
    let mut rows = vec![row("TITLE", "", [report.title(), report.subject()])];
    for section in report.sections() {
        let key = section.key();
        let title = [section.title(), section.note().unwrap_or_default()];
        rows.push(row("SECTION", key, title));
        rows.push(row("HEAD", key, section.columns().iter().map(|it| it.key)));
        for cells in section.rows() {
            rows.push(row("ROW", key, cells.iter().map(Cell::text)));
        }
        rows.extend(sums(section));
    }
    for (word, text) in report.control_lines() {
        rows.push(row("CONTROL", "", [word.to_owned(), text]));
    }
    rows
}

/// The sums of a section's amounts, each under its column; none where the section holds no amounts.
fn sums(section: &Section) -> Option<Vec<String>> {
    section.sums().iter().find(|sum| sum.is_some())?;
    let sums = section.sums().iter();
    let sums = sums.map(|sum| sum.map_or_else(String::new, |sum| sum.to_string()));
    Some(row("SUM", section.key(), sums))
}

fn row<T: Into<String>>(
    kind: &str,
    section: &str,
    cells: impl IntoIterator<Item = T>,
) -> Vec<String> {
    let named = [kind.to_owned(), section.to_owned()];
    named
        .into_iter()
        .chain(cells.into_iter().map(Into::into))
        .collect()
}
