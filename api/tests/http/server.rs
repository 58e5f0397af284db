//! A server of a test: a ledger of its own, served on a free port of the loopback.

use std::{net::Ipv4Addr, sync::Arc, time::Duration};

use almoner_api::{
    client_keys::{FileKeys, Vault},
    clock::Clock,
    http::{
        AppState, AppendOnly, LedgerState, Live, LiveOptions, READ_CONNECTIONS_MAX, codes::CODES,
        router,
    },
    keys::Secret,
    token::{Issuer, Principal, Verifier},
};
use almoner_domain::{
    id::{ActorId, OrganizationId},
    ledger::Role,
};
use almoner_journal::{
    ledger::{Keys, Ledger, LedgerOptions},
    merkle::Hash,
    note::FurtherSeeds,
    schema::connect_options,
    testing::TestDatabase,
};
use almoner_projections::{projector::Projector, read::Reader, stating::state};
use chrono::TimeDelta;
use reqwest::{Client, Response, StatusCode, header};
use serde_json::{Value, json};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, postgres::PgPoolOptions};
use tempfile::TempDir;

use crate::gate::Gate;

/// Who asks in a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) actor: &'static str,
    pub(crate) role: Role,
    pub(crate) organization: &'static str,
}

const fn person(actor: &'static str, role: Role, organization: &'static str) -> Person {
    Person {
        actor,
        role,
        organization,
    }
}

pub(crate) const OFFICER: Person = person("officer-1", Role::Officer, "office");
pub(crate) const AUDITOR: Person = person("auditor-1", Role::Auditor, "audit");
pub(crate) const ADMIN: Person = person("admin-1", Role::Admin, "office");
/// Two people of the prime, and one of another prime.
pub(crate) const GRANTEE: Person = person("grantee-1", Role::Grantee, "prime");
pub(crate) const GRANTEE_2: Person = person("grantee-2", Role::Grantee, "prime");
pub(crate) const GRANTEE_3: Person = person("grantee-3", Role::Grantee, "prime");
pub(crate) const OTHER_GRANTEE: Person = person("grantee-9", Role::Grantee, "other-prime");
/// People of the two sub-awardees.
pub(crate) const SUBAWARDEE: Person = person("sub-1", Role::Subawardee, "shelter");
pub(crate) const OTHER_SUBAWARDEE: Person = person("sub-9", Role::Subawardee, "clinic");

/// A server of a test.
pub(crate) struct Server {
    pub(crate) base: String,
    pub(crate) ledger: Ledger,
    pub(crate) issuer: Issuer,
    pub(crate) clock: Clock,
    pub(crate) http: Client,
    pub(crate) live: Live,
    pub(crate) vault: Vault,
    // Dropped last: everything above holds connections to it.
    database: TestDatabase,
    _keys: TempDir,
}

impl Server {
    /// Starts one, on a fresh ledger, on the first of June 2025.
    pub(crate) async fn start() -> Self {
        let database = TestDatabase::create().await;
        let url = database.app_url();
        Self::start_on(database, &url, LiveOptions::default()).await
    }

    /// Starts one with other limits for subscriptions.
    pub(crate) async fn start_with(options: LiveOptions) -> Self {
        let database = TestDatabase::create().await;
        let url = database.app_url();
        Self::start_on(database, &url, options).await
    }

    /// Starts one whose way to the database can be shut.
    pub(crate) async fn start_behind_a_gate() -> (Self, Gate) {
        let database = TestDatabase::create().await;
        let gate = Gate::before(&database.app_url()).await;
        let options = LiveOptions::default();
        (Self::start_on(database, &gate.url, options).await, gate)
    }

    async fn start_on(database: TestDatabase, url: &str, live: LiveOptions) -> Self {
        let name = TestDatabase::ledger_name();
        let keys = Keys {
            signing: [1; 32],
            fingerprint: [2; 32],
        };
        let options = LedgerOptions {
            further_seeds: FurtherSeeds::new(|| vec![[4; 32]]),
            ..LedgerOptions::new(url, name.clone(), keys, "almoner test")
        };
        let ledger = Ledger::connect(options).await.unwrap();
        let pool = PgPoolOptions::new()
            .max_connections(READ_CONNECTIONS_MAX)
            .connect_lazy_with(connect_options(url, &name).unwrap());
        let projector = Arc::new(Projector::spawn(url, &name).unwrap());
        let clock = Clock::fixed("2025-06-01T12:00:00Z".parse().unwrap());
        let secret = Secret::new([3; 32]);
        let issuer = Issuer::new(&secret, clock.clone());
        let keys = tempfile::tempdir().unwrap();
        let (held, gone) = (keys.path().join("keys"), keys.path().join("list"));
        let vault = Vault::new(FileKeys::new(&held, &gone));
        let state = AppState::try_new(
            vec![
                LedgerState::new(ledger.clone(), Reader::new(pool), projector)
                    .with_client_keys(vault.clone()),
            ],
            &name,
            Verifier::new(&secret, clock.clone()),
            clock.clone(),
            AppendOnly::ByPrivilege,
        )
        .unwrap()
        .with_live(Live::new(live));
        let live = state.live().clone();
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router(state)).await });
        let http = Client::builder().no_proxy().build().unwrap();
        Self {
            base,
            ledger,
            issuer,
            clock,
            http,
            live,
            vault,
            database,
            _keys: keys,
        }
    }

    /// States what the read models hold now.
    pub(crate) async fn state(&self) {
        let (url, journal) = (self.database.app_url(), self.ledger.journal());
        let options = connect_options(&url, journal.name()).unwrap();
        let mut connection = options.connect().await.unwrap();
        let binary = Hash::new([9; 32]);
        state(
            &mut connection,
            journal,
            &self.ledger.signer().await.unwrap(),
            "almoner test",
            binary,
            Duration::ZERO,
        )
        .await
        .unwrap();
    }

    /// Does something to the ledger's tables as their owner.
    pub(crate) async fn as_owner(&self, sql: &str) {
        self.owner().await.execute(sql).await.unwrap();
    }

    /// Does something in a transaction that is open for as long as what is given lives.
    pub(crate) async fn holding(&self, sql: &str) -> PgConnection {
        let mut connection = self.owner().await;
        connection.execute("BEGIN").await.unwrap();
        connection.execute(sql).await.unwrap();
        connection
    }

    /// A connection as the owner of the ledger's tables.
    pub(crate) async fn owner(&self) -> PgConnection {
        let name = TestDatabase::ledger_name();
        let options = connect_options(&self.database.owner_url(), &name).unwrap();
        PgConnection::connect_with(&options).await.unwrap()
    }

    pub(crate) fn token(&self, person: Person) -> String {
        let principal = Principal {
            actor: ActorId::parse(person.actor).unwrap(),
            role: person.role,
            organization: OrganizationId::parse(person.organization).unwrap(),
            ledger: None,
        };
        self.issuer.issue(&principal, TimeDelta::hours(1))
    }

    /// Sends a body to `/graphql`.
    pub(crate) async fn post(&self, person: Person, body: impl Into<reqwest::Body>) -> Response {
        self.http
            .post(format!("{}/graphql", self.base))
            .bearer_auth(self.token(person))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json")
            .body(body)
            .send()
            .await
            .unwrap()
    }

    /// Asks, and gives what came back.
    pub(crate) async fn ask(
        &self,
        person: Person,
        query: &str,
        variables: Value,
    ) -> (StatusCode, Value) {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let response = self.post(person, body).await;
        let status = response.status();
        let body: Value = response.json().await.unwrap();
        for error in body["errors"].as_array().into_iter().flatten() {
            let code = error["extensions"]["code"].as_str().unwrap();
            let is_ours = CODES.iter().any(|(known, _, _)| *known == code);
            assert!(is_ours || is_of_domain(code), "{code} is in no document");
        }
        (status, body)
    }

    /// Asks what must be answered without an error, and gives the data.
    pub(crate) async fn data(&self, person: Person, query: &str) -> Value {
        let (status, body) = self.ask(person, query, json!({})).await;
        assert!(
            body.get("errors").is_none() && status == StatusCode::OK,
            "{query}: {body:#}"
        );
        body["data"].clone()
    }

    /// Gives a command whose input is of this type, and gives its payload.
    pub(crate) async fn command(&self, person: Person, mutation: &str, input: Value) -> Value {
        let (status, body) = self.mutate(person, mutation, input).await;
        assert!(
            body.get("errors").is_none() && status == StatusCode::OK,
            "{mutation}: {body:#}"
        );
        body["data"][mutation].clone()
    }

    /// Gives a command that must be carried out.
    pub(crate) async fn done(&self, person: Person, mutation: &str, input: Value) -> Value {
        let payload = self.command(person, mutation, input).await;
        assert_eq!(payload["userErrors"], json!([]), "{mutation}: {payload:#}");
        assert_eq!(payload["caughtUp"], true, "{mutation}: {payload:#}");
        payload
    }

    /// The codes and fields of what is wrong with a command.
    pub(crate) async fn refused(
        &self,
        person: Person,
        mutation: &str,
        input: Value,
    ) -> Vec<(String, String)> {
        let payload = self.command(person, mutation, input).await;
        assert_eq!(payload["position"], Value::Null, "{mutation}: {payload:#}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let errors = payload["userErrors"].as_array().unwrap();
        errors
            .iter()
            .map(|error| (text(&error["code"]), text(&error["field"])))
            .collect()
    }

    /// Sends a mutation whose input is given as a variable.
    pub(crate) async fn mutate(
        &self,
        person: Person,
        mutation: &str,
        input: Value,
    ) -> (StatusCode, Value) {
        let mut letters = mutation.chars();
        let capital: String = letters
            .next()
            .map(|letter| letter.to_ascii_uppercase())
            .into_iter()
            .chain(letters)
            .collect();
        let subject = subject(mutation);
        let query = format!(
            "mutation($input: {capital}Input!) {{ {mutation}(input: $input) {{ {subject} position firstPosition \
             recordedAt repeated alreadyHeld readPosition caughtUp userErrors {{ code message field }} }} }}"
        );
        self.ask(person, &query, json!({ "input": input })).await
    }

    /// How far the read models are.
    pub(crate) async fn read_position(&self) -> u64 {
        let mut connection = self.owner().await;
        let sql = "SELECT position FROM projection_checkpoint";
        let position: i64 = sqlx::query_scalar(sql)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        position.try_into().unwrap()
    }

    /// The last position of the journal.
    pub(crate) async fn head(&self) -> u64 {
        self.ledger.journal().head().await.unwrap().position.get()
    }
}

/// What to ask of the subject of a mutation.
/// The mutations that answer with the file of an award.
const FILES: [&str; 15] = [
    "subAwardTermsState",
    "fixedAmountApprove",
    "exclusionRecheck",
    "riskAssess",
    "monitoringPlan",
    "monitoringPerform",
    "expendituresState",
    "auditReportAccept",
    "auditFindingsDecide",
    "monitoringFindingRecord",
    "monitoringFindingResolve",
    "findingRecord",
    "findingResolve",
    "subAwardReportFile",
    "financialReportFile",
];

fn subject(mutation: &str) -> &'static str {
    if FILES.contains(&mutation) {
        "file { fain }"
    } else if mutation.starts_with("programme") || mutation.starts_with("ruleSet") {
        "programme { code }"
    } else if mutation.starts_with("organization") {
        "organization { organizationId excluded }"
    } else if mutation.starts_with("award") || mutation.starts_with("programIncome") {
        "award { fain status awarded }"
    } else if mutation.starts_with("subAward") || mutation.starts_with("receivable") {
        "subAward { subAwardId status obligated }"
    } else if mutation.starts_with("client") {
        "client { code status phase }"
    } else if mutation.starts_with("claim") {
        "claim { claimId status billed adjusted payable }"
    } else if mutation.starts_with("periodClose") {
        "periodClose { close state }"
    } else if mutation.starts_with("measure") {
        "measure { measureId period figure { count text } }"
    } else {
        "payment { paymentId status total }"
    }
}

/// The domain documents the code.
fn is_of_domain(code: &str) -> bool {
    almoner_domain::ledger::codes::find(code).is_some()
}

/// The first error's code of a body.
pub(crate) fn code(body: &Value) -> &str {
    body["errors"][0]["extensions"]["code"]
        .as_str()
        .unwrap_or_default()
}
