//! Headings as people make them.

use super::*;

fn rows(texts: &[&[&str]]) -> Vec<GridRow> {
    let row = |(number, cells): (u32, &&[&str])| GridRow {
        number,
        cells: cells
            .iter()
            .map(|text| {
                if text.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text((*text).to_owned())
                }
            })
            .collect(),
    };
    (1..).zip(texts).map(row).collect()
}

fn codes(refused: &SheetRefused) -> Vec<(&str, Option<&str>)> {
    refused
        .problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.column.as_deref()))
        .collect()
}

const PLAIN: &[&str] = &["Claim #", "Client", "Month", "Service", "Amount"];

#[test]
fn a_heading_is_found_below_a_title() {
    let rows = rows(&[
        &["Claims of June", "", "", ""],
        &["Prepared by the office"],
        PLAIN,
    ]);
    let layout = find(&rows).unwrap();
    assert_eq!((layout.row, layout.width), (2, 5));
    assert_eq!(layout.place(Column::Billed), Some(4));
    assert_eq!(layout.place(Column::PaidOn), None);
    assert_eq!(layout.column_at(1), Some(Column::Client));
}

#[test]
fn a_heading_over_two_merged_rows_is_one() {
    let rows = rows(&[
        &["Claim #", "Client", "Month", "Line", ""],
        &["", "", "", "Category", "Billed"],
    ]);
    let layout = find(&rows).unwrap();
    assert_eq!(layout.row, 1);
    assert_eq!(layout.place(Column::ClaimNumber), Some(0));
    assert_eq!(layout.place(Column::Category), Some(3));
}

#[test]
fn columns_of_personal_data_unknown_ones_and_doubled_ones_are_refused_by_their_letters() {
    let rows = rows(&[&[
        "Claim #",
        "Client",
        "Month",
        "Service",
        "Amount",
        "Client name",
        "Jane Roe",
        "Billed",
    ]]);
    let refused = find(&rows).unwrap_err();
    assert_eq!(
        codes(&refused),
        [
            ("SHEET_COLUMN_PERSONAL", Some("column F")),
            ("SHEET_COLUMN_UNKNOWN", Some("column G")),
            ("SHEET_COLUMN_TWICE", Some("billed")),
        ]
    );
    let said = format!("{refused} {:?}", refused.problems);
    assert!(!said.contains("Jane") && !said.contains("Roe"), "{said}");
}

#[test]
fn what_is_missing_is_named_and_what_is_no_heading_is_none() {
    let partial = rows(&[&["Claim #", "Month", "Amount"]]);
    assert_eq!(
        codes(&find(&partial).unwrap_err()),
        [
            ("SHEET_COLUMN_MISSING", Some("client code")),
            ("SHEET_COLUMN_MISSING", Some("category")),
        ]
    );
    let nothing = rows(&[&["once", "upon", "a time"]]);
    assert_eq!(find(&nothing).unwrap_err().code(), "SHEET_HEADER_MISSING");
    assert!(!is_headed(&nothing));
}

#[test]
fn a_heading_that_is_repeated_is_told_from_that_of_another_table() {
    let first = rows(&[PLAIN]);
    let layout = find(&first).unwrap();
    let row = |cells: &[&str]| rows(&[cells]).remove(0);
    assert_eq!(layout.repetition(&row(PLAIN)), Repetition::Heading);
    let other = row(&["Client", "Claim #", "Amount"]);
    assert_eq!(layout.repetition(&other), Repetition::OtherHeading);
    let line = row(&["A-1", "C-0123456789ABCDEF", "2026-01", "Housing", "1.00"]);
    assert_eq!(layout.repetition(&line), Repetition::None);
}
