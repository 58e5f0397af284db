//! The programmes that the office has run, each with its place in the ledger, and the rules of the demonstration.
//!
//! Where no notice of funding is public, its label ends in `-demo` and the rules are fictional; so are the monthly rate
//! and the filing limit, which no public source gives.

use chrono::NaiveDate;

use super::{
    Category, DisclosureProfile, FfataBasis, Instrument, PaymentModel, PendedOrder, PhaseRate,
    RuleSet, ShareBase, SubAwardShareRule, UnitPolicy, YearBasis,
};
use crate::{
    client::ClientPhase,
    id::ProgrammeCode,
    ledger::{PublishProgramme, PublishRuleSet},
    measure::MeasureKind,
    money::Money,
    rate::Rate,
    text::{Label, Title},
};

use DisclosureProfile::{AggregateOnly, ClientLevelPseudonymous};
use Instrument::{Contract, CooperativeAgreement, Grant, NoFunding};

/// The notice that the Trafficking Victim Assistance Programme's hybrid claims follow.
pub const TVAP_NOTICE: &str = "HHS-2018-ACF-IOAS-OTIP-ZV-1369";
/// The demonstration's notice of the regional awards.
pub const RRR_NOTICE: &str = "RRR-demo";
/// The demonstration's notice of the Street Outreach awards.
pub const SO_NOTICE: &str = "SO-demo";
/// The demonstration's notice of the hotline award.
pub const NHTRC_NOTICE: &str = "NHTRC-demo";
/// The demonstration's notice of the per-capita contract.
pub const PCS_NOTICE: &str = "PCS-demo";

/// Code, name, what the ledger does for it, instrument, disclosure profile.
type Entry = (
    &'static str,
    &'static str,
    &'static str,
    Instrument,
    DisclosureProfile,
);

const PROGRAMMES: &[Entry] = &[
    (
        "RRR",
        "Rescue & Restore Regional",
        "Awards of which at least 60 percent is sub-awarded to grassroots organizations",
        Grant,
        AggregateOnly,
    ),
    (
        "RRC",
        "Rescue & Restore campaign",
        "Coalitions in 24 cities, regions and states: members, outreach and award support",
        CooperativeAgreement,
        AggregateOnly,
    ),
    (
        "SO",
        "Street Outreach",
        "Awards that identify victims among populations that grantees already serve",
        Grant,
        AggregateOnly,
    ),
    (
        "PCS",
        "Per Capita Services contract",
        "Subcontractors in over 100 locations reimbursed per victim served, 2006 to 2011",
        Contract,
        ClientLevelPseudonymous,
    ),
    (
        "TVAP",
        "Trafficking Victim Assistance Program",
        "Per-capita reimbursement by region, before and after certification, and for family members",
        CooperativeAgreement,
        ClientLevelPseudonymous,
    ),
    (
        "CERT",
        "Certification and Eligibility Letters",
        "Letters that move a client between phases; never an amount",
        NoFunding,
        AggregateOnly,
    ),
    (
        "NHTRC",
        "National Human Trafficking Hotline",
        "An award with cost share; signals, cases and a directory of resources",
        CooperativeAgreement,
        AggregateOnly,
    ),
    (
        "DVHT",
        "Domestic Victims of Human Trafficking Services and Outreach",
        "Awards, sub-awards and measures of case management",
        Grant,
        AggregateOnly,
    ),
    (
        "VHT-NC",
        "Victims of Human Trafficking in Native Communities",
        "Awards, sub-awards and measures of case management",
        Grant,
        AggregateOnly,
    ),
    (
        "ASPIRE",
        "Aspire: Child Trafficking Victim Assistance",
        "Awards, sub-awards and measures of case management for children",
        Grant,
        AggregateOnly,
    ),
    (
        "NHTTAC",
        "National Human Trafficking Training and Technical Assistance Center",
        "An award; people trained",
        Contract,
        AggregateOnly,
    ),
    (
        "HTYPE",
        "Human Trafficking Youth Prevention Education",
        "Awards to local education agencies",
        Grant,
        AggregateOnly,
    ),
    (
        "LBS",
        "Look Beneath the Surface",
        "A public-awareness campaign: award and outreach measures",
        Contract,
        AggregateOnly,
    ),
    (
        "HTPRA",
        "Human Trafficking Policy and Research Analyses",
        "An award whose publications are its measures",
        Contract,
        AggregateOnly,
    ),
];

/// What each programme counts.
const MEASURES: &[(&str, &[MeasureKind])] = &[
    (
        "RRR",
        &[
            MeasureKind::PotentialVictims,
            MeasureKind::ConfirmedVictims,
            MeasureKind::Referrals,
            MeasureKind::OutreachContacts,
            MeasureKind::Coalitions,
            MeasureKind::CoalitionMembers,
            MeasureKind::PeopleTrained,
            MeasureKind::Other,
        ],
    ),
    (
        "RRC",
        &[
            MeasureKind::Coalitions,
            MeasureKind::CoalitionMembers,
            MeasureKind::OutreachContacts,
            MeasureKind::Other,
        ],
    ),
    (
        "SO",
        &[
            MeasureKind::OutreachHomelessAndAtRiskYouth,
            MeasureKind::OutreachWomenAndGirls,
            MeasureKind::OutreachMigrantFarmWorkers,
            MeasureKind::PotentialVictims,
            MeasureKind::ConfirmedVictims,
            MeasureKind::Referrals,
            MeasureKind::Other,
        ],
    ),
    ("PCS", SERVED),
    ("TVAP", SERVED_AND_TRAINED),
    (
        "CERT",
        &[
            MeasureKind::CertificationLetters,
            MeasureKind::EligibilityLetters,
            MeasureKind::Letters,
            MeasureKind::Other,
        ],
    ),
    (
        "NHTRC",
        &[
            MeasureKind::HotlineSignals,
            MeasureKind::HotlineCases,
            MeasureKind::Referrals,
            MeasureKind::Other,
        ],
    ),
    ("DVHT", SERVED_AND_TRAINED),
    ("VHT-NC", SERVED_AND_TRAINED),
    ("ASPIRE", SERVED_AND_TRAINED),
    (
        "NHTTAC",
        &[
            MeasureKind::PeopleTrained,
            MeasureKind::Publications,
            MeasureKind::Other,
        ],
    ),
    ("HTYPE", &[MeasureKind::PeopleTrained, MeasureKind::Other]),
    (
        "LBS",
        &[
            MeasureKind::OutreachContacts,
            MeasureKind::Publications,
            MeasureKind::Other,
        ],
    ),
    ("HTPRA", &[MeasureKind::Publications, MeasureKind::Other]),
];

const SERVED: &[MeasureKind] = &[
    MeasureKind::ClientsServed,
    MeasureKind::Cities,
    MeasureKind::StatesAndTerritories,
    MeasureKind::Referrals,
    MeasureKind::Other,
];

const SERVED_AND_TRAINED: &[MeasureKind] = &[
    MeasureKind::ClientsServed,
    MeasureKind::Cities,
    MeasureKind::StatesAndTerritories,
    MeasureKind::PotentialVictims,
    MeasureKind::ConfirmedVictims,
    MeasureKind::OutreachContacts,
    MeasureKind::Referrals,
    MeasureKind::PeopleTrained,
    MeasureKind::Other,
];

/// What a programme counts. One that this catalogue does not list reports under `OTHER` alone.
pub fn measures(programme: &ProgrammeCode) -> &'static [MeasureKind] {
    MEASURES
        .iter()
        .find(|(code, _)| *code == programme.as_str())
        .map_or(&[MeasureKind::Other], |(_, kinds)| kinds)
}

/// The whole catalogue, as an officer would publish it on a day.
pub fn programmes(effective_on: NaiveDate) -> Vec<PublishProgramme> {
    let title = |text| Title::parse(text).expect("the catalogue's texts are short and plain");
    PROGRAMMES
        .iter()
        .map(
            |(code, name, purpose, instrument, disclosure_profile)| PublishProgramme {
                programme: ProgrammeCode::parse(code)
                    .expect("the catalogue's codes are well formed"),
                title: title(name),
                purpose: title(purpose),
                instrument: *instrument,
                disclosure_profile: *disclosure_profile,
                effective_on,
            },
        )
        .collect()
}

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_programme_has_its_own_code() {
        let programmes = programmes(NaiveDate::from_ymd_opt(2006, 9, 1).unwrap());
        let codes: BTreeSet<_> = programmes
            .iter()
            .map(|entry| entry.programme.clone())
            .collect();
        assert_eq!((programmes.len(), codes.len()), (14, 14));
    }
}
