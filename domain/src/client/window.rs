//! The clocks of a case: for how long a phase, a letter and a benefit last. Days in, days out; nothing here knows
//! what day it is.
//!
//! A window is a span of days, both ends included, and its first day counts: 42 days from 1 January end on 11 February.

use chrono::{Days, Months, NaiveDate};

use super::ClientPhase;
use crate::period::Period;

/// How long an adult's case waits for its screening (notice HHS-2018-ACF-IOAS-OTIP-ZV-1369).
pub const SCREENING_DAYS: u64 = 42;

/// How long a child has interim assistance (22 U.S.C. 7105(b)(1)(G)).
pub const INTERIM_DAYS: u64 = 90;

/// By how much interim assistance is extended, once (22 U.S.C. 7105(b)(1)(G)).
pub const INTERIM_EXTENSION_DAYS: u64 = 30;

/// Letters dated from this day on do not expire.
pub const LETTERS_LAST_FROM: NaiveDate =
    NaiveDate::from_ymd_opt(2001, 11, 6).expect("a date of the calendar");

/// For how many months an earlier letter held.
pub const EARLY_LETTER_MONTHS: u32 = 8;

/// For how many months refugee benefits last (Office of Refugee Resettlement), by the first day of eligibility from
/// which each length applies, oldest first.
pub const BENEFIT_MONTHS: [(NaiveDate, u32); 3] = [
    (NaiveDate::MIN, 8),
    (
        NaiveDate::from_ymd_opt(2021, 10, 1).expect("a date of the calendar"),
        12,
    ),
    (
        NaiveDate::from_ymd_opt(2025, 5, 5).expect("a date of the calendar"),
        4,
    ),
];

/// The last day of a phase that began on `since`; none where the phase has no end of its own.
pub fn phase_ends_on(phase: ClientPhase, since: NaiveDate) -> Option<NaiveDate> {
    match phase {
        ClientPhase::PendingScreening => Some(last_of_days(since, SCREENING_DAYS)),
        ClientPhase::InterimAssistance => Some(last_of_days(since, INTERIM_DAYS)),
        ClientPhase::PreCertified | ClientPhase::Certified | ClientPhase::Eligible => None,
    }
}

/// The last day of interim assistance that began on `since` and was extended.
pub fn extended_interim_ends_on(since: NaiveDate) -> NaiveDate {
    last_of_days(since, INTERIM_DAYS + INTERIM_EXTENSION_DAYS)
}

/// The last day on which a letter holds; none where it holds for good.
pub fn letter_ends_on(dated_on: NaiveDate) -> Option<NaiveDate> {
    (dated_on < LETTERS_LAST_FROM).then(|| last_of_months(dated_on, EARLY_LETTER_MONTHS))
}

/// The days on which a client may have refugee benefits, by the first day of eligibility.
pub fn benefit_window(eligible_on: NaiveDate) -> Period {
    let months = BENEFIT_MONTHS
        .iter()
        .rev()
        .find(|(from, _)| *from <= eligible_on)
        .map_or(0, |(_, months)| *months);
    Period {
        starts_on: eligible_on,
        ends_on: last_of_months(eligible_on, months),
    }
}

fn last_of_days(first: NaiveDate, days: u64) -> NaiveDate {
    first
        .checked_add_days(Days::new(days.saturating_sub(1)))
        .unwrap_or(NaiveDate::MAX)
}

/// The last of a number of months: the day before the same day of the later month. Where that month is too short to
/// have the day, its own last day: a month from 31 January ends on 28 February, one from 28 February on 27 March.
fn last_of_months(first: NaiveDate, months: u32) -> NaiveDate {
    use chrono::Datelike as _;
    let Some(same_day) = first.checked_add_months(Months::new(months)) else {
        return NaiveDate::MAX;
    };
    if same_day.day() < first.day() {
        return same_day;
    }
    same_day.pred_opt().unwrap_or(same_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_clamped_to_the_end_of_a_shorter_one() {
        for (first, months, last) in [
            ("2019-01-31", 1, "2019-02-28"),
            ("2020-01-31", 1, "2020-02-29"),
            ("2019-01-29", 1, "2019-02-28"),
            ("2019-01-28", 1, "2019-02-27"),
            ("2019-02-28", 1, "2019-03-27"),
            ("2019-03-31", 1, "2019-04-30"),
            ("2019-01-01", 1, "2019-01-31"),
            ("2019-12-31", 2, "2020-02-29"),
        ] {
            assert_eq!(last_of_months(day(first), months), day(last), "{first}");
        }
    }

    #[test]
    fn refugee_benefits_last_as_long_as_the_first_day_of_eligibility_says() {
        for (eligible_on, ends_on) in [
            ("2019-01-31", "2019-09-30"),
            ("2019-06-30", "2020-02-29"),
            ("2021-09-30", "2022-05-29"),
            ("2021-10-01", "2022-09-30"),
            ("2024-02-29", "2025-02-28"),
            ("2025-05-04", "2026-05-03"),
            ("2025-05-05", "2025-09-04"),
            ("2025-05-31", "2025-09-30"),
            ("2025-10-31", "2026-02-28"),
        ] {
            let window = benefit_window(day(eligible_on));
            assert_eq!(window.starts_on, day(eligible_on));
            assert_eq!(window.ends_on, day(ends_on), "{eligible_on}");
        }
    }

    #[test]
    fn only_letters_before_6_november_2001_expire() {
        assert_eq!(letter_ends_on(day("2001-11-05")), Some(day("2002-07-04")));
        assert_eq!(letter_ends_on(day("2001-10-31")), Some(day("2002-06-30")));
        assert_eq!(letter_ends_on(day("2001-11-06")), None);
        assert_eq!(letter_ends_on(day("2019-01-10")), None);
    }

    #[test]
    fn phases_that_wait_have_an_end() {
        let first = day("2019-01-01");
        assert_eq!(
            phase_ends_on(ClientPhase::PendingScreening, first),
            Some(day("2019-02-11"))
        );
        assert_eq!(
            phase_ends_on(ClientPhase::InterimAssistance, first),
            Some(day("2019-03-31"))
        );
        assert_eq!(extended_interim_ends_on(first), day("2019-04-30"));
        for phase in [
            ClientPhase::PreCertified,
            ClientPhase::Certified,
            ClientPhase::Eligible,
        ] {
            assert_eq!(phase_ends_on(phase, first), None);
        }
    }
}
