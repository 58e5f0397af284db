//! What a measure is made of.

use almoner_domain::measure;
use async_graphql::{Enum, InputObject, SimpleObject};

/// What a measure counts. Which programme counts what is in `programmeMeasures`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::measure::MeasureKind")]
pub(crate) enum MeasureKind {
    /// Certification Letters issued to adults.
    CertificationLetters,
    /// Eligibility Letters issued to children.
    EligibilityLetters,
    /// Certification and Eligibility Letters issued, where the source counts them together.
    Letters,
    /// Clients served, each counted once.
    ClientsServed,
    /// Cities in which clients were served.
    Cities,
    /// States and territories in which clients were served.
    StatesAndTerritories,
    /// Outreach contacts with homeless and at-risk youth.
    OutreachHomelessAndAtRiskYouth,
    /// Outreach contacts with women and girls exploited through commercial sex.
    OutreachWomenAndGirls,
    /// Outreach contacts with migrant farm workers.
    OutreachMigrantFarmWorkers,
    /// Outreach contacts with no population named.
    OutreachContacts,
    /// Potential victims identified. Never added to confirmed victims.
    PotentialVictims,
    /// Confirmed victims identified. Never added to potential victims.
    ConfirmedVictims,
    /// Referrals to services.
    Referrals,
    /// Coalitions.
    Coalitions,
    /// Members of coalitions: organizations, never persons.
    CoalitionMembers,
    /// Signals that the hotline received.
    HotlineSignals,
    /// Cases that the hotline identified, of one or more victims each.
    HotlineCases,
    /// People trained.
    PeopleTrained,
    /// Publications.
    Publications,
    /// What no other kind covers; the evidence says what.
    Other,
}

/// How exactly a count was said. It is kept as such: an approximate figure never becomes an exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    remote = "almoner_domain::measure::Qualifier",
    name = "FigureQualifier"
)]
pub(crate) enum Qualifier {
    /// The count itself.
    Exact,
    /// About the count.
    Approximately,
    /// Above the count.
    MoreThan,
    /// A little below the count.
    Nearly,
}

/// Why a figure is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(
    remote = "almoner_domain::measure::CorrectionReason",
    name = "MeasureCorrectionReason"
)]
pub(crate) enum CorrectionReason {
    /// Reports came in late.
    LateReports,
    /// It was counted wrongly.
    CountedWrongly,
    /// The same was counted twice.
    CountedTwice,
    /// What counts was defined anew.
    DefinedAnew,
    /// The source was revised.
    SourceRevised,
}

/// A figure as it was said.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub(crate) struct Figure {
    /// How exactly it was said.
    qualifier: Qualifier,
    /// The number that was said.
    count: u32,
    /// In words and digits, such as `more than 2,800`.
    text: String,
    /// With what it counts, such as `nearly 11,000 cases`.
    phrase: String,
}

impl Figure {
    pub(crate) fn of(figure: measure::Figure, kind: measure::MeasureKind) -> Self {
        Self {
            qualifier: figure.qualifier.into(),
            count: figure.count,
            text: figure.text(),
            phrase: figure.phrase(kind),
        }
    }
}

/// A figure as it is to be kept.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct FigureInput {
    /// How exactly it is said; exactly if it is left out.
    #[graphql(default_with = "Qualifier::Exact")]
    pub(crate) qualifier: Qualifier,
    /// The number, up to 1,000,000,000.
    pub(crate) count: u32,
}

impl FigureInput {
    /// The figure as the domain takes it; whether it can be meant, the domain says.
    pub(crate) fn read(&self) -> measure::Figure {
        measure::Figure {
            qualifier: self.qualifier.into(),
            count: self.count,
        }
    }
}
