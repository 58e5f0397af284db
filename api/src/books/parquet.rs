//! Postings as Apache Parquet: the columns of the CSV, typed. Amounts are decimals of 18 digits, two of them cents.

use std::{io::Write, sync::Arc};

use almoner_domain::posting::{Account, AccountKind};
use chrono::NaiveDate;
use parquet::{
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

use super::{
    BooksError, Daybook, Posted,
    csv::{Balances, book_word, layer_word, side_word},
};

/// Rows that are written together.
const GROUP_ROWS: usize = 100_000;

const SCHEMA: &str = "
message posting {
    required int64 position;
    required int32 entry;
    required binary event (STRING);
    required binary subject (STRING);
    required int32 effective_on (DATE);
    required int64 recorded_at (TIMESTAMP(MICROS,true));
    required binary programme (STRING);
    required binary award (STRING);
    optional binary sub_award (STRING);
    required binary account (STRING);
    required binary kind (STRING);
    optional binary ussgl (STRING);
    required binary book (STRING);
    required binary layer (STRING);
    required binary side (STRING);
    required int64 amount (DECIMAL(18,2));
    required int64 balance_after (DECIMAL(18,2));
    required int32 fact_on (DATE);
    optional int64 late_behind;
}";

/// The rows of one group, column by column.
#[derive(Default)]
struct Columns {
    position: Vec<i64>,
    entry: Vec<i32>,
    event: Vec<ByteArray>,
    subject: Vec<ByteArray>,
    effective_on: Vec<i32>,
    recorded_at: Vec<i64>,
    programme: Vec<ByteArray>,
    award: Vec<ByteArray>,
    /// What is there, and for each row whether it is.
    sub_award: (Vec<ByteArray>, Vec<i16>),
    account: Vec<ByteArray>,
    kind: Vec<ByteArray>,
    ussgl: (Vec<ByteArray>, Vec<i16>),
    book: Vec<ByteArray>,
    layer: Vec<ByteArray>,
    side: Vec<ByteArray>,
    amount: Vec<i64>,
    balance_after: Vec<i64>,
    fact_on: Vec<i32>,
    late_behind: (Vec<i64>, Vec<i16>),
}

/// The texts of accounts and awards, each held once.
struct Texts {
    subjects: Vec<ByteArray>,
    accounts: Vec<AccountTexts>,
}

struct AccountTexts {
    kind: AccountKind,
    programme: ByteArray,
    award: ByteArray,
    sub_award: Option<ByteArray>,
    name: ByteArray,
}

pub(super) fn write(book: &Daybook, output: &mut (impl Write + Send)) -> Result<(), BooksError> {
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let properties = WriterProperties::builder()
        .set_created_by("almoner".to_owned())
        .build();
    let mut file = SerializedFileWriter::new(output, schema, Arc::new(properties))?;
    let texts = Texts::of(book);
    let mut balances = Balances::of(book);
    let mut columns = Columns::default();
    for posted in &book.transactions {
        columns.take(&texts, posted, &mut balances)?;
        if columns.position.len() >= GROUP_ROWS {
            std::mem::take(&mut columns).write(file.next_row_group()?)?;
        }
    }
    if !columns.position.is_empty() {
        columns.write(file.next_row_group()?)?;
    }
    file.close()?;
    Ok(())
}

impl Texts {
    fn of(book: &Daybook) -> Self {
        let subjects = book.subjects.iter().map(|name| text(name)).collect();
        let accounts = book.accounts.iter().map(|(account, programme)| {
            let account: &Account = account;
            AccountTexts {
                kind: account.kind(),
                programme: text(programme.as_str()),
                award: text(account.award().as_str()),
                sub_award: account.sub_award().map(|id| text(id.as_str())),
                name: text(&account.to_string()),
            }
        });
        Self {
            subjects,
            accounts: accounts.collect(),
        }
    }
}

fn text(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}

impl Columns {
    fn take(
        &mut self,
        texts: &Texts,
        posted: &Posted,
        balances: &mut Balances<'_>,
    ) -> Result<(), BooksError> {
        let (days, fact_days) = (days(posted.effective_on)?, days(posted.fact_on)?);
        let late_behind = posted.late_behind.map(i64::try_from).transpose();
        let late_behind = late_behind.map_err(|error| ParquetError::General(error.to_string()))?;
        for (entry, line) in (1_i32..).zip(&posted.lines) {
            let account = &texts.accounts[line.account];
            self.position.push(posted.position.to_bigint());
            self.entry.push(entry);
            self.event.push(ByteArray::from(posted.event));
            self.subject.push(texts.subjects[posted.subject].clone());
            self.effective_on.push(days);
            self.recorded_at.push(posted.recorded_at.timestamp_micros());
            self.programme.push(account.programme.clone());
            self.award.push(account.award.clone());
            push(&mut self.sub_award, account.sub_award.clone());
            self.account.push(account.name.clone());
            self.kind.push(ByteArray::from(account.kind.code()));
            push(&mut self.ussgl, account.kind.ussgl().map(ByteArray::from));
            self.book
                .push(ByteArray::from(book_word(account.kind.book())));
            self.layer
                .push(ByteArray::from(layer_word(account.kind.layer())));
            self.side.push(ByteArray::from(side_word(line.side)));
            self.amount.push(line.amount.cents());
            self.balance_after.push(balances.after(line)?.cents());
            self.fact_on.push(fact_days);
            push(&mut self.late_behind, late_behind);
        }
        Ok(())
    }

    /// Writes the group, column by column in the order of the schema.
    fn write<W: Write + Send>(
        self,
        mut group: SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), BooksError> {
        let columns = [
            Values::Long(self.position, None),
            Values::Int(self.entry),
            Values::Text(self.event, None),
            Values::Text(self.subject, None),
            Values::Int(self.effective_on),
            Values::Long(self.recorded_at, None),
            Values::Text(self.programme, None),
            Values::Text(self.award, None),
            Values::Text(self.sub_award.0, Some(self.sub_award.1)),
            Values::Text(self.account, None),
            Values::Text(self.kind, None),
            Values::Text(self.ussgl.0, Some(self.ussgl.1)),
            Values::Text(self.book, None),
            Values::Text(self.layer, None),
            Values::Text(self.side, None),
            Values::Long(self.amount, None),
            Values::Long(self.balance_after, None),
            Values::Int(self.fact_on),
            Values::Long(self.late_behind.0, Some(self.late_behind.1)),
        ];
        for values in columns {
            let mut column = group
                .next_column()?
                .ok_or_else(|| ParquetError::General("the schema has fewer columns".to_owned()))?;
            values.write(column.untyped())?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// A day as Parquet counts it, from 1970.
fn days(on: NaiveDate) -> Result<i32, ParquetError> {
    let days = on.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).map_err(|error| ParquetError::General(error.to_string()))
}

fn push<T>(column: &mut (Vec<T>, Vec<i16>), value: Option<T>) {
    column.1.push(i16::from(value.is_some()));
    column.0.extend(value);
}

/// The values of a column, and for an optional one where they are.
enum Values {
    Int(Vec<i32>),
    Long(Vec<i64>, Option<Vec<i16>>),
    Text(Vec<ByteArray>, Option<Vec<i16>>),
}

impl Values {
    fn write(&self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        match (self, column) {
            (Self::Int(values), ColumnWriter::Int32ColumnWriter(column)) => {
                column.write_batch(values, None, None)?;
            }
            (Self::Long(values, present), ColumnWriter::Int64ColumnWriter(column)) => {
                column.write_batch(values, present.as_deref(), None)?;
            }
            (Self::Text(values, present), ColumnWriter::ByteArrayColumnWriter(column)) => {
                column.write_batch(values, present.as_deref(), None)?;
            }
            (Self::Int(_) | Self::Long(..) | Self::Text(..), _) => {
                return Err(ParquetError::General(
                    "a column is of another type than its values".to_owned(),
                ));
            }
        }
        Ok(())
    }
}
