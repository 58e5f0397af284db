//! Builders of commands, named after them; each has what the scenario needs, to be changed by struct update.

use super::{
    ASSISTANCE_PRIME, REGIONAL_PRIME, client, day, fain, money, number, organization, period,
    sub_award, title,
};
use crate::{
    award::CostCategory,
    claim::{ClaimLine, ClaimPart},
    client::{AgeBand, ClientPhase, EnrolmentAttestation, Population},
    id::{ClaimNumber, CostId, ProgrammeCode},
    identifier::{AssistanceListing, Duns, EntityIdentifier},
    ledger::{
        EnrolClient, ExecuteSubAward, IssueAward, RecordDirectCost, RegisterOrganization,
        SubmitClaim,
    },
    money::Money,
    period::Month,
    programme::{Category, catalogue},
    rate::Rate,
    region::{Region, State},
    sub_award::SubAwardInstrument,
    text::Label,
};

pub fn register(id: &str, grassroots: bool) -> RegisterOrganization {
    RegisterOrganization {
        organization: organization(id),
        name: title(id),
        identifier: EntityIdentifier::Duns(Duns::parse("123456789").expect("nine digits")),
        state: State::CO,
        grassroots,
        effective_on: day("2008-01-02"),
    }
}

/// The regional award as it is issued: $825,000, 60 percent to sub-awards.
pub fn regional_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9901-01-00"),
        programme: ProgrammeCode::parse("RRR").expect("a code"),
        notice: Label::parse(catalogue::RRR_NOTICE).expect("a label"),
        grantee: organization(REGIONAL_PRIME),
        title: title("Rescue and Restore Regional"),
        assistance_listing: AssistanceListing::parse("93.598").expect("a listing"),
        amount: money("825000"),
        federal_share: None,
        regions: vec![Region::try_from(8).expect("a region")],
        project_period: period("2018-09-30", "2020-09-29"),
        budget_period: period("2018-09-30", "2019-09-29"),
        effective_on: day("2018-09-30"),
    }
}

/// The assistance award as it is issued: $60,000, so that funds run out.
pub fn assistance_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9921-01-00"),
        programme: ProgrammeCode::parse("TVAP").expect("a code"),
        notice: Label::parse(catalogue::TVAP_NOTICE).expect("a label"),
        grantee: organization(ASSISTANCE_PRIME),
        title: title("Assistance in two regions"),
        amount: money("60000"),
        regions: [6, 8]
            .into_iter()
            .map(|region| Region::try_from(region).expect("a region"))
            .collect(),
        ..regional_award()
    }
}

/// The outreach award as it is issued: 80 percent federal.
pub fn outreach_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9911-01-00"),
        programme: ProgrammeCode::parse("SO").expect("a code"),
        notice: Label::parse(catalogue::SO_NOTICE).expect("a label"),
        grantee: organization(ASSISTANCE_PRIME),
        title: title("Street Outreach"),
        amount: money("46700"),
        federal_share: Some(Rate::parse("0.80").expect("a rate")),
        ..regional_award()
    }
}

/// The contract as it is issued.
pub fn contract_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9931-01-00"),
        notice: Label::parse("flat-in-part").expect("a label"),
        title: title("Services by the month"),
        amount: money("9000"),
        ..assistance_award()
    }
}

pub fn execute(id: &str, award: &str, to: &str, amount: &str) -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: sub_award(id),
        award: fain(award),
        sub_awardee: organization(to),
        instrument: SubAwardInstrument::SubAward,
        purpose: title("Services in the region"),
        states: vec![State::CO],
        amount: money(amount),
        period: period("2018-10-01", "2019-09-29"),
        effective_on: day("2018-10-01"),
    }
}

pub fn direct_cost(award: &str, cost: &str, amount: &str) -> RecordDirectCost {
    RecordDirectCost {
        award: fain(award),
        cost: CostId::parse(cost).expect("a cost id"),
        category: CostCategory::Personnel,
        amount: money(amount),
        document: None,
        effective_on: day("2018-12-31"),
    }
}

pub fn enrol(code: &str, under: &str) -> EnrolClient {
    EnrolClient {
        client: client(code),
        sub_award: sub_award(under),
        population: Population::Adult,
        age_band: AgeBand::From25To44,
        state: State::CO,
        phase: ClientPhase::PreCertified,
        attestation: EnrolmentAttestation {
            foreign_national: true,
            out_of_situation: true,
            needs_case_management: true,
            not_in_custody: true,
        },
        effective_on: day("2018-10-15"),
    }
}

/// A line for a category, complete with what evidence it needs.
pub fn line(number: u32, category: Category, billed: Money) -> ClaimLine {
    let direct = category != Category::CaseManagement;
    ClaimLine {
        number,
        category,
        part: if direct {
            ClaimPart::Direct
        } else {
            ClaimPart::Administration
        },
        billed,
        paid_on: direct.then(|| day("2019-05-20")),
        receipt_digest: direct.then(|| "ab".repeat(32)),
        other_payer: false,
        dependent: None,
    }
}

/// A claim of one administration and one direct line, for a month.
pub fn claim(under: &str, claim_number: &str, of: &str, month: &str) -> SubmitClaim {
    SubmitClaim {
        sub_award: sub_award(under),
        number: ClaimNumber::parse(claim_number).expect("a claim number"),
        client: client(of),
        service_month: Month::parse(month).expect("a month"),
        lines: vec![
            line(1, Category::CaseManagement, money("200")),
            line(2, Category::Housing, money("500")),
        ],
        effective_on: day("2019-06-15"),
    }
}
