//! The ledger before it is measured: programmes, awards, sub-awards, clients; and numbers for new commands.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use almoner_domain::client::{AgeBand, ClientPhase, EnrolmentAttestation, Population};
use almoner_domain::id::{OrganizationId, ProgrammeCode};
use almoner_domain::identifier::{AssistanceListing, AwardNumber, Duns, EntityIdentifier};
use almoner_domain::ledger::{
    EnrolClient, ExecuteSubAward, IssueAward, PublishRuleSet, RegisterOrganization, Role,
};
use almoner_domain::money::Money;
use almoner_domain::period::Period;
use almoner_domain::programme::{
    Category, FfataBasis, PaymentModel, PendedOrder, RuleSet, YearBasis, catalogue,
};
use almoner_domain::rate::Rate;
use almoner_domain::region::State;
use almoner_domain::sub_award::SubAwardInstrument;
use almoner_domain::text::{Label, Title};
use almoner_journal::ledger::{Ledger, Submission};
use anyhow::Result;

use crate::Scale;
use crate::callers::submit;
use crate::commands::{
    OFFICE, PRIME, SUB_AWARDEE, client, day, fain, record_cost, sub_award, submission, submit_claim,
};
use crate::server::Server;

/// Sub-awards over which claims are spread; the hot one is number 0.
const SUB_AWARDS: u32 = 64;
/// Number of the award that all sub-awards are of.
const ASSISTANCE_AWARD: u32 = 9_999;
/// Months of service that a client can be claimed for.
const MONTHS: u64 = 116;
/// Clients of each half for one award: so many that no run claims for all their months.
const CLIENTS_AN_AWARD: u32 = 6;
/// Commands that are handed in together.
const CHUNK: usize = 500;

/// Numbers for commands that nobody has given yet.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    streams: u32,
    /// Clients of each half.
    clients: u32,
    costs: Arc<AtomicU64>,
    hot_claims: Arc<AtomicU64>,
    spread_claims: Arc<AtomicU64>,
}

impl Setting {
    /// A cost of the next award in turn.
    pub(crate) fn cost(&self) -> Result<Submission> {
        let number = self.costs.fetch_add(1, Ordering::Relaxed);
        let award = u32::try_from(number % u64::from(self.streams))?;
        submission(
            &format!("cost-{number:08}"),
            Role::Grantee,
            PRIME,
            record_cost(award, number)?,
        )
    }

    /// A claim of the next client in turn, against one sub-award for all of them.
    pub(crate) fn hot_claim(&self) -> Result<Submission> {
        let number = self.hot_claims.fetch_add(1, Ordering::Relaxed);
        self.claim("hot", number, 0)
    }

    /// A claim of the next client in turn, against the client's own sub-award.
    pub(crate) fn spread_claim(&self) -> Result<Submission> {
        let number = self.spread_claims.fetch_add(1, Ordering::Relaxed);
        self.claim("spread", number, self.clients)
    }

    fn claim(&self, series: &str, number: u64, clients_from: u32) -> Result<Submission> {
        let clients = u64::from(self.clients);
        anyhow::ensure!(
            number / clients < MONTHS,
            "every client's every month is claimed"
        );
        let who = clients_from + u32::try_from(number % clients)?;
        let month = u32::try_from(number / clients)?;
        let claim = submit_claim(
            sub_award(home(who, self.clients))?,
            client(who)?,
            month,
            number,
        )?;
        submission(
            &format!("{series}-{number:08}"),
            Role::Subawardee,
            SUB_AWARDEE,
            claim,
        )
    }
}

/// The sub-award that manages a client's case: the first half of the clients have one between them.
pub(crate) fn home(client: u32, clients: u32) -> u32 {
    if client < clients {
        0
    } else {
        1 + client % SUB_AWARDS
    }
}

/// Makes a ledger with everything that costs and claims need.
pub(crate) async fn prepare(
    server: &Server,
    name: &str,
    scale: Scale,
) -> Result<(Setting, Ledger)> {
    let ledger = server.ledger(name).await?;
    let mut commands = programmes()?;
    commands.extend(organizations()?);
    for number in (0..scale.streams).chain([ASSISTANCE_AWARD]) {
        let programme = if number == ASSISTANCE_AWARD {
            "TVAP"
        } else {
            "SO"
        };
        commands.push(submission(
            &format!("award-{number}"),
            Role::Officer,
            OFFICE,
            award(number, programme)?,
        )?);
    }
    for number in 0..=SUB_AWARDS {
        commands.push(submission(
            &format!("sub-award-{number}"),
            Role::Grantee,
            PRIME,
            executed(number)?,
        )?);
    }
    let clients = CLIENTS_AN_AWARD * scale.streams;
    for number in 0..2 * clients {
        let enrolled = enrolled(number, clients)?;
        commands.push(submission(
            &format!("client-{number}"),
            Role::Subawardee,
            SUB_AWARDEE,
            enrolled,
        )?);
    }
    while !commands.is_empty() {
        let rest = commands.split_off(commands.len().min(CHUNK));
        submit(&ledger, std::mem::replace(&mut commands, rest)).await?;
    }
    let setting = Setting {
        streams: scale.streams,
        clients,
        costs: Arc::default(),
        hot_claims: Arc::default(),
        spread_claims: Arc::default(),
    };
    fill(&setting, &ledger, scale.events).await?;
    Ok((setting, ledger))
}

/// Records costs until the ledger has `events`.
pub(crate) async fn fill(setting: &Setting, ledger: &Ledger, events: u64) -> Result<()> {
    while ledger.committed().borrow().get() < events {
        let costs = (0..CHUNK).map(|_| setting.cost()).collect::<Result<_>>()?;
        submit(ledger, costs).await?;
    }
    Ok(())
}

fn programmes() -> Result<Vec<Submission>> {
    let from = day("2006-09-01")?;
    let mut commands = Vec::new();
    for (number, programme) in catalogue::programmes(from).into_iter().enumerate() {
        commands.push(submission(
            &format!("programme-{number}"),
            Role::Officer,
            OFFICE,
            programme,
        )?);
    }
    let plain = RuleSet {
        sub_award_share: None,
        payment: PaymentModel::NoClaims,
        categories: Vec::new(),
        filing_limit_days: None,
        partial_payment: false,
        ffata_basis: FfataBasis::EachAction,
        pended_order: PendedOrder::Receipt,
    };
    let assistance = RuleSet {
        payment: PaymentModel::Hybrid {
            individual_cap: Money::from_cents(600_000),
            family_cap: Money::from_cents(750_000),
            administration_share: Rate::parse("0.40")?,
            administration_rate: Some(Money::from_cents(30_000)),
            year_basis: YearBasis::Calendar,
        },
        categories: vec![Category::CaseManagement, Category::Housing],
        ..plain.clone()
    };
    for (code, rules) in [("SO", plain), ("TVAP", assistance)] {
        let command = PublishRuleSet {
            programme: ProgrammeCode::parse(code)?,
            notice: Label::parse("notice")?,
            rules,
            effective_on: from,
        };
        commands.push(submission(
            &format!("rules-{code}"),
            Role::Officer,
            OFFICE,
            command,
        )?);
    }
    Ok(commands)
}

fn organizations() -> Result<Vec<Submission>> {
    let mut commands = Vec::new();
    for (id, duns) in [(PRIME, "999000001"), (SUB_AWARDEE, "999000002")] {
        let command = RegisterOrganization {
            organization: OrganizationId::parse(id)?,
            name: Title::parse("An example organization (fictional)")?,
            identifier: EntityIdentifier::Duns(Duns::parse(duns)?),
            state: State::TX,
            grassroots: true,
            effective_on: day("2006-09-01")?,
        };
        commands.push(submission(
            &format!("organization-{id}"),
            Role::Officer,
            OFFICE,
            command,
        )?);
    }
    Ok(commands)
}

pub(crate) fn award(number: u32, programme: &str) -> Result<IssueAward> {
    let period = Period::try_new(day("2010-01-01")?, day("2019-12-31")?)?;
    Ok(IssueAward {
        number: AwardNumber::parse(&format!("{}-01-00", fain(number)?.as_str()))?,
        programme: ProgrammeCode::parse(programme)?,
        notice: Label::parse("notice")?,
        grantee: OrganizationId::parse(PRIME)?,
        title: Title::parse("An example award (fictional)")?,
        assistance_listing: AssistanceListing::parse("93.598")?,
        amount: Money::parse("1000000000")?,
        federal_share: None,
        regions: Vec::new(),
        project_period: period,
        budget_period: period,
        effective_on: period.starts_on,
    })
}

fn executed(number: u32) -> Result<ExecuteSubAward> {
    let period = Period::try_new(day("2010-01-01")?, day("2019-12-31")?)?;
    Ok(ExecuteSubAward {
        sub_award: sub_award(number)?,
        award: fain(ASSISTANCE_AWARD)?,
        sub_awardee: OrganizationId::parse(SUB_AWARDEE)?,
        instrument: SubAwardInstrument::SubAward,
        purpose: Title::parse("Case management (fictional)")?,
        states: vec![State::TX],
        amount: Money::parse(if number == 0 { "200000000" } else { "10000000" })?,
        period,
        effective_on: period.starts_on,
    })
}

fn enrolled(number: u32, clients: u32) -> Result<EnrolClient> {
    Ok(EnrolClient {
        client: client(number)?,
        sub_award: sub_award(home(number, clients))?,
        population: Population::Adult,
        age_band: AgeBand::From25To44,
        state: State::TX,
        phase: ClientPhase::PreCertified,
        attestation: EnrolmentAttestation {
            foreign_national: true,
            out_of_situation: true,
            needs_case_management: true,
            not_in_custody: true,
        },
        effective_on: day("2010-01-01")?,
    })
}
