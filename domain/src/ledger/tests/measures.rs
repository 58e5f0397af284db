//! Measures over several aggregates: who reports what, and that no counter ever drives a payment.

use super::{code, types};
use crate::{
    id::ProgrammeCode,
    ledger::{
        Event, ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure, StreamKind,
        catalogue::examples,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, OUTREACH, REGIONAL_PRIME, SUB_AWARDEES, Scenario, day,
            fain, sub_award,
        },
    },
    measure::{
        Correction, CorrectionReason, DocumentDigest, Evidence, Figure, MeasureEvent, MeasureKind,
        MeasurePeriod, Qualifier,
    },
    posting::post,
    text::Label,
};

fn document() -> DocumentDigest {
    DocumentDigest::parse(&"0a".repeat(32)).unwrap()
}

fn period(text: &str) -> MeasurePeriod {
    MeasurePeriod::parse(text).unwrap()
}

fn by_office(programmes: &[&str], kind: MeasureKind, count: u32) -> ReportMeasure {
    ReportMeasure {
        programmes: programmes
            .iter()
            .map(|code| ProgrammeCode::parse(code).unwrap())
            .collect(),
        kind,
        period: period("FY2018"),
        figure: Figure {
            qualifier: Qualifier::MoreThan,
            count,
        },
        evidence: Evidence::Citation {
            source: Label::parse("A fact sheet").unwrap(),
        },
        correction: None,
        effective_on: day("2019-01-15"),
    }
}

fn of_award(award: &str, kind: MeasureKind, count: u32) -> ReportAwardMeasure {
    ReportAwardMeasure {
        award: fain(award),
        kind,
        period: period("FY2019Q1"),
        figure: Figure::exact(count),
        document: document(),
        correction: None,
        effective_on: day("2019-01-15"),
    }
}

fn of_sub_award(id: &str, kind: MeasureKind, count: u32) -> ReportSubAwardMeasure {
    ReportSubAwardMeasure {
        sub_award: sub_award(id),
        kind,
        period: period("FY2019Q1"),
        figure: Figure::exact(count),
        document: document(),
        correction: None,
        effective_on: day("2019-01-15"),
    }
}

#[test]
fn programmes_together_are_one_measure_whatever_their_order() {
    let mut scenario = Scenario::founded();
    let served = |codes: &[&str]| by_office(codes, MeasureKind::ClientsServed, 2800);
    assert_eq!(
        types(scenario.when(served(&["TVAP", "DVHT"]))),
        ["MeasureReported"]
    );
    assert!(types(scenario.when(served(&["DVHT", "TVAP"]))).is_empty());
    assert_eq!(
        types(scenario.when(served(&["TVAP"]))),
        ["MeasureReported"],
        "of one of them alone it is another measure"
    );
    assert_eq!(
        code(scenario.when(served(&[]))),
        "MEASURE_PROGRAMMES_MISSING"
    );
    assert_eq!(
        code(scenario.when(served(&["TVAP", "TVAP"]))),
        "MEASURE_PROGRAMME_REPEATED"
    );
    assert_eq!(code(scenario.when(served(&["NEW"]))), "UNKNOWN_PROGRAMME");
}

#[test]
fn a_prime_and_a_sub_awardee_report_of_their_own_alone() {
    let mut scenario = Scenario::founded();
    let outreach = of_award(OUTREACH, MeasureKind::OutreachMigrantFarmWorkers, 120);
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, outreach.clone())),
        "UNKNOWN_AWARD"
    );
    assert_eq!(
        types(scenario.when_by(ASSISTANCE_PRIME, outreach)),
        ["MeasureReported"]
    );
    assert_eq!(
        code(scenario.when_by(
            ASSISTANCE_PRIME,
            of_award(ASSISTANCE, MeasureKind::OutreachMigrantFarmWorkers, 1)
        )),
        "MEASURE_NOT_OF_PROGRAMME"
    );
    let identified = of_sub_award("RR-1", MeasureKind::PotentialVictims, 17);
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[1], identified.clone())),
        "UNKNOWN_SUB_AWARD"
    );
    assert_eq!(
        types(scenario.when_by(SUB_AWARDEES[0], identified)),
        ["MeasureReported"]
    );
    let before = ReportSubAwardMeasure {
        period: period("FY2018"),
        ..of_sub_award("RR-1", MeasureKind::Referrals, 3)
    };
    assert_eq!(
        code(scenario.when_by(SUB_AWARDEES[0], before)),
        "MEASURE_OUTSIDE_AWARD"
    );
}

#[test]
fn potential_and_confirmed_victims_are_separate_counts() {
    let mut scenario = Scenario::founded();
    for (kind, count) in [
        (MeasureKind::PotentialVictims, 17),
        (MeasureKind::ConfirmedVictims, 4),
    ] {
        assert_eq!(
            types(scenario.when_by(SUB_AWARDEES[0], of_sub_award("RR-1", kind, count))),
            ["MeasureReported"]
        );
    }
    let counts: Vec<_> = scenario
        .ledger
        .history()
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::Measure(
                MeasureEvent::MeasureReported { kind, figure, .. }
                | MeasureEvent::MeasureCorrected { kind, figure, .. },
            ) => Some((*kind, figure.count)),
            Event::Programme(_)
            | Event::Organization(_)
            | Event::Award(_)
            | Event::SubAward(_)
            | Event::Client(_)
            | Event::Claim(_)
            | Event::Payment(_)
            | Event::Oversight(_)
            | Event::Closing(_)
            | Event::Signing(_) => None,
        })
        .collect();
    assert_eq!(
        counts,
        [
            (MeasureKind::PotentialVictims, 17),
            (MeasureKind::ConfirmedVictims, 4)
        ]
    );
}

#[test]
fn a_counter_never_drives_a_payment() {
    let posted: Vec<_> = examples()
        .into_iter()
        .filter(|(stream, _)| stream.kind == StreamKind::Measure)
        .map(|(_, event)| post(&event))
        .collect();
    assert!(posted.len() >= 4);
    assert!(posted.iter().all(Option::is_none));
    // Whatever is reported and corrected, no other stream gets an event, and no funds move.
    let mut scenario = Scenario::serving();
    let before = scenario.ledger.clone();
    let reported = of_sub_award("TV-1", MeasureKind::ClientsServed, 3);
    let correction = ReportSubAwardMeasure {
        figure: Figure::exact(3_000_000),
        correction: Some(Correction {
            supersedes: 1,
            reason: CorrectionReason::LateReports,
        }),
        ..reported.clone()
    };
    for command in [reported, correction] {
        let decision = scenario.when_by(SUB_AWARDEES[0], command).unwrap();
        let kinds: Vec<_> = decision.events.iter().map(|(at, _)| at.kind).collect();
        assert_eq!(kinds, [StreamKind::Measure]);
    }
    let funds = |ledger: &crate::ledger::testing::MemoryLedger| {
        let books = ledger.books();
        (
            books.sub_award(&sub_award("TV-1")).unwrap().funds(),
            books.award(&fain(ASSISTANCE)).unwrap().funds(),
        )
    };
    assert_eq!(funds(&before), funds(&scenario.ledger));
}
