//! The closed periods looked at again: the trial balance of each, made anew from the events, against what its closing bound.

use thiserror::Error;

use super::{ClosingEvent, ClosingStatement, Freezes, accounting_date};
use crate::{
    id::ProgrammeCode,
    ledger::Event,
    period::Month,
    posting::{MonthTotals, Transaction, TrialBalanceDigest, post},
};

/// What is wrong with a close, as the events tell it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CloseFault {
    /// The events make another trial balance than the close binds.
    #[error(
        "the close of {programme} through {through} at position {closed_at} binds the trial balance {bound}, and the events \
         make {made}, or other totals"
    )]
    Differs {
        /// The programme.
        programme: ProgrammeCode,
        /// The last month of the close.
        through: Month,
        /// The position of the event that bound it.
        closed_at: u64,
        /// The digest that is bound.
        bound: TrialBalanceDigest,
        /// The digest that the events make.
        made: TrialBalanceDigest,
    },
    /// The close names another position as the one that froze it.
    #[error(
        "the close of {programme} through {through} at position {closed_at} names {named} as the position that froze it, \
         which it is not"
    )]
    FrozenElsewhere {
        /// The programme.
        programme: ProgrammeCode,
        /// The last month of the close.
        through: Month,
        /// The position of the event that bound it.
        closed_at: u64,
        /// The position that is named.
        named: u64,
    },
    /// A sum is past what a ledger can hold.
    #[error("the sums of a month are out of range")]
    OutOfRange,
}

/// What was posted by month, and every close that the events tell of, as they come in their order.
#[derive(Debug, Default)]
pub struct ClosedPeriods {
    freezes: Freezes,
    months: MonthTotals,
    closed: Vec<Closed>,
}

/// A close, and what it bound.
#[derive(Debug)]
struct Closed {
    position: u64,
    programme: ProgrammeCode,
    from: Option<Month>,
    through: Month,
    statement: ClosingStatement,
    /// The events before it make what it binds.
    held: bool,
}

impl ClosedPeriods {
    /// Takes in the event at a position, and answers what it posts.
    ///
    /// # Errors
    /// [`CloseFault`] where the event binds a period to what the events before it do not make.
    pub fn take(
        &mut self,
        position: u64,
        event: &Event,
    ) -> Result<Option<Transaction>, CloseFault> {
        self.freezes.take(position, event);
        if let Event::Closing(ClosingEvent::PeriodClosed {
            programme,
            from,
            through,
            statement,
            ..
        }) = event
        {
            let closed = Closed {
                position,
                programme: programme.clone(),
                from: *from,
                through: *through,
                statement: statement.clone(),
                held: false,
            };
            return self.bind(closed).map(|()| None);
        }
        let Some(transaction) = post(event) else {
            return Ok(None);
        };
        let freeze = self.freezes.of(transaction.programme());
        let date = accounting_date(transaction.effective_on(), freeze);
        self.months
            .take(&transaction, date.on)
            .ok_or(CloseFault::OutOfRange)?;
        Ok(Some(transaction))
    }

    /// How many periods are closed.
    pub fn count(&self) -> usize {
        self.closed.len()
    }

    /// What is wrong with the closes once all events are in, besides what their own events said: those that moved since.
    pub fn faults(&self) -> Vec<CloseFault> {
        let held = self.closed.iter().filter(|closed| closed.held);
        let faults = held.map(|closed| self.compare(closed));
        faults.filter_map(Result::err).collect()
    }

    /// What was posted by month.
    pub fn months(&self) -> &MonthTotals {
        &self.months
    }

    /// Takes in a close, and says whether it binds what the events before it make.
    fn bind(&mut self, mut closed: Closed) -> Result<(), CloseFault> {
        let compared = self.compare(&closed);
        closed.held = compared.is_ok();
        let named = closed.statement.frozen_at;
        let frozen = self
            .freezes
            .of(&closed.programme)
            .is_some_and(|freeze| (freeze.position, freeze.through) == (named, closed.through));
        let elsewhere = CloseFault::FrozenElsewhere {
            programme: closed.programme.clone(),
            through: closed.through,
            closed_at: closed.position,
            named,
        };
        self.closed.push(closed);
        compared?;
        if frozen { Ok(()) } else { Err(elsewhere) }
    }

    fn compare(&self, closed: &Closed) -> Result<(), CloseFault> {
        let made = self
            .months
            .balance(&closed.programme, closed.from, closed.through)
            .and_then(|balance| balance.statement(closed.statement.frozen_at))
            .ok_or(CloseFault::OutOfRange)?;
        if made == closed.statement {
            return Ok(());
        }
        Err(CloseFault::Differs {
            programme: closed.programme.clone(),
            through: closed.through,
            closed_at: closed.position,
            bound: closed.statement.digest.clone(),
            made: made.digest,
        })
    }
}
