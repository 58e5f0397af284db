//! The awards: Rescue & Restore, Street Outreach, the hotline, and the three primes of the assistance programme.

use almoner_domain::{
    award::CostCategory,
    id::{CostId, ProgrammeCode, SubAwardId},
    identifier::{AssistanceListing, AwardNumber},
    ledger::{ExecuteSubAward, IssueAward, LowerSubAward, RaiseSubAward, RecordDirectCost},
    period::Period,
    rate::Rate,
    region::{Region, State},
    sub_award::SubAwardInstrument,
    text::Label,
};

use super::script::{Cast, Scene, Step, day, money, organization_id, reason, title};

struct Award {
    number: &'static str,
    programme: &'static str,
    notice: &'static str,
    grantee: &'static str,
    title: &'static str,
    listing: &'static str,
    amount: &'static str,
    federal_share: Option<&'static str>,
    regions: &'static [u8],
    starts_on: &'static str,
    ends_on: &'static str,
    budget_ends_on: &'static str,
}

const REGIONAL: Award = Award {
    number: "",
    programme: "RRR",
    notice: "RRR-demo",
    grantee: "",
    title: "Rescue & Restore Regional (award number fictional)",
    listing: "93.598",
    amount: "",
    federal_share: None,
    regions: &[],
    starts_on: "",
    ends_on: "",
    budget_ends_on: "",
};

const OUTREACH: Award = Award {
    programme: "SO",
    notice: "SO-demo",
    title: "Street Outreach (award number fictional)",
    starts_on: "2006-09-30",
    ends_on: "2009-09-29",
    budget_ends_on: "2009-09-29",
    ..REGIONAL
};

const ASSISTANCE: Award = Award {
    programme: "TVAP",
    notice: "HHS-2018-ACF-IOAS-OTIP-ZV-1369",
    title: "Trafficking Victim Assistance Program (number, amount and period fictional)",
    starts_on: "2018-09-30",
    ends_on: "2021-09-29",
    budget_ends_on: "2019-09-29",
    ..REGIONAL
};

const AWARDS: &[Award] = &[
    Award {
        number: "90ZV9901-01-00",
        grantee: "colorado-legal-services",
        amount: "825000",
        regions: &[8],
        starts_on: "2008-02-15",
        ends_on: "2011-02-14",
        budget_ends_on: "2011-02-14",
        ..REGIONAL
    },
    Award {
        number: "90ZV9902-01-00",
        grantee: "catholic-charities-louisville",
        amount: "756000",
        regions: &[4],
        starts_on: "2008-02-15",
        ends_on: "2011-02-14",
        budget_ends_on: "2011-02-14",
        ..REGIONAL
    },
    Award {
        number: "90ZV9903-01-00",
        grantee: "justice-resource-institute",
        amount: "404000",
        regions: &[1],
        starts_on: "2009-04-30",
        ends_on: "2011-04-29",
        budget_ends_on: "2011-04-29",
        ..REGIONAL
    },
    Award {
        number: "90ZV9904-01-00",
        grantee: "practical-strategies",
        amount: "200000",
        regions: &[5],
        starts_on: "2009-04-30",
        ends_on: "2011-04-29",
        budget_ends_on: "2011-04-29",
        ..REGIONAL
    },
    Award {
        number: "90ZV9905-01-00",
        grantee: "fresno-county-eoc",
        amount: "330000",
        regions: &[9],
        starts_on: "2009-09-30",
        ends_on: "2011-06-30",
        budget_ends_on: "2011-06-30",
        ..REGIONAL
    },
    Award {
        number: "90ZV9906-01-00",
        grantee: "church-united",
        title: "Rescue & Restore Regional (award number and period fictional)",
        amount: "150000",
        regions: &[6],
        starts_on: "2009-09-30",
        ends_on: "2011-06-30",
        budget_ends_on: "2011-06-30",
        ..REGIONAL
    },
    Award {
        number: "90ZV9911-01-00",
        grantee: "gems",
        amount: "109471",
        ..OUTREACH
    },
    Award {
        number: "90ZV9912-01-00",
        grantee: "irc",
        amount: "103779",
        ..OUTREACH
    },
    Award {
        number: "90ZV9913-01-00",
        grantee: "tapestri",
        amount: "67599",
        ..OUTREACH
    },
    Award {
        number: "90ZV9914-01-00",
        grantee: "southeastern-network",
        amount: "46700",
        ..OUTREACH
    },
    Award {
        number: "90ZV0134-01-00",
        programme: "NHTRC",
        notice: "NHTRC-demo",
        grantee: "polaris",
        title: "National Human Trafficking Hotline (period fictional)",
        amount: "3500000",
        federal_share: Some("0.7187"),
        starts_on: "2020-09-30",
        ends_on: "2021-09-29",
        budget_ends_on: "2021-09-29",
        ..REGIONAL
    },
    Award {
        number: "90ZV9921-01-00",
        grantee: "uscri",
        amount: "4500000",
        regions: &[3, 6, 7, 8, 9, 10],
        ..ASSISTANCE
    },
    Award {
        number: "90ZV9922-01-00",
        grantee: "heartland",
        amount: "2500000",
        regions: &[1, 2, 5],
        ..ASSISTANCE
    },
    Award {
        number: "90ZV9923-01-00",
        grantee: "tapestri",
        amount: "1500000",
        regions: &[4],
        ..ASSISTANCE
    },
];

/// All notices of award.
pub(super) fn issue() -> Vec<Step> {
    let mut scene = Scene::new("award");
    for award in AWARDS {
        let period = |ends_on| {
            Period::try_new(day(award.starts_on), day(ends_on))
                .expect("the script's periods are in order")
        };
        let issued = IssueAward {
            number: AwardNumber::parse(award.number)
                .expect("the script's award numbers are well formed"),
            programme: ProgrammeCode::parse(award.programme).expect("a programme of the catalogue"),
            notice: Label::parse(award.notice).expect("a short label"),
            grantee: organization_id(award.grantee),
            title: title(award.title),
            assistance_listing: AssistanceListing::parse(award.listing).expect("a listing"),
            amount: money(award.amount),
            federal_share: award
                .federal_share
                .map(|share| Rate::parse(share).expect("a rate")),
            regions: regions(award.regions),
            project_period: period(award.ends_on),
            budget_period: period(award.budget_ends_on),
            effective_on: day(award.starts_on),
        };
        scene.on(day(award.starts_on), Cast::Officer, issued);
    }
    scene.into_steps()
}

fn regions(numbers: &[u8]) -> Vec<Region> {
    numbers
        .iter()
        .map(|number| Region::try_from(*number).expect("an HHS region"))
        .collect()
}

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

/// Sub-awards under the 60 percent rule: at the line, above it, and below it.
const SUB_AWARDS: &[SubAward] = &[
    (
        "RRR-CO-1",
        "90ZV9901",
        "colorado-legal-services",
        "front-range-example",
        State::CO,
        "300000",
        "2008-03-01",
        "2011-02-14",
    ),
    (
        "RRR-CO-2",
        "90ZV9901",
        "colorado-legal-services",
        "high-plains-example",
        State::CO,
        "195000",
        "2008-03-01",
        "2011-02-14",
    ),
    (
        "RRR-KY-1",
        "90ZV9902",
        "catholic-charities-louisville",
        "bluegrass-example",
        State::KY,
        "280000",
        "2008-03-01",
        "2011-02-14",
    ),
    (
        "RRR-KY-2",
        "90ZV9902",
        "catholic-charities-louisville",
        "ohio-river-example",
        State::KY,
        "200000",
        "2008-04-01",
        "2011-02-14",
    ),
    (
        "RRR-MA-1",
        "90ZV9903",
        "justice-resource-institute",
        "harbor-example",
        State::MA,
        "250000",
        "2009-05-15",
        "2011-04-29",
    ),
    (
        "RRR-WI-1",
        "90ZV9904",
        "practical-strategies",
        "lakeshore-example",
        State::WI,
        "100000",
        "2009-05-15",
        "2011-04-29",
    ),
    (
        "RRR-CA-1",
        "90ZV9905",
        "fresno-county-eoc",
        "valley-example",
        State::CA,
        "180000",
        "2009-10-15",
        "2011-06-30",
    ),
    (
        "RRR-LA-1",
        "90ZV9906",
        "church-united",
        "bayou-example",
        State::LA,
        "90000",
        "2009-10-15",
        "2011-06-30",
    ),
    (
        "TVAP-TX",
        "90ZV9921",
        "uscri",
        "prairie-example",
        State::TX,
        "150000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-CA",
        "90ZV9921",
        "uscri",
        "pacific-example",
        State::CA,
        "120000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-VA",
        "90ZV9921",
        "uscri",
        "tidewater-example",
        State::VA,
        "9000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-WA",
        "90ZV9921",
        "uscri",
        "sound-example",
        State::WA,
        "60000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-IL",
        "90ZV9922",
        "heartland",
        "midway-example",
        State::IL,
        "100000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-NY",
        "90ZV9922",
        "heartland",
        "borough-example",
        State::NY,
        "90000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-GA",
        "90ZV9923",
        "tapestri",
        "peachtree-example",
        State::GA,
        "80000",
        "2018-10-01",
        "2019-09-29",
    ),
    (
        "TVAP-FL",
        "90ZV9923",
        "tapestri",
        "keys-example",
        State::FL,
        "70000",
        "2018-10-01",
        "2019-09-29",
    ),
];

/// Sub-awards, what moves them across the line and back, and what primes spend themselves.
pub(super) fn sub_award() -> Vec<Step> {
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
    for (award, prime, cost, category, amount, on) in [
        (
            "90ZV9901",
            "colorado-legal-services",
            "C-001",
            CostCategory::Personnel,
            "120000",
            "2009-06-30",
        ),
        (
            "90ZV9901",
            "colorado-legal-services",
            "C-002",
            CostCategory::Travel,
            "8450.25",
            "2009-06-30",
        ),
        (
            "90ZV9903",
            "justice-resource-institute",
            "C-001",
            CostCategory::Personnel,
            "95000",
            "2010-03-31",
        ),
        (
            "90ZV9911",
            "gems",
            "C-001",
            CostCategory::Personnel,
            "64000",
            "2008-09-30",
        ),
        (
            "90ZV0134",
            "polaris",
            "C-001",
            CostCategory::Personnel,
            "2100000",
            "2021-06-30",
        ),
    ] {
        let spent = RecordDirectCost {
            award: almoner_domain::identifier::Fain::parse(award).expect("a FAIN"),
            cost: CostId::parse(cost).expect("a plain id"),
            category,
            amount: money(amount),
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
        award: almoner_domain::identifier::Fain::parse(award).expect("a FAIN"),
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

/// A sub-award of the script.
pub(super) fn sub_award_id(text: &str) -> SubAwardId {
    SubAwardId::parse(text).expect("the script's sub-awards are well formed")
}
