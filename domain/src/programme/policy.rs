//! Named rules of a programme.

use std::collections::BTreeSet;

use super::{Category, PaymentModel, PhaseRate, ProgrammeError, RuleSet};

/// The rules do not contradict themselves.
pub fn consistent(rules: &RuleSet) -> Result<(), ProgrammeError> {
    let distinct: BTreeSet<_> = rules.categories.iter().collect();
    if distinct.len() != rules.categories.len() {
        return Err(ProgrammeError::CategoryTwice);
    }
    match &rules.payment {
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
        PaymentModel::PerClientMonth { rates, .. } => {
            if rules.categories.is_empty() {
                return Err(ProgrammeError::CategoriesMissing);
            }
            if !rules.categories.contains(&Category::CaseManagement) {
                return Err(ProgrammeError::CaseManagementMissing);
            }
            phases_priced(rates)
        }
    }
}

/// Each phase has one rate above zero, and no limit of months is zero.
fn phases_priced(rates: &[PhaseRate]) -> Result<(), ProgrammeError> {
    if rates.is_empty() {
        return Err(ProgrammeError::RatesMissing);
    }
    let phases: BTreeSet<_> = rates.iter().map(|rate| rate.phase).collect();
    if phases.len() != rates.len() {
        return Err(ProgrammeError::PhaseTwice);
    }
    if rates.iter().any(|rate| !rate.rate.is_positive()) {
        return Err(ProgrammeError::RateNotPositive);
    }
    if rates.iter().any(|rate| rate.months_max == Some(0)) {
        return Err(ProgrammeError::MonthsMaxZero);
    }
    Ok(())
}
