//! Findings, and who resolves them.

use super::super::{code, last, types};
use super::*;
use crate::{
    deadline::DeadlineKey,
    id::FindingId,
    ledger::{
        Event, RecordFinding, RecordMonitoringFinding, ResolveFinding, ResolveMonitoringFinding,
        testing::{REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, fain, organization, reason},
    },
    oversight::{FindingResolution, OversightEvent, Severity},
};

fn finding(id: &str) -> FindingId {
    FindingId::parse(id).unwrap()
}

fn found(deadline: Option<&str>, of: Option<&str>) -> RecordFinding {
    RecordFinding {
        award: fain(REGIONAL),
        sub_award: of.map(sub_award),
        finding: finding("F-1"),
        deadline: deadline.map(|key| DeadlineKey::parse(key).unwrap()),
        severity: Severity::Moderate,
        questioned: None,
        reason: reason("The report was not filed in time"),
        due_on: day("2019-06-30"),
        effective_on: day("2019-05-15"),
    }
}

#[test]
fn an_officers_finding_names_its_deadline_and_is_resolved_once_by_an_officer() {
    let mut scenario = Scenario::founded();
    let key = "sub-award-report:90ZV9901:RR-1:2018-10";
    assert_eq!(
        code(scenario.when(found(Some(key), None))),
        "DEADLINE_ELSEWHERE"
    );
    assert_eq!(
        code(scenario.when(found(Some(key), Some("RR-2")))),
        "DEADLINE_ELSEWHERE"
    );
    assert_eq!(
        code(scenario.when(found(None, Some("TV-1")))),
        "UNKNOWN_SUB_AWARD"
    );
    scenario.when(found(Some(key), Some("RR-1"))).unwrap();
    assert_eq!(
        code(scenario.when(found(None, Some("RR-1")))),
        "FINDING_ALREADY_RECORDED"
    );
    let by_prime = ResolveMonitoringFinding {
        sub_award: sub_award("RR-1"),
        finding: finding("F-1"),
        resolution: FindingResolution::Corrected,
        reason: reason("Filed"),
        document: None,
        effective_on: day("2019-06-01"),
    };
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, by_prime)),
        "UNKNOWN_FINDING"
    );
    let resolve = |resolution| ResolveFinding {
        award: fain(REGIONAL),
        finding: finding("F-1"),
        resolution,
        reason: reason("Filed"),
        document: Some(document()),
        effective_on: day("2019-06-01"),
    };
    scenario.when(resolve(FindingResolution::DoneLate)).unwrap();
    assert_eq!(
        types(scenario.when(resolve(FindingResolution::DoneLate))),
        [""; 0]
    );
    assert_eq!(
        code(scenario.when(resolve(FindingResolution::Excused))),
        "FINDING_ALREADY_RESOLVED"
    );
}

#[test]
fn what_monitoring_found_is_the_sub_awardees_to_put_right_and_the_primes_to_resolve() {
    let mut scenario = Scenario::founded();
    let by = REGIONAL_PRIME;
    let asked = RecordMonitoringFinding {
        sub_award: sub_award("RR-1"),
        finding: finding("M-1"),
        severity: Severity::High,
        questioned: Some(money("1250.00")),
        reason: reason("Receipts are missing"),
        due_on: day("2019-06-30"),
        effective_on: day("2019-05-15"),
    };
    let nothing = RecordMonitoringFinding {
        questioned: Some(money("0")),
        ..asked.clone()
    };
    assert_eq!(code(scenario.when_by(by, nothing)), "AMOUNT_NOT_POSITIVE");
    let Event::Oversight(OversightEvent::FindingRecorded { owner, .. }) =
        last(scenario.when_by(by, asked))
    else {
        panic!("another event");
    };
    assert_eq!(owner, organization(SUB_AWARDEES[0]));
    let resolved = ResolveMonitoringFinding {
        sub_award: sub_award("RR-1"),
        finding: finding("M-1"),
        resolution: FindingResolution::Repaid,
        reason: reason("Repaid"),
        document: None,
        effective_on: day("2019-06-15"),
    };
    let elsewhere = ResolveMonitoringFinding {
        sub_award: sub_award("RR-2"),
        ..resolved.clone()
    };
    assert_eq!(code(scenario.when_by(by, elsewhere)), "UNKNOWN_FINDING");
    assert_eq!(types(scenario.when_by(by, resolved)), ["FindingResolved"]);
}
