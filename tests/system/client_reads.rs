//! Each command of the binary that tells of clients is written down, with who gave it, in a ledger of which only aggregates may be
//! told outside the organizations that serve.

use std::{collections::BTreeSet, path::Path};

use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

const DAY: &str = "2025-06-01";
/// What the two claims bill, line by line, and in all: numbers that stand nowhere else.
const AMOUNTS: [&str; 6] = ["371.29", "613.57", "984.86", "287.43", "529.71", "817.14"];
const NUMBERS: [&str; 2] = ["2025-05-7781", "2025-05-7782"];

/// People of a ledger in a data directory.
struct People {
    officer: Caller,
    grantees: [Caller; 3],
    sub_awardee: Caller,
}

impl People {
    fn new(data: &Path) -> Self {
        let person =
            |role, organization, actor| Caller::new(&data.join("keys"), role, organization, actor);
        Self {
            officer: person("officer", "office", "officer-1"),
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

/// Each command that tells of clients, with its words, and the name under which it is written down.
fn commands(scratch: &Path) -> Vec<(Vec<String>, &'static str)> {
    let file = |name: &str| scratch.join(name).to_str().unwrap().to_owned();
    let claim = format!("SA-1:{}", NUMBERS[0]);
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    vec![
        (
            words(&["export", "--output", &file("records.jsonl")]),
            "almoner export --format records",
        ),
        (
            words(&[
                "export",
                "--format",
                "cloudevents",
                "--whole",
                "--output",
                &file("events.jsonl"),
            ]),
            "almoner export --format cloudevents",
        ),
        (
            words(&[
                "export",
                "--format",
                "hledger",
                "--output",
                &file("books.journal"),
            ]),
            "almoner export --format hledger",
        ),
        (
            words(&[
                "export",
                "--format",
                "beancount",
                "--output",
                &file("books.beancount"),
            ]),
            "almoner export --format beancount",
        ),
        (
            words(&["export", "--format", "csv", "--output", &file("books.csv")]),
            "almoner export --format csv",
        ),
        (
            words(&[
                "export",
                "--format",
                "parquet",
                "--output",
                &file("books.parquet"),
            ]),
            "almoner export --format parquet",
        ),
        (
            words(&["export", "--whole", "--bundle", &file("books.zip")]),
            "almoner export --bundle",
        ),
        (words(&["replay", "--claim", &claim]), "almoner replay"),
        (
            words(&["remittance", "PAY-1", "--output-dir", &file("advices")]),
            "almoner remittance",
        ),
        (
            words(&[
                "extract",
                "clients",
                "--programme",
                "TVAP",
                "--period",
                "FY2025Q3",
                "--organization",
                "shelter",
            ]),
            "almoner extract clients",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_command_that_tells_of_clients_is_written_down_with_who_gave_it() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    let migrated = run(&data, &["migrate"]);
    assert_eq!(migrated.code, Some(0), "{}", migrated.err);
    let server = Server::embedded(&data);
    let clients = history(&People::new(&data), server.url()).await;
    assert_eq!(server.stop(), Some(0));
    let mut expected = Vec::new();
    for (number, (words, operation)) in commands(scratch.path()).into_iter().enumerate() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // By turns under a name that is given, and under the account of the operating system.
        let words = if number % 2 == 0 {
            [&words, &["--as", "records-office"][..]].concat()
        } else {
            words
        };
        let said = run(&data, &words);
        assert_eq!(said.code, Some(0), "{words:?}: {}{}", said.out, said.err);
        expected.push((operation.to_owned(), number % 2 == 0));
    }
    let server = Server::embedded(&data);
    let officer = People::new(&data).officer;
    let query = "{ clientReads(filter: { way: COMMAND_LINE }, first: 100) { nodes { operation actor clients } } }";
    let told = officer.data(server.url(), query, json!({})).await["clientReads"]["nodes"].take();
    let mut found = Vec::new();
    for read in told.as_array().unwrap().iter().rev() {
        let (operation, actor) = (
            read["operation"].as_str().unwrap(),
            read["actor"].as_str().unwrap(),
        );
        let is_named = actor == "records-office";
        assert!(is_named || actor.starts_with("os-"), "{read}");
        let of: BTreeSet<&str> = read["clients"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let all: BTreeSet<&str> = clients.iter().map(String::as_str).collect();
        // A replay was asked for one claim.
        let all = if operation == "almoner replay" {
            BTreeSet::from([clients[0].as_str()])
        } else {
            all
        };
        assert_eq!(of, all, "{operation}");
        found.push((operation.to_owned(), is_named));
    }
    assert_eq!(found, expected);
    assert_eq!(server.stop(), Some(0));
}
