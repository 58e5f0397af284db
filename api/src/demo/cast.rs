//! Who appears: the programmes, the primes that public sources name, and fictional sub-awardees.

use almoner_domain::{
    identifier::{Duns, EntityIdentifier},
    ledger::RegisterOrganization,
    region::State,
};

use super::script::{Cast, Scene, Step, day, organization_id, title};

/// Primes, as the sources name them; where they are and their DUNS numbers are made up where no source says.
const PRIMES: &[(&str, &str, State)] = &[
    ("acf-otip", "Office on Trafficking in Persons", State::DC),
    (
        "colorado-legal-services",
        "Colorado Legal Services",
        State::CO,
    ),
    (
        "catholic-charities-louisville",
        "Catholic Charities of Louisville",
        State::KY,
    ),
    (
        "justice-resource-institute",
        "Justice Resource Institute",
        State::MA,
    ),
    ("practical-strategies", "Practical Strategies", State::WI),
    (
        "fresno-county-eoc",
        "Fresno County Economic Opportunities Commission",
        State::CA,
    ),
    (
        "church-united",
        "Church United for Community Development",
        State::LA,
    ),
    (
        "gems",
        "Girls Educational and Mentoring Services",
        State::NY,
    ),
    ("irc", "International Rescue Committee", State::FL),
    ("tapestri", "Tapestri", State::GA),
    ("southeastern-network", "Southeastern Network", State::GA),
    ("polaris", "Polaris", State::DC),
    (
        "uscri",
        "U.S. Committee for Refugees and Immigrants",
        State::VA,
    ),
    ("heartland", "Heartland Alliance", State::IL),
];

/// Sub-awardees, all fictional: id, name, state, qualified local grassroots organization.
const SUB_AWARDEES: &[(&str, &str, State, bool)] = &[
    (
        "front-range-example",
        "Front Range Example Outreach (fictional)",
        State::CO,
        true,
    ),
    (
        "high-plains-example",
        "High Plains Example Alliance (fictional)",
        State::CO,
        true,
    ),
    (
        "bluegrass-example",
        "Bluegrass Example Coalition (fictional)",
        State::KY,
        true,
    ),
    (
        "ohio-river-example",
        "Ohio River Example Shelter (fictional)",
        State::KY,
        true,
    ),
    (
        "harbor-example",
        "Harbor Example Youth Project (fictional)",
        State::MA,
        true,
    ),
    (
        "lakeshore-example",
        "Lakeshore Example Network (fictional)",
        State::WI,
        true,
    ),
    (
        "valley-example",
        "Valley Example Farmworker Aid (fictional)",
        State::CA,
        true,
    ),
    (
        "print-example",
        "Example Print and Media (fictional)",
        State::CA,
        false,
    ),
    (
        "bayou-example",
        "Bayou Example Ministry (fictional)",
        State::LA,
        true,
    ),
    (
        "prairie-example",
        "Prairie Example Services (fictional)",
        State::TX,
        true,
    ),
    (
        "pacific-example",
        "Pacific Example Services (fictional)",
        State::CA,
        true,
    ),
    (
        "tidewater-example",
        "Tidewater Example Services (fictional)",
        State::VA,
        true,
    ),
    (
        "sound-example",
        "Sound Example Services (fictional)",
        State::WA,
        true,
    ),
    (
        "midway-example",
        "Midway Example Services (fictional)",
        State::IL,
        true,
    ),
    (
        "borough-example",
        "Borough Example Services (fictional)",
        State::NY,
        true,
    ),
    (
        "peachtree-example",
        "Peachtree Example Services (fictional)",
        State::GA,
        true,
    ),
    (
        "keys-example",
        "Keys Example Services (fictional)",
        State::FL,
        true,
    ),
];

/// Everybody enters the register, with fictional DUNS numbers.
pub(super) fn register() -> Vec<Step> {
    let mut scene = Scene::new("cast");
    let primes = PRIMES
        .iter()
        .map(|(id, name, state)| (*id, *name, *state, false));
    let everybody = primes.chain(SUB_AWARDEES.iter().copied());
    for (serial, (id, name, state, grassroots)) in (1_u32..).zip(everybody) {
        let duns = Duns::parse(&format!("9990{serial:05}")).expect("nine digits");
        scene.on(
            day("2006-09-01"),
            Cast::Officer,
            RegisterOrganization {
                organization: organization_id(id),
                name: title(name),
                identifier: EntityIdentifier::Duns(duns),
                state,
                grassroots,
                effective_on: day("2006-09-01"),
            },
        );
    }
    scene.into_steps()
}
