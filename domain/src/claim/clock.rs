//! The clock of a clean claim. What cannot be paid yet keeps its place in it all the same.

use chrono::{Days, NaiveDate};

/// Days within which a clean claim is paid (2 CFR 200.305(b)(3); the same in 45 CFR 75.305).
pub const PAYMENT_DAYS: u16 = 30;

/// The last day on which a claim that was received on a day is paid in time.
pub fn payment_due_on(received_on: NaiveDate) -> NaiveDate {
    received_on
        .checked_add_days(Days::new(u64::from(PAYMENT_DAYS)))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_claim_is_paid_within_thirty_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(payment_due_on(day("2024-01-31")), day("2024-03-01"));
        assert_eq!(payment_due_on(NaiveDate::MAX), NaiveDate::MAX);
    }
}
