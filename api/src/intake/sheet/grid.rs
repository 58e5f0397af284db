//! Rows of cells, numbered as a spreadsheet numbers them.

use chrono::NaiveDate;

/// What a cell holds. A number is its shortest decimal text: no amount is ever a float here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) enum Cell {
    /// Nothing, or white space.
    Empty,
    /// A text, without the white space around it.
    Text(String),
    /// A spreadsheet's number, as its shortest decimal text.
    Number(String),
    /// A spreadsheet's date.
    Date(NaiveDate),
    /// A spreadsheet's TRUE or FALSE.
    Flag(bool),
    /// Something that no value can be taken from.
    Unusable(Unusable),
}

/// Why no value can be taken from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Unusable {
    /// A formula as text, or one without its last result.
    Formula,
    /// An error such as `#REF!`.
    Error,
    /// A time, or a day with a time.
    Time,
    /// Merged over several rows.
    Merged,
}

impl Cell {
    /// A cell of a text, as people leave it: white space of every kind around it, or a formula that nobody computed.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.trim_matches(is_blank);
        if text.is_empty() {
            Self::Empty
        } else if text.starts_with('=') {
            Self::Unusable(Unusable::Formula)
        } else {
            Self::Text(text.to_owned())
        }
    }

    pub(in crate::intake) fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// The text, if it is one.
    pub(in crate::intake) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Empty | Self::Number(_) | Self::Date(_) | Self::Flag(_) | Self::Unusable(_) => {
                None
            }
        }
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// One row that holds anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct GridRow {
    /// Its number, from 1.
    pub(in crate::intake) number: u32,
    /// Its cells, from the first column on.
    pub(in crate::intake) cells: Vec<Cell>,
}

impl GridRow {
    /// The cell of a column; beyond the last there is nothing.
    pub(in crate::intake) fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// Cells of one column that are merged, the rows by their numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) struct Merged {
    /// The column, from 0.
    pub(in crate::intake) column: usize,
    /// The first row.
    pub(in crate::intake) first_row: u32,
    /// The last row.
    pub(in crate::intake) last_row: u32,
}

/// How a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Format {
    /// A text: its encoding and what stands between its cells.
    Text {
        /// `UTF-8`, `UTF-16` or `Windows-1252`.
        encoding: &'static str,
        /// `comma`, `semicolon` or `tab`.
        separator: &'static str,
    },
    /// A workbook.
    Workbook,
}

/// The rows of a sheet that hold anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake) struct Grid {
    /// How the file was written.
    pub(in crate::intake) format: Format,
    /// Its rows.
    pub(in crate::intake) rows: Vec<GridRow>,
    /// What of it is merged over several rows.
    pub(in crate::intake) merged: Vec<Merged>,
}

/// What a spreadsheet calls a column: `column A`, `column AB`.
pub(in crate::intake) fn letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("column {}", letters.iter().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_a_spreadsheet_calls_them() {
        let letters = [0, 25, 26, 27, 51, 52, 701, 702].map(letter);
        assert_eq!(
            letters,
            [
                "column A",
                "column Z",
                "column AA",
                "column AB",
                "column AZ",
                "column BA",
                "column ZZ",
                "column AAA"
            ]
        );
    }

    #[test]
    fn white_space_of_every_kind_is_nothing() {
        assert_eq!(Cell::of_text(" \u{a0}\u{feff}\t"), Cell::Empty);
        assert_eq!(Cell::of_text("\u{a0}x "), Cell::Text("x".to_owned()));
        assert_eq!(Cell::of_text(" =1+1"), Cell::Unusable(Unusable::Formula));
    }
}
