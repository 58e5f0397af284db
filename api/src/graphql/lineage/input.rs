//! Which amount is to be explained.

use almoner_projections::lineage::{self, AmountOf, FigureOf, PaymentLines};
use async_graphql::{Enum, InputObject, OneofObject};

use crate::graphql::{
    error::{Coded, TopError},
    read::{read_argument, read_optional_argument},
    report::ReportQuestionInput,
    scalar,
};

/// A line of the federal financial report (SF-425), line 10, by the letter that the form gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lineage::FinancialLine")]
pub(crate) enum FinancialLine {
    /// Cash receipts.
    A,
    /// Cash disbursements.
    B,
    /// Cash on hand (a minus b).
    C,
    /// Total federal funds authorized.
    D,
    /// Federal share of expenditures.
    E,
    /// Federal share of unliquidated obligations.
    F,
    /// Total federal share (sum of e and f).
    G,
    /// Unobligated balance of federal funds (d minus g).
    H,
    /// Total recipient share required.
    I,
    /// Recipient share of expenditures.
    J,
    /// Remaining recipient share to be provided (i minus j).
    K,
    /// Total federal program income earned.
    L,
    /// Program income expended, deduction alternative.
    M,
    /// Program income expended, addition alternative.
    N,
    /// Unexpended program income (l minus m or n).
    O,
}

/// A line of an SF-425 as it is printed.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct FinancialLineInput {
    /// The award that is reported on.
    award: scalar::Fain,
    /// The line.
    line: FinancialLine,
    /// The end of the reporting period, as in box 9 of the form.
    period_end: scalar::Date,
}

/// What a payment pays, less what it withholds: to all, to one sub-awardee, or for one claim.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PaymentLineInput {
    /// The payment.
    payment: scalar::PaymentId,
    /// To this sub-awardee: its remittance.
    sub_awardee: Option<scalar::OrganizationId>,
    /// For this claim: a line of the remittance.
    claim: Option<scalar::ClaimId>,
}

/// An amount in a report as it is printed: the section by its key, the row by its number, the column by its key.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ReportFigureInput {
    /// The report, as it was asked for.
    question: ReportQuestionInput,
    /// The section, by its key.
    section: String,
    /// The row of the section, from 1.
    row: usize,
    /// The column, by its key.
    column: String,
}

/// The amount that is to be explained: one of these.
#[derive(Debug, Clone, OneofObject)]
pub(crate) enum AmountInput {
    /// What an account holds, such as `90ZV0134:unassigned` or `90ZV0134:SA-1:accrued`.
    Account(String),
    /// A line of a federal financial report (SF-425).
    FinancialLine(FinancialLineInput),
    /// What one event posted, by its position: a paid cent, a cost, an obligation.
    Event(scalar::Position),
    /// What a payment pays: a paid cent of a remittance.
    Payment(PaymentLineInput),
    /// An amount in any report.
    ReportFigure(ReportFigureInput),
}

/// What is wrong with the amount that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum AmountError {
    #[error("an account is named like \"90ZV0134:unassigned\" or \"90ZV0134:SA-1:accrued\"")]
    Account,
    #[error("a position is a whole number from 0 on, as text such as \"4711\"")]
    Position,
}

impl Coded for AmountError {
    fn stable_code(&self) -> &'static str {
        match self {
            Self::Account => "ACCOUNT_MALFORMED",
            Self::Position => "POSITION_MALFORMED",
        }
    }
}

/// Reads a position.
pub(super) fn position(field: &'static str, position: &scalar::Position) -> Result<i64, TopError> {
    let number = position.0.parse::<i64>().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| TopError::argument(field, &AmountError::Position))
}

impl AmountInput {
    /// The amount as the read models take it.
    pub(super) fn read(self) -> Result<AmountOf, TopError> {
        Ok(match self {
            Self::Account(name) => {
                let is_name = name.len() <= 200 && name.bytes().all(|byte| byte.is_ascii_graphic());
                if !is_name {
                    return Err(TopError::argument("account", &AmountError::Account));
                }
                AmountOf::Account(name)
            }
            Self::FinancialLine(line) => AmountOf::FinancialLine {
                award: read_argument("award", &line.award)?,
                line: line.line.into(),
                ends_on: read_argument("periodEnd", &line.period_end)?,
            },
            Self::Event(event) => AmountOf::Event(position("event", &event)?),
            Self::Payment(line) => AmountOf::Payment(PaymentLines {
                payment: Some(read_argument("payment", &line.payment)?),
                sub_awardee: read_optional_argument("subAwardee", line.sub_awardee.as_ref())?,
                claim: read_optional_argument("claim", line.claim.as_ref())?,
                ..PaymentLines::default()
            }),
            Self::ReportFigure(figure) => AmountOf::Figure(Box::new(FigureOf {
                question: figure.question.read()?,
                section: figure.section,
                row: figure.row,
                column: figure.column,
            })),
        })
    }
}
