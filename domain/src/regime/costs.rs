//! Indirect costs: the de minimis rate, and how much of each sub-award counts in its base.

use super::{Dated, dated::day};

/// The de minimis rate, in percent of modified total direct costs: 10 from 2014-12-26, 15 from 2024-10-01; before, there
/// was none (2 CFR 200.414(f)).
pub const DE_MINIMIS_PERCENT: Dated<u32> = Dated {
    first: 0,
    changes: &[(day(2014, 12, 26), 10), (day(2024, 10, 1), 15)],
};

/// How much of each sub-award counts in modified total direct costs, in whole dollars: the first 25,000, from 2024-10-01
/// the first 50,000 (2 CFR 200.1).
pub const MTDC_SUB_AWARD_DOLLARS: Dated<i64> = Dated {
    first: 25_000,
    changes: &[(day(2024, 10, 1), 50_000)],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_indirect_costs_change_in_october_2024() {
        let (before, after) = (day(2024, 9, 30), day(2024, 10, 1));
        assert_eq!(DE_MINIMIS_PERCENT.on(day(2014, 12, 25)), 0);
        assert_eq!(
            (DE_MINIMIS_PERCENT.on(before), DE_MINIMIS_PERCENT.on(after)),
            (10, 15)
        );
        assert_eq!(
            (
                MTDC_SUB_AWARD_DOLLARS.on(before),
                MTDC_SUB_AWARD_DOLLARS.on(after)
            ),
            (25_000, 50_000)
        );
    }
}
