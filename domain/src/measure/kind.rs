//! What programmes count.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $slug:literal, $one:literal $many:literal;)+) => {
        /// What a measure counts. Which programme counts what is in the catalogue of programmes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum MeasureKind { $($(#[$doc])* $kind),+ }

        impl MeasureKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The kind as the id of a measure spells it.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$kind => $slug),+ }
            }

            /// What is counted, in words: of one, and of any other number.
            pub fn nouns(self) -> (&'static str, &'static str) {
                match self { $(Self::$kind => ($one, $many)),+ }
            }
        }
    };
}

kinds! {
    /// Certification Letters issued to adults.
    CertificationLetters "certification-letters", "Certification Letter" "Certification Letters";
    /// Eligibility Letters issued to children.
    EligibilityLetters "eligibility-letters", "Eligibility Letter" "Eligibility Letters";
    /// Certification and Eligibility Letters issued, where the source counts them together.
    Letters "letters", "letter" "letters";
    /// Clients served, each counted once.
    ClientsServed "clients-served", "survivor of trafficking" "survivors of trafficking";
    /// Cities in which clients were served.
    Cities "cities", "city" "cities";
    /// States and territories in which clients were served.
    StatesAndTerritories "states-and-territories", "state or territory" "states and territories";
    /// Outreach contacts with homeless and at-risk youth.
    OutreachHomelessAndAtRiskYouth "outreach-homeless-and-at-risk-youth", "contact with homeless and at-risk youth" "contacts with homeless and at-risk youth";
    /// Outreach contacts with women and girls exploited through commercial sex.
    OutreachWomenAndGirls "outreach-women-and-girls", "contact with women and girls exploited through commercial sex" "contacts with women and girls exploited through commercial sex";
    /// Outreach contacts with migrant farm workers.
    OutreachMigrantFarmWorkers "outreach-migrant-farm-workers", "contact with migrant farm workers" "contacts with migrant farm workers";
    /// Outreach contacts with no population named.
    OutreachContacts "outreach-contacts", "outreach contact" "outreach contacts";
    /// Potential victims identified. Never added to confirmed victims.
    PotentialVictims "potential-victims", "potential victim identified" "potential victims identified";
    /// Confirmed victims identified. Never added to potential victims.
    ConfirmedVictims "confirmed-victims", "confirmed victim identified" "confirmed victims identified";
    /// Referrals to services.
    Referrals "referrals", "referral" "referrals";
    /// Coalitions.
    Coalitions "coalitions", "coalition" "coalitions";
    /// Members of coalitions: organizations, never persons.
    CoalitionMembers "coalition-members", "coalition member" "coalition members";
    /// Signals that the hotline received.
    HotlineSignals "hotline-signals", "signal" "signals";
    /// Cases that the hotline identified, of one or more victims each.
    HotlineCases "hotline-cases", "case" "cases";
    /// People trained.
    PeopleTrained "people-trained", "individual trained" "individuals trained";
    /// Publications.
    Publications "publications", "publication" "publications";
    /// What no other kind covers; the evidence says what.
    Other "other", "other outcome" "other outcomes";
}

impl MeasureKind {
    /// It counts clients or victims: a small count may tell of a person.
    pub fn counts_victims(self) -> bool {
        match self {
            Self::CertificationLetters
            | Self::EligibilityLetters
            | Self::Letters
            | Self::ClientsServed
            | Self::PotentialVictims
            | Self::ConfirmedVictims
            | Self::Referrals => true,
            Self::Cities
            | Self::StatesAndTerritories
            | Self::OutreachHomelessAndAtRiskYouth
            | Self::OutreachWomenAndGirls
            | Self::OutreachMigrantFarmWorkers
            | Self::OutreachContacts
            | Self::Coalitions
            | Self::CoalitionMembers
            | Self::HotlineSignals
            | Self::HotlineCases
            | Self::PeopleTrained
            | Self::Publications
            | Self::Other => false,
        }
    }
}
