//! Where a history is played: the rules of the notice, two primes of one programme with three sub-awards, and clients.

use almoner_domain::{
    client::{AgeBand, ClientPhase, Population},
    id::ProgrammeCode,
    ledger::{
        EnrolClient, ExecuteSubAward, IssueAward, PublishRuleSet,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, REGIONAL_PRIME, SUB_AWARDEES, Scenario,
            assistance_award, day, enrol, execute, grantee, money, noon, number, officer, period,
            subawardee,
        },
    },
    money::Money,
    programme::{PaymentModel, RuleSet, YearBasis, catalogue},
    rate::Rate,
    region::{Region, State},
    text::Label,
};

use super::Kind;
use crate::{
    check::Pair,
    model::{Basis, Cents, Rules},
};

/// The award of the other prime, in New York.
pub(crate) const EASTERN: &str = "90ZV9922";
/// The awards, with their primes.
pub(crate) const AWARDS: [(&str, &str); 2] =
    [(ASSISTANCE, ASSISTANCE_PRIME), (EASTERN, REGIONAL_PRIME)];
/// The sub-awards, with the place of their award.
pub(crate) const SUB_AWARDS: [(&str, usize); 3] = [("TV-1", 0), ("TV-2", 0), ("NY-1", 1)];
/// The day on which a history begins.
pub(crate) const FIRST_DAY: &str = "2018-11-01";

/// The rules of a history and its sub-awards' funds.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) basis: Basis,
    pub(crate) individual: Cents,
    pub(crate) family: Cents,
    pub(crate) administration_percent: i64,
    pub(crate) monthly_rate: Option<Cents>,
    pub(crate) filing_days: Option<u32>,
    /// What is obligated at first.
    pub(crate) obligated: [Cents; 3],
}

impl World {
    fn rules(&self) -> Rules {
        Rules {
            individual: self.individual,
            family: self.family,
            administration_percent: self.administration_percent,
            monthly_rate: self.monthly_rate,
            basis: self.basis,
            filing_days: self.filing_days,
            categories: catalogue::hybrid_rules().categories,
        }
    }

    fn published(&self) -> PublishRuleSet {
        let share = format!("0.{:02}", self.administration_percent);
        PublishRuleSet {
            programme: ProgrammeCode::parse("TVAP").expect("a code"),
            notice: notice(),
            rules: RuleSet {
                payment: PaymentModel::Hybrid {
                    individual_cap: Money::from_cents(self.individual),
                    family_cap: Money::from_cents(self.family),
                    administration_share: Rate::parse(&share).expect("a share"),
                    administration_rate: self.monthly_rate.map(Money::from_cents),
                    year_basis: match self.basis {
                        Basis::BudgetPeriod => YearBasis::BudgetPeriod,
                        Basis::Anniversary => YearBasis::EnrolmentAnniversary,
                        Basis::Calendar => YearBasis::Calendar,
                    },
                },
                filing_limit_days: self.filing_days,
                ..catalogue::hybrid_rules()
            },
            effective_on: day("2018-09-30"),
        }
    }

    /// The ledger and the model with awards, sub-awards and the first clients.
    pub(crate) fn founded(&self) -> Pair {
        let scenario = Scenario::registered().given(self.published());
        let mut pair = Pair::new(scenario, self.rules());
        for award in [western_award(), eastern_award()] {
            assert!(pair.give(&officer(), award), "the award is issued");
        }
        for (at, (id, award)) in SUB_AWARDS.into_iter().enumerate() {
            let (award, prime) = AWARDS[award];
            let executed = ExecuteSubAward {
                amount: Money::from_cents(self.obligated[at]),
                states: vec![state_of(at)],
                period: period("2018-10-01", "2020-09-15"),
                ..execute(id, award, SUB_AWARDEES[at], "1")
            };
            assert!(
                pair.give(&grantee(prime), executed),
                "the sub-award is executed"
            );
        }
        for (client, under) in [(0, 0), (1, 0), (2, 1), (3, 2)] {
            let by = subawardee(SUB_AWARDEES[under]);
            assert!(
                pair.give(&by, enrolment(client, under, Kind::Screened)),
                "the client is enrolled"
            );
        }
        pair
    }
}

/// Where a sub-award serves.
pub(crate) fn state_of(under: usize) -> State {
    if SUB_AWARDS[under].1 == 0 {
        State::CO
    } else {
        State::NY
    }
}

/// A client's enrolment under a sub-award.
pub(crate) fn enrolment(client: usize, under: usize, kind: Kind) -> EnrolClient {
    let (population, age_band, phase) = match kind {
        Kind::Screened => (
            Population::Adult,
            AgeBand::From25To44,
            ClientPhase::PreCertified,
        ),
        Kind::Unscreened => (
            Population::Adult,
            AgeBand::NotStated,
            ClientPhase::PendingScreening,
        ),
        Kind::Child => (
            Population::Child,
            AgeBand::Under18,
            ClientPhase::InterimAssistance,
        ),
    };
    EnrolClient {
        state: state_of(under),
        population,
        age_band,
        phase,
        ..enrol(CLIENTS[client], SUB_AWARDS[under].0)
    }
}

fn notice() -> Label {
    Label::parse("TVAP-reference").expect("a label")
}

fn western_award() -> IssueAward {
    IssueAward {
        notice: notice(),
        ..assistance_award()
    }
}

fn eastern_award() -> IssueAward {
    IssueAward {
        number: number(&format!("{EASTERN}-01-00")),
        grantee: almoner_domain::ledger::testing::organization(REGIONAL_PRIME),
        amount: money("9000"),
        regions: vec![Region::try_from(2).expect("a region")],
        budget_period: period("2018-12-01", "2019-11-30"),
        project_period: period("2018-10-01", "2020-09-29"),
        effective_on: day("2018-10-01"),
        ..western_award()
    }
}

/// The context as of a day.
pub(crate) fn at(
    context: almoner_domain::ledger::Context,
    day: chrono::NaiveDate,
) -> almoner_domain::ledger::Context {
    almoner_domain::ledger::Context {
        received_at: noon(day),
        ..context
    }
}
