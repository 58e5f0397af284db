//! Claim sheets: a sub-awardee's CSV or XLSX becomes claims, and every row gets an answer.
//!
//! ```text
//!  bytes ──▶ sheet ──▶ header ──▶ claims ──▶ ledger ──▶ report
//!            rows      columns    by number  submitted  row by row
//!                         │          │
//!                      privacy     cell      what must not enter is refused here, unread or unkept
//! ```
//!
//! A claim (all rows of one claim number) is atomic, the sheet is not. No value of a cell that was refused leaves this
//! module: not in a report, not in an error, not in a log. It decides nothing about claims; the domain does.

mod cell;
mod claims;
pub mod code;
mod header;
mod ledger;
mod privacy;
mod problem;
mod report;
mod sheet;
mod template;

pub use claims::{Defaults, SheetClaims, read};
pub use code::SheetCode;
pub use header::Column;
pub use ledger::{ImportId, Importer};
pub use problem::{Problem, SheetRefused};
pub use report::{Report, ReportRow, RowStatus, Totals};
pub use sheet::{BYTES_MAX, ROWS_MAX};
pub use template::template;

/// What a text looks like that must not enter, such as an A-number or a birth date; the same eye as on a sheet's cell.
pub(crate) fn looks_personal(text: &str) -> Option<&'static str> {
    privacy::look(text).map(privacy::Personal::name)
}
