//! Given/when/then of a claim, the table of adjudications, and properties of both.

mod adjudications;
mod explanations;
mod flat;
mod guards;
mod properties;

use chrono::NaiveDate;

use super::*;
use crate::{
    client::{BenefitYear, ClientPhase, Coverage, MonthUnit, PhaseDays, PhaseMonths, Standing},
    id::{ActorId, ClaimId, ClaimNumber, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::{Month, Period},
    programme::{
        Category, FfataBasis, PaymentModel, PendedOrder, PhaseRate, RuleSet, UnitPolicy, YearBasis,
    },
    rate::Rate,
    region::{Region, State},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn actor(text: &str) -> ActorId {
    ActorId::parse(text).unwrap()
}

fn line(number: u32, category: Category, billed: &str) -> ClaimLine {
    let direct = category != Category::CaseManagement;
    ClaimLine {
        number,
        category,
        part: if direct {
            ClaimPart::Direct
        } else {
            ClaimPart::Administration
        },
        billed: money(billed),
        paid_on: direct.then(|| day("2019-05-20")),
        receipt_digest: direct.then(|| "ab".repeat(32)),
        other_payer: false,
        dependent: None,
    }
}

/// A claim of $300 administration and $500 housing for May 2019, received on 15 June.
fn submission() -> Submission {
    let sub_award = SubAwardId::parse("TV-1").unwrap();
    let number = ClaimNumber::parse("2019-05-0001").unwrap();
    let lines = vec![
        line(1, Category::CaseManagement, "300"),
        line(2, Category::Housing, "500"),
    ];
    let client = ClientCode::parse("C-0000000000000001").unwrap();
    let service_month = Month::parse("2019-05").unwrap();
    Submission {
        claim: ClaimId::of(&sub_award, &number),
        content_digest: content_digest(&sub_award, &client, service_month, &lines),
        number,
        terms: ClaimTerms {
            sub_award,
            organization: OrganizationId::parse("mesa-house").unwrap(),
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            client,
            service_month,
        },
        lines,
        submitted_by: actor("case-worker-1"),
        received_at: day("2019-06-15").and_hms_opt(12, 0, 0).unwrap().and_utc(),
        first_received_at: day("2019-06-15").and_hms_opt(12, 0, 0).unwrap().and_utc(),
        effective_on: day("2019-06-15"),
    }
}

/// The hybrid rules without a monthly rate, a client with a year unused, and $10,000 available.
fn facts() -> ClaimFacts {
    ClaimFacts {
        rule_set: 1,
        rules: RuleSet {
            sub_award_share: None,
            payment: hybrid(None),
            categories: vec![
                Category::CaseManagement,
                Category::Housing,
                Category::Medical,
            ],
            filing_limit_days: Some(365),
            partial_payment: false,
            ffata_basis: FfataBasis::EachAction,
            pended_order: PendedOrder::Receipt,
        },
        regions: vec![Region::try_from(8).unwrap()],
        sub_award: SubAwardStanding::Active,
        executed_on: day("2018-10-01"),
        period: Period::try_new(day("2018-10-01"), day("2019-09-29")).unwrap(),
        client: Some(Standing {
            state: State::CO,
            managed: true,
            phases: vec![PhaseDays {
                phase: ClientPhase::PreCertified,
                from: day("2019-05-01"),
                through: day("2019-05-31"),
            }],
            own_days: vec![PhaseDays {
                phase: ClientPhase::PreCertified,
                from: day("2019-05-01"),
                through: day("2019-05-31"),
            }],
            phase_months: Vec::new(),
            coverage: Coverage::Covered,
            benefit_year: BenefitYear(day("2018-09-30")),
            household: false,
            dependents: Vec::new(),
            used_administration: Money::ZERO,
            used_direct: Money::ZERO,
            unit: MonthUnit::Free,
            content_claimed: false,
        }),
        available: money("10000"),
        queue_waits: false,
        remainder: None,
        shared: Vec::new(),
    }
}

fn hybrid(administration_rate: Option<&str>) -> PaymentModel {
    PaymentModel::Hybrid {
        individual_cap: money("6000"),
        family_cap: money("7500"),
        administration_share: Rate::parse("0.40").unwrap(),
        administration_rate: administration_rate.map(money),
        year_basis: YearBasis::BudgetPeriod,
    }
}

/// $400 a month before certification, twelve of them, and $300 after it, four of them.
fn flat(unit: UnitPolicy) -> PaymentModel {
    let rate = |phase, rate, months_max| PhaseRate {
        phase,
        rate: money(rate),
        months_max: Some(months_max),
    };
    PaymentModel::PerClientMonth {
        rates: vec![
            rate(ClientPhase::PreCertified, "400", 12),
            rate(ClientPhase::Certified, "300", 4),
        ],
        unit,
    }
}

/// The days of a phase in May 2019.
fn days(phase: ClientPhase, from: u32, through: u32) -> PhaseDays {
    PhaseDays {
        phase,
        from: day(&format!("2019-05-{from:02}")),
        through: day(&format!("2019-05-{through:02}")),
    }
}

fn client(facts: &mut ClaimFacts) -> &mut Standing {
    facts.client.as_mut().unwrap()
}

fn submit(submission: Submission, facts: ClaimFacts) -> ClaimCommand {
    ClaimCommand::Submit {
        submission: Box::new(submission),
        facts: Box::new(facts),
    }
}
