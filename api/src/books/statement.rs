//! What the plain-text books assert: the balances of accounts where a quarter ends in which they moved, and at the end.
//!
//! Balances run by accounting date, so what was recorded late stands in the quarter that it belongs to.

use std::collections::BTreeSet;

use almoner_domain::{money::Money, posting::Side};
use chrono::{Datelike, Days, NaiveDate};

use super::{BooksError, Daybook, Line, Posted, account};

/// Something to write, in the order of dates.
pub(super) enum Passage<'book> {
    /// A transaction.
    Transaction(&'book Posted),
    /// What accounts hold once all of a day is posted: the account's place, and its debits less its credits.
    Balances(NaiveDate, Vec<(usize, Money)>),
}

/// The books from the first date to the last.
pub(super) struct Statement<'book> {
    /// The accounts' full names, by their place in the daybook.
    pub(super) names: Vec<String>,
    /// The accounts' places in the order of their names, each with the first date that it is posted to.
    pub(super) opened: Vec<(usize, NaiveDate)>,
    /// Transactions and balances.
    pub(super) passages: Vec<Passage<'book>>,
}

impl<'book> Statement<'book> {
    pub(super) fn of(book: &'book Daybook) -> Result<Self, BooksError> {
        let names: Vec<String> = book
            .accounts
            .iter()
            .map(|(own, programme)| account::name(own, programme))
            .collect();
        let mut running = Running {
            names: &names,
            balances: vec![Money::ZERO; names.len()],
            opened: vec![None; names.len()],
            moved: BTreeSet::new(),
        };
        let mut passages = Vec::with_capacity(book.transactions.len());
        let mut until: Option<NaiveDate> = None;
        for posted in book.by_date() {
            if let Some(ends_on) = until.filter(|ends_on| posted.effective_on > *ends_on) {
                passages.push(running.close(ends_on));
            }
            until = Some(quarter_end(posted.effective_on));
            for line in &posted.lines {
                running.take(line, posted.effective_on)?;
            }
            passages.push(Passage::Transaction(posted));
        }
        if let Some(ends_on) = until {
            running.moved = (0..names.len()).collect();
            passages.push(running.close(ends_on));
        }
        let mut opened: Vec<(usize, NaiveDate)> = running
            .opened
            .iter()
            .enumerate()
            .filter_map(|(place, on)| on.map(|on| (place, on)))
            .collect();
        opened.sort_by_key(|(place, _)| &names[*place]);
        Ok(Self {
            names,
            opened,
            passages,
        })
    }
}

/// Accounts as they stand.
struct Running<'names> {
    names: &'names [String],
    balances: Vec<Money>,
    opened: Vec<Option<NaiveDate>>,
    moved: BTreeSet<usize>,
}

impl Running<'_> {
    fn take(&mut self, line: &Line, on: NaiveDate) -> Result<(), BooksError> {
        let held = self.balances[line.account];
        self.balances[line.account] = held
            .plus(signed(line))
            .ok_or_else(|| BooksError::OutOfRange(self.names[line.account].clone()))?;
        self.opened[line.account].get_or_insert(on);
        self.moved.insert(line.account);
        Ok(())
    }

    fn close<'book>(&mut self, ends_on: NaiveDate) -> Passage<'book> {
        let mut moved: Vec<usize> = std::mem::take(&mut self.moved).into_iter().collect();
        moved.sort_by_key(|place| &self.names[*place]);
        let balances = moved
            .into_iter()
            .map(|place| (place, self.balances[place]))
            .collect();
        Passage::Balances(ends_on, balances)
    }
}

/// Debits count up and credits down, as plain-text tools have it.
pub(super) fn signed(line: &Line) -> Money {
    match line.side {
        Side::Debit => line.amount,
        Side::Credit => Money::from_cents(-line.amount.cents()),
    }
}

/// The last day of a day's calendar quarter, which is a federal fiscal quarter too.
fn quarter_end(on: NaiveDate) -> NaiveDate {
    let (year, month) = match on.month() {
        1..=3 => (on.year(), 4),
        4..=6 => (on.year(), 7),
        7..=9 => (on.year(), 10),
        _ => (on.year() + 1, 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)
        .and_then(|next| next.checked_sub_days(Days::new(1)))
        .unwrap_or(on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_ends_with_its_third_month() {
        for (day, end) in [
            ("2019-01-01", "2019-03-31"),
            ("2019-06-30", "2019-06-30"),
            ("2019-07-01", "2019-09-30"),
            ("2019-12-31", "2019-12-31"),
        ] {
            assert_eq!(quarter_end(day.parse().unwrap()), end.parse().unwrap());
        }
    }
}
