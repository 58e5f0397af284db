//! What became of a sheet, row by row: accepted with its claim and amounts, or refused with a code, the column and what
//! to do. No row repeats what stood in a cell that was refused.

mod csv;
mod draft;
mod row;

use almoner_domain::money::Money;
use serde::Serialize;

pub(super) use draft::Draft;
pub use row::{ReportRow, RowStatus};

use super::{Problem, SheetRefused};

/// What became of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The import's id; sending the sheet again under it does nothing new. None when the sheet was refused whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import: Option<String>,
    /// How the file was written: `XLSX`, or `CSV` with its encoding and separator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Why the sheet was refused whole; empty when it was not.
    pub problems: Vec<Problem>,
    /// How many, and how much.
    pub totals: Totals,
    /// Row by row, in the order of the sheet.
    pub rows: Vec<ReportRow>,
}

/// How many rows and claims, and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// Lines of claims in the sheet.
    pub lines: u32,
    /// Claims of this import that are in the books.
    pub claims_accepted: u32,
    /// Claims that were in the books before this import.
    pub claims_skipped: u32,
    /// Lines of claims of this import that are in the books.
    pub lines_accepted: u32,
    /// Lines of claims that were in the books before.
    pub lines_skipped: u32,
    /// Lines that are refused.
    pub lines_refused: u32,
    /// Lines of which nobody knows yet whether they are in the books.
    pub lines_undecided: u32,
    /// Totals in the sheet that are not the sum of what stands above them.
    pub totals_disagreeing: u32,
    /// How often the heading is repeated.
    pub repeated_headings: u32,
    /// What the accepted lines bill.
    pub billed: Money,
    /// What was taken off them.
    pub adjusted: Money,
    /// What is payable of them, at once or when there are funds.
    pub payable: Money,
}

impl Report {
    /// A report of a sheet that was refused whole.
    pub fn of_refused(refused: SheetRefused) -> Self {
        Self {
            import: None,
            format: None,
            problems: refused.problems,
            totals: Totals::default(),
            rows: Vec::new(),
        }
    }

    /// Every line of the sheet is in the books, and every total ties.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
            && self.totals.lines_refused == 0
            && self.totals.lines_undecided == 0
            && self.totals.totals_disagreeing == 0
    }

    /// The report as JSON, for programs.
    pub fn to_json(&self) -> String {
        let mut text =
            serde_json::to_string_pretty(self).expect("a report has text keys and no floats");
        text.push('\n');
        text
    }

    /// The report as CSV, for spreadsheets: one row for each row of the sheet, and for each problem of the sheet.
    pub fn to_csv(&self) -> String {
        csv::write(self)
    }
}
