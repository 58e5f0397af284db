//! A ledger with an assistance award, two sub-awards (one of which runs out of funds) and their clients. All fictional.

use std::path::Path;

use almoner_api::keys;
use almoner_domain::{
    client::{AgeBand, ClientPhase, EnrolmentAttestation, Population},
    id::{ActorId, ClientCode, CommandId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::{AssistanceListing, AwardNumber, Duns, EntityIdentifier, Fain},
    ledger::{
        Command, Context, EnrolClient, ExecuteSubAward, IssueAward, PublishRuleSet,
        RegisterOrganization, Role,
    },
    money::Money,
    period::Period,
    programme::{Category, FfataBasis, PaymentModel, PendedOrder, RuleSet, YearBasis, catalogue},
    rate::Rate,
    region::State,
    sub_award::SubAwardInstrument,
    text::{Label, Title},
};
use almoner_journal::{
    ledger::{Answer, Keys, Ledger, LedgerOptions, Submission},
    schema::LedgerName,
    testing::TestDatabase,
};
use chrono::NaiveDate;

/// The organization that claims.
pub(crate) const SUB_AWARDEE: &str = "example-sub-awardee";
/// Clients, of whom the last hundred are those of the sub-award that runs out of funds.
pub(crate) const CLIENTS: u32 = 400;
pub(crate) const OFFICE: &str = "example-office";
pub(crate) const PRIME: &str = "example-prime";

/// The numbered client.
pub(crate) fn client(number: u32) -> String {
    format!("C-{number:016}")
}

/// The sub-award of a client.
pub(crate) fn sub_award(client: u32) -> &'static str {
    if client < CLIENTS - 100 {
        "S-MAIN"
    } else {
        "S-SHORT"
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn submission(id: &str, role: Role, organization: &str, command: impl Into<Command>) -> Submission {
    Submission {
        command_id: CommandId::parse(id).unwrap(),
        context: Context {
            actor: ActorId::parse("example-person-1").unwrap(),
            role,
            organization: OrganizationId::parse(organization).unwrap(),
            received_at: "2018-10-01T12:00:00Z".parse().unwrap(),
        },
        command: command.into(),
        correlation: String::new(),
        causation: String::new(),
        request: String::new(),
    }
}

/// Fills a ledger with everything that claims need.
pub(crate) async fn prepare(database: &TestDatabase, name: &LedgerName, keys_dir: &Path) {
    let files = keys::Keys::open(keys_dir.to_owned()).unwrap();
    let keys = Keys {
        signing: *files.checkpoint().unwrap().bytes(),
        fingerprint: *files.fingerprint().unwrap().bytes(),
    };
    let options = LedgerOptions::new(&database.app_url(), name.clone(), keys, "almoner test");
    let ledger = Ledger::connect(options).await.unwrap();
    for answer in ledger.submit_many(commands()).await {
        assert!(matches!(answer, Ok(Answer::Accepted(_))), "{answer:?}");
    }
    ledger.shutdown().await;
}

fn commands() -> Vec<Submission> {
    let from = day("2006-09-01");
    let mut commands = Vec::new();
    for (number, programme) in catalogue::programmes(from).into_iter().enumerate() {
        commands.push(submission(
            &format!("programme-{number}"),
            Role::Officer,
            OFFICE,
            programme,
        ));
    }
    let rules = PublishRuleSet {
        programme: ProgrammeCode::parse("TVAP").unwrap(),
        notice: Label::parse("notice").unwrap(),
        rules: rules(),
        effective_on: from,
    };
    commands.push(submission("rules", Role::Officer, OFFICE, rules));
    for (id, duns) in [(PRIME, "999000001"), (SUB_AWARDEE, "999000002")] {
        let register = RegisterOrganization {
            organization: OrganizationId::parse(id).unwrap(),
            name: Title::parse("An example organization (fictional)").unwrap(),
            identifier: EntityIdentifier::Duns(Duns::parse(duns).unwrap()),
            state: State::TX,
            grassroots: true,
            effective_on: from,
        };
        commands.push(submission(
            &format!("organization-{id}"),
            Role::Officer,
            OFFICE,
            register,
        ));
    }
    commands.push(submission(
        "award",
        Role::Officer,
        OFFICE,
        award("90ZV9999"),
    ));
    for (id, amount) in [("S-MAIN", "5000000"), ("S-SHORT", "100000")] {
        commands.push(submission(id, Role::Grantee, PRIME, executed(id, amount)));
    }
    for number in 0..CLIENTS {
        commands.push(submission(
            &format!("client-{number}"),
            Role::Subawardee,
            SUB_AWARDEE,
            enrolled(number),
        ));
    }
    commands
}

fn rules() -> RuleSet {
    RuleSet {
        sub_award_share: None,
        payment: PaymentModel::Hybrid {
            individual_cap: Money::parse("6000").unwrap(),
            family_cap: Money::parse("7500").unwrap(),
            administration_share: Rate::parse("0.40").unwrap(),
            administration_rate: Some(Money::parse("300").unwrap()),
            year_basis: YearBasis::Calendar,
        },
        categories: vec![
            Category::CaseManagement,
            Category::Housing,
            Category::Transportation,
        ],
        filing_limit_days: None,
        partial_payment: false,
        ffata_basis: FfataBasis::EachAction,
        pended_order: PendedOrder::Receipt,
    }
}

fn period() -> Period {
    Period::try_new(day("2018-10-01"), day("2019-12-31")).unwrap()
}

/// The assistance award, under a FAIN.
pub(crate) fn award(fain: &str) -> IssueAward {
    IssueAward {
        number: AwardNumber::parse(&format!("{fain}-01-00")).unwrap(),
        programme: ProgrammeCode::parse("TVAP").unwrap(),
        notice: Label::parse("notice").unwrap(),
        grantee: OrganizationId::parse(PRIME).unwrap(),
        title: Title::parse("An example award (fictional)").unwrap(),
        assistance_listing: AssistanceListing::parse("93.598").unwrap(),
        amount: Money::parse("10000000").unwrap(),
        federal_share: None,
        regions: Vec::new(),
        project_period: period(),
        budget_period: period(),
        effective_on: period().starts_on,
    }
}

fn executed(id: &str, amount: &str) -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: SubAwardId::parse(id).unwrap(),
        award: Fain::parse("90ZV9999").unwrap(),
        sub_awardee: OrganizationId::parse(SUB_AWARDEE).unwrap(),
        instrument: SubAwardInstrument::SubAward,
        purpose: Title::parse("Case management (fictional)").unwrap(),
        states: vec![State::TX],
        amount: Money::parse(amount).unwrap(),
        period: period(),
        effective_on: period().starts_on,
    }
}

fn enrolled(number: u32) -> EnrolClient {
    EnrolClient {
        client: ClientCode::parse(&client(number)).unwrap(),
        sub_award: SubAwardId::parse(sub_award(number)).unwrap(),
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
        effective_on: period().starts_on,
    }
}
