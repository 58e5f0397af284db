//! What is due of the awards of a portfolio, counted out of the calendar.

use std::collections::BTreeMap;

use almoner_domain::{deadline::Standing, identifier::Fain, oversight::Severity};
use chrono::NaiveDate;

use super::PortfolioRow;
use crate::{
    calendar::CalendarFilter,
    read::{ReadError, View},
};

/// By which days deadlines are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortfolioDays {
    /// The day from which is counted.
    pub on: NaiveDate,
    /// The last day on which something is due that is counted as due.
    pub through: NaiveDate,
}

/// How many deadlines of an award, and of what is under it, stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DeadlineCounts {
    /// Due within the days.
    pub due: usize,
    /// Passed and not done.
    pub overdue: usize,
    /// Of them, those that are grave.
    pub overdue_high: usize,
    /// The next day on which anything is due, within the days or after them.
    pub next_due_on: Option<NaiveDate>,
}

impl DeadlineCounts {
    fn add(&mut self, other: Self) {
        self.due += other.due;
        self.overdue += other.overdue;
        self.overdue_high += other.overdue_high;
        let next = [self.next_due_on, other.next_due_on];
        self.next_due_on = next.into_iter().flatten().min();
    }
}

/// The counts of every award that the viewer sees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PortfolioDeadlines(BTreeMap<Fain, DeadlineCounts>);

impl PortfolioDeadlines {
    /// The counts of an award.
    pub fn of(&self, award: &Fain) -> DeadlineCounts {
        self.0.get(award).copied().unwrap_or_default()
    }

    /// The counts of all these awards together.
    pub fn total(&self, rows: &[PortfolioRow]) -> DeadlineCounts {
        let mut total = DeadlineCounts::default();
        for row in rows {
            total.add(self.of(&row.award.award));
        }
        total
    }
}

impl View {
    /// What is due of all awards that the viewer sees: the calendar is computed once, in the same number of statements
    /// however many they are.
    pub async fn portfolio_deadlines(
        &self,
        days: PortfolioDays,
    ) -> Result<PortfolioDeadlines, ReadError> {
        let all = CalendarFilter {
            on: days.on,
            through: NaiveDate::MAX,
            kinds: Vec::new(),
            award: None,
            sub_award: None,
            overdue: true,
            done: false,
        };
        let mut counts = PortfolioDeadlines::default();
        for deadline in self.all_deadlines(&all).await? {
            let of = match deadline.on(days.on) {
                Some(Standing::Due) => DeadlineCounts {
                    due: usize::from(deadline.due_on <= days.through),
                    next_due_on: Some(deadline.due_on),
                    ..DeadlineCounts::default()
                },
                Some(Standing::Overdue) => DeadlineCounts {
                    overdue: 1,
                    overdue_high: usize::from(deadline.severity(days.on) == Some(Severity::High)),
                    ..DeadlineCounts::default()
                },
                Some(Standing::Done | Standing::Settled) | None => continue,
            };
            counts.0.entry(deadline.award).or_default().add(of);
        }
        Ok(counts)
    }
}
