//! The file of an award under 2 CFR 200: terms told, a fixed amount approved, monitoring, audits, reports and findings. The
//! award, its sub-awardee, the amounts, the dates and what was found are all fictional.

use almoner_domain::{
    deadline::DeadlineKey,
    id::{ActivityId, FindingId, ProgrammeCode},
    identifier::{AssistanceListing, AwardNumber, EntityIdentifier, Fain, Uei, ZipPlus4},
    ledger::{
        AcceptAuditReport, ApproveFixedAmount, AssessRisk, AttestGrassroots, ExecuteSubAward,
        FileFinancialReport, FileSubAwardReport, IssueAward, PerformMonitoring, PlanMonitoring,
        RecheckExclusion, RecordFinding, RecordMonitoringFinding, RegisterOrganization,
        ResolveFinding, StateFederalExpenditures, StateSubAwardTerms,
    },
    measure::DocumentDigest,
    oversight::{
        FindingResolution, MonitoringKind, PlaceOfPerformance, RiskFactor, RiskLevel, Severity,
        TermsStatement,
    },
    period::{Month, Period},
    programme::catalogue,
    rate::Rate,
    region::{Region, State},
    sub_award::SubAwardInstrument,
    text::Label,
};

use super::script::{Cast, Scene, Step, day, money, organization_id, reason, sub_award_id, title};

const PRIME: &str = "colorado-legal-services";
const PARTNER: &str = "sagebrush-example";
const FAIN: &str = "90ZV9951";
/// The sub-award that pays costs, and the one of a fixed amount.
const COSTS: &str = "RRR-CO-3";
const FIXED: &str = "RRR-CO-4";

fn prime() -> Cast<'static> {
    Cast::Grantee(PRIME, 1)
}

fn fain() -> Fain {
    Fain::parse(FAIN).expect("a FAIN")
}

/// Of no document: there is none behind the demonstration.
fn document() -> DocumentDigest {
    DocumentDigest::parse(&"0f".repeat(32)).expect("a digest")
}

fn period(starts_on: &str, ends_on: &str) -> Period {
    Period::try_new(day(starts_on), day(ends_on)).expect("the script's periods are in order")
}

fn finding(text: &str) -> FindingId {
    FindingId::parse(text).expect("a finding id")
}

fn activity(text: &str) -> ActivityId {
    ActivityId::parse(text).expect("an activity id")
}

/// Everything that is put into the file, in order of the days.
pub(super) fn keep_files() -> Vec<Step> {
    let mut scene = Scene::new("oversight");
    found(&mut scene);
    tell_and_watch(&mut scene);
    report(&mut scene);
    audit_and_find(&mut scene);
    scene.into_steps()
}

/// The award, its sub-awardee with the attestation, and the two sub-awards.
fn found(scene: &mut Scene) {
    let partner = RegisterOrganization {
        organization: organization_id(PARTNER),
        name: title("Sagebrush Example Partners (fictional)"),
        identifier: EntityIdentifier::Uei(Uei::parse("ZX9QD2MK4L7P").expect("a UEI")),
        state: State::CO,
        grassroots: false,
        effective_on: day("2025-09-02"),
    };
    scene.on(day("2025-09-02"), Cast::Officer, partner);
    let attested = AttestGrassroots {
        organization: organization_id(PARTNER),
        evidence: document(),
        effective_on: day("2025-09-15"),
    };
    scene.on(day("2025-09-15"), Cast::Officer, attested);
    let award = IssueAward {
        number: AwardNumber::parse("90ZV9951-01-00").expect("a number"),
        programme: ProgrammeCode::parse("RRR").expect("a programme of the catalogue"),
        notice: Label::parse(catalogue::RRR_NOTICE).expect("a short label"),
        grantee: organization_id(PRIME),
        title: title("Rescue and Restore, Western Slope (fictional)"),
        assistance_listing: AssistanceListing::parse("93.598").expect("a listing"),
        amount: money("400000.00"),
        federal_share: None,
        regions: vec![Region::try_from(8).expect("a region")],
        project_period: period("2025-10-01", "2027-09-29"),
        budget_period: period("2025-10-01", "2026-09-29"),
        effective_on: day("2025-10-01"),
    };
    scene.on(day("2025-10-01"), Cast::Officer, award);
    let costs = execution(
        COSTS,
        SubAwardInstrument::SubAward,
        "180000.00",
        "2025-10-15",
    );
    scene.on(day("2025-10-15"), prime(), costs);
    let approved = ApproveFixedAmount {
        award: fain(),
        sub_award: sub_award_id(FIXED),
        amount_max: money("90000.00"),
        reason: reason("Outreach evenings are priced one by one (fictional)."),
        effective_on: day("2025-10-20"),
    };
    scene.on(day("2025-10-20"), Cast::Officer, approved);
    let fixed = execution(
        FIXED,
        SubAwardInstrument::FixedAmount,
        "60000.00",
        "2025-11-03",
    );
    scene.on(day("2025-11-03"), prime(), fixed);
}

fn execution(id: &str, instrument: SubAwardInstrument, amount: &str, on: &str) -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: sub_award_id(id),
        award: fain(),
        sub_awardee: organization_id(PARTNER),
        instrument,
        purpose: title("Outreach and identification on the Western Slope (fictional)"),
        states: vec![State::CO],
        amount: money(amount),
        period: period(on, "2026-09-29"),
        effective_on: day(on),
    }
}

/// One sub-awardee was told everything of its first sub-award, and not yet all of its second.
fn tell_and_watch(scene: &mut Scene) {
    let whole = TermsStatement {
        federal_award_on: Some(day("2025-10-01")),
        budget_period: Some(period("2025-10-15", "2026-09-29")),
        total_committed: Some(money("240000.00")),
        agency: Some(title("Administration for Children and Families")),
        pass_through: Some(title("Colorado Legal Services")),
        contact: Some(title("Grants office (fictional)")),
        assistance_listing: AssistanceListing::parse("93.598").ok(),
        assistance_amount: Some(money("400000.00")),
        research_and_development: Some(false),
        indirect_rate: Rate::parse("0.15").ok(),
        // The ZIP+4 is fictional.
        place: Some(PlaceOfPerformance {
            city: Label::parse("Grand Junction").expect("a short label"),
            zip_plus4: ZipPlus4::parse("81501-0000").expect("nine digits"),
        }),
    };
    let partly = TermsStatement {
        contact: None,
        indirect_rate: None,
        ..whole.clone()
    };
    for (id, statement, on) in [(COSTS, whole, "2025-10-16"), (FIXED, partly, "2025-11-04")] {
        let told = StateSubAwardTerms {
            sub_award: sub_award_id(id),
            statement,
            effective_on: day(on),
        };
        scene.on(day(on), prime(), told);
    }
    let risk = AssessRisk {
        sub_award: sub_award_id(COSTS),
        level: RiskLevel::Moderate,
        factors: vec![
            RiskFactor::PriorExperience,
            RiskFactor::NewPersonnelOrSystems,
        ],
        document: document(),
        next_due_on: day("2026-11-30"),
        effective_on: day("2025-11-05"),
    };
    scene.on(day("2025-11-05"), prime(), risk);
    for (id, kind, due_on) in [
        ("VISIT-1", MonitoringKind::SiteVisit, "2026-03-31"),
        ("DESK-1", MonitoringKind::DeskReview, "2026-08-31"),
    ] {
        let planned = PlanMonitoring {
            sub_award: sub_award_id(COSTS),
            activity: activity(id),
            kind,
            due_on: day(due_on),
            effective_on: day("2025-11-05"),
        };
        scene.on(day("2025-11-05"), prime(), planned);
    }
}

/// One sub-award report was filed in time, one late; and the first half-year's financial report.
fn report(scene: &mut Scene) {
    let filed = |id: &str, month: &str, amount: &str, on: &str| FileSubAwardReport {
        sub_award: sub_award_id(id),
        month: Month::parse(month).expect("a month"),
        amount: money(amount),
        document: document(),
        effective_on: day(on),
    };
    scene.on(
        day("2025-11-20"),
        prime(),
        filed(COSTS, "2025-10", "180000.00", "2025-11-20"),
    );
    let late = format!("sub-award-report:{FAIN}:{FIXED}:2025-11");
    let found = RecordFinding {
        award: fain(),
        sub_award: Some(sub_award_id(FIXED)),
        finding: finding("F-2026-01"),
        deadline: DeadlineKey::parse(&late).ok(),
        severity: Severity::Moderate,
        questioned: None,
        reason: reason("The sub-award report of November was not filed in time (fictional)."),
        due_on: day("2026-02-15"),
        effective_on: day("2026-01-15"),
    };
    scene.on(day("2026-01-15"), Cast::Officer, found);
    scene.on(
        day("2026-02-02"),
        prime(),
        filed(FIXED, "2025-11", "60000.00", "2026-02-02"),
    );
    let resolved = ResolveFinding {
        award: fain(),
        finding: finding("F-2026-01"),
        resolution: FindingResolution::DoneLate,
        reason: reason("The report was filed; the prime keeps a list of months now (fictional)."),
        document: None,
        effective_on: day("2026-02-10"),
    };
    scene.on(day("2026-02-10"), Cast::Officer, resolved);
    let half_year = FileFinancialReport {
        award: fain(),
        period_ends_on: day("2026-03-31"),
        is_final: false,
        document: document(),
        effective_on: day("2026-04-21"),
    };
    scene.on(day("2026-04-21"), prime(), half_year);
}

/// The visit found something; an exclusion was looked up; a fiscal year needs an audit, whose findings wait for a decision.
fn audit_and_find(scene: &mut Scene) {
    let visited = PerformMonitoring {
        sub_award: sub_award_id(COSTS),
        activity: activity("VISIT-1"),
        document: document(),
        effective_on: day("2026-03-24"),
    };
    scene.on(day("2026-04-22"), prime(), visited);
    let open = RecordMonitoringFinding {
        sub_award: sub_award_id(COSTS),
        finding: finding("M-2026-01"),
        severity: Severity::High,
        questioned: Some(money("1250.00")),
        reason: reason("Receipts for travel are missing (fictional)."),
        due_on: day("2026-06-30"),
        effective_on: day("2026-03-25"),
    };
    scene.on(day("2026-04-22"), prime(), open);
    let looked_up = RecheckExclusion {
        sub_award: sub_award_id(COSTS),
        excluded: false,
        document: document(),
        next_due_on: day("2026-10-15"),
        effective_on: day("2026-04-22"),
    };
    scene.on(day("2026-04-22"), prime(), looked_up);
    let expended = StateFederalExpenditures {
        sub_award: sub_award_id(COSTS),
        fiscal_year: period("2025-01-01", "2025-12-31"),
        expended: money("1040000.00"),
        effective_on: day("2026-04-23"),
    };
    scene.on(day("2026-04-23"), prime(), expended);
    let accepted = AcceptAuditReport {
        sub_award: sub_award_id(COSTS),
        fiscal_year_ends_on: day("2025-12-31"),
        finding_count: 1,
        document: document(),
        effective_on: day("2026-06-30"),
    };
    scene.on(day("2026-06-30"), prime(), accepted);
}
