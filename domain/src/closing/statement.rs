//! What two officers say of a trial balance, and what an event binds: its digest and its totals.

use serde::{Deserialize, Serialize};

use crate::{money::Money, posting::TrialBalanceDigest};

/// A trial balance, by digest and totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingStatement {
    /// The position of the event that froze the months: the trial balance is the one as of it, and of any later one.
    pub frozen_at: u64,
    /// SHA-256 of its canonical text.
    pub digest: TrialBalanceDigest,
    /// What is left on the two sides of our own accounts.
    pub own: ChartTotals,
    /// What is left on the two sides of the USSGL accounts.
    pub ussgl: ChartTotals,
}

/// What is left on the two sides of all accounts of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChartTotals {
    /// All that is left on debit sides.
    pub debit: Money,
    /// All that is left on credit sides.
    pub credit: Money,
}
