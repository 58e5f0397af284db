//! The rules that the demonstration's awards are made under.

use chrono::NaiveDate;

use super::{NHTRC_NOTICE, PCS_NOTICE, RRR_NOTICE, SO_NOTICE, TVAP_NOTICE};
use crate::{
    client::ClientPhase,
    id::ProgrammeCode,
    ledger::PublishRuleSet,
    money::Money,
    programme::{
        Category, FfataBasis, PaymentModel, PendedOrder, PhaseRate, RuleSet, ShareBase,
        SubAwardShareRule, UnitPolicy, YearBasis,
    },
    rate::Rate,
    text::Label,
};

/// The rules that the demonstration's awards are made under.
pub fn demo_rule_sets() -> Vec<PublishRuleSet> {
    let day = |year, month, day| {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
    };
    [
        ("SO", SO_NOTICE, award_rules(), day(2006, 9, 1)),
        ("RRR", RRR_NOTICE, regional_rules(), day(2006, 9, 1)),
        ("TVAP", TVAP_NOTICE, hybrid_rules(), day(2018, 9, 30)),
        ("NHTRC", NHTRC_NOTICE, award_rules(), day(2006, 9, 1)),
    ]
    .into_iter()
    .map(|(code, notice, rules, effective_on)| rule_set(code, notice, rules, effective_on))
    .collect()
}

/// The rules that the demonstration's per-capita contract is made under.
pub fn contract_rule_set() -> PublishRuleSet {
    let from = NaiveDate::from_ymd_opt(2006, 9, 1).expect("a date of the calendar");
    rule_set("PCS", PCS_NOTICE, flat_rules(), from)
}

fn rule_set(code: &str, notice: &str, rules: RuleSet, effective_on: NaiveDate) -> PublishRuleSet {
    PublishRuleSet {
        programme: programme(code),
        notice: Label::parse(notice).expect("a notice of the catalogue is short and plain"),
        rules,
        effective_on,
    }
}

/// Rules of an award that takes no claims and passes on what it likes.
pub fn award_rules() -> RuleSet {
    RuleSet {
        sub_award_share: None,
        payment: PaymentModel::NoClaims,
        categories: Vec::new(),
        filing_limit_days: None,
        partial_payment: false,
        ffata_basis: FfataBasis::EachAction,
        pended_order: PendedOrder::Receipt,
    }
}

/// Rules of the regional programme: at least 60 percent of the funds awarded for the budget period is sub-awarded to
/// qualified local grassroots organizations.
pub fn regional_rules() -> RuleSet {
    RuleSet {
        sub_award_share: Some(SubAwardShareRule {
            minimum: rate("0.60"),
            base: ShareBase::AwardedForBudgetPeriod,
        }),
        ..award_rules()
    }
}

/// Rules of hybrid claims (notice HHS-2018-ACF-IOAS-OTIP-ZV-1369): at most $6,000 a participant and year, $7,500 with an
/// eligible family member in the household, at most 40 percent of it administration. The monthly rate of $300 and the
/// filing limit of 365 days are fictional, as is the choice of categories.
pub fn hybrid_rules() -> RuleSet {
    RuleSet {
        sub_award_share: None,
        payment: PaymentModel::Hybrid {
            individual_cap: Money::from_cents(600_000),
            family_cap: Money::from_cents(750_000),
            administration_share: rate("0.40"),
            administration_rate: Some(Money::from_cents(30_000)),
            year_basis: YearBasis::BudgetPeriod,
        },
        categories: vec![
            Category::CaseManagement,
            Category::EmergencyAssistance,
            Category::Housing,
            Category::BasicNeeds,
            Category::MentalHealth,
            Category::Legal,
            Category::Medical,
            Category::Interpretation,
            Category::Transportation,
            Category::Childcare,
            Category::Education,
        ],
        filing_limit_days: Some(365),
        partial_payment: false,
        ffata_basis: FfataBasis::EachAction,
        pended_order: PendedOrder::Receipt,
    }
}

/// Rules of a flat amount for each client and month, as the per-capita contract of 2006 to 2011 had them. All amounts
/// and limits are fictional: no public source gives them. A month before certification is worth $400 and twelve of
/// them are paid for, one after it is worth $300 and four are; a child's likewise. What the funds do not cover is
/// paid in part, and what waits is released by month of service.
pub fn flat_rules() -> RuleSet {
    let rate = |phase, dollars: i64, months_max| PhaseRate {
        phase,
        rate: Money::from_cents(dollars * 100),
        months_max: Some(months_max),
    };
    RuleSet {
        sub_award_share: None,
        payment: PaymentModel::PerClientMonth {
            rates: vec![
                rate(ClientPhase::PreCertified, 400, 12),
                rate(ClientPhase::Certified, 300, 4),
                rate(ClientPhase::InterimAssistance, 400, 4),
                rate(ClientPhase::Eligible, 300, 4),
            ],
            unit: UnitPolicy::FirstInMonth,
        },
        categories: vec![
            Category::CaseManagement,
            Category::EmergencyAssistance,
            Category::Housing,
            Category::BasicNeeds,
            Category::Medical,
            Category::Interpretation,
            Category::Transportation,
        ],
        filing_limit_days: Some(180),
        partial_payment: true,
        ffata_basis: FfataBasis::Cumulative,
        pended_order: PendedOrder::ServiceMonth,
    }
}

fn programme(code: &str) -> ProgrammeCode {
    ProgrammeCode::parse(code).expect("a code of the catalogue is well formed")
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate of the catalogue is well formed")
}
