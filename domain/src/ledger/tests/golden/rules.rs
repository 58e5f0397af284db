//! The rules of a case, by its words.

use super::*;
use crate::{
    money::Money,
    programme::{
        FfataBasis, PaymentModel, PendedOrder, PhaseRate, RuleSet, UnitPolicy, YearBasis, catalogue,
    },
};

pub(super) fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).map(str::trim)
}

pub(super) fn rules(text: &str) -> RuleSet {
    let mut options = text.split(',').map(str::trim);
    let mut rules = match options.next().unwrap() {
        "hybrid" => catalogue::hybrid_rules(),
        "flat" => flat(UnitPolicy::FirstInMonth),
        "prorated" => flat(UnitPolicy::Prorated),
        "flat certified" => {
            let mut rules = flat(UnitPolicy::FirstInMonth);
            each_rate(&mut rules, |rates| {
                rates.retain(|rate| rate.phase == ClientPhase::Certified);
            });
            rules
        }
        "none" => catalogue::award_rules(),
        other => panic!("no rules are called {other}"),
    };
    for option in options {
        apply(&mut rules, option);
    }
    rules
}

pub(super) fn flat(unit: UnitPolicy) -> RuleSet {
    let mut rules = RuleSet {
        filing_limit_days: Some(365),
        partial_payment: false,
        ffata_basis: FfataBasis::EachAction,
        pended_order: PendedOrder::Receipt,
        ..catalogue::flat_rules()
    };
    if let PaymentModel::PerClientMonth { unit: policy, .. } = &mut rules.payment {
        *policy = unit;
    }
    rules
}

fn each_rate(rules: &mut RuleSet, change: impl FnOnce(&mut Vec<PhaseRate>)) {
    if let PaymentModel::PerClientMonth { rates, .. } = &mut rules.payment {
        change(rates);
    }
}

fn apply(rules: &mut RuleSet, option: &str) {
    match option {
        "partial" => rules.partial_payment = true,
        "by month" => rules.pended_order = PendedOrder::ServiceMonth,
        "calendar" => year(rules, YearBasis::Calendar),
        "anniversary" => year(rules, YearBasis::EnrolmentAnniversary),
        "no rate" => rate(rules, None),
        _ => {
            if let Some(days) = after(option, "filing") {
                rules.filing_limit_days = Some(days.parse().unwrap());
            } else if let Some(amount) = after(option, "rate") {
                rate(rules, Some(money(amount)));
            } else if let Some(most) = after(option, "months") {
                let most = most.parse().unwrap();
                each_rate(rules, |rates| {
                    for rate in rates {
                        rate.months_max = Some(most);
                    }
                });
            } else {
                assert!(
                    after(option, "funds").is_some(),
                    "no option is called {option}"
                );
            }
        }
    }
}

fn year(rules: &mut RuleSet, basis: YearBasis) {
    if let PaymentModel::Hybrid { year_basis, .. } = &mut rules.payment {
        *year_basis = basis;
    }
}

fn rate(rules: &mut RuleSet, rate: Option<Money>) {
    if let PaymentModel::Hybrid {
        administration_rate,
        ..
    } = &mut rules.payment
    {
        *administration_rate = rate;
    }
}
