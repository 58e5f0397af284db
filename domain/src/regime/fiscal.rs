//! The federal fiscal year.

use chrono::{Datelike, NaiveDate};

/// The federal fiscal year in which a day lies: it runs from 1 October of the year before to 30 September.
pub fn fiscal_year(day: NaiveDate) -> i32 {
    day.year().saturating_add(i32::from(day.month() >= 10))
}

#[cfg(test)]
mod tests {
    use super::{super::dated::day, *};

    #[test]
    fn a_fiscal_year_begins_in_october_of_the_year_before() {
        assert_eq!(fiscal_year(day(2018, 9, 30)), 2018);
        assert_eq!(fiscal_year(day(2018, 10, 1)), 2019);
    }
}
