//! Closeout: how long a recipient and a sub-recipient have for it, and how long records are kept after it.

use chrono::{Days, Months, NaiveDate};

use super::{Dated, dated::day};

/// Days after the end of the period of performance within which a recipient of HHS closes out: 90, from 2023-09-01 120
/// (2 CFR 200.344(b)).
pub const RECIPIENT_CLOSEOUT_DAYS: Dated<u64> = Dated {
    first: 90,
    changes: &[(day(2023, 9, 1), 120)],
};

/// Days within which a sub-recipient closes out (2 CFR 200.344(b)).
pub const SUB_RECIPIENT_CLOSEOUT_DAYS: u64 = 90;

/// Months for which records are kept after the final report (2 CFR 200.334).
pub const RETENTION_MONTHS: u32 = 36;

/// The last day on which a recipient closes out an award whose period of performance ends on a day.
pub fn recipient_closeout_due(ends_on: NaiveDate) -> NaiveDate {
    after(ends_on, RECIPIENT_CLOSEOUT_DAYS.on(ends_on))
}

/// The last day on which a sub-recipient closes out a sub-award whose period of performance ends on a day.
pub fn sub_recipient_closeout_due(ends_on: NaiveDate) -> NaiveDate {
    after(ends_on, SUB_RECIPIENT_CLOSEOUT_DAYS)
}

/// The last day on which records are kept that a final report of a day ended: until then costs are disallowed and
/// adjusted, and not after it.
pub fn retained_until(final_report_on: NaiveDate) -> NaiveDate {
    final_report_on
        .checked_add_months(Months::new(RETENTION_MONTHS))
        .unwrap_or(NaiveDate::MAX)
}

fn after(ends_on: NaiveDate, days: u64) -> NaiveDate {
    ends_on
        .checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_has_120_days_where_the_period_ends_from_september_2023_on() {
        for (ends_on, recipient, sub_recipient) in [
            (day(2024, 9, 29), day(2025, 1, 27), day(2024, 12, 28)),
            (day(2023, 8, 31), day(2023, 11, 29), day(2023, 11, 29)),
            (day(2023, 9, 1), day(2023, 12, 30), day(2023, 11, 30)),
            (day(2011, 2, 14), day(2011, 5, 15), day(2011, 5, 15)),
        ] {
            assert_eq!(recipient_closeout_due(ends_on), recipient, "{ends_on}");
            assert_eq!(
                sub_recipient_closeout_due(ends_on),
                sub_recipient,
                "{ends_on}"
            );
        }
    }

    #[test]
    fn records_are_kept_for_three_years() {
        assert_eq!(retained_until(day(2024, 2, 29)), day(2027, 2, 28));
    }
}
