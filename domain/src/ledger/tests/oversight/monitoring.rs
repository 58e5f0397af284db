//! Monitoring and audits.

use chrono::NaiveDate;

use super::super::{code, last, types};
use super::*;
use crate::{
    id::ActivityId,
    ledger::{
        AcceptAuditReport, DecideAuditFindings, Event, PerformMonitoring, PlanMonitoring,
        StateFederalExpenditures, testing::REGIONAL_PRIME,
    },
    oversight::{ManagementDecision, MonitoringKind, OversightEvent},
};

#[test]
fn monitoring_is_planned_and_done_once() {
    let mut scenario = Scenario::founded();
    let visit = |kind| PlanMonitoring {
        sub_award: sub_award("RR-1"),
        activity: ActivityId::parse("V-1").unwrap(),
        kind,
        due_on: day("2019-06-30"),
        effective_on: day("2019-01-15"),
    };
    let done = |on: &str| PerformMonitoring {
        sub_award: sub_award("RR-1"),
        activity: ActivityId::parse("V-1").unwrap(),
        document: document(),
        effective_on: day(on),
    };
    let by = REGIONAL_PRIME;
    assert_eq!(
        code(scenario.when_by(by, done("2019-05-01"))),
        "UNKNOWN_ACTIVITY"
    );
    let at_once = PlanMonitoring {
        due_on: day("2019-01-15"),
        ..visit(MonitoringKind::SiteVisit)
    };
    assert_eq!(code(scenario.when_by(by, at_once)), "DUE_NOT_LATER");
    scenario
        .when_by(by, visit(MonitoringKind::SiteVisit))
        .unwrap();
    assert_eq!(
        code(scenario.when_by(by, visit(MonitoringKind::DeskReview))),
        "ACTIVITY_ALREADY_PLANNED"
    );
    assert_eq!(
        code(scenario.when_by(by, done("2019-01-14"))),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    scenario.when_by(by, done("2019-05-01")).unwrap();
    assert_eq!(types(scenario.when_by(by, done("2019-05-01"))), [""; 0]);
    assert_eq!(
        code(scenario.when_by(by, done("2019-05-02"))),
        "ACTIVITY_ALREADY_PERFORMED"
    );
}

fn audited(finding_count: u32, on: &str) -> AcceptAuditReport {
    AcceptAuditReport {
        sub_award: sub_award("RR-1"),
        fiscal_year_ends_on: day("2018-12-31"),
        finding_count,
        document: document(),
        effective_on: day(on),
    }
}

#[test]
fn expenditures_say_whether_an_audit_is_required_and_findings_when_a_decision_is_due() {
    let mut scenario = Scenario::founded();
    let by = REGIONAL_PRIME;
    let spent = |id: &str, amount: &str| StateFederalExpenditures {
        sub_award: sub_award(id),
        fiscal_year: period("2018-01-01", "2018-12-31"),
        expended: money(amount),
        effective_on: day("2019-02-01"),
    };
    let due = |decision| -> Option<NaiveDate> {
        let Event::Oversight(OversightEvent::FederalExpendituresStated { audit_due_on, .. }) =
            last(decision)
        else {
            panic!("another event");
        };
        audit_due_on
    };
    assert_eq!(
        due(scenario.when_by(by, spent("RR-1", "750000"))),
        Some(day("2019-09-30"))
    );
    assert_eq!(due(scenario.when_by(by, spent("RR-2", "749999.99"))), None);
    let decide = || DecideAuditFindings {
        sub_award: sub_award("RR-1"),
        fiscal_year_ends_on: day("2018-12-31"),
        decision: ManagementDecision::Sustained,
        document: document(),
        effective_on: day("2019-06-01"),
    };
    assert_eq!(code(scenario.when_by(by, decide())), "UNKNOWN_AUDIT");
    assert_eq!(
        code(scenario.when_by(by, audited(1, "2018-12-31"))),
        "FISCAL_YEAR_IMPOSSIBLE"
    );
    let Event::Oversight(OversightEvent::AuditReportAccepted {
        decision_due_on, ..
    }) = last(scenario.when_by(by, audited(2, "2019-03-31")))
    else {
        panic!("another event");
    };
    assert_eq!(decision_due_on, Some(day("2019-09-30")));
    assert_eq!(
        code(scenario.when_by(by, audited(1, "2019-03-31"))),
        "AUDIT_ALREADY_ACCEPTED"
    );
    scenario.when_by(by, decide()).unwrap();
    let otherwise = DecideAuditFindings {
        decision: ManagementDecision::NotSustained,
        ..decide()
    };
    assert_eq!(
        code(scenario.when_by(by, otherwise)),
        "AUDIT_ALREADY_DECIDED"
    );
    let mut clean = Scenario::founded();
    clean.when_by(by, audited(0, "2019-03-31")).unwrap();
    assert_eq!(code(clean.when_by(by, decide())), "AUDIT_WITHOUT_FINDINGS");
}
