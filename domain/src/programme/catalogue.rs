//! The programmes that the office has run, each with its place in the ledger.

use chrono::NaiveDate;

use super::{DisclosureProfile, Instrument};
use crate::{id::ProgrammeCode, ledger::PublishProgramme, text::Title};

use DisclosureProfile::{AggregateOnly, ClientLevelPseudonymous};
use Instrument::{Contract, CooperativeAgreement, Grant, NoFunding};

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
        NoFunding,
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
