//! The programmes that the office has run, each with its place in the ledger, and the rules of the demonstration.
//!
//! Where no notice of funding is public, its label ends in `-demo` and the rules are fictional; so are the monthly rate
//! and the filing limit, which no public source gives.

mod rule_sets;

use chrono::NaiveDate;

pub use rule_sets::{
    award_rules, contract_rule_set, demo_rule_sets, flat_rules, hybrid_rules, regional_rules,
};

use super::{DisclosureProfile, Instrument};
use crate::{id::ProgrammeCode, ledger::PublishProgramme, measure::MeasureKind, text::Title};

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
