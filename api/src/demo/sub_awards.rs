//! Sub-awards under the awards, what moves them across the 60 percent line and back, and what primes spend themselves.

use almoner_domain::{
    award::CostCategory,
    id::CostId,
    identifier::Fain,
    ledger::{ExecuteSubAward, LowerSubAward, RaiseSubAward, RecordDirectCost},
    period::Period,
    region::State,
    sub_award::SubAwardInstrument,
};

use super::script::{Cast, Scene, Step, day, money, organization_id, reason, sub_award_id, title};

/// A sub-award of the script: id, award and its prime, sub-awardee, state, amount, first and last day.
type SubAward = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    State,
    &'static str,
    &'static str,
    &'static str,
);

/// Sub-awards under the 60 percent rule: at the line, above it, and below it; then those of the assistance programme.
#[rustfmt::skip]
const SUB_AWARDS: &[SubAward] = &[
    ("RRR-CO-1", "90ZV9901", "colorado-legal-services",       "front-range-example", State::CO, "300000", "2008-03-01", "2011-02-14"),
    ("RRR-CO-2", "90ZV9901", "colorado-legal-services",       "high-plains-example", State::CO, "195000", "2008-03-01", "2011-02-14"),
    ("RRR-KY-1", "90ZV9902", "catholic-charities-louisville", "bluegrass-example",   State::KY, "280000", "2008-03-01", "2011-02-14"),
    ("RRR-KY-2", "90ZV9902", "catholic-charities-louisville", "ohio-river-example",  State::KY, "200000", "2008-04-01", "2011-02-14"),
    ("RRR-MA-1", "90ZV9903", "justice-resource-institute",    "harbor-example",      State::MA, "250000", "2009-05-15", "2011-04-29"),
    ("RRR-WI-1", "90ZV9904", "practical-strategies",          "lakeshore-example",   State::WI, "100000", "2009-05-15", "2011-04-29"),
    ("RRR-CA-1", "90ZV9905", "fresno-county-eoc",             "valley-example",      State::CA, "180000", "2009-10-15", "2011-06-30"),
    ("RRR-LA-1", "90ZV9906", "church-united",                 "bayou-example",       State::LA, "90000",  "2009-10-15", "2011-06-30"),
    ("TVAP-TX",  "90ZV9921", "uscri",                         "prairie-example",     State::TX, "150000", "2018-10-01", "2019-09-29"),
    ("TVAP-CA",  "90ZV9921", "uscri",                         "pacific-example",     State::CA, "120000", "2018-10-01", "2019-09-29"),
    ("TVAP-VA",  "90ZV9921", "uscri",                         "tidewater-example",   State::VA, "9000",   "2018-10-01", "2019-09-29"),
    ("TVAP-WA",  "90ZV9921", "uscri",                         "sound-example",       State::WA, "60000",  "2018-10-01", "2019-09-29"),
    ("TVAP-IL",  "90ZV9922", "heartland",                     "midway-example",      State::IL, "100000", "2018-10-01", "2019-09-29"),
    ("TVAP-NY",  "90ZV9922", "heartland",                     "borough-example",     State::NY, "90000",  "2018-10-01", "2019-09-29"),
    ("TVAP-GA",  "90ZV9923", "tapestri",                      "peachtree-example",   State::GA, "80000",  "2018-10-01", "2019-09-29"),
    ("TVAP-FL",  "90ZV9923", "tapestri",                      "keys-example",        State::FL, "70000",  "2018-10-01", "2019-09-29"),
];

/// What a prime spent itself: award and prime, the cost's id, its category, amount, day.
type DirectCost = (
    &'static str,
    &'static str,
    &'static str,
    CostCategory,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const DIRECT_COSTS: &[DirectCost] = &[
    ("90ZV9901", "colorado-legal-services",    "C-001", CostCategory::Personnel, "120000",  "2009-06-30"),
    ("90ZV9901", "colorado-legal-services",    "C-002", CostCategory::Travel,    "8450.25", "2009-06-30"),
    ("90ZV9903", "justice-resource-institute", "C-001", CostCategory::Personnel, "95000",   "2010-03-31"),
    ("90ZV9911", "gems",                       "C-001", CostCategory::Personnel, "64000",   "2008-09-30"),
    ("90ZV0134", "polaris",                    "C-001", CostCategory::Personnel, "2100000", "2021-06-30"),
];

/// Sub-awards, what moves them across the line and back, and what primes spend themselves.
pub(super) fn execute_all() -> Vec<Step> {
    let mut scene = Scene::new("sub-award");
    for (id, award, prime, sub_awardee, state, amount, starts_on, ends_on) in SUB_AWARDS {
        let executed = execute(
            id,
            award,
            sub_awardee,
            *state,
            SubAwardInstrument::SubAward,
            amount,
            starts_on,
            ends_on,
        );
        scene.on(day(starts_on), Cast::Grantee(prime, 1), executed);
    }
    let print = execute(
        "RRR-CA-P1",
        "90ZV9905",
        "print-example",
        State::CA,
        SubAwardInstrument::Procurement,
        "20000",
        "2009-11-01",
        "2011-06-30",
    );
    scene.on(
        day("2009-11-01"),
        Cast::Grantee("fresno-county-eoc", 1),
        print,
    );
    // Massachusetts falls below its minimum of 242,400 by 2,400; Colorado falls and is restored.
    let lower = |id: &str, amount: &str, on: &str| LowerSubAward {
        sub_award: sub_award_id(id),
        amount: money(amount),
        reason: reason("The work plan was cut back (fictional)."),
        effective_on: day(on),
    };
    scene.on(
        day("2010-06-30"),
        Cast::Grantee("justice-resource-institute", 1),
        lower("RRR-MA-1", "10000", "2010-06-30"),
    );
    scene.on(
        day("2009-03-02"),
        Cast::Grantee("colorado-legal-services", 1),
        lower("RRR-CO-2", "10000", "2009-03-02"),
    );
    let restored = RaiseSubAward {
        sub_award: sub_award_id("RRR-CO-1"),
        amount: money("10000"),
        reason: reason("Funds moved to the other partner (fictional)."),
        effective_on: day("2009-03-16"),
    };
    scene.on(
        day("2009-03-16"),
        Cast::Grantee("colorado-legal-services", 1),
        restored,
    );
    direct_costs(&mut scene);
    scene.into_steps()
}

fn direct_costs(scene: &mut Scene) {
    for (award, prime, cost, category, amount, on) in DIRECT_COSTS {
        let spent = RecordDirectCost {
            award: Fain::parse(award).expect("a FAIN"),
            cost: CostId::parse(cost).expect("a plain id"),
            category: *category,
            amount: money(amount),
            document: None,
            effective_on: day(on),
        };
        scene.on(day(on), Cast::Grantee(prime, 1), spent);
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "a row of the table above, spelled out once"
)]
fn execute(
    id: &str,
    award: &str,
    sub_awardee: &str,
    state: State,
    instrument: SubAwardInstrument,
    amount: &str,
    starts_on: &str,
    ends_on: &str,
) -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: sub_award_id(id),
        award: Fain::parse(award).expect("a FAIN"),
        sub_awardee: organization_id(sub_awardee),
        instrument,
        purpose: title("Services under the award (fictional sub-award)"),
        states: vec![state],
        amount: money(amount),
        period: Period::try_new(day(starts_on), day(ends_on))
            .expect("the script's periods are in order"),
        effective_on: day(starts_on),
    }
}
