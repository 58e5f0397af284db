//! Every transaction of the journal, in the order of positions.

use std::{collections::BTreeMap, pin::pin};

use almoner_domain::{
    closing::{Freezes, accounting_date},
    id::ProgrammeCode,
    money::Money,
    posting::{Account, Entry, Side, post},
};
use almoner_journal::{
    record::Position,
    store::{Journal, PastEvent},
};
use chrono::{DateTime, NaiveDate, Utc};
use futures::TryStreamExt;

use super::BooksError;

/// One line of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The account's place in [`Daybook::accounts`].
    pub account: usize,
    /// Debit or credit.
    pub side: Side,
    /// How much, above zero.
    pub amount: Money,
}

/// A transaction, and the event that posted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The event's place in the journal.
    pub position: Position,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The accounting date: the fact's own day, or the first day after a frozen one.
    pub effective_on: NaiveDate,
    /// The fact's own day.
    pub fact_on: NaiveDate,
    /// The position of the event that froze the fact's own day; none where it counts on its own day.
    pub late_behind: Option<u64>,
    /// The event's type.
    pub event: &'static str,
    /// The place of the award or sub-award that it happened to in [`Daybook::subjects`].
    pub subject: usize,
    /// The lines, as the posting rule has them.
    pub lines: Box<[Line]>,
}

/// All transactions of a ledger up to a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daybook {
    /// The name of the log.
    pub origin: String,
    /// The position that it ends at; records after it are left out.
    pub last: Position,
    /// Every account with its programme, in the order of their first postings.
    pub accounts: Vec<(Account, ProgrammeCode)>,
    /// The awards and sub-awards, as `Award/90ZV0134`.
    pub subjects: Vec<String>,
    /// The transactions, in the order of positions.
    pub transactions: Vec<Posted>,
    numbers: Numbers,
    freezes: Freezes,
}

/// The places of what was met before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Numbers {
    accounts: BTreeMap<(Account, ProgrammeCode), usize>,
    subjects: BTreeMap<String, usize>,
}

impl Daybook {
    /// Reads the records up to `last`. `progress` is told of every thousand.
    ///
    /// # Errors
    /// [`BooksError::Read`] when the journal cannot be read.
    pub async fn read(
        journal: &Journal,
        last: Position,
        mut progress: impl FnMut(Position),
    ) -> Result<Self, BooksError> {
        let mut book = Self {
            origin: journal.origin().to_owned(),
            last,
            accounts: Vec::new(),
            subjects: Vec::new(),
            transactions: Vec::new(),
            numbers: Numbers::default(),
            freezes: Freezes::default(),
        };
        let mut events = pin!(journal.replay_events(Position::ZERO, last));
        while let Some(past) = events.try_next().await? {
            if past.position.get().is_multiple_of(1000) {
                progress(past.position);
            }
            book.take(&past);
        }
        Ok(book)
    }

    fn take(&mut self, past: &PastEvent) {
        self.freezes.take(past.position.get(), &past.event);
        let Some(transaction) = post(&past.event) else {
            return;
        };
        let programme = transaction.programme();
        let fact_on = transaction.effective_on();
        let date = accounting_date(fact_on, self.freezes.of(programme));
        let lines = transaction.entries().iter();
        let lines = lines.map(|entry| self.line(entry, programme)).collect();
        let subject = self.subject(past.stream.to_string());
        self.transactions.push(Posted {
            position: past.position,
            recorded_at: past.recorded_at,
            effective_on: date.on,
            fact_on,
            late_behind: date.late_behind,
            event: past.event.event_type(),
            subject,
            lines,
        });
    }

    fn line(&mut self, entry: &Entry, programme: &ProgrammeCode) -> Line {
        let key = (entry.account.clone(), programme.clone());
        let accounts = &mut self.accounts;
        let account = *self.numbers.accounts.entry(key).or_insert_with_key(|key| {
            accounts.push(key.clone());
            accounts.len() - 1
        });
        Line {
            account,
            side: entry.side,
            amount: entry.amount,
        }
    }

    fn subject(&mut self, name: String) -> usize {
        let subjects = &mut self.subjects;
        *self
            .numbers
            .subjects
            .entry(name)
            .or_insert_with_key(|name| {
                subjects.push(name.clone());
                subjects.len() - 1
            })
    }

    /// The transactions by accounting date, those of a day by position: the order that plain-text accounting asks for.
    pub fn by_date(&self) -> Vec<&Posted> {
        let mut sorted: Vec<&Posted> = self.transactions.iter().collect();
        sorted.sort_by_key(|posted| (posted.effective_on, posted.position));
        sorted
    }
}
