//! The measures of the history.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::{ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure, testing::ASSISTANCE},
    measure::{
        Correction, CorrectionReason, Evidence, Figure, MeasureKind, MeasurePeriod, Qualifier,
    },
    text::Label,
};

use super::*;

pub(super) fn measures(scenario: &mut Scenario) {
    let period = MeasurePeriod::parse("FY2019Q1").unwrap();
    let served = ReportMeasure {
        programmes: vec![ProgrammeCode::parse("TVAP").unwrap()],
        kind: MeasureKind::ClientsServed,
        period,
        figure: Figure::try_new(Qualifier::MoreThan, 2800).unwrap(),
        evidence: Evidence::Citation {
            source: Label::parse("A fact sheet").unwrap(),
        },
        correction: None,
        effective_on: today(),
    };
    give(scenario, served);
    for (award, kind) in [
        (REGIONAL, MeasureKind::CoalitionMembers),
        (ASSISTANCE, MeasureKind::PeopleTrained),
    ] {
        let report = ReportAwardMeasure {
            award: fain(award),
            kind,
            period,
            figure: Figure::exact(12),
            document: document(),
            correction: None,
            effective_on: today(),
        };
        give(scenario, report);
    }
    // Few victims, of whom the programme tells aggregates alone; then a correction that counts fewer.
    for (id, figure, supersedes) in [
        ("RR-1", 9, None),
        ("RR-1", 8, Some(1)),
        ("RR-2", 70, None),
        ("TV-2", 4, None),
    ] {
        let report = ReportSubAwardMeasure {
            sub_award: sub_award(id),
            kind: MeasureKind::PotentialVictims,
            period,
            figure: Figure::exact(figure),
            document: document(),
            correction: supersedes.map(|supersedes| Correction {
                supersedes,
                reason: CorrectionReason::CountedTwice,
            }),
            effective_on: today(),
        };
        give(scenario, report);
    }
}
