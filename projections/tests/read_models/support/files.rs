//! The file of the regional award, with every type of event.

use almoner_domain::{
    deadline::DeadlineKey,
    id::{ActivityId, FindingId},
    ledger::testing::{
        REGIONAL, SUB_AWARDEES, Scenario, day, fain, money, organization, reason, sub_award,
    },
    ledger::{
        AcceptAuditReport, ApproveFixedAmount, AssessRisk, AttestGrassroots, DecideAuditFindings,
        FileFinancialReport, FileSubAwardReport, PerformMonitoring, PlanMonitoring,
        RecheckExclusion, RecordFinding, RecordMonitoringFinding, ResolveFinding,
        ResolveMonitoringFinding, StateFederalExpenditures, StateSubAwardTerms, WithdrawGrassroots,
    },
    oversight::{
        FindingResolution, ManagementDecision, MonitoringKind, RiskFactor, RiskLevel, Severity,
        TermsStatement,
    },
    period::Period,
    programme::FfataBasis,
    sub_award::reportable,
};

use super::history::{document, give};

const OF: &str = "RR-1";

/// Everything that is put into the file, in order.
pub(crate) fn files(scenario: &mut Scenario) {
    attested(scenario);
    watched(scenario);
    audited(scenario);
    found(scenario);
    filed(scenario);
}

fn attested(scenario: &mut Scenario) {
    let of = organization(SUB_AWARDEES[2]);
    let attested = AttestGrassroots {
        organization: of.clone(),
        evidence: document(),
        effective_on: day("2019-01-10"),
    };
    give(scenario, attested);
    let withdrawn = WithdrawGrassroots {
        organization: of,
        reason: reason("It is statewide"),
        sub_awards: Vec::new(),
        effective_on: day("2019-03-10"),
    };
    give(scenario, withdrawn);
    // Its sub-awards leave the share, and come back.
    let house = organization(SUB_AWARDEES[0]);
    let withdrawn = WithdrawGrassroots {
        organization: house.clone(),
        reason: reason("It merged"),
        sub_awards: Vec::new(),
        effective_on: day("2019-03-10"),
    };
    give(scenario, withdrawn);
    let again = AttestGrassroots {
        organization: house,
        evidence: document(),
        effective_on: day("2019-03-11"),
    };
    give(scenario, again);
    let told = StateSubAwardTerms {
        sub_award: sub_award(OF),
        statement: TermsStatement {
            total_committed: Some(money("345000")),
            research_and_development: Some(false),
            ..TermsStatement::default()
        },
        effective_on: day("2019-01-11"),
    };
    give(scenario, told);
    let approved = ApproveFixedAmount {
        award: fain(REGIONAL),
        sub_award: sub_award("RR-FIXED"),
        amount_max: money("1000"),
        reason: reason("Priced by the evening"),
        effective_on: day("2019-01-12"),
    };
    give(scenario, approved);
}

fn watched(scenario: &mut Scenario) {
    let assessed = AssessRisk {
        sub_award: sub_award(OF),
        level: RiskLevel::High,
        factors: vec![RiskFactor::AuditResults],
        document: document(),
        next_due_on: day("2019-12-31"),
        effective_on: day("2019-01-13"),
    };
    give(scenario, assessed);
    let activity = || ActivityId::parse("V-1").unwrap();
    let planned = PlanMonitoring {
        sub_award: sub_award(OF),
        activity: activity(),
        kind: MonitoringKind::SiteVisit,
        due_on: day("2019-06-01"),
        effective_on: day("2019-01-13"),
    };
    give(scenario, planned);
    let performed = PerformMonitoring {
        sub_award: sub_award(OF),
        activity: activity(),
        document: document(),
        effective_on: day("2019-05-20"),
    };
    give(scenario, performed);
    let looked_up = RecheckExclusion {
        sub_award: sub_award(OF),
        excluded: false,
        document: document(),
        next_due_on: day("2019-09-01"),
        effective_on: day("2019-03-01"),
    };
    give(scenario, looked_up);
}

fn audited(scenario: &mut Scenario) {
    let expended = StateFederalExpenditures {
        sub_award: sub_award(OF),
        fiscal_year: Period::try_new(day("2018-01-01"), day("2018-12-31")).unwrap(),
        expended: money("800000"),
        effective_on: day("2019-02-01"),
    };
    give(scenario, expended);
    let accepted = AcceptAuditReport {
        sub_award: sub_award(OF),
        fiscal_year_ends_on: day("2018-12-31"),
        finding_count: 2,
        document: document(),
        effective_on: day("2019-03-31"),
    };
    give(scenario, accepted);
    let decided = DecideAuditFindings {
        sub_award: sub_award(OF),
        fiscal_year_ends_on: day("2018-12-31"),
        decision: ManagementDecision::SustainedWithRepayment,
        document: document(),
        effective_on: day("2019-06-01"),
    };
    give(scenario, decided);
}

fn found(scenario: &mut Scenario) {
    let finding = |id: &str| FindingId::parse(id).unwrap();
    let key = format!("sub-award-closeout:{REGIONAL}:{OF}:2019-09-29");
    let recorded = RecordFinding {
        award: fain(REGIONAL),
        sub_award: Some(sub_award(OF)),
        finding: finding("F-1"),
        deadline: DeadlineKey::parse(&key).ok(),
        severity: Severity::Low,
        questioned: None,
        reason: reason("It will be late"),
        due_on: day("2019-06-30"),
        effective_on: day("2019-05-15"),
    };
    give(scenario, recorded);
    let resolved = ResolveFinding {
        award: fain(REGIONAL),
        finding: finding("F-1"),
        resolution: FindingResolution::Excused,
        reason: reason("The records were under water"),
        document: None,
        effective_on: day("2019-06-10"),
    };
    give(scenario, resolved);
    let watched = RecordMonitoringFinding {
        sub_award: sub_award(OF),
        finding: finding("M-1"),
        severity: Severity::High,
        questioned: Some(money("12.50")),
        reason: reason("Receipts are missing"),
        due_on: day("2019-06-30"),
        effective_on: day("2019-05-21"),
    };
    give(scenario, watched);
    let repaid = ResolveMonitoringFinding {
        sub_award: sub_award(OF),
        finding: finding("M-1"),
        resolution: FindingResolution::Repaid,
        reason: reason("Repaid"),
        document: Some(document()),
        effective_on: day("2019-06-12"),
    };
    give(scenario, repaid);
}

fn filed(scenario: &mut Scenario) {
    let obligations = scenario
        .ledger
        .books()
        .sub_award(&sub_award(OF))
        .and_then(|state| state.books())
        .map(|books| reportable(&books.obligations, FfataBasis::EachAction))
        .unwrap();
    let (month, amount) = obligations.first_key_value().unwrap();
    let reported = FileSubAwardReport {
        sub_award: sub_award(OF),
        month: *month,
        amount: *amount,
        document: document(),
        effective_on: day("2019-06-20"),
    };
    give(scenario, reported);
    let financial = FileFinancialReport {
        award: fain(REGIONAL),
        period_ends_on: day("2019-03-31"),
        is_final: false,
        document: document(),
        effective_on: day("2019-04-28"),
    };
    give(scenario, financial);
}
