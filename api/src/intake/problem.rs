//! What is wrong with a sheet, said so that its sender can mend it, and without what stood in it.

use serde::Serialize;

use super::SheetCode;

/// Something that is wrong with a sheet, a row or a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The stable code: one of [`SheetCode`], or the ledger's own.
    pub code: String,
    /// The row, counted from 1 as a spreadsheet counts; none when it is about the whole sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The column: its name where it is known (`claim number`), else its letter (`column H`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What to do about it. It never repeats what stood in the cell.
    pub message: String,
}

impl Problem {
    pub(super) fn new(code: SheetCode, message: impl Into<String>) -> Self {
        Self {
            code: code.as_str().to_owned(),
            row: None,
            column: None,
            message: message.into(),
        }
    }

    pub(super) fn at(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    pub(super) fn of_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

/// A sheet that is refused whole: nothing of it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the sheet was refused and nothing of it recorded: {}", first(.problems))]
pub struct SheetRefused {
    /// Everything that is wrong with it; at least one.
    pub problems: Vec<Problem>,
}

impl SheetRefused {
    /// The stable code of the first problem.
    pub fn code(&self) -> &str {
        self.problems
            .first()
            .map_or(SheetCode::Damaged.as_str(), |problem| &problem.code)
    }
}

impl From<Problem> for SheetRefused {
    fn from(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
        }
    }
}

fn first(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, |problem| {
        let column = problem
            .column
            .as_ref()
            .map_or_else(String::new, |column| format!("{column}: "));
        format!("{column}{}", problem.message)
    })
}
