//! The periods of federal financial reports, and when these are due.

use chrono::{Datelike, NaiveDate};

use crate::period::Period;

/// The last days of the semi-annual periods of a project, in order: each 31 March and 30 September before its last day,
/// with which the final report's period ends.
pub fn semi_annual_ends(project: Period) -> Vec<NaiveDate> {
    (project.starts_on.year()..=project.ends_on.year())
        .flat_map(|year| [(year, 3, 31), (year, 9, 30)])
        .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|end| project.starts_on <= *end && *end < project.ends_on)
        .collect()
}

/// When the report of a semi-annual period is due: 30 April, or 30 October, after its last day.
pub fn financial_report_due(period_ends_on: NaiveDate) -> NaiveDate {
    let (year, month) = (period_ends_on.year(), period_ends_on.month());
    let due = if month <= 3 { 4 } else { 10 };
    NaiveDate::from_ymd_opt(year, due, 30).unwrap_or(NaiveDate::MAX)
}
