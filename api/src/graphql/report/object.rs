//! A report as it is read.

use almoner_projections::reports::{self, Cell};
use async_graphql::{Enum, Object, SimpleObject};

use super::input::ReportName;
use crate::{graphql::scalar, report::Format};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::reports::ColumnKind")]
pub(crate) enum ReportColumnKind {
    /// Words.
    Text,
    /// US dollars, exact to the cent.
    Money,
    /// A whole number.
    Count,
    /// Hundredths, to two decimals.
    Percent,
    /// A calendar day.
    Day,
}

/// A column of a section.
#[derive(SimpleObject)]
pub(crate) struct ReportColumn {
    /// What programs call it.
    key: &'static str,
    /// What people call it.
    title: &'static str,
    /// What it holds.
    kind: ReportColumnKind,
    /// The sum of its amounts; none of a column that holds none.
    sum: Option<scalar::Money>,
}

/// A row of a section.
#[derive(SimpleObject)]
pub(crate) struct ReportRow {
    /// A text for every column, in their order; none of an empty cell.
    cells: Vec<Option<String>>,
}

/// A section of a report.
#[derive(SimpleObject)]
pub(crate) struct ReportSection {
    /// What programs call it.
    key: &'static str,
    /// What people call it.
    title: &'static str,
    /// How to read it.
    note: Option<&'static str>,
    /// Its columns.
    columns: Vec<ReportColumn>,
    /// Its rows.
    rows: Vec<ReportRow>,
}

/// A line of a control sheet.
#[derive(SimpleObject)]
pub(crate) struct ReportControlLine {
    /// What it is about, such as `position` or `sum`.
    word: &'static str,
    /// What it says.
    text: String,
}

/// The report as a file of one form, and the sidecar with which `almoner verify --report` checks it.
#[derive(SimpleObject)]
pub(crate) struct ReportFile {
    /// Its form: `pdf`, `xlsx`, `csv` or `json`, and `sam.json` for the upload to SAM.gov.
    format: &'static str,
    /// What to call it.
    name: String,
    /// The end of its address, after `/l/<ledger>/reports/`, of this very moment.
    path: String,
    /// That of its sidecar.
    control_path: String,
}

pub(crate) struct Report {
    pub(crate) report: reports::Report,
}

/// A report on an award or a programme, as you may see it. Asked again as of the same position it is the same, and so is every
/// file of it, byte for byte.
#[Object]
impl Report {
    /// Which report it is.
    async fn name(&self) -> ReportName {
        self.report.question().name().into()
    }

    /// Its title.
    async fn title(&self) -> &'static str {
        self.report.title()
    }

    /// What it is about.
    async fn subject(&self) -> &str {
        self.report.subject()
    }

    /// Its sections.
    async fn sections(&self) -> Vec<ReportSection> {
        self.report.sections().iter().map(section).collect()
    }

    /// How many rows it has, in all its sections.
    async fn row_count(&self) -> usize {
        self.report.row_count()
    }

    /// Its control sheet: what was asked, under which position and checkpoint it was read, how many rows it has, and the sum
    /// of every column of amounts, named by section and column.
    async fn control(&self) -> Vec<ReportControlLine> {
        let lines = self.report.control_lines().into_iter();
        lines
            .map(|(word, text)| ReportControlLine { word, text })
            .collect()
    }

    /// The same as files, with the same token.
    async fn files(&self) -> Vec<ReportFile> {
        Format::of(self.report.question().name())
            .iter()
            .map(|format| ReportFile {
                format: format.extension(),
                name: format.file_name(&self.report),
                path: crate::report::path(&self.report, *format, false),
                control_path: crate::report::path(&self.report, *format, true),
            })
            .collect()
    }

    /// The position in the journal as of which it was read.
    async fn as_of(&self) -> scalar::Position {
        scalar::Position::of(self.report.control().position)
    }
}

fn section(section: &reports::Section) -> ReportSection {
    let columns = section.columns().iter().zip(section.sums());
    ReportSection {
        key: section.key(),
        title: section.title(),
        note: section.note(),
        columns: columns
            .map(|(column, sum)| ReportColumn {
                key: column.key,
                title: column.title,
                kind: column.kind.into(),
                sum: sum.map(scalar::Money::of),
            })
            .collect(),
        rows: section
            .rows()
            .iter()
            .map(|cells| ReportRow {
                cells: cells.iter().map(text).collect(),
            })
            .collect(),
    }
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Text(_) | Cell::Money(_) | Cell::Count(_) | Cell::Percent(_) | Cell::Day(_) => {
            Some(cell.text())
        }
    }
}
