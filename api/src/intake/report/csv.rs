//! The report for spreadsheets.

use csv::{Terminator, WriterBuilder};

use super::{Report, ReportRow, row::outcome};

const HEADINGS: [&str; 13] = [
    "row",
    "status",
    "claim",
    "line",
    "outcome",
    "billed",
    "adjusted",
    "payable",
    "adjustments",
    "position",
    "code",
    "column",
    "what to do",
];

/// Writes a report. Every cell is ours or was checked to be an identifier, so none begins a formula.
pub(super) fn write(report: &Report) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut put = |cells: [String; 13]| {
        writer
            .write_record(&cells)
            .expect("a vector takes every record of one length");
    };
    put(HEADINGS.map(str::to_owned));
    for problem in &report.problems {
        let mut cells: [String; 13] = Default::default();
        cells[0] = problem.row.map_or_else(String::new, |row| row.to_string());
        "REFUSED".clone_into(&mut cells[1]);
        cells[10].clone_from(&problem.code);
        cells[11] = problem.column.clone().unwrap_or_default();
        cells[12].clone_from(&problem.message);
        put(cells);
    }
    for row in &report.rows {
        put(cells(row));
    }
    let bytes = writer
        .into_inner()
        .expect("a vector takes what was buffered");
    String::from_utf8(bytes).expect("a report is made of texts")
}

fn cells(row: &ReportRow) -> [String; 13] {
    fn text<T: ToString>(value: Option<&T>) -> String {
        value.map_or_else(String::new, T::to_string)
    }
    [
        row.row.to_string(),
        row.status.as_str().to_owned(),
        text(row.claim.as_ref()),
        text(row.line.as_ref()),
        row.outcome.map_or("", outcome).to_owned(),
        text(row.billed.as_ref()),
        text(row.adjusted.as_ref()),
        text(row.payable.as_ref()),
        row.adjustments.join("; "),
        text(row.position.as_ref()),
        text(row.code.as_ref()),
        text(row.column.as_ref()),
        text(row.message.as_ref()),
    ]
}
