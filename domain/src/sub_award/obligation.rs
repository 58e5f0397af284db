//! What was obligated when, and what of it is reported under the Transparency Act.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    money::Money, period::Month, programme::FfataBasis, regime::sub_award_report_threshold,
};

/// An action that obligated more, or took unliquidated funds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationAction {
    /// The accounting date.
    pub on: NaiveDate,
    /// How much more; below zero where funds were taken back.
    pub amount: Money,
    /// The obligation after it.
    pub obligated: Money,
}

/// What is reportable of each month, by the basis that the rules name (2 CFR part 170).
///
/// Each action: the sum of the month's actions that reach the threshold of their own day. Cumulative: the obligation
/// after the month's last action, from the month on in which it first reaches the threshold, whenever more was
/// obligated in the month.
pub fn reportable(actions: &[ObligationAction], basis: FfataBasis) -> BTreeMap<Month, Money> {
    let mut in_order: Vec<&ObligationAction> = actions.iter().collect();
    in_order.sort_by_key(|action| action.on);
    let mut months: BTreeMap<Month, Money> = BTreeMap::new();
    let mut reached = false;
    let mut obligated = Money::ZERO;
    for action in in_order {
        obligated = obligated.plus(action.amount).unwrap_or(action.obligated);
        let month = Month::of(action.on);
        let Some(threshold) = sub_award_report_threshold(action.on) else {
            continue;
        };
        match basis {
            FfataBasis::EachAction => {
                if action.amount >= threshold {
                    let sum = months.entry(month).or_insert(Money::ZERO);
                    *sum = sum.plus(action.amount).unwrap_or(*sum);
                }
            }
            FfataBasis::Cumulative => {
                reached |= obligated >= threshold;
                if reached && action.amount.is_positive() || months.contains_key(&month) {
                    months.insert(month, obligated);
                }
            }
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(on: &str, amount: &str, obligated: &str) -> ObligationAction {
        ObligationAction {
            on: on.parse().unwrap(),
            amount: Money::parse(amount).unwrap(),
            obligated: Money::parse(obligated).unwrap(),
        }
    }

    fn reported(actions: &[ObligationAction], basis: FfataBasis) -> Vec<(String, String)> {
        reportable(actions, basis)
            .into_iter()
            .map(|(month, amount)| (month.to_string(), amount.to_string()))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(month, amount)| ((*month).to_owned(), (*amount).to_owned()))
            .collect()
    }

    #[test]
    fn each_action_is_compared_with_the_threshold_of_its_day() {
        let actions = [
            action("2010-09-30", "40000", "40000"),
            action("2010-11-07", "25000", "65000"),
            action("2010-11-20", "24999.99", "89999.99"),
            action("2020-11-11", "25000", "114999.99"),
            action("2020-11-12", "29999.99", "144999.98"),
            action("2024-01-31", "30000", "174999.98"),
            action("2024-01-31", "31000", "205999.98"),
        ];
        assert_eq!(
            reported(&actions, FfataBasis::EachAction),
            pairs(&[
                ("2010-11", "25000.00"),
                ("2020-11", "25000.00"),
                ("2024-01", "61000.00")
            ])
        );
    }

    #[test]
    fn cumulatively_a_small_action_is_reported_once_the_sum_reaches_the_threshold() {
        let actions = [
            action("2024-01-10", "20000", "20000"),
            action("2024-02-10", "10000", "30000"),
            action("2024-03-10", "-5000", "25000"),
            action("2024-04-10", "1000", "26000"),
        ];
        assert_eq!(
            reported(&actions, FfataBasis::Cumulative),
            pairs(&[("2024-02", "30000.00"), ("2024-04", "26000.00")])
        );
        assert_eq!(reported(&actions, FfataBasis::EachAction), pairs(&[]));
    }
}
