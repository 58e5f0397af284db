//! Postings as CSV: a row a line of a transaction, in the order of the journal.

use std::io::Write;

use almoner_domain::{
    id::SubAwardId,
    money::Money,
    posting::{Book, Layer, Side},
};

use super::{BooksError, Daybook, Line};

/// The columns, here and in Parquet.
pub(super) const COLUMNS: [&str; 19] = [
    "position",
    "entry",
    "event",
    "subject",
    "effective_on",
    "recorded_at",
    "programme",
    "award",
    "sub_award",
    "account",
    "kind",
    "ussgl",
    "book",
    "layer",
    "side",
    "amount",
    "balance_after",
    "fact_on",
    "late_behind",
];

/// Writes a heading and all rows, ended as RFC 4180 has it.
pub(super) fn write(book: &Daybook, output: &mut impl Write) -> Result<(), BooksError> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(output);
    table.write_record(COLUMNS).map_err(broken)?;
    let mut balances = Balances::of(book);
    for posted in &book.transactions {
        for (entry, line) in (1_u32..).zip(&posted.lines) {
            let (account, programme) = &book.accounts[line.account];
            let kind = account.kind();
            let balance = balances.after(line)?;
            table
                .write_record([
                    posted.position.to_string().as_str(),
                    &entry.to_string(),
                    posted.event,
                    &book.subjects[posted.subject],
                    &posted.effective_on.to_string(),
                    &posted
                        .recorded_at
                        .format("%Y-%m-%dT%H:%M:%S%.6fZ")
                        .to_string(),
                    programme.as_str(),
                    account.award().as_str(),
                    account.sub_award().map_or("", SubAwardId::as_str),
                    &account.to_string(),
                    kind.code(),
                    kind.ussgl().unwrap_or_default(),
                    book_word(kind.book()),
                    layer_word(kind.layer()),
                    side_word(line.side),
                    &line.amount.to_string(),
                    &balance.to_string(),
                    &posted.fact_on.to_string(),
                    &posted
                        .late_behind
                        .map_or_else(String::new, |position| position.to_string()),
                ])
                .map_err(broken)?;
        }
    }
    table.flush()?;
    Ok(())
}

fn broken(error: csv::Error) -> BooksError {
    BooksError::Output(error.into())
}

/// What each account holds, on the side on which it grows, as the journal goes on.
pub(super) struct Balances<'book> {
    book: &'book Daybook,
    held: Vec<Money>,
}

impl<'book> Balances<'book> {
    pub(super) fn of(book: &'book Daybook) -> Self {
        Self {
            book,
            held: vec![Money::ZERO; book.accounts.len()],
        }
    }

    /// What the line's account holds after it.
    pub(super) fn after(&mut self, line: &Line) -> Result<Money, BooksError> {
        let account = &self.book.accounts[line.account].0;
        let held = self.held[line.account];
        let after = if line.side == account.kind().normal_side() {
            held.plus(line.amount)
        } else {
            held.minus(line.amount)
        };
        let after = after.ok_or_else(|| BooksError::OutOfRange(account.to_string()))?;
        self.held[line.account] = after;
        Ok(after)
    }
}

pub(super) fn book_word(book: Book) -> &'static str {
    match book {
        Book::Budgetary => "BUDGETARY",
        Book::Proprietary => "PROPRIETARY",
        Book::Memorandum => "MEMORANDUM",
    }
}

pub(super) fn layer_word(layer: Layer) -> &'static str {
    match layer {
        Layer::Encumbrance => "ENCUMBRANCE",
        Layer::Pending => "PENDING",
        Layer::Settled => "SETTLED",
    }
}

pub(super) fn side_word(side: Side) -> &'static str {
    match side {
        Side::Debit => "DEBIT",
        Side::Credit => "CREDIT",
    }
}
