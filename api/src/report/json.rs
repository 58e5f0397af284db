//! A report as JSON: all of it, in a fixed order; amounts, percentages, days and positions as text.

use almoner_projections::reports::{Cell, ColumnKind, Report, Section};
use serde::Serialize;
use serde_json::{Map, Value};

/// The bytes, with a line's end.
pub(super) fn render(report: &Report) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(&File::of(report))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    document: &'static str,
    version: &'static str,
    report: &'static str,
    title: &'static str,
    subject: &'a str,
    sections: Vec<Part>,
    control: Vec<Line>,
}

#[derive(Serialize)]
struct Part {
    key: &'static str,
    title: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    columns: Vec<Head>,
    rows: Vec<Map<String, Value>>,
    sums: Map<String, Value>,
}

#[derive(Serialize)]
struct Head {
    key: &'static str,
    title: &'static str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Line {
    word: &'static str,
    text: String,
}

impl<'a> File<'a> {
    fn of(report: &'a Report) -> Self {
        Self {
            document: "almoner report",
            version: "1",
            report: report.question().name().key(),
            title: report.title(),
            subject: report.subject(),
            sections: report.sections().iter().map(Part::of).collect(),
            control: report
                .control_lines()
                .into_iter()
                .map(|(word, text)| Line { word, text })
                .collect(),
        }
    }
}

impl Part {
    fn of(section: &Section) -> Self {
        let columns = section.columns();
        let rows = section.rows().iter().map(|row| {
            let cells = columns.iter().zip(row);
            cells
                .map(|(column, cell)| (column.key.to_owned(), value(cell)))
                .collect()
        });
        let sums = columns.iter().zip(section.sums());
        let sums = sums.filter_map(|(column, sum)| {
            let sum = sum.as_ref()?;
            Some((column.key.to_owned(), Value::from(sum.to_string())))
        });
        Self {
            key: section.key(),
            title: section.title(),
            note: section.note(),
            columns: columns
                .iter()
                .map(|column| Head {
                    key: column.key,
                    title: column.title,
                    kind: kind(column.kind),
                })
                .collect(),
            rows: rows.collect(),
            sums: sums.collect(),
        }
    }
}

fn kind(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Money => "money",
        ColumnKind::Count => "count",
        ColumnKind::Percent => "percent",
        ColumnKind::Day => "day",
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Count(count) => Value::from(*count),
        Cell::Text(_) | Cell::Money(_) | Cell::Percent(_) | Cell::Day(_) => {
            Value::from(cell.text())
        }
    }
}
