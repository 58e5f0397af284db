//! Cash that is drawn before it is spent.

use super::{Dated, dated::day};

/// How much of a year's interest on federal cash the recipient keeps, in whole dollars: 250 under 45 CFR 74.22(l), 500 from
/// 2014-12-26 on (45 CFR 75.305(b)(9), 2 CFR 200.305(b)). What is earned above it is remitted.
pub const INTEREST_KEPT_DOLLARS: Dated<i64> = Dated {
    first: 250,
    changes: &[(day(2014, 12, 26), 500)],
};
