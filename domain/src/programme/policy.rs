//! Named rules of a programme.

use std::collections::BTreeSet;

use super::{PaymentModel, ProgrammeError, RuleSet};

/// The rules do not contradict themselves.
pub fn consistent(rules: &RuleSet) -> Result<(), ProgrammeError> {
    let distinct: BTreeSet<_> = rules.categories.iter().collect();
    if distinct.len() != rules.categories.len() {
        return Err(ProgrammeError::CategoryTwice);
    }
    match rules.payment {
        PaymentModel::NoClaims => Ok(()),
        PaymentModel::Hybrid {
            individual_cap,
            family_cap,
            administration_rate,
            ..
        } => {
            if rules.categories.is_empty() {
                return Err(ProgrammeError::CategoriesMissing);
            }
            if !individual_cap.is_positive() || family_cap < individual_cap {
                return Err(ProgrammeError::CapsInconsistent);
            }
            if administration_rate.is_some_and(|rate| !rate.is_positive()) {
                return Err(ProgrammeError::RateNotPositive);
            }
            Ok(())
        }
    }
}
