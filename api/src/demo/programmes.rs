//! The catalogue of programmes, and the rule sets that the demonstration's awards are made under.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::{Command, PublishRuleSet},
    programme::{
        Category, PaymentModel, RuleSet, ShareBase, SubAwardShareRule, YearBasis, catalogue,
    },
    rate::Rate,
    text::Label,
};
use chrono::NaiveDate;

use super::script::{Cast, Scene, Step, day, money};

/// All programmes enter the catalogue, and the rules of four of them are published.
pub(super) fn publish() -> Vec<Step> {
    let mut scene = Scene::new("programme");
    let from = day("2006-09-01");
    for programme in catalogue::programmes(from) {
        scene.on(from, Cast::Officer, Command::from(programme));
    }
    for (programme, notice, rules, effective_on) in [
        ("RRR", "RRR-demo", regional(), "2006-09-01"),
        ("SO", "SO-demo", plain(), "2006-09-01"),
        ("NHTRC", "NHTRC-demo", plain(), "2006-09-01"),
        (
            "TVAP",
            "HHS-2018-ACF-IOAS-OTIP-ZV-1369",
            assistance(),
            "2018-09-30",
        ),
    ] {
        scene.on(
            day(effective_on),
            Cast::Officer,
            rule_set(programme, notice, rules, day(effective_on)),
        );
    }
    scene.into_steps()
}

fn rule_set(
    programme: &str,
    notice: &str,
    rules: RuleSet,
    effective_on: NaiveDate,
) -> PublishRuleSet {
    PublishRuleSet {
        programme: ProgrammeCode::parse(programme).expect("a programme of the catalogue"),
        notice: Label::parse(notice).expect("a short label"),
        rules,
        effective_on,
    }
}

fn plain() -> RuleSet {
    RuleSet {
        sub_award_share: None,
        payment: PaymentModel::NoClaims,
        categories: Vec::new(),
        filing_limit_days: None,
        partial_payment: false,
    }
}

fn regional() -> RuleSet {
    let minimum = Rate::parse("0.60").expect("a rate");
    let share = SubAwardShareRule {
        minimum,
        base: ShareBase::AwardedForBudgetPeriod,
    };
    RuleSet {
        sub_award_share: Some(share),
        ..plain()
    }
}

/// The caps and the 40 percent are the notice's; the monthly rate and the filing limit are fictional.
fn assistance() -> RuleSet {
    use Category as C;
    RuleSet {
        payment: PaymentModel::Hybrid {
            individual_cap: money("6000"),
            family_cap: money("7500"),
            administration_share: Rate::parse("0.40").expect("a rate"),
            administration_rate: Some(money("300")),
            year_basis: YearBasis::BudgetPeriod,
        },
        categories: vec![
            C::CaseManagement,
            C::EmergencyAssistance,
            C::Housing,
            C::BasicNeeds,
            C::MentalHealth,
            C::Legal,
            C::Medical,
            C::Interpretation,
            C::Transportation,
            C::Childcare,
            C::Education,
        ],
        filing_limit_days: Some(365),
        ..plain()
    }
}
