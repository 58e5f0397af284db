//! What a prime owes, and may do, about its sub-awards, by date.

use chrono::{Days, Months, NaiveDate};

use super::{Dated, REGULATION, Regulation, dated::day};
use crate::{money::Money, period::Month};

/// The most of a fixed-amount sub-award, in whole dollars; 0 while there was no such instrument (45 CFR 75.353, 2 CFR
/// 200.333; the middle one is the simplified acquisition threshold of OMB M-18-18).
pub const FIXED_AMOUNT_CEILING_DOLLARS: Dated<i64> = Dated {
    first: 0,
    changes: &[
        (day(2014, 12, 26), 150_000),
        (day(2018, 6, 20), 250_000),
        (day(2024, 10, 1), 500_000),
    ],
};

/// From how many dollars of federal expenditures, by the first day of the fiscal year, a single audit is required (2
/// CFR 200.501).
pub const SINGLE_AUDIT_DOLLARS: Dated<i64> = Dated {
    first: 750_000,
    changes: &[(day(2024, 10, 1), 1_000_000)],
};

/// From how many dollars an obligating action is reported, by its day; 0 before the Transparency Act (2 CFR part 170).
pub const SUB_AWARD_REPORT_DOLLARS: Dated<i64> = Dated {
    first: 0,
    changes: &[(day(2010, 10, 1), 25_000), (day(2020, 11, 12), 30_000)],
};

/// Days within which a clean bill is paid (2 CFR 200.305(b)(3)).
pub const CLEAN_CLAIM_DAYS: u64 = 30;

/// Whether a sub-award executed on a day is told its fourteen elements before it is paid (2 CFR 200.332(b)(1)), and is
/// of a fixed amount where it pays by the unit. Those executed before go by what was agreed in their time.
pub fn follows_part_200(executed_on: NaiveDate) -> bool {
    REGULATION.on(executed_on) == Regulation::Part200
}

/// The most of a fixed-amount sub-award on a day; none while there was no such instrument.
pub fn fixed_amount_ceiling(on: NaiveDate) -> Option<Money> {
    whole(FIXED_AMOUNT_CEILING_DOLLARS.on(on))
}

/// From which federal expenditures of a fiscal year that begins on a day a single audit is required.
pub fn single_audit_threshold(fiscal_year_starts_on: NaiveDate) -> Money {
    whole(SINGLE_AUDIT_DOLLARS.on(fiscal_year_starts_on)).unwrap_or_default()
}

/// From which amount an obligating action of a day is reported; none before the Transparency Act.
pub fn sub_award_report_threshold(on: NaiveDate) -> Option<Money> {
    whole(SUB_AWARD_REPORT_DOLLARS.on(on))
}

/// When a bill that was received on a day, and is clean, is paid at the latest.
pub fn clean_claim_due(received_on: NaiveDate) -> NaiveDate {
    received_on
        .checked_add_days(Days::new(CLEAN_CLAIM_DAYS))
        .unwrap_or(NaiveDate::MAX)
}

/// When the management decision on an audit report that was accepted on a day is due: six months later (2 CFR
/// 200.521(d)).
pub fn management_decision_due(accepted_on: NaiveDate) -> NaiveDate {
    later(accepted_on, 6)
}

/// When the single audit of a fiscal year is due: nine months after its end (2 CFR 200.512(a)).
pub fn audit_report_due(fiscal_year_ends_on: NaiveDate) -> NaiveDate {
    later(fiscal_year_ends_on, 9)
}

fn later(on: NaiveDate, months: u32) -> NaiveDate {
    on.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

fn whole(dollars: i64) -> Option<Money> {
    (dollars > 0).then(|| Money::from_cents(dollars.saturating_mul(100)))
}

/// When the report of an obligating action is due: the last day of the month after the one in which it was made.
pub fn sub_award_report_due(obligated_on: NaiveDate) -> NaiveDate {
    Month::of(obligated_on)
        .last_day()
        .succ_opt()
        .map_or(NaiveDate::MAX, |next| Month::of(next).last_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn money(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn the_ceiling_of_a_fixed_amount_rises_by_date() {
        for (day, ceiling) in [
            ("2014-12-25", None),
            ("2014-12-26", Some("150000")),
            ("2018-06-19", Some("150000")),
            ("2018-06-20", Some("250000")),
            ("2024-09-30", Some("250000")),
            ("2024-10-01", Some("500000")),
        ] {
            assert_eq!(fixed_amount_ceiling(on(day)), ceiling.map(money), "{day}");
        }
    }

    #[test]
    fn thresholds_follow_the_day() {
        assert_eq!(single_audit_threshold(on("2024-09-30")), money("750000"));
        assert_eq!(single_audit_threshold(on("2024-10-01")), money("1000000"));
        assert_eq!(sub_award_report_threshold(on("2010-09-30")), None);
        assert_eq!(
            sub_award_report_threshold(on("2020-11-11")),
            Some(money("25000"))
        );
        assert_eq!(
            sub_award_report_threshold(on("2020-11-12")),
            Some(money("30000"))
        );
    }

    #[test]
    fn a_sub_award_report_is_due_at_the_end_of_the_next_month() {
        for (obligated, due) in [
            ("2010-11-07", "2010-12-31"),
            ("2024-01-31", "2024-02-29"),
            ("2024-12-01", "2025-01-31"),
        ] {
            assert_eq!(sub_award_report_due(on(obligated)), on(due));
        }
    }
}
