//! The per-capita contract at work: a flat amount for each client and month. The contractor, the award, the amounts,
//! the cases and the claims are all fictional.

use almoner_domain::{
    claim::{ClaimLine, ClaimPart},
    client::{AgeBand, ClientPhase, EnrolmentAttestation, PhaseBasis, Population},
    id::{ClaimNumber, ClientCode, ProgrammeCode},
    identifier::{AssistanceListing, AwardNumber, Duns, EntityIdentifier, Fain},
    ledger::{
        ChangeClientPhase, EnrolClient, ExecuteSubAward, IssueAward, RegisterOrganization,
        SubmitClaim,
    },
    period::{Month, Period},
    programme::{Category, catalogue},
    region::State,
    sub_award::SubAwardInstrument,
    text::Label,
};

use super::script::{Cast, Scene, Step, day, money, organization_id, sub_award_id, title};

const CONTRACTOR: &str = "contract-example";
const SUBCONTRACTOR: &str = "borough-example";
const SUB_AWARD: &str = "PCS-NY";

/// How many cases are enrolled.
pub(super) const CASES_COUNT: usize = 3;

/// The rules are published, and the contract and its one subcontract are made. The subcontract is small, so that its
/// funds run out.
pub(super) fn found() -> Vec<Step> {
    let mut scene = Scene::new("contract");
    let rules = catalogue::contract_rule_set();
    scene.on(rules.effective_on, Cast::Officer, rules.clone());
    let contractor = RegisterOrganization {
        organization: organization_id(CONTRACTOR),
        name: title("Example Services Contractor (fictional)"),
        identifier: EntityIdentifier::Duns(Duns::parse("999199001").expect("nine digits")),
        state: State::DC,
        grassroots: false,
        effective_on: day("2006-09-01"),
    };
    scene.on(day("2006-09-01"), Cast::Officer, contractor);
    let year = Period::try_new(day("2008-01-01"), day("2008-12-31"))
        .expect("the script's periods are in order");
    let contract = IssueAward {
        number: AwardNumber::parse("90ZV9931-01-00").expect("a number"),
        programme: ProgrammeCode::parse("PCS").expect("a programme of the catalogue"),
        notice: Label::parse(catalogue::PCS_NOTICE).expect("a short label"),
        grantee: organization_id(CONTRACTOR),
        title: title("Per-capita services (fictional contract)"),
        assistance_listing: AssistanceListing::parse("93.598").expect("a listing"),
        amount: money("60000.00"),
        federal_share: None,
        regions: Vec::new(),
        project_period: year,
        budget_period: year,
        effective_on: day("2008-01-01"),
    };
    scene.on(day("2008-01-01"), Cast::Officer, contract);
    let subcontract = ExecuteSubAward {
        sub_award: sub_award_id(SUB_AWARD),
        award: Fain::parse("90ZV9931").expect("a FAIN"),
        sub_awardee: organization_id(SUBCONTRACTOR),
        instrument: SubAwardInstrument::Procurement,
        purpose: title("Services for each client and month (fictional)"),
        states: vec![State::NY],
        amount: money("2500.00"),
        period: year,
        effective_on: day("2008-01-02"),
    };
    scene.on(day("2008-01-02"), Cast::Grantee(CONTRACTOR, 1), subcontract);
    scene.into_steps()
}

/// Cases are taken up. The codes are minted anew at every load; the journal remembers the first.
pub(super) fn enrol(codes: Vec<ClientCode>) -> Vec<Step> {
    let mut scene = Scene::new("contract-enrol");
    for client in codes {
        let enrolled = EnrolClient {
            client,
            sub_award: sub_award_id(SUB_AWARD),
            population: Population::Adult,
            age_band: AgeBand::From25To44,
            state: State::NY,
            phase: ClientPhase::PreCertified,
            attestation: EnrolmentAttestation {
                foreign_national: true,
                out_of_situation: true,
                needs_case_management: true,
                not_in_custody: true,
            },
            effective_on: day("2008-04-21"),
        };
        scene.on(day("2008-04-21"), Cast::Subawardee(SUBCONTRACTOR), enrolled);
    }
    scene.into_steps()
}

fn line(number: u32, category: Category, billed: &str) -> ClaimLine {
    ClaimLine {
        number,
        category,
        part: if category == Category::CaseManagement {
            ClaimPart::Administration
        } else {
            ClaimPart::Direct
        },
        billed: money(billed),
        paid_on: None,
        receipt_digest: None,
        other_payer: false,
        dependent: None,
    }
}

/// Claims that reach what the flat amount adds to the outcomes: 24, 32, 35, 45 by phase, and one that is paid in part.
pub(super) fn claims(cases: &[ClientCode]) -> Vec<Step> {
    let mut scene = Scene::new("contract-claim");
    let [first, second, third, ..] = cases else {
        return Vec::new();
    };
    let certified = ChangeClientPhase {
        client: second.clone(),
        phase: ClientPhase::Certified,
        basis: PhaseBasis::TVisa,
        effective_on: day("2008-05-01"),
    };
    scene.on(
        day("2008-05-02"),
        Cast::Subawardee(SUBCONTRACTOR),
        certified,
    );
    let mut number = 0_u32;
    let mut claim = |client: &ClientCode, month: &str, lines: Vec<ClaimLine>| {
        number += 1;
        let submitted = SubmitClaim {
            sub_award: sub_award_id(SUB_AWARD),
            number: ClaimNumber::parse(&format!("{month}-{number:04}")).expect("a plain number"),
            client: client.clone(),
            service_month: Month::parse(month).expect("a month"),
            lines,
            effective_on: day("2008-10-15"),
        };
        scene.on(
            day("2008-10-15"),
            Cast::Subawardee(SUBCONTRACTOR),
            submitted,
        );
    };
    let unit = |billed: &str| vec![line(1, Category::CaseManagement, billed)];
    claim(first, "2008-05", unit("400.00"));
    // 24: in the flat amount. 32: for somebody who is not of the family.
    let mut stranger = line(3, Category::Medical, "40.00");
    stranger.dependent = Some(third.clone());
    let lines = vec![
        line(1, Category::CaseManagement, "400.00"),
        line(2, Category::Housing, "120.00"),
        stranger,
    ];
    claim(first, "2008-06", lines);
    // 45: the rate of the certified phase is lower; 35: four months of it are paid for.
    claim(second, "2008-05", unit("400.00"));
    for month in ["2008-06", "2008-07", "2008-08", "2008-09"] {
        claim(second, month, unit("300.00"));
    }
    // The funds cover a part of the second, and its rest waits.
    claim(third, "2008-05", unit("400.00"));
    claim(third, "2008-06", unit("400.00"));
    scene.into_steps()
}
