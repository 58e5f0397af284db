//! A figure that changes from a day on.

use chrono::NaiveDate;

/// A figure by date: what stood first, and what followed it from which day on, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated<T: 'static> {
    /// What stood before the first change.
    pub first: T,
    /// The changes: the first day, and what stands from it on. The days ascend.
    pub changes: &'static [(NaiveDate, T)],
}

impl<T: Copy> Dated<T> {
    /// What stands on a day.
    pub fn on(&self, day: NaiveDate) -> T {
        self.changes
            .iter()
            .rev()
            .find(|(from, _)| *from <= day)
            .map_or(self.first, |(_, figure)| *figure)
    }
}

/// A day of a table.
pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a table names days of the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_from_its_day_on() {
        const FIGURE: Dated<u32> = Dated {
            first: 1,
            changes: &[(day(2010, 5, 1), 2), (day(2020, 1, 1), 3)],
        };
        for (on, figure) in [
            (day(1999, 1, 1), 1),
            (day(2010, 4, 30), 1),
            (day(2010, 5, 1), 2),
            (day(2019, 12, 31), 2),
            (day(2020, 1, 1), 3),
        ] {
            assert_eq!(FIGURE.on(on), figure, "{on}");
        }
    }
}
