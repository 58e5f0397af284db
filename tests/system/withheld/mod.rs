//! A ledger of which only aggregates may be told outside the organizations that serve: by no export and no question does anybody
//! else learn of a client or a claim, and what the binary tells of them is written down.

mod commands;
mod exports;

use std::path::Path;

use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};
use tempfile::TempDir;

const DAY: &str = "2025-06-01";
/// What the two claims bill, line by line, and in all: numbers that stand nowhere else.
pub(super) const AMOUNTS: [&str; 6] = ["371.29", "613.57", "984.86", "287.43", "529.71", "817.14"];
pub(super) const NUMBERS: [&str; 2] = ["2025-05-7781", "2025-05-7782"];

/// People of a ledger in a data directory.
struct People {
    officer: Caller,
    auditor: Caller,
    grantees: [Caller; 3],
    sub_awardee: Caller,
}

impl People {
    fn new(data: &Path) -> Self {
        let person =
            |role, organization, actor| Caller::new(&data.join("keys"), role, organization, actor);
        Self {
            officer: person("officer", "office", "officer-1"),
            auditor: person("auditor", "audit", "auditor-1"),
            grantees: ["grantee-1", "grantee-2", "grantee-3"]
                .map(|actor| person("grantee", "prime", actor)),
            sub_awardee: person("subawardee", "shelter", "caseworker-1"),
        }
    }
}

/// Gives a command that is carried out, and what it is asked of the answer.
async fn done(person: &Caller, url: &str, mutation: &str, input: Value, asked: &str) -> Value {
    let mut letters = mutation.chars();
    let first = letters.next().unwrap().to_ascii_uppercase();
    let name: String = std::iter::once(first).chain(letters).collect();
    let query = format!(
        "mutation($input: {name}Input!) {{ {mutation}(input: $input) {{ {asked} position userErrors {{ code message }} }} }}"
    );
    let told = person.data(url, &query, json!({ "input": input })).await[mutation].take();
    assert_eq!(told["userErrors"], json!([]), "{mutation}");
    told
}

/// A programme under which only aggregates may be told, two clients with a claim each, and a payment of both.
async fn history(people: &People, url: &str) -> Vec<String> {
    let give = async |person, mutation, mut input: Value, number: usize| {
        input["commandId"] = json!(format!("{mutation}-{number}"));
        input["effectiveOn"] = json!(match mutation {
            "programmePublish" | "ruleSetPublish" | "organizationRegister" => "2024-01-01",
            "awardIssue" | "subAwardExecute" => "2024-10-01",
            "clientEnrol" => "2025-05-01",
            _ => DAY,
        });
        let asked = if mutation == "clientEnrol" {
            "client { code }"
        } else {
            ""
        };
        done(person, url, mutation, input, asked).await
    };
    let officer = &people.officer;
    give(officer, "programmePublish", json!({
        "programme": "TVAP", "title": "Trafficking Victim Assistance Program", "purpose": "Per-capita reimbursement",
        "instrument": "GRANT", "disclosureProfile": "AGGREGATE_ONLY",
    }), 0).await;
    give(officer, "ruleSetPublish", json!({
        "programme": "TVAP", "notice": "ZV-1369",
        "rules": {
            "hybridPayment": {
                "individualCap": "6000.00", "familyCap": "7500.00", "administrationShare": "0.40",
                "administrationRate": "400.00", "yearBasis": "CALENDAR",
            },
            "categories": ["CASE_MANAGEMENT", "HOUSING"],
        },
    }), 0).await;
    for (number, (id, uei)) in [("prime", "ABCDEFGHJKL1"), ("shelter", "ABCDEFGHJKL3")]
        .into_iter()
        .enumerate()
    {
        give(officer, "organizationRegister", json!({
            "organization": id, "name": format!("The {id}"), "identifierScheme": "UEI", "identifier": uei,
            "state": "TX", "grassroots": true,
        }), number).await;
    }
    give(officer, "awardIssue", json!({
        "number": "90ZV0134-01-00", "programme": "TVAP", "notice": "ZV-1369", "grantee": "prime",
        "title": "Assistance in region 6", "assistanceListing": "93.598", "amount": "825000.00", "regions": [6],
        "projectPeriod": { "startsOn": "2024-10-01", "endsOn": "2027-09-30" },
        "budgetPeriod": { "startsOn": "2024-10-01", "endsOn": "2025-09-30" },
    }), 0).await;
    give(&people.grantees[0], "subAwardExecute", json!({
        "subAward": "SA-1", "award": "90ZV0134", "subAwardee": "shelter", "instrument": "SUB_AWARD",
        "purpose": "Case management", "states": ["TX"], "amount": "100000.00",
        "period": { "startsOn": "2024-10-01", "endsOn": "2025-09-30" },
    }), 0).await;
    let mut clients = Vec::new();
    for (number, claim) in NUMBERS.into_iter().enumerate() {
        let enrolled = give(&people.sub_awardee, "clientEnrol", json!({
            "subAward": "SA-1", "population": "ADULT", "ageBand": "FROM_25_TO_44", "state": "TX", "phase": "PRE_CERTIFIED",
            "attestation": { "foreignNational": true, "outOfSituation": true, "needsCaseManagement": true, "notInCustody": true },
        }), number).await;
        let client = enrolled["client"]["code"].as_str().unwrap().to_owned();
        give(&people.sub_awardee, "claimSubmit", json!({
            "subAward": "SA-1", "number": claim, "client": client, "serviceMonth": "2025-05",
            "lines": [
                { "category": "CASE_MANAGEMENT", "part": "ADMINISTRATION", "billed": AMOUNTS[3 * number] },
                { "category": "HOUSING", "part": "DIRECT", "billed": AMOUNTS[3 * number + 1], "paidOn": "2025-05-10",
                  "receiptDigest": "ab".repeat(32) },
            ],
        }), number).await;
        give(
            officer,
            "claimApprove",
            json!({ "claim": format!("SA-1:{claim}") }),
            number,
        )
        .await;
        clients.push(client);
    }
    let [prepares, authorises, confirms] = &people.grantees;
    give(prepares, "paymentPrepare", json!({
        "payment": "PAY-1", "award": "90ZV0134", "claims": NUMBERS.map(|number| format!("SA-1:{number}")),
        "justification": "Reimbursement for May",
    }), 0).await;
    give(
        authorises,
        "paymentAuthorise",
        json!({ "payment": "PAY-1" }),
        0,
    )
    .await;
    give(confirms, "paymentConfirm", json!({ "payment": "PAY-1" }), 0).await;
    clients
}

/// A ledger in a data directory, served, and the codes of its clients.
async fn served() -> (TempDir, Server, People, Vec<String>) {
    let scratch = scratch();
    let data = scratch.path().join("data");
    let migrated = run(&data, &["migrate"]);
    assert_eq!(migrated.code, Some(0), "{}", migrated.err);
    let server = Server::embedded(&data);
    let people = People::new(&data);
    let clients = history(&people, server.url()).await;
    (scratch, server, people, clients)
}
