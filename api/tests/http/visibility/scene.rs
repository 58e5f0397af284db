//! Two primes and their sub-awardees, and everything that belongs to each.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{
    flow::{client, pay, set_up_under},
    subscriber::told,
};

/// How deep the walk goes from a root field.
const DEPTH_MAX: usize = 4;

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
    pub(super) async fn everything(
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
