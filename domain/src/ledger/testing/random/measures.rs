//! Random reports of measures.

use chrono::NaiveDate;
use proptest::{option, prelude::*, sample::select};

use super::super::{AWARDS, SUB_AWARDS, fain, sub_award};
use super::values::any_day;
use crate::{
    id::ProgrammeCode,
    ledger::{Command, ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure},
    measure::{
        Correction, CorrectionReason, DocumentDigest, Evidence, Figure, MeasureKind, MeasurePeriod,
        Qualifier,
    },
    text::Label,
};

fn any_figure() -> impl Strategy<Value = Figure> {
    let qualifiers = vec![
        Qualifier::Exact,
        Qualifier::Exact,
        Qualifier::Approximately,
        Qualifier::MoreThan,
        Qualifier::Nearly,
    ];
    (
        select(qualifiers),
        prop_oneof![3 => 0_u32..60, 1 => any::<u32>()],
    )
        .prop_map(|(qualifier, count)| Figure { qualifier, count })
}

fn any_correction() -> impl Strategy<Value = Option<Correction>> {
    option::of((1_u32..4).prop_map(|supersedes| Correction {
        supersedes,
        reason: CorrectionReason::CountedTwice,
    }))
}

/// Few measures, so that reports meet: what, of when, how much, what it corrects, and when it is said.
fn any_report() -> impl Strategy<
    Value = (
        MeasureKind,
        MeasurePeriod,
        Figure,
        Option<Correction>,
        NaiveDate,
    ),
> {
    let kinds = vec![
        MeasureKind::ClientsServed,
        MeasureKind::PotentialVictims,
        MeasureKind::ConfirmedVictims,
        MeasureKind::OutreachMigrantFarmWorkers,
        MeasureKind::Other,
    ];
    let period = |text| MeasurePeriod::parse(text).expect("a period");
    let periods = vec![period("FY2019Q1"), period("FY2018"), period("FY2017")];
    (
        select(kinds),
        select(periods),
        any_figure(),
        any_correction(),
        any_day(),
    )
}

pub(super) fn any_measure_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        any_office_report(),
        any_award_report(),
        any_sub_award_report()
    ]
}

fn document() -> DocumentDigest {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    DocumentDigest::parse(digest).expect("a digest")
}

fn any_office_report() -> impl Strategy<Value = Command> {
    let programmes = vec![
        vec!["TVAP"],
        vec!["TVAP", "DVHT"],
        vec!["SO"],
        vec!["XX"],
        vec![],
    ];
    (select(programmes), any_report()).prop_map(
        |(codes, (kind, period, figure, correction, effective_on))| {
            let code = |code: &&str| ProgrammeCode::parse(code).expect("a code");
            let source = Label::parse("A test's source").expect("a label");
            ReportMeasure {
                programmes: codes.iter().map(code).collect(),
                kind,
                period,
                figure,
                evidence: Evidence::Citation { source },
                correction,
                effective_on,
            }
            .into()
        },
    )
}

fn any_award_report() -> impl Strategy<Value = Command> {
    (select(AWARDS.to_vec()), any_report()).prop_map(
        |(award, (kind, period, figure, correction, effective_on))| {
            ReportAwardMeasure {
                award: fain(award),
                kind,
                period,
                figure,
                document: document(),
                correction,
                effective_on,
            }
            .into()
        },
    )
}

fn any_sub_award_report() -> impl Strategy<Value = Command> {
    (select(SUB_AWARDS.to_vec()), any_report()).prop_map(
        |(id, (kind, period, figure, correction, effective_on))| {
            ReportSubAwardMeasure {
                sub_award: sub_award(id),
                kind,
                period,
                figure,
                document: document(),
                correction,
                effective_on,
            }
            .into()
        },
    )
}
