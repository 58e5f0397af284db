//! What an event moved.

use almoner_projections::lineage::{MovedFigure, MovedLine, MovedReportFigure, Movement};
use async_graphql::{Object, SimpleObject};

use super::input::FinancialLine;
use crate::graphql::{
    account::{AccountKind, Posting},
    report::ReportName,
    scalar,
    scope::Scope,
};

/// A balance that an event moved.
#[derive(SimpleObject)]
#[graphql(name = "MovedFigure")]
pub(crate) struct Figure {
    /// The account that it is the balance of, such as `90ZV0134:SA-1:paid`: the figure `paid` of the sub-award's balances.
    account: String,
    /// What the account holds.
    kind: AccountKind,
    /// The USSGL account that it is part of; none for a memorandum.
    ussgl: Option<&'static str>,
    /// What it held before the event.
    before: scalar::Money,
    /// What it held after the event.
    after: scalar::Money,
}

impl From<MovedFigure> for Figure {
    fn from(row: MovedFigure) -> Self {
        Self {
            account: row.account,
            kind: row.kind.into(),
            ussgl: row.kind.ussgl(),
            before: scalar::Money::of(row.before),
            after: scalar::Money::of(row.after),
        }
    }
}

/// A line of a federal financial report (SF-425) that an event moved.
#[derive(SimpleObject)]
#[graphql(name = "MovedReportLine")]
pub(crate) struct ReportLine {
    /// The award that is reported on.
    fain: scalar::Fain,
    /// The line.
    line: FinancialLine,
    /// What the form calls it.
    title: &'static str,
    /// The end of the first reporting period that it stands in. The lines are cumulative: it stands in all later ones too.
    period_end: scalar::Date,
    /// By how much; below zero where it took from the line.
    change: scalar::Money,
}

impl From<MovedLine> for ReportLine {
    fn from(row: MovedLine) -> Self {
        Self {
            fain: scalar::Fain::of(&row.award),
            line: row.line.into(),
            title: row.line.title(),
            period_end: scalar::Date::of(row.ends_on),
            change: scalar::Money::of(row.change),
        }
    }
}

/// A figure of a report that an event moved.
#[derive(SimpleObject)]
#[graphql(name = "MovedReportFigure")]
pub(crate) struct ReportFigure {
    /// The report.
    report: ReportName,
    /// The section, by its key.
    section: &'static str,
    /// The row, by what names it: the letter or number of a line, a sub-award, an award, an assistance listing or a payment.
    row: String,
    /// The column, by its key. Of the aging of claims it is the column of all: which of the others moved depends on the day.
    column: &'static str,
    /// By how much; below zero where it took from it.
    change: scalar::Money,
    /// The accounting date: a report up to a day before it, or of a year without it, is not moved.
    effective_on: Option<scalar::Date>,
}

impl From<MovedReportFigure> for ReportFigure {
    fn from(row: MovedReportFigure) -> Self {
        Self {
            report: row.report.into(),
            section: row.section,
            row: row.row,
            column: row.column,
            change: scalar::Money::of(row.change),
            effective_on: row.effective_on.map(scalar::Date::of),
        }
    }
}

pub(crate) struct EventMovement {
    pub(crate) position: i64,
    pub(crate) row: Movement,
    pub(crate) scope: Scope,
}

/// Every figure that an event moved. An event that posted nothing moved none.
#[Object]
impl EventMovement {
    /// The event's place in the journal.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.position)
    }

    /// What it posted, each line with the balance of its account after it.
    async fn postings(&self) -> Vec<Posting> {
        let postings = self.row.postings.iter().cloned();
        postings
            .map(|row| Posting {
                row,
                scope: self.scope.clone(),
            })
            .collect()
    }

    /// The balances of its award and sub-award that it moved, before and after.
    async fn figures(&self) -> Vec<Figure> {
        self.row.figures.iter().cloned().map(Into::into).collect()
    }

    /// The lines of the semi-annual federal financial report (SF-425) that it moved, for who sees the whole award. Lines i
    /// and k, the recipient's share of what is authorized, follow line d and are not among them.
    async fn report_lines(&self) -> Vec<ReportLine> {
        self.row.lines.iter().cloned().map(Into::into).collect()
    }

    /// The figures of all other reports that it moved: request for payment, award summary, statement on the sub-award share
    /// and expenditures by year for who sees the whole award; aging of claims and remittance register for who sees the claim
    /// or the payment. The rows of the sub-award upload depend on its day and are not among them.
    async fn report_figures(&self) -> Vec<ReportFigure> {
        let figures = self.row.report_figures.iter().cloned();
        figures.map(Into::into).collect()
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
