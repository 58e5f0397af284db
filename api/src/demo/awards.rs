//! The awards: Rescue & Restore, Street Outreach, the hotline, and the three primes of the assistance programme.

use almoner_domain::{
    id::ProgrammeCode,
    identifier::{AssistanceListing, AwardNumber},
    ledger::IssueAward,
    period::Period,
    rate::Rate,
    region::Region,
    text::Label,
};

use super::script::{Cast, Scene, Step, day, money, organization_id, title};

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
