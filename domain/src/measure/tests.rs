//! Given/when/then, figures and periods.

use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{MeasureId, OrganizationId, ProgrammeCode},
    programme::catalogue,
    text::Label,
};

type Measures = TestFramework<Measure>;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> ProgrammeCode {
    ProgrammeCode::parse(text).unwrap()
}

fn period(text: &str) -> MeasurePeriod {
    MeasurePeriod::parse(text).unwrap()
}

fn figure(qualifier: Qualifier, count: u32) -> Figure {
    Figure::try_new(qualifier, count).unwrap()
}

fn report(kind: MeasureKind, programmes: &[&str], figure: Figure) -> Report {
    let programmes: Vec<_> = programmes.iter().map(|text| code(text)).collect();
    Report {
        subject: MeasureSubject {
            measure: MeasureId::of_programmes(kind, period("FY2021"), &programmes),
            kind,
            period: period("FY2021"),
            programmes,
            award: None,
            sub_award: None,
            organization: OrganizationId::parse("acf-otip").unwrap(),
        },
        figure,
        evidence: Evidence::Citation {
            source: Label::parse("A fact sheet").unwrap(),
        },
        correction: None,
        effective_on: day("2021-12-01"),
        received_on: day("2022-01-01"),
        performance: None,
    }
}

fn letters(count: u32) -> Report {
    report(
        MeasureKind::EligibilityLetters,
        &["CERT"],
        figure(Qualifier::Approximately, count),
    )
}

fn corrected(report: Report, supersedes: u32) -> Report {
    Report {
        correction: Some(Correction {
            supersedes,
            reason: CorrectionReason::SourceRevised,
        }),
        ..report
    }
}

fn decided(
    given: &[Report],
    when: &Report,
) -> Result<Vec<MeasureEvent>, (&'static str, Option<&'static str>)> {
    let mut measure = Measure::default();
    for report in given {
        let events = measure.decide(&MeasureCommand::Report(report.clone()));
        for event in events.unwrap() {
            measure.evolve(&event);
        }
    }
    measure
        .decide(&MeasureCommand::Report(when.clone()))
        .map_err(|error| (error.code(), error.field()))
}

#[test]
fn a_figure_is_kept_as_it_was_said() {
    let said = letters(1200);
    let MeasureSubject {
        measure,
        kind,
        period,
        programmes,
        award,
        sub_award,
        organization,
    } = said.subject.clone();
    Measures::with(())
        .given_no_previous_events()
        .when(MeasureCommand::Report(said.clone()))
        .then_expect_events(vec![MeasureEvent::MeasureReported {
            measure,
            kind,
            period,
            programmes,
            award,
            sub_award,
            organization,
            number: 1,
            figure: Figure {
                qualifier: Qualifier::Approximately,
                count: 1200,
            },
            evidence: said.evidence,
            effective_on: day("2021-12-01"),
        }]);
}

#[test]
fn a_report_sent_again_is_no_event_and_another_figure_needs_a_correction() {
    assert_eq!(decided(&[letters(1200)], &letters(1200)), Ok(Vec::new()));
    assert_eq!(
        decided(&[letters(1200)], &letters(1201)),
        Err(("MEASURE_ALREADY_REPORTED", Some("correction")))
    );
    let correction = corrected(letters(1201), 1);
    let events = decided(&[letters(1200)], &correction).unwrap();
    assert!(matches!(
        events.as_slice(),
        [MeasureEvent::MeasureCorrected {
            number: 2,
            supersedes: 1,
            reason: CorrectionReason::SourceRevised,
            ..
        }]
    ));
    let given = [letters(1200), correction.clone()];
    assert_eq!(decided(&given, &correction), Ok(Vec::new()));
    assert_eq!(
        decided(&given, &corrected(letters(1202), 1)),
        Err(("MEASURE_REPORT_NOT_LATEST", Some("correction")))
    );
    assert_eq!(
        decided(&given, &corrected(letters(1201), 2)),
        Err(("MEASURE_UNCHANGED", Some("correction")))
    );
    assert_eq!(
        decided(&[], &correction),
        Err(("MEASURE_NOT_REPORTED", Some("correction")))
    );
}

#[test]
fn a_programme_reports_only_what_it_counts() {
    let hotline = report(MeasureKind::HotlineCases, &["CERT"], Figure::exact(1));
    let refused = Err(("MEASURE_NOT_OF_PROGRAMME", Some("measure")));
    assert_eq!(decided(&[], &hotline), refused);
    // Of several together, all must count it.
    let served = |codes| report(MeasureKind::ClientsServed, codes, Figure::exact(30));
    assert!(decided(&[], &served(&["DVHT", "TVAP"])).is_ok());
    assert_eq!(decided(&[], &served(&["HTYPE", "TVAP"])), refused);
    let unlisted = |kind| report(kind, &["NEW"], Figure::exact(30));
    assert_eq!(decided(&[], &unlisted(MeasureKind::ClientsServed)), refused);
    assert!(decided(&[], &unlisted(MeasureKind::Other)).is_ok());
}

#[test]
fn every_programme_of_the_catalogue_counts_something_and_every_kind_is_counted() {
    let programmes = catalogue::programmes(day("2006-09-01"));
    let counted: std::collections::BTreeSet<_> = programmes
        .iter()
        .flat_map(|entry| {
            let kinds = catalogue::measures(&entry.programme);
            assert!(kinds.len() >= 2, "{}", entry.programme);
            kinds
        })
        .collect();
    assert_eq!(counted.len(), MeasureKind::ALL.len());
}

#[test]
fn a_period_is_reported_once_it_is_over_and_not_from_the_future() {
    let early = Report {
        effective_on: day("2021-09-29"),
        ..letters(1200)
    };
    assert_eq!(
        decided(&[], &early),
        Err(("EFFECTIVE_ON_TOO_EARLY", Some("effectiveOn")))
    );
    let future = Report {
        effective_on: day("2022-01-02"),
        ..letters(1200)
    };
    assert_eq!(
        decided(&[], &future),
        Err(("EFFECTIVE_ON_IN_FUTURE", Some("effectiveOn")))
    );
}

#[test]
fn a_figure_is_about_days_on_which_the_work_was_done() {
    let performed = |from, until| Report {
        performance: Some(crate::period::Period::try_new(day(from), day(until)).unwrap()),
        ..letters(1200)
    };
    assert_eq!(
        decided(&[], &performed("2021-10-01", "2022-09-30")),
        Err(("MEASURE_OUTSIDE_AWARD", Some("period")))
    );
    assert!(decided(&[], &performed("2021-09-30", "2022-09-30")).is_ok());
}

#[test]
fn a_figure_that_cannot_be_meant_is_refused() {
    for (qualifier, count, code) in [
        (Qualifier::Nearly, 0, "MEASURE_FIGURE_IMPOSSIBLE"),
        (Qualifier::Approximately, 0, "MEASURE_FIGURE_IMPOSSIBLE"),
        (
            Qualifier::Exact,
            COUNT_MAX + 1,
            "MEASURE_COUNT_OUT_OF_RANGE",
        ),
    ] {
        let said = Report {
            figure: Figure { qualifier, count },
            ..letters(1)
        };
        assert_eq!(decided(&[], &said), Err((code, Some("figure"))));
    }
    assert!(Figure::try_new(Qualifier::Exact, 0).is_ok());
}

#[test]
fn a_figure_reads_as_it_was_said() {
    for (qualifier, count, text) in [
        (Qualifier::Exact, 527, "527"),
        (Qualifier::Exact, 0, "0"),
        (Qualifier::Approximately, 1200, "approximately 1,200"),
        (Qualifier::MoreThan, 80_000, "more than 80,000"),
        (Qualifier::Nearly, 11_000, "nearly 11,000"),
        (Qualifier::MoreThan, 1_000_000, "more than 1,000,000"),
        (Qualifier::Exact, 999, "999"),
    ] {
        assert_eq!(figure(qualifier, count).text(), text);
    }
    assert_eq!(Figure::exact(1).phrase(MeasureKind::Cities), "1 city");
    assert_eq!(
        figure(Qualifier::MoreThan, 1).phrase(MeasureKind::Cities),
        "more than 1 cities"
    );
}

#[test]
fn a_fiscal_year_begins_in_october_of_the_year_before() {
    let days = |text| {
        let days = period(text).period();
        (days.starts_on.to_string(), days.ends_on.to_string())
    };
    let of = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    assert_eq!(days("FY2021"), of("2020-10-01", "2021-09-30"));
    assert_eq!(days("FY2021Q1"), of("2020-10-01", "2020-12-31"));
    assert_eq!(days("FY2021Q2"), of("2021-01-01", "2021-03-31"));
    assert_eq!(days("FY2021Q4"), of("2021-07-01", "2021-09-30"));
    assert_eq!(
        days("2012-10-03/2012-10-03"),
        of("2012-10-03", "2012-10-03")
    );
    let year = |text| FiscalYear::of(day(text)).unwrap().number();
    assert_eq!((year("2020-09-30"), year("2020-10-01")), (2020, 2021));
}

#[test]
fn a_text_is_one_spelling_of_a_period_or_none() {
    for text in ["FY2021", "FY2021Q3", "2012-10-03/2013-01-01"] {
        assert_eq!(period(text).to_string(), text);
    }
    for text in [
        "",
        "FY21",
        "FY02021",
        "FY2021Q5",
        "FY2021Q",
        "FY1949",
        "2021",
        "2021-01-01",
        "2021-02-01/2021-01-01",
        "2021-1-1/2021-1-2",
        "1899-01-01/1899-01-02",
    ] {
        assert_eq!(
            MeasurePeriod::parse(text),
            Err(MeasurePeriodError),
            "{text:?}"
        );
    }
}

#[test]
fn a_measure_id_says_what_of_when_and_about_whom() {
    for text in [
        "hotline-cases:FY2021:programme:NHTRC",
        "clients-served:FY2021Q1:programme:ASPIRE+DVHT",
        "referrals:FY2009:award:90ZV9901",
        "referrals:2009-01-01/2009-01-31:sub-award:CLS-01",
    ] {
        assert_eq!(MeasureId::parse(text).unwrap().as_str(), text);
    }
    for text in [
        "",
        "hotline-cases",
        "calls:FY2021:programme:NHTRC",
        "hotline-cases:FY2021:programme:",
        "hotline-cases:FY2021:award:NHTRC",
        "hotline-cases:21:programme:NHTRC",
        "hotline-cases:FY2021:office:NHTRC",
        "referrals:FY2009:sub-award:a b",
    ] {
        assert!(MeasureId::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_document_is_named_by_its_digest_alone() {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    assert!(DocumentDigest::parse(digest).is_ok());
    for text in [
        "",
        &digest[1..],
        &digest.to_uppercase(),
        "report of a person.pdf",
    ] {
        assert_eq!(
            DocumentDigest::parse(text),
            Err(DocumentDigestError),
            "{text:?}"
        );
    }
}
