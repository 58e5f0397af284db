//! What an event moved: balances, figures, and lines of the report of the period that it falls in.

use almoner_domain::{identifier::Fain, money::Money, posting::AccountKind};
use chrono::{Datelike, NaiveDate};

use super::{FinancialLine, MovedReportFigure, moved_report::Posted, query::out_of_range};
use crate::{
    postings::PostingRow,
    read::{ReadError, View, as_of},
    table::Cell,
};

/// What an event moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// Its postings, each with the balance of its account after it.
    pub postings: Vec<PostingRow>,
    /// The figures of its award and sub-award that it moved.
    pub figures: Vec<MovedFigure>,
    /// The lines of the semi-annual federal financial report that it moved.
    pub lines: Vec<MovedLine>,
    /// The figures of all other reports that it moved.
    pub report_figures: Vec<MovedReportFigure>,
}

/// A figure that an event moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedFigure {
    /// The account that it is the balance of.
    pub account: String,
    /// What it holds.
    pub kind: AccountKind,
    /// What it was before.
    pub before: Money,
    /// What it was after.
    pub after: Money,
}

/// A line of a report that an event moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedLine {
    /// The award that is reported on.
    pub award: Fain,
    /// The line.
    pub line: FinancialLine,
    /// The end of the first reporting period that it stands in; the lines are cumulative, so it stands in all later ones.
    pub ends_on: NaiveDate,
    /// By how much; below zero where it took from it.
    pub change: Money,
}

impl View {
    /// What the event of a position moved; nothing of an event that the viewer does not see, or that posted nothing.
    pub async fn moved(&self, position: i64) -> Result<Movement, ReadError> {
        let postings = self.postings_at(position).await?;
        let mut figures: Vec<MovedFigure> = Vec::new();
        for posting in &postings {
            let change = grown(posting).ok_or_else(out_of_range)?;
            let before = posting.balance_after.minus(change);
            let before = before.ok_or_else(out_of_range)?;
            match figures
                .iter_mut()
                .find(|figure| figure.account == posting.account)
            {
                Some(figure) => figure.after = posting.balance_after,
                None => figures.push(MovedFigure {
                    account: posting.account.clone(),
                    kind: posting.kind,
                    before,
                    after: posting.balance_after,
                }),
            }
        }
        // The report is the whole award's, so only who sees the award is told of it.
        let (mut lines, mut report_figures) = (Vec::new(), Vec::new());
        if let Some(first) = postings.first()
            && let Some(award) = self.award(&first.award).await?
        {
            let returned = self.returned(position).await?;
            lines = moved_lines(first, &postings, returned == Return::OfAward)?;
            let posted = Posted {
                award: &award,
                postings: &postings,
                returned,
            };
            report_figures = self.moved_by_postings(&posted).await?;
        }
        report_figures.extend(self.moved_by_claims(position).await?);
        Ok(Movement {
            postings,
            figures,
            lines,
            report_figures,
        })
    }
}

/// What an event gave back to the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Return {
    /// Nothing.
    Nothing,
    /// What was left when a budget period closed.
    OfBudgetPeriod,
    /// What was left when the award closed, or came to be left after it.
    OfAward,
}

impl View {
    /// What the event of a position gave back.
    async fn returned(&self, position: i64) -> Result<Return, ReadError> {
        let rows = self.rows(as_of(self, RETURNED).bind(position)).await?;
        let found = rows.first().map(|row| bool::read(row, "of_award"));
        Ok(match found.transpose()? {
            None => Return::Nothing,
            Some(true) => Return::OfAward,
            Some(false) => Return::OfBudgetPeriod,
        })
    }
}

const RETURNED: &str = "
SELECT event_type <> 'BudgetPeriodClosed' AS of_award FROM audit_trail WHERE position <= $1 AND position = $2
  AND event_type IN ('AwardClosed', 'DisallowedFundsReleased', 'AdjustedFundsReleased', 'BudgetPeriodClosed')";

/// What a posting adds to its account, on the side on which it grows.
pub(super) fn grown(posting: &PostingRow) -> Option<Money> {
    if posting.side == posting.kind.normal_side() {
        Some(posting.amount)
    } else {
        Money::ZERO.minus(posting.amount)
    }
}

/// `closes` is that the event closed its award: what went back stays authorized on the form.
fn moved_lines(
    first: &PostingRow,
    postings: &[PostingRow],
    closes: bool,
) -> Result<Vec<MovedLine>, ReadError> {
    let mut lines = Vec::new();
    for line in FinancialLine::ALL {
        // The share of a change of what is authorized is no posting.
        if matches!(line, FinancialLine::I | FinancialLine::K) {
            continue;
        }
        let mut change = Money::ZERO;
        let terms = line.terms().into_iter();
        for term in terms.filter(|term| !closes || term.kind != AccountKind::Allotted) {
            for posting in postings.iter().filter(|posting| posting.kind == term.kind) {
                let grown = grown(posting).ok_or_else(out_of_range)?;
                let next = if term.added {
                    change.plus(grown)
                } else {
                    change.minus(grown)
                };
                change = next.ok_or_else(out_of_range)?;
            }
        }
        if !change.is_zero() {
            lines.push(MovedLine {
                award: first.award.clone(),
                line,
                ends_on: period_end(first.effective_on),
                change,
            });
        }
    }
    Ok(lines)
}

/// The end of the semi-annual reporting period of a day: 31 March or 30 September.
fn period_end(on: NaiveDate) -> NaiveDate {
    let (year, month, day) = match on.month() {
        1..=3 => (on.year(), 3, 31),
        4..=9 => (on.year(), 9, 30),
        _ => (on.year() + 1, 3, 31),
    };
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_in_march_or_september() {
        for (on, end) in [
            ("2019-01-01", "2019-03-31"),
            ("2019-03-31", "2019-03-31"),
            ("2019-04-01", "2019-09-30"),
            ("2019-09-30", "2019-09-30"),
            ("2019-10-01", "2020-03-31"),
        ] {
            assert_eq!(period_end(on.parse().unwrap()), end.parse().unwrap());
        }
    }
}
