//! Which regulation governs an award of HHS on a day.

use super::{Dated, dated::day};

/// The administrative requirements for grants of HHS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Regulation {
    /// 45 CFR parts 74 and 92.
    Parts74And92,
    /// 45 CFR part 75.
    Part75,
    /// 2 CFR part 200.
    Part200,
}

impl Regulation {
    /// How it is cited.
    pub fn citation(self) -> &'static str {
        match self {
            Self::Parts74And92 => "45 CFR 74/92",
            Self::Part75 => "45 CFR 75",
            Self::Part200 => "2 CFR 200",
        }
    }
}

/// Parts 74 and 92 until 2014-12-25, part 75 until 2025-09-30 (with selected provisions of 2 CFR 200 from 2024-10-01), then
/// 2 CFR 200.
pub const REGULATION: Dated<Regulation> = Dated {
    first: Regulation::Parts74And92,
    changes: &[
        (day(2014, 12, 26), Regulation::Part75),
        (day(2025, 10, 1), Regulation::Part200),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_its_regulation() {
        for (on, citation) in [
            (day(2014, 12, 25), "45 CFR 74/92"),
            (day(2014, 12, 26), "45 CFR 75"),
            (day(2025, 9, 30), "45 CFR 75"),
            (day(2025, 10, 1), "2 CFR 200"),
        ] {
            assert_eq!(REGULATION.on(on).citation(), citation, "{on}");
        }
    }
}
