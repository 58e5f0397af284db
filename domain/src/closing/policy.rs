//! The rules of closing, by name.

use chrono::NaiveDate;

use super::{ChartTotals, ClosingStatement};
use crate::period::{Month, Period};

/// The first accounting date that anybody can give.
const BEGINNING: NaiveDate =
    NaiveDate::from_ymd_opt(1900, 1, 1).expect("it is a day of the calendar");

/// The month is over on the day.
pub fn over(through: Month, on: NaiveDate) -> bool {
    through.last_day() < on
}

/// Debits equal credits in both charts.
pub fn balanced(statement: &ClosingStatement) -> bool {
    [statement.own, statement.ussgl]
        .iter()
        .all(|ChartTotals { debit, credit }| debit == credit)
}

/// The days that a close takes in. The first close takes in everything before, from the first day that a fact can have.
pub fn period_of(from: Option<Month>, through: Month) -> Period {
    Period {
        starts_on: from.map_or(BEGINNING, Month::first_day),
        ends_on: through.last_day(),
    }
}

/// The first month that a close takes in: the one after those that are closed.
pub fn follows(closed_through: Option<Month>) -> Option<Month> {
    closed_through.map(Month::next)
}
