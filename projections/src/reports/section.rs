//! A section of a report: typed columns, rows, and the sums of its amounts.

use almoner_domain::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ReportError;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// US dollars, exact to the cent.
    Money,
    /// A whole number.
    Count,
    /// Hundredths, to two decimals.
    Percent,
    /// A day of the calendar.
    Day,
}

/// A column of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What programs call it.
    pub key: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    const fn of(key: &'static str, title: &'static str, kind: ColumnKind) -> Self {
        Self { key, title, kind }
    }

    /// A column of words.
    pub const fn text(key: &'static str, title: &'static str) -> Self {
        Self::of(key, title, ColumnKind::Text)
    }

    /// A column of amounts.
    pub const fn money(key: &'static str, title: &'static str) -> Self {
        Self::of(key, title, ColumnKind::Money)
    }

    /// A column of whole numbers.
    pub const fn count(key: &'static str, title: &'static str) -> Self {
        Self::of(key, title, ColumnKind::Count)
    }

    /// A column of percentages.
    pub const fn percent(key: &'static str, title: &'static str) -> Self {
        Self::of(key, title, ColumnKind::Percent)
    }

    /// A column of days.
    pub const fn day(key: &'static str, title: &'static str) -> Self {
        Self::of(key, title, ColumnKind::Day)
    }
}

/// What stands in a row under a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// US dollars.
    Money(Money),
    /// A whole number.
    Count(i64),
    /// Hundredths.
    Percent(Decimal),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    fn fits(&self, kind: ColumnKind) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(_) => kind == ColumnKind::Text,
            Self::Money(_) => kind == ColumnKind::Money,
            Self::Count(_) => kind == ColumnKind::Count,
            Self::Percent(_) => kind == ColumnKind::Percent,
            Self::Day(_) => kind == ColumnKind::Day,
        }
    }

    /// The text of it, the same in every format that programs read: `825000.00`, `2009-09-30`; nothing of nothing.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Money(amount) => amount.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Percent(percent) => percent.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// A text, as it is shown: on one line, without control characters.
    pub(super) fn words(text: impl AsRef<str>) -> Self {
        let shown = |c: char| if c.is_control() { ' ' } else { c };
        Self::Text(text.as_ref().chars().map(shown).collect())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::words(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::words(text)
    }
}

impl From<Money> for Cell {
    fn from(amount: Money) -> Self {
        Self::Money(amount)
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Cell {
    fn from(percent: Decimal) -> Self {
        Self::Percent(percent)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// A section of a report. Every row has a cell for every column, of its kind; the sums are those of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    key: &'static str,
    title: &'static str,
    note: Option<&'static str>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    sums: Vec<Option<Money>>,
    is_totalled: bool,
}

impl Section {
    /// A section; its amounts are added up.
    ///
    /// # Errors
    /// [`ReportError`] where a row does not fit the columns, or a sum is out of range.
    pub fn try_new(
        key: &'static str,
        title: &'static str,
        columns: &[Column],
        rows: Vec<Vec<Cell>>,
    ) -> Result<Self, ReportError> {
        for row in &rows {
            let fits = row.len() == columns.len()
                && row.iter().zip(columns).all(|(cell, it)| cell.fits(it.kind));
            if !fits {
                return Err(ReportError::Broken(key));
            }
        }
        let sums = columns
            .iter()
            .enumerate()
            .map(|(at, column)| match column.kind {
                ColumnKind::Money => sum(&rows, at).map(Some),
                ColumnKind::Text | ColumnKind::Count | ColumnKind::Percent | ColumnKind::Day => {
                    Ok(None)
                }
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            key,
            title,
            note: None,
            columns: columns.to_vec(),
            rows,
            sums,
            is_totalled: false,
        })
    }

    /// The same, ending in a row of its sums: where adding the rows up says something.
    #[must_use]
    pub fn totalled(mut self) -> Self {
        self.is_totalled = true;
        self
    }

    /// The same, with a sentence beneath it.
    #[must_use]
    pub fn noted(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    /// What programs call it.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// What people call it.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// A sentence on how to read it.
    pub fn note(&self) -> Option<&'static str> {
        self.note
    }

    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its rows.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// For each column the sum of its amounts; none of a column that holds none.
    pub fn sums(&self) -> &[Option<Money>] {
        &self.sums
    }

    /// It ends in a row of its sums.
    pub fn is_totalled(&self) -> bool {
        self.is_totalled
    }
}

fn sum(rows: &[Vec<Cell>], at: usize) -> Result<Money, ReportError> {
    let amounts = rows.iter().filter_map(|row| match row.get(at) {
        Some(Cell::Money(amount)) => Some(*amount),
        Some(Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Percent(_) | Cell::Day(_))
        | None => None,
    });
    Money::sum(amounts).ok_or(ReportError::OutOfRange)
}
