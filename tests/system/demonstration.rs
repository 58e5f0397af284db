//! What `docs/demonstration.md` says of the demonstration, held against its books: every outcome of a claim, and every
//! finding of every edit.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use almoner_domain::claim::FINDINGS;
use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

/// Everything that a claim can stand at once its command is done.
const STATUSES: [&str; 8] = [
    "PAYABLE",
    "PENDED",
    "DENIED",
    "APPROVED",
    "SCHEDULED",
    "PAID",
    "VOIDED",
    "REPLACED",
];

/// What an edit found: its name, and the reason code where there is one.
type Found = (String, Option<u64>);

/// A claim of the document: its id, its status, what was found.
struct Row {
    claim: String,
    status: String,
    found: BTreeSet<Found>,
}

fn rows() -> Vec<Row> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/demonstration.md");
    let text = fs::read_to_string(document).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("| "));
    lines.filter_map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let claim = cells[2].strip_prefix('`')?.strip_suffix('`')?;
    let found = cells[4].split(", ").filter(|found| !found.is_empty());
    Some(Row {
        claim: claim.to_owned(),
        status: cells[3].to_owned(),
        found: found
            .map(|found| match found.split_once(' ') {
                Some((edit, carc)) => (edit.to_owned(), Some(carc.parse().unwrap())),
                None => (found.to_owned(), None),
            })
            .collect(),
    })
}

fn found_of(claim: &Value) -> BTreeSet<Found> {
    let findings = claim["findings"].as_array().unwrap();
    let found = findings.iter().map(|found| {
        let edit = found["edit"].as_str().unwrap();
        (edit.to_owned(), found["carc"].as_u64())
    });
    found.collect()
}

async fn every_claim(officer: &Caller, url: &str) -> BTreeMap<String, Value> {
    let query = "query ($after: String) { claims(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { node { claimId status findings { edit carc } explanation { summary complete } } } } }";
    let mut claims = BTreeMap::new();
    let mut after = Value::Null;
    loop {
        let page = officer.data(url, query, json!({ "after": after })).await;
        let page = &page["claims"];
        for edge in page["edges"].as_array().unwrap() {
            let claim = &edge["node"];
            claims.insert(claim["claimId"].as_str().unwrap().to_owned(), claim.clone());
        }
        if page["pageInfo"]["hasNextPage"] == false {
            return claims;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstrations_claims_show_everything_that_can_become_of_one() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    // Loading again moves nothing.
    let again = run(&data, &["demo", "--load-only"]);
    assert!(
        again.out.starts_with("0 commands"),
        "{}{}",
        again.out,
        again.err
    );
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    let claims = every_claim(&officer, server.url()).await;
    let (mut statuses, mut met) = (BTreeSet::new(), BTreeSet::new());
    for row in rows() {
        let claim = &claims[&row.claim];
        assert_eq!(claim["status"], row.status, "{}", row.claim);
        let found = found_of(claim);
        let missing: Vec<_> = row.found.difference(&found).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", row.claim);
        statuses.insert(row.status);
        met.extend(row.found);
    }
    assert_eq!(statuses, STATUSES.map(str::to_owned).into());
    let all = FINDINGS.iter().map(|(edit, carc)| {
        let edit = serde_json::to_value(edit).unwrap();
        (
            edit.as_str().unwrap().to_owned(),
            carc.map(|carc| u64::from(carc.number())),
        )
    });
    assert_eq!(met, all.collect());
    for (id, claim) in &claims {
        assert_eq!(claim["explanation"]["complete"], true, "{id}");
    }
    assert_eq!(server.stop(), Some(0));
}
