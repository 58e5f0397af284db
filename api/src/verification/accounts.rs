//! The accounts and aggregates, folded anew from the records.

use almoner_domain::{
    closing::ClosedPeriods,
    ledger::Books,
    money::Money,
    posting::{Book, Totals, TrialBalance, post},
};
use almoner_journal::{merkle::Hash, record::RecordLine, store::PastEvent};

/// The event of a record, or why there is none.
pub type ReadEvent = Result<PastEvent, String>;

/// The accounts and aggregates as the records so far make them.
#[derive(Debug, Default)]
pub struct Accounts {
    books: Books,
    balance: TrialBalance,
    /// Some records are withheld: neither an aggregate's history nor an account's balance can be followed.
    is_partial: bool,
    closes: ClosedPeriods,
}

impl Accounts {
    /// Before the first record. Where some records are withheld, neither histories nor balances can be followed.
    pub fn of(is_partial: bool) -> Self {
        Self {
            is_partial,
            ..Self::default()
        }
    }

    /// What [`Self::take`] has to know of a record; this is what takes long, and it can be done on any core.
    pub fn read(line: &RecordLine<'_>, _leaf: Hash) -> ReadEvent {
        PastEvent::of_line(line).map_err(|error| error.to_string())
    }

    /// Takes in the next record, and says what of it does not hold.
    pub fn take(&mut self, read: ReadEvent) -> Result<(), String> {
        let PastEvent {
            position,
            stream,
            sequence,
            event,
            ..
        } = read?;
        if !self.is_partial {
            self.books.open(&stream);
            self.books
                .apply(&stream, sequence, &event)
                .map_err(|error| error.to_string())?;
        }
        let transaction = if self.is_partial {
            post(&event)
        } else {
            let taken = self.closes.take(position.get(), &event);
            taken.map_err(|fault| fault.to_string())?
        };
        let Some(transaction) = transaction else {
            return Ok(());
        };
        self.balance
            .take(&transaction)
            .ok_or_else(|| "the sums of an account are out of range".to_owned())
    }

    /// The sums of a book; nothing where they are out of range.
    pub fn book(&self, book: Book) -> Option<Totals> {
        self.balance.book(book)
    }

    /// How many periods are closed.
    pub fn closes(&self) -> usize {
        self.closes.count()
    }

    /// What does not hold of the accounts as a whole.
    pub fn faults(&self) -> Vec<String> {
        let faults = self.closes.faults();
        let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
            match self.balance.book(book) {
                Some(totals) if totals.debits == totals.credits => {}
                Some(totals) => faults.push(format!(
                    "the {book:?} book does not balance: debits {}, credits {}",
                    totals.debits, totals.credits
                )),
                None => faults.push(format!("the sums of the {book:?} book are out of range")),
            }
        }
        if let Some(account) = self.balance.overdrawn().filter(|_| !self.is_partial) {
            faults.push(format!("the account {account} is below {}", Money::ZERO));
        }
        faults
    }
}
