//! Which accounts each figure of a report is a sum of: the reports about awards, line by line.
//!
//! What is here is a sum of postings, but for a part that a rule computes or a question gives. The lines of the federal
//! financial report are in `financial`; what claims and payments add up to is in `items`.

use almoner_domain::posting::AccountKind as Kind;

use super::{Closing, FinancialLine, Term};
use crate::reports::ReportName;

/// Which rows of a section a definition is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// The row of this number, from 1: of the award.
    At(usize),
    /// The row whose first cell is this letter: of the award.
    Line(&'static str),
    /// Every row, each of the sub-award that its first cell names.
    SubAwards,
    /// Every row, each of the award that its second cell names.
    Awards,
    /// Every row, each of all awards of the assistance listing that its first cell names.
    Listings,
    /// Every row, each of the award as of the position that its first cell names.
    Positions,
}

/// Of which time the postings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// All of it.
    All,
    /// Up to the day of the question.
    UpToDay,
    /// The fiscal year of the question.
    FiscalYear,
}

/// Of which sub-awards the postings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Of the award and all sub-awards, or of that of the row.
    Everything,
    /// Of the sub-awards that count towards the sub-award share.
    Qualified,
}

/// What a column of some rows of a report is a sum of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub(super) report: ReportName,
    pub(super) section: &'static str,
    pub(super) rows: Rows,
    pub(super) column: &'static str,
    pub(super) added: &'static [Kind],
    pub(super) taken: &'static [Kind],
    pub(super) of: Of,
    pub(super) time: Time,
    pub(super) closing: Closing,
}

impl Figure {
    pub(super) fn terms(&self) -> Vec<Term> {
        terms(self.added, self.taken)
    }
}

/// Accounts that are added, and accounts that are taken off.
pub(super) fn terms(added: &[Kind], taken: &[Kind]) -> Vec<Term> {
    let of = |kinds: &[Kind], added: bool| {
        let terms = kinds.iter().map(|kind| Term { kind: *kind, added });
        terms.collect::<Vec<_>>()
    };
    [of(added, true), of(taken, false)].concat()
}

/// What sub-awards hold of what was obligated to them.
const OBLIGATED: &[Kind] = &[Kind::Available, Kind::Reserved, Kind::Accrued, Kind::Paid];

/// The section of the award summary about program income.
const INCOME: &str = "program-income";

/// What was spent of the project, whoever paid: federal funds, program income, others.
const OUTLAYS: &[Kind] = &[
    Kind::ProgrammeCost,
    Kind::IncomeDeducted,
    Kind::IncomeAdded,
    Kind::Match,
];

/// The same without what others paid.
const FEDERAL_OUTLAYS: &[Kind] = &[Kind::ProgrammeCost, Kind::IncomeDeducted, Kind::IncomeAdded];

const fn figure(
    report: ReportName,
    section: &'static str,
    rows: Rows,
    column: &'static str,
    added: &'static [Kind],
) -> Figure {
    Figure {
        report,
        section,
        rows,
        column,
        added,
        taken: &[],
        of: Of::Everything,
        time: Time::All,
        closing: Closing::Counted,
    }
}

const fn request(line: &'static str, added: &'static [Kind], taken: &'static [Kind]) -> Figure {
    Figure {
        taken,
        time: Time::UpToDay,
        ..figure(
            ReportName::PaymentRequest,
            "lines",
            Rows::Line(line),
            "amount",
            added,
        )
    }
}

const fn summary(
    section: &'static str,
    rows: Rows,
    column: &'static str,
    added: &'static [Kind],
) -> Figure {
    figure(ReportName::AwardSummary, section, rows, column, added)
}

/// The base stays what was awarded when funds go back.
const fn share(
    section: &'static str,
    rows: Rows,
    column: &'static str,
    added: &'static [Kind],
) -> Figure {
    Figure {
        closing: Closing::ReturnsLeftOut,
        ..figure(ReportName::SubAwardShare, section, rows, column, added)
    }
}

const fn qualified(figure: Figure) -> Figure {
    Figure {
        of: Of::Qualified,
        ..figure
    }
}

const fn spent(
    section: &'static str,
    rows: Rows,
    column: &'static str,
    added: &'static [Kind],
) -> Figure {
    Figure {
        time: Time::FiscalYear,
        ..figure(
            ReportName::FederalExpenditures,
            section,
            rows,
            column,
            added,
        )
    }
}

/// Every figure that is a sum of postings, but those of the federal financial report.
pub(super) const FIGURES: &[Figure] = &[
    request("a", OUTLAYS, &[]),
    request("b", &[Kind::IncomeEarned], &[]),
    request("c", OUTLAYS, &[Kind::IncomeEarned]),
    request("d", &[], &[]),
    request("e", OUTLAYS, &[Kind::IncomeEarned]),
    request("f", &[Kind::Match], &[]),
    request("g", FEDERAL_OUTLAYS, &[Kind::IncomeEarned]),
    request("h", &[Kind::CashDrawn], &[]),
    request("i", FEDERAL_OUTLAYS, &[Kind::IncomeEarned, Kind::CashDrawn]),
    summary("funds", Rows::At(1), "amount", &[Kind::Unassigned]),
    summary("funds", Rows::At(2), "amount", &[Kind::RetainedSpent]),
    summary("funds", Rows::At(3), "amount", OBLIGATED),
    Figure {
        taken: &[Kind::Allotted],
        closing: Closing::Alone,
        ..summary("funds", Rows::At(4), "amount", &[])
    },
    summary(INCOME, Rows::At(1), "amount", &[Kind::IncomeEarned]),
    summary(INCOME, Rows::At(2), "amount", &[Kind::IncomeDeducted]),
    summary(INCOME, Rows::At(3), "amount", &[Kind::IncomeAdded]),
    summary(INCOME, Rows::At(4), "amount", &[Kind::IncomeUnexpended]),
    summary("sub-award-funds", Rows::SubAwards, "obligated", OBLIGATED),
    summary(
        "sub-award-funds",
        Rows::SubAwards,
        "available",
        &[Kind::Available],
    ),
    summary(
        "sub-award-funds",
        Rows::SubAwards,
        "reserved",
        &[Kind::Reserved],
    ),
    summary(
        "sub-award-funds",
        Rows::SubAwards,
        "accrued",
        &[Kind::Accrued],
    ),
    summary("sub-award-funds", Rows::SubAwards, "paid", &[Kind::Paid]),
    summary(
        "sub-award-funds",
        Rows::SubAwards,
        "receivable",
        &[Kind::Receivable],
    ),
    share("share", Rows::At(1), "amount", &[Kind::Allotted]),
    share("share", Rows::At(2), "amount", &[]),
    qualified(share("share", Rows::At(3), "amount", OBLIGATED)),
    share("share", Rows::At(4), "amount", &[]),
    share("share", Rows::At(5), "amount", &[]),
    share("share", Rows::At(6), "amount", &[]),
    share("share", Rows::At(7), "amount", &[Kind::RetainedSpent]),
    share("counted", Rows::SubAwards, "obligated", OBLIGATED),
    share("not-counted", Rows::SubAwards, "obligated", OBLIGATED),
    share("history", Rows::Positions, "base", &[Kind::Allotted]),
    qualified(share("history", Rows::Positions, "sub-awarded", OBLIGATED)),
    share("history", Rows::Positions, "minimum", &[]),
    share("history", Rows::Positions, "shortfall", &[]),
    spent(
        "awards",
        Rows::Awards,
        "expenditures",
        &[Kind::ProgrammeCost],
    ),
    spent(
        "awards",
        Rows::Awards,
        "passed-through",
        &[Kind::Accrued, Kind::Paid],
    ),
    spent(
        "listings",
        Rows::Listings,
        "expenditures",
        &[Kind::ProgrammeCost],
    ),
    spent(
        "listings",
        Rows::Listings,
        "passed-through",
        &[Kind::Accrued, Kind::Paid],
    ),
    figure(
        ReportName::SubAwardUpload,
        "subawards",
        Rows::SubAwards,
        "subawardAmount",
        OBLIGATED,
    ),
    figure(
        ReportName::SubAwardUpload,
        "left-out",
        Rows::SubAwards,
        "obligated",
        OBLIGATED,
    ),
];

/// The line of the federal financial report of a row, from 1.
pub(super) fn financial_line(row: usize) -> Option<FinancialLine> {
    FinancialLine::ALL.get(row.checked_sub(1)?).copied()
}

/// The accounts that a line of the request for advance or reimbursement (SF-270) is a sum of, by its letter.
pub(crate) fn payment_request_terms(letter: &str) -> Vec<Term> {
    FIGURES
        .iter()
        .find(|figure| {
            let is_line = matches!(figure.rows, Rows::Line(line) if line == letter);
            figure.report == ReportName::PaymentRequest && is_line
        })
        .map(Figure::terms)
        .unwrap_or_default()
}
