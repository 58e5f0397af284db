//! Rates, their medians and ratios, in whole numbers.

use std::time::Duration;

/// Events per second.
pub(crate) fn per_second(events: u64, elapsed: Duration) -> u64 {
    let rate = u128::from(events) * 1_000_000_000 / elapsed.as_nanos().max(1);
    u64::try_from(rate).unwrap_or(u64::MAX)
}

/// The rates of one row, one a round.
#[derive(Debug, Clone, Default)]
pub(crate) struct Series(Vec<u64>);

impl Series {
    /// Adds the rate of a round.
    pub(crate) fn push(&mut self, rate: u64) {
        self.0.push(rate);
    }

    /// The middle rate.
    pub(crate) fn median(&self) -> u64 {
        median(self.0.clone())
    }

    /// The middle of the ratios to the baseline of the same round, in thousandths.
    pub(crate) fn ratio(&self, baseline: &Self) -> u64 {
        let ratios = self.0.iter().zip(&baseline.0);
        median(
            ratios
                .map(|(rate, baseline)| rate * 1_000 / (*baseline).max(1))
                .collect(),
        )
    }
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}
