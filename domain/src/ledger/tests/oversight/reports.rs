//! Reports that are filed.

use super::super::{code, types};
use super::*;
use crate::ledger::{
    FileFinancialReport,
    testing::{ASSISTANCE_PRIME, REGIONAL, REGIONAL_PRIME, fain},
};

#[test]
fn a_sub_award_report_says_what_the_books_say_and_is_filed_once() {
    let mut scenario = Scenario::founded();
    let by = REGIONAL_PRIME;
    for (report, refused) in [
        (filed("RR-1", "2018-11", "345000"), "NOTHING_REPORTABLE"),
        (filed("RR-1", "2018-10", "345000.01"), "REPORT_DIFFERS"),
        (
            FileSubAwardReport {
                effective_on: day("2018-10-31"),
                ..filed("RR-1", "2018-10", "345000")
            },
            "REPORT_PERIOD_NOT_ENDED",
        ),
    ] {
        assert_eq!(code(scenario.when_by(by, report)), refused);
    }
    let report = filed("RR-1", "2018-10", "345000");
    assert_eq!(types(scenario.when_by(by, report.clone())), ["ReportFiled"]);
    assert_eq!(types(scenario.when_by(by, report.clone())), [""; 0]);
    let again = FileSubAwardReport {
        effective_on: day("2018-11-21"),
        ..report
    };
    assert_eq!(code(scenario.when_by(by, again)), "REPORT_ALREADY_FILED");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, filed("TV-1", "2018-10", "20000"))),
        "NOTHING_REPORTABLE"
    );
}

#[test]
fn a_financial_report_is_of_a_period_that_has_ended() {
    let mut scenario = Scenario::founded();
    let by = REGIONAL_PRIME;
    let report = |ends_on: &str, is_final, on: &str| FileFinancialReport {
        award: fain(REGIONAL),
        period_ends_on: day(ends_on),
        is_final,
        document: document(),
        effective_on: day(on),
    };
    for (asked, refused) in [
        (
            report("2019-06-30", false, "2019-06-30"),
            "REPORT_PERIOD_UNKNOWN",
        ),
        (
            report("2018-03-31", false, "2019-06-30"),
            "REPORT_PERIOD_UNKNOWN",
        ),
        (
            report("2019-03-31", true, "2019-06-30"),
            "REPORT_PERIOD_UNKNOWN",
        ),
        (
            report("2020-09-29", true, "2019-06-30"),
            "REPORT_PERIOD_NOT_ENDED",
        ),
        (
            report("2019-03-31", false, "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
    ] {
        assert_eq!(code(scenario.when_by(by, asked)), refused);
    }
    let asked = report("2019-03-31", false, "2019-04-28");
    scenario.when_by(by, asked.clone()).unwrap();
    assert_eq!(types(scenario.when_by(by, asked)), [""; 0]);
    assert_eq!(
        code(scenario.when_by(by, report("2019-03-31", false, "2019-04-29"))),
        "REPORT_ALREADY_FILED"
    );
}
