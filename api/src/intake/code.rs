//! The codes of what is wrong with a sheet; `docs/errors.md` lists them.

macro_rules! sheet_codes {
    ($($(#[$doc:meta])+ $name:ident => $code:literal, $meaning:literal;)+) => {
        /// Why a sheet, a row or a cell is refused at the door.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum SheetCode {
            $($(#[$doc])+ $name,)+
        }

        impl SheetCode {
            /// Every code with its meaning, in the order in which a sheet meets them.
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$name, $meaning)),+];

            /// The stable code.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

sheet_codes! {
    /// Nothing in it.
    Empty => "SHEET_EMPTY", "The file is empty, or has a header and no rows.";
    /// Too many bytes.
    TooLarge => "SHEET_TOO_LARGE", "A file has at most 16 MiB.";
    /// Neither CSV nor XLSX.
    KindUnsupported => "SHEET_KIND_UNSUPPORTED", "The file is neither CSV nor XLSX, whatever its name says.";
    /// It cannot be read.
    Damaged => "SHEET_DAMAGED", "The workbook is damaged or protected by a password.";
    /// It unpacks to far more than it is.
    Inflates => "SHEET_INFLATES", "The workbook unpacks to more than a claim sheet can hold.";
    /// U+0000 and its kin.
    ControlCharacter => "SHEET_CONTROL_CHARACTER", "The file holds U+0000 or another control character.";
    /// A quotation mark was never closed, or somebody wrote a novel.
    CellTooLong => "SHEET_CELL_TOO_LONG", "A cell has more than 1,000 characters; often a quotation mark was not closed.";
    /// Too many columns.
    TooWide => "SHEET_TOO_WIDE", "A sheet has at most 200 columns.";
    /// Too many rows.
    TooLong => "SHEET_TOO_LONG", "A sheet has at most 50,000 lines; send the rest as another.";
    /// More than one worksheet holds a table of claims.
    SeveralSheets => "SHEET_SEVERAL", "More than one worksheet of the workbook holds claims; send one at a time.";
    /// A second table.
    TwoTables => "SHEET_TWO_TABLES", "The sheet holds two tables; send one at a time.";
    /// No header.
    HeaderMissing => "SHEET_HEADER_MISSING", "No row is headed like a claim sheet; the template shows the headings.";
    /// A needed column is not there.
    ColumnMissing => "SHEET_COLUMN_MISSING", "A column that every claim needs is not there.";
    /// A column that nobody knows.
    ColumnUnknown => "SHEET_COLUMN_UNKNOWN", "The heading is none of a claim sheet's: the column is refused unread. Remove it.";
    /// A column about a person.
    ColumnPersonal => "SHEET_COLUMN_PERSONAL", "The column is headed like personal data and refused unread. Remove it.";
    /// A column twice.
    ColumnTwice => "SHEET_COLUMN_TWICE", "Two columns are headed alike.";
    /// Personal data where none belongs.
    PersonalData => "PERSONAL_DATA", "The cell holds what looks like personal data; it was refused and not kept.";
    /// A cell without which there is no claim.
    CellMissing => "CELL_MISSING", "A cell that every claim needs is empty.";
    /// A formula as text.
    CellFormula => "CELL_FORMULA", "The cell holds a formula as text, or one that was never computed; put in the value.";
    /// #REF! and its kin.
    CellError => "CELL_ERROR", "The cell holds an error such as #REF!.";
    /// Merged over several rows.
    CellMerged => "CELL_MERGED", "The cell is merged over several rows, and of which of them it speaks is not said.";
    /// Something beside the table.
    CellOutside => "CELL_OUTSIDE_COLUMNS", "The row holds a cell that no heading stands over; often an amount's comma split it.";
    /// Of which month it is cannot be told.
    MonthAmbiguous => "MONTH_AMBIGUOUS", "The month can be read in two ways; write it like 2026-01.";
    /// Which day it is cannot be told.
    DateAmbiguous => "DATE_AMBIGUOUS", "The date can be read in two ways; write it like 2026-01-31.";
    /// Which amount it is cannot be told.
    AmountAmbiguous => "AMOUNT_AMBIGUOUS", "The amount can be read in two ways; write it like 1234.56.";
    /// Not a category.
    CategoryUnknown => "CATEGORY_UNKNOWN", "Not a category of service; the list of them is in the documents.";
    /// Not a part.
    PartUnknown => "PART_UNKNOWN", "The part is administration or direct.";
    /// Neither yes nor no.
    YesNoUnknown => "YES_NO_UNKNOWN", "The cell says yes or no.";
    /// Not a version of a claim.
    VersionMalformed => "VERSION_MALFORMED", "The version of a claim is a number: 1, or nothing, for a new claim; from 2 on for a replacement.";
    /// Rows of one claim contradict one another.
    RowsDisagree => "CLAIM_ROWS_DISAGREE", "Rows of one claim number name another client, month or date.";
    /// Another row of the claim is refused.
    RowOfRefused => "CLAIM_ROW_REFUSED", "Another row of this claim was refused; a claim is taken whole or not at all.";
    /// The total does not tie.
    TotalDisagrees => "SHEET_TOTAL_DISAGREES", "The total is not the sum of the amounts above it; look for a row that is missing or changed.";
    /// Nobody knows yet.
    Undecided => "CLAIM_UNDECIDED", "Whether the claim was recorded is not known; send the same sheet again.";
    /// The id of another import.
    ImportIdReused => "IMPORT_ID_REUSED", "The import's id was used for another sheet; give this one another, or none.";
}

/// The part of `docs/errors.md` that claim sheets have.
pub fn table() -> String {
    SheetCode::ALL.iter().fold(
        "| code | meaning |\n|---|---|\n".to_owned(),
        |mut table, (code, meaning)| {
            table.push_str(&["| `", code.as_str(), "` | ", meaning, " |\n"].concat());
            table
        },
    )
}
