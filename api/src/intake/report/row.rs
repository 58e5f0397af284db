//! What became of one row.

use almoner_domain::{claim::Outcome, id::ClaimId, money::Money};
use almoner_journal::store::CarriedOut;
use serde::Serialize;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RowStatus {
    /// Its claim is in the books by this import.
    Accepted,
    /// Its claim was in the books before this import, with the same content.
    Skipped,
    /// It is not in the books: the code says why.
    Refused,
    /// Nobody knows yet: send the sheet again.
    Undecided,
    /// It is no line of a claim but a total. One that does not tie has a code; that changes nothing about the lines.
    Total,
}

impl RowStatus {
    /// The name, as in the reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "ACCEPTED",
            Self::Skipped => "SKIPPED",
            Self::Refused => "REFUSED",
            Self::Undecided => "UNDECIDED",
            Self::Total => "TOTAL",
        }
    }
}

/// One row of a sheet, or one more thing that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Its number, from 1, as a spreadsheet counts.
    pub row: u32,
    /// What became of it.
    pub status: RowStatus,
    /// Its claim, where it is the sender's to name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// Its line within the claim, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What adjudication made of the claim as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What the line bills.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billed: Option<Money>,
    /// What was taken off the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<Money>,
    /// What is payable of the line, at once or when there are funds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payable: Option<Money>,
    /// The reasons for what was taken off: adjustment group and reason code, such as `CO 119`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<String>,
    /// The position of the claim's last record in the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// The command by which this import has it in the books, for its receipt.
    #[serde(skip)]
    pub carried_out: Option<CarriedOut>,
    /// Why it is refused: a stable code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The column that the refusal is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl ReportRow {
    /// A row of which nothing is known but what became of it.
    pub(super) fn new(row: u32, status: RowStatus) -> Self {
        Self {
            row,
            status,
            claim: None,
            line: None,
            outcome: None,
            billed: None,
            adjusted: None,
            payable: None,
            adjustments: Vec::new(),
            position: None,
            carried_out: None,
            code: None,
            column: None,
            message: None,
        }
    }
}

/// The name of an outcome, as it is recorded.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Payable => "PAYABLE",
        Outcome::Pended => "PENDED",
        Outcome::Denied => "DENIED",
    }
}
