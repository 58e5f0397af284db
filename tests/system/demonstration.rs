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

/// Where some claims stand, in words, and how many things there are to do.
const STANDINGS: &[(&str, &str, usize)] = &[
    (
        "TVAP-CO:CO-01",
        "$810.00 was paid with payment 90ZV9921-P3.",
        0,
    ),
    (
        "TVAP-CO:CO-02",
        "$300.00 was paid with payment 90ZV9921-P3.",
        4,
    ),
    (
        "PCS-CO:PC-02",
        "$300.00 was paid with payment 90ZV9931-P1 and counts. $100.00 was paid beyond it and is owed back.",
        1,
    ),
    (
        "TVAP-CO:CO-03",
        "It was voided: nothing of it is paid any more.",
        1,
    ),
    (
        "TVAP-CO:CO-04",
        "Claim TVAP-CO:CO-04:2 stands in its place since April 16, 2019.",
        1,
    ),
    (
        "TVAP-CO:CO-04:2",
        "$450.00 was paid with payment 90ZV9921-P3.",
        0,
    ),
    (
        "TVAP-CO:CO-07",
        "An officer denied it on April 3, 2019: nothing of it is paid. Another officer has looked at the denial again, and it stands.",
        1,
    ),
    (
        "TVAP-CO:CO-08",
        "An officer denied it on April 3, 2019: nothing of it is paid.",
        2,
    ),
    (
        "TVAP-CO:CO-15",
        "It is in payment 90ZV9921-P6, which pays $410.00 of it once the prime has confirmed it.",
        0,
    ),
    (
        "TVAP-CO:CO-21",
        "$320.00 was approved on July 12, 2019, and is paid with one of the next payments.",
        0,
    ),
    (
        "TVAP-CO:CO-31",
        "$700.00 is reserved for it. An officer of the programme approves or denies it next.",
        0,
    ),
];

/// Everything that an explanation says is a sentence with amounts and days as people write them, and without the
/// names that machines have for things.
fn reads_well(id: &str, told: &Value) {
    let mut texts = vec![&told["summary"], &told["standing"]];
    texts.extend(told["whatToDo"].as_array().unwrap());
    texts.extend(
        told["since"]
            .as_array()
            .unwrap()
            .iter()
            .map(|happened| &happened["said"]),
    );
    let steps = told["steps"].as_array().unwrap();
    texts.extend(
        steps
            .iter()
            .flat_map(|step| [&step["question"], &step["finding"]]),
    );
    for text in texts {
        let text = text.as_str().unwrap();
        assert!(text.ends_with(['.', '?']), "{id}: {text}");
        plain(id, text);
    }
    for input in steps
        .iter()
        .flat_map(|step| step["inputs"].as_array().unwrap())
    {
        for text in [&input["name"], &input["value"]] {
            plain(id, text.as_str().unwrap());
        }
    }
}

fn plain(id: &str, text: &str) {
    for word in text.split_whitespace() {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '$');
        assert!(!word.contains('_'), "{id}: {text}");
        let is_date = word.len() == 10 && word.parse::<chrono::NaiveDate>().is_ok();
        assert!(!is_date, "{id}: {text}");
        let cents = word.split_once('.').is_some_and(|(whole, cents)| {
            cents.len() == 2 && whole.bytes().all(|byte| byte.is_ascii_digit())
        });
        assert!(!cents, "{id}: {text}");
    }
}

async fn every_claim(officer: &Caller, url: &str) -> BTreeMap<String, Value> {
    let query = "query ($after: String) { claims(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { node { claimId status findings { edit carc } explanation {
            summary standing whatToDo since { said } complete
            steps { question verdict finding inputs { name value } }
        } } } } }";
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
        let again = claim["explanation"]["since"].to_string();
        let again = again.contains("The rules were applied again");
        assert!(again || claim["explanation"]["complete"] == true, "{id}");
        reads_well(id, &claim["explanation"]);
    }
    for (id, standing, to_do) in STANDINGS {
        let told = &claims[*id]["explanation"];
        assert_eq!(told["standing"], *standing, "{id}");
        assert_eq!(
            told["whatToDo"].as_array().unwrap().len(),
            *to_do,
            "{id}: {told:#}"
        );
    }
    assert_eq!(server.stop(), Some(0));
}
