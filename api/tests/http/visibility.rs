//! Who sees what: every role, every root field, every way to a thing of somebody else.
//!
//! The ways are found in the schema itself, so that a field that is added is walked from then on.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    flow::{claim, client, pay, set_up_under},
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE,
        Server, code,
    },
    subscriber::told,
};

/// How deep the walk goes from a root field.
const DEPTH_MAX: usize = 4;

/// What the first sub-awardee reports, and the office.
const MEASURES: [&str; 2] = [
    "potential-victims:FY2025Q2:sub-award:SA-1",
    "clients-served:FY2024:programme:TVAP",
];

/// What the walk needs of the schema: a type's fields, each with its arguments and the name and kind of its type.
pub(crate) struct Schema {
    types: BTreeMap<String, Vec<Field>>,
}

#[derive(Clone)]
struct Field {
    name: String,
    required: Vec<String>,
    of: String,
    is_object: bool,
}

impl Schema {
    pub(crate) async fn read(server: &Server) -> Self {
        let query = "{ __schema { types { kind name fields { name args { name type { kind } }
            type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";
        let data = server.data(OFFICER, query).await;
        let mut types = BTreeMap::new();
        for of in data["__schema"]["types"].as_array().unwrap() {
            let fields = of["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .map(Field::read)
                .collect();
            types.insert(of["name"].as_str().unwrap().to_owned(), fields);
        }
        Self { types }
    }

    /// A selection of everything below a type, as deep as asked; lists of one page each. What each root or
    /// connection needs to be told is told by `argument`.
    fn selection(&self, of: &str, depth: usize) -> String {
        self.selections(of, depth).concat()
    }

    /// As `selection`, in parts that can be asked one by one: the plain fields, then each object.
    fn selections(&self, of: &str, depth: usize) -> Vec<String> {
        let (mut plain, mut objects) = ("__typename ".to_owned(), Vec::new());
        for field in &self.types[of] {
            // A field that is to be told a day, and nothing else, is told one.
            let asked = match field.required.as_slice() {
                [] => field.name.clone(),
                [day] if day == "on" => format!("{}(on: \"2025-12-31\")", field.name),
                [_] if field.name == "event" => "event(position: \"30\")".to_owned(),
                _ => continue,
            };
            if !field.is_object {
                plain.push_str(&asked);
                plain.push(' ');
            } else if depth > 0 && field.name == "nodes" {
                // What hangs on the things of a list is asked for in parts, too: all of it is too complex for one question.
                for below in self.selections(&field.of, depth - 1) {
                    objects.push(format!("{asked} {{ {below} }} "));
                }
            } else if depth > 0 && field.name != "edges" {
                let below = self.selection(&field.of, depth - 1);
                objects.push(format!("{asked} {{ {below} }} "));
            }
        }
        objects.insert(0, plain);
        objects
    }
}

impl Field {
    fn read(field: &Value) -> Self {
        let mut of = &field["type"];
        while of["ofType"].is_object() {
            of = &of["ofType"];
        }
        let required = field["args"].as_array().into_iter().flatten();
        Self {
            name: field["name"].as_str().unwrap().to_owned(),
            required: required
                .filter(|argument| argument["type"]["kind"] == "NON_NULL")
                .map(|argument| argument["name"].as_str().unwrap().to_owned())
                .collect(),
            of: of["name"].as_str().unwrap().to_owned(),
            is_object: ["OBJECT", "INTERFACE"].contains(&of["kind"].as_str().unwrap()),
        }
    }
}

/// Every text in an answer.
fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| texts(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Two primes, two sub-awardees of the first with a client and a claim each, and a payment of the first claim.
pub(crate) struct Scene {
    pub(crate) server: Server,
    pub(crate) clients: [String; 2],
}

pub(crate) async fn scene(profile: &str) -> Scene {
    let server = Server::start().await;
    let first = set_up_under(&server, profile).await;
    let enrolled = server
        .done(OTHER_SUBAWARDEE, "clientEnrol", client("client-2", "SA-2"))
        .await;
    let second = enrolled["client"]["code"].as_str().unwrap().to_owned();
    server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim-1", "SA-1", "N-1", &first),
        )
        .await;
    server
        .done(
            OTHER_SUBAWARDEE,
            "claimSubmit",
            claim("claim-2", "SA-2", "N-2", &second),
        )
        .await;
    pay(&server, "SA-1:N-1").await;
    let identified = json!({
        "commandId": "measure-1", "subAward": "SA-1", "measure": "POTENTIAL_VICTIMS", "period": "FY2025Q2",
        "figure": { "count": 3 }, "document": "ab".repeat(32), "effectiveOn": "2025-04-15",
    });
    server
        .done(SUBAWARDEE, "measureReportForSubAward", identified)
        .await;
    let sheet = json!({
        "commandId": "measure-2", "programmes": ["TVAP"], "measure": "CLIENTS_SERVED", "period": "FY2024",
        "figure": { "qualifier": "MORE_THAN", "count": 2800 }, "evidence": { "citation": "A fact sheet" },
        "effectiveOn": "2025-04-15",
    });
    server.done(OFFICER, "measureReport", sheet).await;
    let begin = json!({
        "commandId": "close-1", "programme": "TVAP", "through": "2025-04", "effectiveOn": "2025-06-01",
    });
    server.done(OFFICER, "periodCloseBegin", begin).await;
    let withdraw = json!({
        "commandId": "close-2", "programme": "TVAP", "close": 1, "reason": "An April of its own", "effectiveOn": "2025-06-01",
    });
    server.done(OFFICER, "periodCloseWithdraw", withdraw).await;
    server.state().await;
    Scene {
        server,
        clients: [first, second],
    }
}

/// What a claim would come to is asked.
fn preview(sub_award: &str, client: &str) -> String {
    format!(
        "{{ subAward: \"{sub_award}\", number: \"P-1\", client: \"{client}\", serviceMonth: \"2025-05\", \
         effectiveOn: \"2025-06-01\", \
         lines: [{{ category: CASE_MANAGEMENT, part: ADMINISTRATION, billed: \"10.00\" }}] }}"
    )
}

/// Streams of which the end is asked: of one sub-awardee, of nobody, and of all.
fn streams([_, second]: &[String; 2]) -> Vec<String> {
    [
        ("CLAIM", "SA-2:N-2"),
        ("CLIENT", second.as_str()),
        ("AWARD", "90ZV0404"),
        ("AWARD", "90ZV0134"),
    ]
    .map(|(kind, id)| format!("type: {kind}, id: \"{id}\""))
    .to_vec()
}

/// Rows of which a proof is asked: of each sub-awardee, of nobody, and of the other prime.
fn rows([first, second]: &[String; 2]) -> Vec<String> {
    [
        ("claims", "SA-1:N-1"),
        ("claims", "SA-2:N-404"),
        ("clients", first.as_str()),
        ("clients", second.as_str()),
        ("awards", "90ZV0999"),
    ]
    .map(|(table, key)| format!("table: \"{table}\", key: [\"{key}\"]"))
    .to_vec()
}

impl Scene {
    /// What the root fields are asked for.
    pub(crate) fn ids(&self) -> BTreeMap<&'static str, Vec<String>> {
        let [first, second] = &self.clients;
        let claims = ["SA-1:N-1".to_owned(), "SA-2:N-2".to_owned()];
        let nodes = [
            "Award:90ZV0134",
            "Award:90ZV0999",
            "SubAward:SA-1",
            "SubAward:SA-2",
            "Payment:PAY-1",
        ];
        let mut nodes: Vec<String> = nodes.map(str::to_owned).to_vec();
        nodes.extend(MEASURES.map(|measure| format!("Measure:{measure}")));
        nodes.extend([first, second].map(|code| format!("Client:{code}")));
        nodes.extend(claims.iter().map(|claim| format!("Claim:{claim}")));
        BTreeMap::from([
            ("node", nodes),
            ("programme", vec!["TVAP".to_owned()]),
            ("periodCloses", vec!["TVAP".to_owned()]),
            ("organization", vec!["prime".to_owned()]),
            ("award", vec!["90ZV0134".to_owned(), "90ZV0999".to_owned()]),
            ("subAward", vec!["SA-1".to_owned(), "SA-2".to_owned()]),
            ("client", self.clients.to_vec()),
            ("clientDeadlines", vec!["2025-05-01".to_owned()]),
            ("deadlines", vec!["2025-12-31".to_owned()]),
            ("claim", claims.to_vec()),
            ("claimExplain", claims.to_vec()),
            (
                "claimPreview",
                vec![preview("SA-1", first), preview("SA-2", second)],
            ),
            ("payment", vec!["PAY-1".to_owned()]),
            ("worklist", vec!["2025-12-31".to_owned()]),
            (
                "remittanceAdvice",
                ["shelter", "clinic"]
                    .map(|paid| format!("payment: \"PAY-1\", organization: \"{paid}\""))
                    .to_vec(),
            ),
            (
                "awardActions",
                ["90ZV0134", "90ZV0999"].map(str::to_owned).to_vec(),
            ),
            ("programmeMeasures", vec!["TVAP".to_owned()]),
            (
                "clientExtract",
                vec!["programme: \"TVAP\", period: \"FY2025Q3\"".to_owned()],
            ),
            (
                "serviceExtract",
                vec!["programme: \"TVAP\", fiscalYear: 2025".to_owned()],
            ),
            (
                "actor",
                ["officer-1", "grantee-1", "sub-1", "sub-9"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            (
                "explainAmount",
                [
                    "{ account: \"90ZV0134:unassigned\" }",
                    "{ account: \"90ZV0134:SA-1:paid\" }",
                    "{ account: \"90ZV0134:SA-2:reserved\" }",
                    "{ financialLine: { award: \"90ZV0134\", line: G, periodEnd: \"2025-09-30\" } }",
                    "{ reportFigure: { question: { name: CLAIM_AGING, on: \"2199-01-01\" }, section: \"aging\", row: 1, \
                     column: \"all\" } }",
                ]
                .map(str::to_owned)
                .to_vec(),
            ),
            (
                "movedBy",
                ["13", "30", "45"].map(str::to_owned).to_vec(),
            ),
            (
                "balanceProof",
                ["90ZV0134:unassigned", "90ZV0134:SA-1:paid", "90ZV0134:SA-2:reserved"]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            ("streamProof", streams(&self.clients)),
            ("rowProof", rows(&self.clients)),
            ("measure", MEASURES.map(str::to_owned).to_vec()),
            (
                "report",
                ["90ZV0134", "90ZV0999"]
                    .map(|award| format!("{{ name: AWARD_SUMMARY, award: \"{award}\" }}"))
                    .to_vec(),
            ),
        ])
    }

    /// Every root field, asked for everything below it, in parts that can be asked one by one.
    pub(crate) fn queries(
        schema: &Schema,
        ids: &BTreeMap<&'static str, Vec<String>>,
    ) -> Vec<String> {
        let mut queries = Vec::new();
        for root in schema.types["Query"].clone() {
            if !root.is_object {
                continue;
            }
            let depth = if root.name == "journal" {
                DEPTH_MAX
            } else {
                DEPTH_MAX - 1
            };
            let parts = schema.selections(&root.of, depth);
            let calls: Vec<String> = match root.required.as_slice() {
                [] => vec![root.name.clone()],
                [argument] => ids[root.name.as_str()]
                    .iter()
                    .map(|id| {
                        let is_object = id.starts_with('{');
                        let id = if is_object {
                            id.clone()
                        } else {
                            format!("\"{id}\"")
                        };
                        format!("{}({argument}: {id})", root.name)
                    })
                    .collect(),
                _ => ids[root.name.as_str()]
                    .iter()
                    .map(|arguments| format!("{}({arguments})", root.name))
                    .collect(),
            };
            for (call, below) in calls
                .iter()
                .flat_map(|call| parts.iter().map(move |below| (call, below)))
            {
                queries.push(format!("{{ {call} {{ {below} }} }}"));
            }
        }
        queries
    }

    /// Asks every root field for everything below it, and gives every text of the answers.
    async fn everything(
        &self,
        schema: &Schema,
        person: Person,
        ids: &BTreeMap<&'static str, Vec<String>>,
    ) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for query in Self::queries(schema, ids) {
            let (_, body) = self.server.ask(person, &query, json!({})).await;
            // Where only aggregates may be told, the extract of clients is refused, and that tells nothing.
            let withheld =
                query.starts_with("{ clientExtract") && code(&body) == "CLIENT_LEVEL_WITHHELD";
            assert!(
                withheld || body.get("errors").is_none(),
                "{query} as {}: {:#}",
                person.actor,
                body["errors"]
            );
            texts(&body["data"], &mut found);
        }
        let last = self.server.head().await;
        for root in &schema.types["Subscription"] {
            let below = schema.selection(&root.of, DEPTH_MAX - 2);
            let query = format!(
                "subscription {{ {}(after: \"0\", until: \"{last}\") {{ {below} }} }}",
                root.name
            );
            for event in told(&self.server, person, &query).await {
                texts(&event, &mut found);
            }
        }
        found
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_no_way_does_anybody_see_what_belongs_to_others() {
    let scene = scene("CLIENT_LEVEL_PSEUDONYMOUS").await;
    let schema = Schema::read(&scene.server).await;
    let [first, second] = &scene.clients;
    let ids = scene.ids();
    // What is somebody's alone, and who sees it.
    let marks: [(&str, &[Person]); 10] = [
        (MEASURES[0], &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE]),
        (
            MEASURES[1],
            &[
                OFFICER,
                AUDITOR,
                GRANTEE,
                OTHER_GRANTEE,
                SUBAWARDEE,
                OTHER_SUBAWARDEE,
            ],
        ),
        (first, &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE]),
        (second, &[OFFICER, AUDITOR, GRANTEE, OTHER_SUBAWARDEE]),
        ("SA-1:N-1", &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE]),
        ("SA-2:N-2", &[OFFICER, AUDITOR, GRANTEE, OTHER_SUBAWARDEE]),
        ("An April of its own", &[OFFICER, AUDITOR]),
        ("90ZV0999-01-00", &[OFFICER, AUDITOR, OTHER_GRANTEE]),
        ("90ZV0134-01-00", &[OFFICER, AUDITOR, GRANTEE]),
        (
            "Reimbursement for May",
            &[OFFICER, AUDITOR, GRANTEE, SUBAWARDEE],
        ),
    ];
    let people = [
        OFFICER,
        AUDITOR,
        ADMIN,
        GRANTEE,
        OTHER_GRANTEE,
        SUBAWARDEE,
        OTHER_SUBAWARDEE,
    ];
    for person in people {
        let found = scene.everything(&schema, person, &ids).await;
        for (mark, seen_by) in marks {
            let seen = found.iter().any(|text| text.contains(mark));
            assert_eq!(
                seen,
                seen_by.contains(&person),
                "{mark} as {} of {}",
                person.actor,
                person.organization
            );
        }
        let reads_lines = [OFFICER, AUDITOR].contains(&person);
        let has_payload = found.iter().any(|text| text.starts_with("{\"type\":"));
        assert_eq!(has_payload, reads_lines, "record lines as {}", person.actor);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_an_auditor_learns_of_no_client_and_no_claim() {
    let scene = scene("AGGREGATE_ONLY").await;
    let schema = Schema::read(&scene.server).await;
    let ids = scene.ids();
    let [first, second] = &scene.clients;
    let found = scene.everything(&schema, AUDITOR, &ids).await;
    for mark in [first.as_str(), second.as_str(), "N-1", "N-2", MEASURES[0]] {
        let seen: Vec<_> = found.iter().filter(|text| text.contains(mark)).collect();
        assert_eq!(seen, Vec::<&String>::new(), "{mark}");
    }
    let found = scene.everything(&schema, OFFICER, &ids).await;
    assert!(found.iter().any(|text| text.contains(first.as_str())));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_others_is_unknown_and_what_a_role_may_not_do_is_refused() {
    let scene = scene("CLIENT_LEVEL_PSEUDONYMOUS").await;
    let server = &scene.server;
    let head = server.head().await;
    let on = "2025-06-01";
    let raise = json!({ "commandId": "x1", "subAward": "SA-1", "amount": "1.00", "reason": "More", "effectiveOn": on });
    let unknown = json!({ "commandId": "x2", "subAward": "SA-404", "amount": "1.00", "reason": "More", "effectiveOn": on });
    let approve = json!({ "commandId": "x3", "claim": "SA-2:N-2", "effectiveOn": on });
    let foreign = server
        .refused(OTHER_GRANTEE, "subAwardRaise", raise.clone())
        .await;
    let missing = server
        .refused(OTHER_GRANTEE, "subAwardRaise", unknown)
        .await;
    assert_eq!(foreign, missing, "a foreign id answers as an unknown one");
    for person in [OFFICER, AUDITOR, ADMIN, SUBAWARDEE] {
        let errors = server.refused(person, "subAwardRaise", raise.clone()).await;
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
    for person in [AUDITOR, ADMIN, GRANTEE, OTHER_SUBAWARDEE] {
        let errors = server
            .refused(person, "claimApprove", approve.clone())
            .await;
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
    let claim = claim("x4", "SA-2", "N-9", &scene.clients[1]);
    let errors = server.refused(SUBAWARDEE, "claimSubmit", claim).await;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(server.head().await, head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_another_ledger_is_refused() {
    use almoner_api::token::Principal;
    use almoner_domain::id::{ActorId, OrganizationId};

    let server = Server::start().await;
    let principal = Principal {
        actor: ActorId::parse(OFFICER.actor).unwrap(),
        role: OFFICER.role,
        organization: OrganizationId::parse(OFFICER.organization).unwrap(),
        ledger: Some("elsewhere".parse().unwrap()),
    };
    let token = server.issuer.issue(&principal, chrono::TimeDelta::hours(1));
    let response = server
        .http
        .post(format!("{}/graphql", server.base))
        .bearer_auth(token)
        .json(&json!({ "query": "{ __typename }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(code(&response.json().await.unwrap()), "TOKEN_INVALID");
}
