//! What programmes counted: the figures of the office's fact sheet of fiscal year 2021 and of earlier years as they were
//! said, and what two fictional sub-awardees counted.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::{ReportMeasure, ReportSubAwardMeasure},
    measure::{
        Correction, CorrectionReason, DocumentDigest, Evidence, Figure, MeasureKind, MeasurePeriod,
        Qualifier,
    },
    text::Label,
};
use sha2::{Digest as _, Sha256};

use super::script::{Cast, Scene, Step, day, sub_award_id};

use MeasureKind::{
    CertificationLetters, Cities, ClientsServed, Coalitions, EligibilityLetters, HotlineCases,
    HotlineSignals, Letters, PeopleTrained, StatesAndTerritories,
};
use Qualifier::{Approximately, Exact, MoreThan, Nearly};

/// A figure as a public source says it: programmes together, what is counted, of when, how exactly, how many, the source,
/// and the day that it was reported on.
type Said = (
    &'static [&'static str],
    MeasureKind,
    &'static str,
    Qualifier,
    u32,
    &'static str,
    &'static str,
);

const FACT_SHEET: &str = "Office on Trafficking in Persons fact sheet, FY 2021";
const LETTERS_BY_YEAR: &str = "Letters by year, as published by the department";
const CAMPAIGN: &str = "Divisions: Anti-Trafficking in Persons, published 2012-10-03";

/// Those that give comprehensive case management, which the fact sheet counts together.
const CASE_MANAGEMENT: &[&str] = &["ASPIRE", "DVHT", "TVAP", "VHT-NC"];
/// The training centre and the grant recipients, whose training the fact sheet counts together.
const TRAINING: &[&str] = &["ASPIRE", "DVHT", "HTYPE", "NHTTAC", "TVAP", "VHT-NC"];

const SAID: &[Said] = &[
    (
        &["CERT"],
        Letters,
        "FY2001",
        Exact,
        196,
        LETTERS_BY_YEAR,
        "2006-12-01",
    ),
    (
        &["CERT"],
        Letters,
        "FY2002",
        Exact,
        77,
        LETTERS_BY_YEAR,
        "2006-12-01",
    ),
    (
        &["CERT"],
        Letters,
        "FY2003",
        Exact,
        144,
        LETTERS_BY_YEAR,
        "2006-12-01",
    ),
    (
        &["CERT"],
        Letters,
        "FY2004",
        Exact,
        141,
        LETTERS_BY_YEAR,
        "2006-12-01",
    ),
    (
        &["CERT"],
        Letters,
        "FY2005",
        Exact,
        194,
        LETTERS_BY_YEAR,
        "2006-12-01",
    ),
    (
        &["CERT"],
        Letters,
        "FY2006",
        Exact,
        209,
        LETTERS_BY_YEAR,
        "2006-12-01",
    ),
    (
        &["RRC"],
        Coalitions,
        "2012-10-03/2012-10-03",
        Exact,
        24,
        CAMPAIGN,
        "2012-10-03",
    ),
    (
        &["CERT"],
        CertificationLetters,
        "FY2021",
        Exact,
        527,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        &["CERT"],
        EligibilityLetters,
        "FY2021",
        Approximately,
        1_200,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        &["NHTRC"],
        HotlineSignals,
        "FY2021",
        MoreThan,
        13_500,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        &["NHTRC"],
        HotlineCases,
        "FY2021",
        Nearly,
        11_000,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        CASE_MANAGEMENT,
        ClientsServed,
        "FY2021",
        MoreThan,
        2_800,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        CASE_MANAGEMENT,
        Cities,
        "FY2021",
        MoreThan,
        440,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        CASE_MANAGEMENT,
        StatesAndTerritories,
        "FY2021",
        Exact,
        48,
        FACT_SHEET,
        "2021-12-01",
    ),
    (
        TRAINING,
        PeopleTrained,
        "FY2021",
        MoreThan,
        80_000,
        FACT_SHEET,
        "2021-12-01",
    ),
];

/// What fictional sub-awardees of Colorado's award counted; the last report corrects the one before it.
const COUNTED: &[(MeasureKind, u32, Option<u32>, &str)] = &[
    (MeasureKind::OutreachContacts, 412, None, "2009-01-15"),
    (MeasureKind::PotentialVictims, 17, None, "2009-01-15"),
    (MeasureKind::ConfirmedVictims, 12, None, "2009-01-15"),
    (MeasureKind::PeopleTrained, 96, None, "2009-01-15"),
    (MeasureKind::PotentialVictims, 15, Some(1), "2009-02-02"),
];

/// Everything is reported, on the day that its source bears or soon after.
pub(super) fn report() -> Vec<Step> {
    let mut scene = Scene::new("measures");
    for (programmes, kind, time, qualifier, count, source, on) in SAID {
        let command = ReportMeasure {
            programmes: programmes.iter().map(|code| programme(code)).collect(),
            kind: *kind,
            period: period(time),
            figure: Figure {
                qualifier: *qualifier,
                count: *count,
            },
            evidence: Evidence::Citation {
                source: Label::parse(source).expect("the script's sources are short and plain"),
            },
            correction: None,
            effective_on: day(on),
        };
        scene.on(day(on), Cast::Officer, command);
    }
    for (kind, count, supersedes, on) in COUNTED {
        let command = ReportSubAwardMeasure {
            sub_award: sub_award_id("RRR-CO-1"),
            kind: *kind,
            period: period("FY2009Q1"),
            figure: Figure::exact(*count),
            document: document(*kind, *count),
            correction: supersedes.map(|supersedes| Correction {
                supersedes,
                reason: CorrectionReason::CountedTwice,
            }),
            effective_on: day(on),
        };
        scene.on(day(on), Cast::Subawardee("front-range-example"), command);
    }
    scene.into_steps()
}

fn programme(code: &str) -> ProgrammeCode {
    ProgrammeCode::parse(code).expect("the script's programmes are well formed")
}

fn period(text: &str) -> MeasurePeriod {
    MeasurePeriod::parse(text).expect("the script's periods are well formed")
}

/// The digest of a document that does not exist: a line that says so.
fn document(kind: MeasureKind, count: u32) -> DocumentDigest {
    let text = format!("fictional tally sheet: {} {count}", kind.slug());
    DocumentDigest::parse(&hex::encode(Sha256::digest(text)))
        .expect("a digest is written in lower-case hexadecimal digits")
}
