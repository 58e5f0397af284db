//! The files of awards against awards, sub-awards, payments and the register.

use chrono::NaiveDate;

use super::{code, last, types};
use crate::{
    deadline::DeadlineKey,
    id::{ActivityId, ClaimId, FindingId, PaymentId, ProgrammeCode},
    identifier::{EntityIdentifier, Uei},
    ledger::{
        AcceptAuditReport, ApproveClaim, ApproveFixedAmount, AttestGrassroots, Command, Context,
        DecideAuditFindings, Decision, EnrolClient, Event, ExecuteSubAward, FileFinancialReport,
        FileSubAwardReport, IssueAward, PerformMonitoring, PlanMonitoring, PreparePayment,
        RaiseSubAward, RecheckExclusion, RecordFinding, RecordMonitoringFinding, Refusal,
        RegisterOrganization, ResolveFinding, ResolveMonitoringFinding, Role,
        StateFederalExpenditures, StateSubAwardTerms, SubmitClaim, WithdrawGrassroots,
        testing::{
            ASSISTANCE_PRIME, CLIENTS, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, Scenario,
            assistance_award, claim, context, day, enrol, execute, fain, money, noon, number,
            organization, period, reason, register, sub_award, title,
        },
    },
    measure::DocumentDigest,
    oversight::{
        FindingResolution, ManagementDecision, MonitoringKind, OversightEvent, Severity,
        TermElement, TermsStatement,
    },
    period::Month,
    rate::Rate,
    sub_award::{SubAwardEvent, SubAwardInstrument},
};

/// The day on which commands about the later award arrive.
const LATER: &str = "2026-06-30";
/// An award that goes by 2 CFR 200.
const LATE_AWARD: &str = "90ZV9961";

fn document() -> DocumentDigest {
    DocumentDigest::parse(&"ab".repeat(32)).unwrap()
}

/// Hands a command in on the later day.
fn later(
    scenario: &mut Scenario,
    role: Role,
    of: &str,
    command: impl Into<Command>,
) -> Result<Decision, Refusal> {
    let by = Context {
        received_at: noon(day(LATER)),
        ..context(role, of, &format!("{}-1", role.as_str()))
    };
    scenario.ledger.submit(&by, &command.into())
}

fn late_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9961-01-00"),
        amount: money("600000"),
        project_period: period("2025-10-01", "2026-09-29"),
        budget_period: period("2025-10-01", "2026-09-29"),
        effective_on: day("2025-10-01"),
        ..assistance_award()
    }
}

fn late_execution(id: &str, amount: &str) -> ExecuteSubAward {
    ExecuteSubAward {
        period: period("2025-10-05", "2026-09-29"),
        effective_on: day("2025-10-05"),
        ..execute(id, LATE_AWARD, "new-house", amount)
    }
}

/// The later award, with a sub-awardee that is known by a UEI.
fn late() -> Scenario {
    let mut scenario = Scenario::founded();
    let house = RegisterOrganization {
        identifier: EntityIdentifier::Uei(Uei::parse("ZX9QD2MK4L7P").unwrap()),
        effective_on: day("2025-01-02"),
        ..register("new-house", false)
    };
    for command in [Command::from(house), late_award().into()] {
        later(&mut scenario, Role::Officer, "otip", command).unwrap();
    }
    scenario
}

fn whole_statement() -> TermsStatement {
    TermsStatement {
        federal_award_on: Some(day("2025-10-01")),
        budget_period: Some(period("2025-10-05", "2026-09-29")),
        total_committed: Some(money("20000")),
        agency: Some(title("Administration for Children and Families")),
        pass_through: Some(title("USCRI")),
        contact: Some(title("Grants office")),
        assistance_listing: Some(late_award().assistance_listing),
        assistance_amount: Some(money("600000")),
        research_and_development: Some(false),
        indirect_rate: Some(Rate::parse("0.15").unwrap()),
        place: None,
    }
}

fn state(id: &str, statement: TermsStatement, on: &str) -> StateSubAwardTerms {
    StateSubAwardTerms {
        sub_award: sub_award(id),
        statement,
        effective_on: day(on),
    }
}

#[test]
fn a_sub_award_under_part_200_is_not_paid_before_its_terms_are_told() {
    let mut scenario = late();
    let prime = |scenario: &mut Scenario, command: Command| {
        later(scenario, Role::Grantee, ASSISTANCE_PRIME, command)
    };
    prime(&mut scenario, late_execution("LA-1", "20000").into()).unwrap();
    let case = EnrolClient {
        effective_on: day("2025-10-15"),
        ..enrol(CLIENTS[5], "LA-1")
    };
    later(&mut scenario, Role::Subawardee, "new-house", case).unwrap();
    let billed = SubmitClaim {
        effective_on: day("2026-06-15"),
        ..claim("LA-1", "1", CLIENTS[5], "2026-05")
    };
    let answer = later(&mut scenario, Role::Subawardee, "new-house", billed);
    assert!(answer.is_ok(), "{answer:?}");
    let id = ClaimId::parse("LA-1:1").unwrap();
    let approval = ApproveClaim {
        claim: id.clone(),
        effective_on: day("2026-06-20"),
    };
    later(&mut scenario, Role::Officer, "otip", approval).unwrap();
    let payment = || PreparePayment {
        payment: PaymentId::parse("P-9").unwrap(),
        award: fain(LATE_AWARD),
        claims: vec![id.clone()],
        justification: reason("An approved claim"),
        effective_on: day("2026-06-25"),
    };
    let paying = |scenario: &mut Scenario| {
        let by = Context {
            received_at: noon(day(LATER)),
            ..context(Role::Grantee, ASSISTANCE_PRIME, "payer-1")
        };
        scenario.ledger.submit(&by, &payment().into())
    };
    let refusal = paying(&mut scenario).unwrap_err();
    assert_eq!(refusal.code, "SUB_AWARD_TERMS_INCOMPLETE");
    for element in [
        TermElement::FederalAwardDate,
        TermElement::BudgetPeriod,
        TermElement::TotalCommitted,
        TermElement::AgencyAndContact,
        TermElement::AssistanceListing,
        TermElement::ResearchAndDevelopment,
        TermElement::IndirectRate,
    ] {
        assert!(refusal.message.contains(element.words()), "{element:?}");
    }
    assert!(!refusal.message.contains(TermElement::Fain.words()));
    let partial = TermsStatement {
        contact: None,
        indirect_rate: None,
        ..whole_statement()
    };
    let stated = prime(&mut scenario, state("LA-1", partial, "2025-10-06").into());
    let Event::Oversight(OversightEvent::SubAwardTermsStated { missing, .. }) = last(stated) else {
        panic!("another event");
    };
    let lacking = [TermElement::AgencyAndContact, TermElement::IndirectRate];
    assert_eq!(missing, lacking);
    assert_eq!(code(paying(&mut scenario)), "SUB_AWARD_TERMS_INCOMPLETE");
    let whole = state("LA-1", whole_statement(), "2025-11-01");
    prime(&mut scenario, whole.clone().into()).unwrap();
    assert_eq!(types(prime(&mut scenario, whole.into())), [""; 0]);
    assert!(paying(&mut scenario).is_ok());
}

#[test]
fn a_statement_says_something_and_belongs_to_a_sub_award_of_the_prime() {
    let mut scenario = Scenario::founded();
    let empty = state("RR-1", TermsStatement::default(), "2019-01-01");
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, empty)),
        "SUB_AWARD_TERMS_EMPTY"
    );
    let early = state("RR-1", whole_statement(), "2018-09-30");
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, early)),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    let foreign = state("RR-1", whole_statement(), "2019-01-01");
    assert_eq!(
        code(scenario.when_by(ASSISTANCE_PRIME, foreign)),
        "UNKNOWN_SUB_AWARD"
    );
}

fn approve(id: &str, most: &str, on: &str) -> ApproveFixedAmount {
    ApproveFixedAmount {
        award: fain(LATE_AWARD),
        sub_award: sub_award(id),
        amount_max: money(most),
        reason: reason("Services are priced by the month"),
        effective_on: day(on),
    }
}

#[test]
fn a_fixed_amount_has_prior_approval_and_a_ceiling() {
    let mut scenario = late();
    let fixed = |amount: &str| ExecuteSubAward {
        instrument: SubAwardInstrument::FixedAmount,
        ..late_execution("LA-2", amount)
    };
    let prime = |scenario: &mut Scenario, command: Command| {
        later(scenario, Role::Grantee, ASSISTANCE_PRIME, command)
    };
    let officer =
        |scenario: &mut Scenario, command: Command| later(scenario, Role::Officer, "otip", command);
    assert_eq!(
        code(prime(&mut scenario, fixed("100000").into())),
        "FIXED_AMOUNT_NOT_APPROVED"
    );
    let over = approve("LA-2", "500000.01", "2025-10-02");
    assert_eq!(
        code(officer(&mut scenario, over.into())),
        "FIXED_AMOUNT_OVER_CEILING"
    );
    officer(
        &mut scenario,
        approve("LA-2", "120000", "2025-10-02").into(),
    )
    .unwrap();
    let lower = approve("LA-2", "110000", "2025-10-03");
    assert_eq!(
        code(officer(&mut scenario, lower.into())),
        "FIXED_AMOUNT_ALREADY_APPROVED"
    );
    assert_eq!(
        code(prime(&mut scenario, fixed("120000.01").into())),
        "FIXED_AMOUNT_OVER_APPROVED"
    );
    prime(&mut scenario, fixed("100000").into()).unwrap();
    let raise = |amount: &str| RaiseSubAward {
        sub_award: sub_award("LA-2"),
        amount: money(amount),
        reason: reason("More months"),
        effective_on: day("2026-01-15"),
    };
    assert_eq!(
        code(prime(&mut scenario, raise("20000.01").into())),
        "FIXED_AMOUNT_OVER_APPROVED"
    );
    officer(
        &mut scenario,
        approve("LA-2", "500000", "2026-01-10").into(),
    )
    .unwrap();
    prime(&mut scenario, raise("400000").into()).unwrap();
    assert_eq!(
        code(prime(&mut scenario, raise("0.01").into())),
        "FIXED_AMOUNT_OVER_CEILING"
    );
}

#[test]
fn an_award_with_cost_share_has_no_fixed_amounts() {
    let mut scenario = Scenario::founded();
    let shared = IssueAward {
        federal_share: Some(Rate::parse("0.7187").unwrap()),
        ..late_award()
    };
    later(&mut scenario, Role::Officer, "otip", shared).unwrap();
    let asked = approve("LA-2", "1000", "2025-10-02");
    assert_eq!(
        code(later(&mut scenario, Role::Officer, "otip", asked)),
        "FIXED_AMOUNT_WITH_COST_SHARE"
    );
}

#[test]
fn unit_price_pay_is_a_fixed_amount_sub_award() {
    let mut scenario = late();
    let priced = IssueAward {
        number: number("90ZV9962-01-00"),
        programme: ProgrammeCode::parse("PCS").unwrap(),
        notice: crate::text::Label::parse(crate::programme::catalogue::PCS_NOTICE).unwrap(),
        ..late_award()
    };
    let rules = crate::programme::catalogue::contract_rule_set();
    later(&mut scenario, Role::Officer, "otip", rules).unwrap();
    later(&mut scenario, Role::Officer, "otip", priced).unwrap();
    let plain = ExecuteSubAward {
        award: fain("90ZV9962"),
        ..late_execution("LA-3", "1000")
    };
    assert_eq!(
        code(later(&mut scenario, Role::Grantee, ASSISTANCE_PRIME, plain)),
        "UNIT_PRICE_NOT_FIXED_AMOUNT"
    );
}

#[test]
fn an_exclusion_that_the_prime_found_keeps_the_sub_award_from_growing() {
    let mut scenario = Scenario::founded();
    let look = |excluded, on: &str| RecheckExclusion {
        sub_award: sub_award("RR-1"),
        excluded,
        document: document(),
        next_due_on: day("2019-12-31"),
        effective_on: day(on),
    };
    let raise = || RaiseSubAward {
        sub_award: sub_award("RR-1"),
        amount: money("100"),
        reason: reason("Higher caseload"),
        effective_on: day("2019-04-01"),
    };
    scenario
        .when_by(REGIONAL_PRIME, look(true, "2019-03-01"))
        .unwrap();
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, raise())),
        "ORGANIZATION_EXCLUDED"
    );
    assert_eq!(
        code(scenario.when_by(REGIONAL_PRIME, look(false, "2019-02-28"))),
        "EFFECTIVE_ON_TOO_EARLY"
    );
    scenario
        .when_by(REGIONAL_PRIME, look(false, "2019-03-15"))
        .unwrap();
    assert!(scenario.when_by(REGIONAL_PRIME, raise()).is_ok());
}

#[test]
fn an_attestation_decides_what_counts_from_its_day_on() {
    let mut scenario = Scenario::awarded();
    let house = organization(SUB_AWARDEES[2]);
    let attest = |on: &str| AttestGrassroots {
        organization: house.clone(),
        evidence: document(),
        effective_on: day(on),
    };
    let withdraw = |on: &str| WithdrawGrassroots {
        organization: house.clone(),
        reason: reason("It merged into a statewide organization"),
        sub_awards: Vec::new(),
        effective_on: day(on),
    };
    assert_eq!(
        code(scenario.when(withdraw("2018-12-01"))),
        "GRASSROOTS_NOT_ATTESTED"
    );
    scenario.when(attest("2018-12-01")).unwrap();
    assert_eq!(types(scenario.when(attest("2018-12-01"))), [""; 0]);
    assert_eq!(
        code(scenario.when(attest("2018-12-02"))),
        "GRASSROOTS_ALREADY_ATTESTED"
    );
    assert_eq!(
        code(scenario.when(withdraw("2018-12-01"))),
        "ATTESTATION_OUT_OF_ORDER"
    );
    scenario.when(withdraw("2019-03-01")).unwrap();
    for (id, on, counts) in [
        ("RR-1", "2018-11-30", false),
        ("RR-2", "2018-12-01", true),
        ("RR-3", "2019-03-01", false),
    ] {
        let execution = ExecuteSubAward {
            effective_on: day(on),
            ..execute(id, REGIONAL, SUB_AWARDEES[2], "1000")
        };
        let decision = scenario.when_by(REGIONAL_PRIME, execution).unwrap();
        let Some((_, Event::SubAward(SubAwardEvent::SubAwardExecuted { qualified, .. }))) =
            decision.events.first()
        else {
            panic!("another event");
        };
        assert_eq!(*qualified, counts, "{id}");
    }
}

#[test]
fn entering_the_register_as_grassroots_still_counts_until_it_is_withdrawn() {
    let scenario = Scenario::founded();
    let share = |scenario: &Scenario| {
        let award = scenario.ledger.books().award(&fain(REGIONAL)).unwrap();
        award.funds().committed_qualified
    };
    assert_eq!(share(&scenario), money("495000"));
    let mut scenario = Scenario::awarded().given(WithdrawGrassroots {
        organization: organization(SUB_AWARDEES[0]),
        reason: reason("It is statewide"),
        sub_awards: Vec::new(),
        effective_on: day("2018-10-01"),
    });
    let first = execute("RR-1", REGIONAL, SUB_AWARDEES[0], "345000");
    scenario.when_by(REGIONAL_PRIME, first).unwrap();
    assert_eq!(share(&scenario), money("0"));
}

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

fn filed(id: &str, month: &str, amount: &str) -> FileSubAwardReport {
    FileSubAwardReport {
        sub_award: sub_award(id),
        month: Month::parse(month).unwrap(),
        amount: money(amount),
        document: document(),
        effective_on: day("2018-11-20"),
    }
}

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
