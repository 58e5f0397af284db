//! The golden awards: every row of the table, run through the ledger, comes out as it says, to the cent.

mod steps;
mod world;

use std::fmt::Write as _;

use steps::{cash, costs, income, matching};
use world::{document, outcome};

const TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/golden/awards.md"
));

#[test]
fn every_golden_award_comes_out_as_the_table_says() {
    let rows: Vec<Vec<String>> = TABLE
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(|row| {
            let cells = row.trim_matches('|').split('|');
            cells.map(|cell| cell.trim().to_owned()).collect()
        })
        .collect();
    assert!(rows.len() >= 80, "{} rows", rows.len());
    let mut wrong = String::new();
    for row in rows {
        let separator = if row[5].is_empty() { "" } else { "; " };
        let expected = format!("{}{separator}{}", row[4], row[5]);
        let found = outcome(&row);
        if found != expected {
            writeln!(wrong, "{}\n  said  {expected}\n  found {found}", row[0]).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
