//! Where the cells of rows go: into arrays for one statement, or into the text of a COPY.

use std::io::Write;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;
use sqlx::{Postgres, postgres::PgArguments, query::Query};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A list of words without spaces: text[] in the table, one text on the way.
    Words,
    Json,
    Bigint,
    Date,
    Instant,
    Numeric,
    Boolean,
}

/// Takes the cells of a row, one after another.
pub(crate) trait Sink {
    fn text(&mut self, text: &str);
    fn words<'word>(&mut self, words: impl Iterator<Item = &'word str>);
    fn bigint(&mut self, number: i64);
    fn date(&mut self, day: NaiveDate);
    fn instant(&mut self, instant: DateTime<Utc>);
    fn numeric(&mut self, number: Decimal);
    fn boolean(&mut self, truth: bool);
    fn null(&mut self);
}

/// One column of many rows, as an array parameter.
enum Column {
    Text(Vec<Option<String>>),
    Bigint(Vec<Option<i64>>),
    Date(Vec<Option<NaiveDate>>),
    Instant(Vec<Option<DateTime<Utc>>>),
    Numeric(Vec<Option<Decimal>>),
    Boolean(Vec<Option<bool>>),
}

/// Gathers rows column by column.
pub(crate) struct Arrays {
    columns: Vec<Column>,
    next: usize,
}

impl Arrays {
    pub(crate) fn new(kinds: impl Iterator<Item = Kind>, rows: usize) -> Self {
        let columns = kinds
            .map(|kind| match kind {
                Kind::Text | Kind::Words | Kind::Json => Column::Text(Vec::with_capacity(rows)),
                Kind::Bigint => Column::Bigint(Vec::with_capacity(rows)),
                Kind::Date => Column::Date(Vec::with_capacity(rows)),
                Kind::Instant => Column::Instant(Vec::with_capacity(rows)),
                Kind::Numeric => Column::Numeric(Vec::with_capacity(rows)),
                Kind::Boolean => Column::Boolean(Vec::with_capacity(rows)),
            })
            .collect();
        Self { columns, next: 0 }
    }

    /// Binds the columns in order.
    pub(crate) fn bind(
        self,
        mut query: Query<'_, Postgres, PgArguments>,
    ) -> Query<'_, Postgres, PgArguments> {
        for column in self.columns {
            query = match column {
                Column::Text(cells) => query.bind(cells),
                Column::Bigint(cells) => query.bind(cells),
                Column::Date(cells) => query.bind(cells),
                Column::Instant(cells) => query.bind(cells),
                Column::Numeric(cells) => query.bind(cells),
                Column::Boolean(cells) => query.bind(cells),
            };
        }
        query
    }

    fn column(&mut self) -> &mut Column {
        let at = self.next;
        self.next = (at + 1) % self.columns.len();
        &mut self.columns[at]
    }
}

macro_rules! into_arrays {
    ($self:ident, $kind:ident, $cell:expr) => {
        if let Column::$kind(cells) = $self.column() {
            cells.push(Some($cell));
        } else {
            unreachable!("a cell's kind is its column's: both come from the cell's type")
        }
    };
}

impl Sink for Arrays {
    fn text(&mut self, text: &str) {
        into_arrays!(self, Text, text.to_owned());
    }

    fn words<'word>(&mut self, words: impl Iterator<Item = &'word str>) {
        let mut joined = String::new();
        for word in words {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        into_arrays!(self, Text, joined);
    }

    fn bigint(&mut self, number: i64) {
        into_arrays!(self, Bigint, number);
    }

    fn date(&mut self, day: NaiveDate) {
        into_arrays!(self, Date, day);
    }

    fn instant(&mut self, instant: DateTime<Utc>) {
        into_arrays!(self, Instant, instant);
    }

    fn numeric(&mut self, number: Decimal) {
        into_arrays!(self, Numeric, number);
    }

    fn boolean(&mut self, truth: bool) {
        into_arrays!(self, Boolean, truth);
    }

    fn null(&mut self) {
        match self.column() {
            Column::Text(cells) => cells.push(None),
            Column::Bigint(cells) => cells.push(None),
            Column::Date(cells) => cells.push(None),
            Column::Instant(cells) => cells.push(None),
            Column::Numeric(cells) => cells.push(None),
            Column::Boolean(cells) => cells.push(None),
        }
    }
}

/// Writes rows in the text form of COPY.
#[derive(Default)]
pub(crate) struct CopyText {
    pub(crate) bytes: Vec<u8>,
    within_row: bool,
}

impl CopyText {
    /// Ends the row.
    pub(crate) fn end(&mut self) {
        self.bytes.push(b'\n');
        self.within_row = false;
    }

    fn next(&mut self) -> &mut Vec<u8> {
        if self.within_row {
            self.bytes.push(b'\t');
        }
        self.within_row = true;
        &mut self.bytes
    }

    fn display(&mut self, value: impl std::fmt::Display) {
        write!(self.next(), "{value}").expect("a vector takes every byte");
    }
}

fn push_escaped(out: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => out.push(byte),
        }
    }
}

impl Sink for CopyText {
    fn text(&mut self, text: &str) {
        push_escaped(self.next(), text);
    }

    fn words<'word>(&mut self, words: impl Iterator<Item = &'word str>) {
        let out = self.next();
        out.push(b'{');
        for (at, word) in words.enumerate() {
            if at > 0 {
                out.push(b',');
            }
            // Quoted, because an id may be spelled like the array's word for nothing.
            out.push(b'"');
            push_escaped(out, word);
            out.push(b'"');
        }
        out.push(b'}');
    }

    fn bigint(&mut self, number: i64) {
        self.display(number);
    }

    fn date(&mut self, day: NaiveDate) {
        self.display(day);
    }

    fn instant(&mut self, instant: DateTime<Utc>) {
        self.display(instant.to_rfc3339_opts(SecondsFormat::Micros, true));
    }

    fn numeric(&mut self, number: Decimal) {
        self.display(number);
    }

    fn boolean(&mut self, truth: bool) {
        self.next().push(if truth { b't' } else { b'f' });
    }

    fn null(&mut self) {
        self.next().extend_from_slice(b"\\N");
    }
}
