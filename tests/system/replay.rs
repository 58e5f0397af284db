//! What was shown at past instants, and a replay to those instants: of the ledger, and of its export alone.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use almoner_journal::{
    bundle::{Entry, LooseBundle, Source},
    testing::TestDatabase,
};
use almoner_tests::{
    binary::{command, run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};
use sqlx::{ConnectOptions, Executor};

/// Awards that keep the 60 percent rule at some times and not at others, and one with claims.
const AWARDS: [&str; 3] = ["90ZV9901", "90ZV9902", "90ZV9921"];

/// A claim that was approved and scheduled, one that was paid in part, one that was denied.
const CLAIMS: [&str; 3] = [
    "TVAP-TX:2018-11-0316",
    "PCS-NY:2008-06-0009",
    "TVAP-NY:2019-05-0327",
];

const QUESTION: &str = "query ($award: Fain!, $claim: ClaimId!, $time: DateTime!) {
    award(fain: $award, asOf: { time: $time }) {
        subAwardShare { base subAwarded minimum maximumRetained shortfall percent compliant }
    }
    claim(claimId: $claim, asOf: { time: $time }) {
        status billed adjusted payable
        explanation { summary standing whatToDo since { on said } steps { question finding inputs { name value } } }
    }
}";

const BALANCE: &str = "query ($account: String!, $time: DateTime!) {
    postings(filter: { account: $account, newestFirst: true }, first: 1, asOf: { time: $time }) {
        nodes { position balanceAfter }
    }
}";

/// Every record line, of which each is JSON.
fn records(data: &Path, directory: &Path) -> Vec<Value> {
    let file = directory.join("records.jsonl");
    let said = run(data, &["export", "--output", file.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Five instants at which something was committed: when a claim was decided, when it was put into a payment, when a share
/// had fallen, and others spread over the history.
fn instants(records: &[Value]) -> BTreeSet<String> {
    let of = |event: &str, stream: Option<&str>| {
        let is = |record: &&Value| {
            record["event_type"] == event && stream.is_none_or(|id| record["aggregate_id"] == id)
        };
        records.iter().find(is).unwrap()
    };
    let marked = [
        of("ClaimAdjudicated", Some(CLAIMS[0])),
        of("ClaimScheduled", Some(CLAIMS[0])),
        of("SubAwardShareFell", None),
    ];
    // Many commands are committed together, and have one instant.
    let spread = (1..40)
        .rev()
        .map(|part| &records[records.len() * part / 40]);
    let mut instants = BTreeSet::new();
    for record in marked.into_iter().chain(spread) {
        if instants.len() < 5 {
            instants.insert(record["recorded_at"].as_str().unwrap().to_owned());
        }
    }
    instants
}

/// The accounts of the awards: some of each.
async fn accounts(officer: &Caller, url: &str) -> BTreeSet<String> {
    let mut accounts = BTreeSet::new();
    for award in AWARDS {
        let query = "query ($award: Fain!) {
            postings(filter: { award: $award, newestFirst: true }, first: 100) { nodes { account } } }";
        let told = officer.data(url, query, json!({ "award": award })).await;
        let nodes = told["postings"]["nodes"].as_array().unwrap();
        let names = nodes
            .iter()
            .map(|node| node["account"].as_str().unwrap().to_owned());
        accounts.extend(names.collect::<BTreeSet<_>>().into_iter().take(12));
    }
    assert!(accounts.len() > 20, "{accounts:?}");
    accounts
}

/// What GraphQL shows as of an instant, in the form of a replay's answer.
async fn shown(officer: &Caller, url: &str, accounts: &BTreeSet<String>, time: &str) -> Value {
    let (mut balances, mut shares, mut claims) = (Vec::new(), Vec::new(), Vec::new());
    for account in accounts {
        let asked = json!({ "account": account, "time": time });
        let told = officer.data(url, BALANCE, asked).await;
        balances.push(match told["postings"]["nodes"].get(0) {
            Some(last) => json!({"account": account, "balance": last["balanceAfter"], "position": last["position"]}),
            None => json!({"account": account, "balance": null}),
        });
    }
    for (award, claim) in AWARDS.into_iter().zip(CLAIMS) {
        let asked = json!({ "award": award, "claim": claim, "time": time });
        let told = officer.data(url, QUESTION, asked).await;
        shares.push(json!({"award": award, "share": told["award"]["subAwardShare"]}));
        claims.push(json!({"claim": claim, "told": told["claim"]}));
    }
    json!({ "balances": balances, "shares": shares, "claims": claims })
}

/// The same asked of a replay to the instant.
fn replayed(data: &Path, bundle: Option<&Path>, accounts: &BTreeSet<String>, time: &str) -> Value {
    let mut replay = command();
    replay
        .args(["replay", "--json", "--to", time, "--data-dir"])
        .arg(data);
    if let Some(bundle) = bundle {
        replay.arg("--bundle").arg(bundle);
    }
    for account in accounts {
        replay.args(["--balance", account]);
    }
    for award in AWARDS {
        replay.args(["--share", award]);
    }
    for claim in CLAIMS {
        replay.args(["--claim", claim]);
    }
    let output = replay.output().unwrap();
    let (out, errors) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert_eq!(output.status.code(), Some(0), "{out}{errors}");
    serde_json::from_str(&out).unwrap()
}

fn figures(told: &Value) -> Value {
    json!({ "balances": told["balances"], "shares": told["shares"], "claims": told["claims"] })
}

#[tokio::test(flavor = "multi_thread")]
async fn balances_shares_and_explanations_as_of_five_past_instants_equal_a_replay_to_them() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let bundle = scratch.path().join("books.zip");
    let words = ["export", "--whole", "--bundle", bundle.to_str().unwrap()];
    assert_eq!(run(&data, &words).code, Some(0));
    let records = records(&data, scratch.path());
    let instants = instants(&records);
    assert_eq!(instants.len(), 5);

    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    let accounts = accounts(&officer, server.url()).await;
    let (mut seen, elsewhere) = (BTreeSet::new(), scratch.path().join("elsewhere"));
    for time in &instants {
        let shown = shown(&officer, server.url(), &accounts, time).await;
        let of_ledger = replayed(&data, None, &accounts, time);
        assert_eq!(of_ledger["equal"], true, "{time}");
        assert_eq!(figures(&of_ledger), shown, "{time}");
        let of_export = replayed(&elsewhere, Some(&bundle), &accounts, time);
        assert_eq!(figures(&of_export), shown, "{time}");
        for what in [
            "digest",
            "position",
            "trialBalance",
            "checkpoint",
            "withheld",
        ] {
            assert_eq!(of_export[what], of_ledger[what], "{time}");
        }
        seen.insert(shown.to_string());
    }
    // The figures were others at most of these instants, or this shows little.
    assert!(seen.len() > 3);
    assert_eq!(server.stop(), Some(0));
}

/// A command on the ledger of a test database.
fn on_database(database: &TestDatabase, keys: &Path, words: &[&str]) -> Command {
    let mut on = command();
    on.args(words)
        .args(["--ledger", "test", "--keys-dir"])
        .arg(keys);
    on.env("DATABASE_URL", database.app_url());
    on.env("ALMONER_OWNER_URL", database.owner_url());
    on
}

/// The exit code of a command, and all that it said.
fn said(mut command: Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    (output.status.code(), out + &errors)
}

const SCRATCHES: &str = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'replay\\_%'";

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_row_is_named_no_moment_is_refused_and_an_interrupted_replay_leaves_nothing() {
    let (scratch, database) = (scratch(), TestDatabase::create().await);
    let keys = scratch.path();
    let on = |words: &[&str]| on_database(&database, keys, words);
    assert_eq!(said(on(&["demo", "--load-only"])).0, Some(0));
    let options = almoner_journal::schema::connect_options(
        &database.owner_url(),
        &TestDatabase::ledger_name(),
    );
    let mut owner = options.unwrap().connect().await.unwrap();
    let (code, text) = said(on(&["replay", "--to", "115", "--share", "90ZV9901"]));
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("58.79 percent of 825000.00"), "{text}");
    assert!(text.contains("\nequal: "), "{text}");

    let spoiling = "SELECT set_config('almoner.scope', 'projector', false);
        UPDATE sub_award_shares SET shortfall = shortfall + 1
        WHERE award = '90ZV9901' AND valid_from = (SELECT max(valid_from) FROM sub_award_shares
            WHERE award = '90ZV9901' AND valid_from <= 115)";
    owner.execute(sqlx::raw_sql(spoiling)).await.unwrap();
    let (code, text) = said(on(&["replay", "--to", "115"]));
    assert_eq!(code, Some(1), "{text}");
    for told in [
        "first        table sub_award_shares, award 90ZV9901",
        "of Award 90ZV9901",
        "column       shortfall: the events make 10000.00, the ledger shows 10001.00",
        "DIFFERENT: ",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }

    for (moment, code) in [
        ("999999", "POSITION_BEYOND_HEAD"),
        ("1999-01-01", "TIME_BEFORE_FIRST_EVENT"),
    ] {
        let (exit, text) = said(on(&["replay", "--to", moment]));
        assert_eq!(exit, Some(2), "{text}");
        assert!(text.contains(code), "{text}");
    }

    let mut replay = on(&["replay"]);
    let mut process = replay
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut made: i64 = 0;
    while made == 0 && process.try_wait().unwrap().is_none() {
        made = sqlx::query_scalar(SCRATCHES)
            .fetch_one(&mut owner)
            .await
            .unwrap();
    }
    let id = i32::try_from(process.id()).unwrap();
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::INT).ok();
    assert!(process.wait().unwrap().code().is_some());
    let left: i64 = sqlx::query_scalar(SCRATCHES)
        .fetch_one(&mut owner)
        .await
        .unwrap();
    assert_eq!(left, 0);

    let (code, text) = said(on(&[
        "diff", "--from", "111", "--to", "115", "--award", "90ZV9901",
    ]));
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("58.79% of 825000.00"), "{text}");
    assert!(
        text.starts_with("From position 111 to position 115: "),
        "{text}"
    );
}

#[test]
fn an_export_with_lines_withheld_is_replayed_as_far_as_it_tells() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let exported = scratch.path().join("exported");
    let words = ["export", "--bundle", exported.to_str().unwrap()];
    assert_eq!(run(&data, &words).code, Some(0));
    let mut bundle = LooseBundle::read(&Source::open(&exported).unwrap()).unwrap();
    for line in &mut bundle.lines {
        let Entry::Record(record) = Entry::parse(line).unwrap() else {
            continue;
        };
        let kind = record.stream.kind.as_str();
        let is_of_claim =
            record.payload.contains("\"claim\":") || record.payload.contains("\"next\":");
        if ["Claim", "Client", "Payment"].contains(&kind) || is_of_claim {
            line.clear();
            let (position, leaf) = (record.position, record.leaf);
            Entry::Withheld { position, leaf }.write(line);
        }
    }
    let partial = scratch.path().join("partial");
    bundle.write(&partial).unwrap();
    let mut replay = command();
    replay.args([
        "replay", "--json", "--share", "90ZV9901", "--claim", CLAIMS[0],
    ]);
    replay.args([
        "--balance",
        "90ZV9901:unassigned",
        "--balance",
        "90ZV9921:programme_cost",
    ]);
    replay
        .arg("--bundle")
        .arg(&partial)
        .arg("--data-dir")
        .arg(scratch.path().join("none"));
    let (code, text) = said(replay);
    assert_eq!(code, Some(0), "{text}");
    let end = text.rfind('}').unwrap();
    let told: Value = serde_json::from_str(&text[..=end]).unwrap();
    assert!(told["withheld"].as_u64().unwrap() > 1_000, "{told}");
    assert!(
        told["notTold"][0]
            .as_str()
            .unwrap()
            .contains("trial balance"),
        "{told}"
    );
    assert!(told["trialBalance"].is_null());
    assert_eq!(told["balances"][1]["withheld"], true);
    assert_eq!(told["claims"][0]["told"], Value::Null);
    // What is told is what a replay on the whole ledger tells.
    let words = ["--share", "90ZV9901", "--balance", "90ZV9901:unassigned"];
    let whole = run(&data, &[&["replay", "--json"], &words[..]].concat());
    let whole: Value = serde_json::from_str(&whole.out).unwrap();
    assert_eq!(told["shares"], whole["shares"]);
    assert_eq!(told["balances"][0], whole["balances"][0]);
    assert!(whole["balances"][0]["balance"].is_string());
    for table in told["tables"].as_array().unwrap() {
        let of_whole = whole["tables"].as_array().unwrap().iter();
        let same = of_whole
            .filter(|it| it["table"] == table["table"])
            .map(|it| &it["digest"]);
        assert_eq!(
            same.collect::<Vec<_>>(),
            [&table["digest"]],
            "{}",
            table["table"]
        );
    }
    assert!(
        !scratch.path().join("none").exists(),
        "nothing is made but in a throw-away directory"
    );

    // A bundle that does not hold is not replayed.
    let first = bundle.lines[0].clone();
    bundle.lines[0] = String::from_utf8(first)
        .unwrap()
        .replace("\"title\":\"", "\"title\":\"The ")
        .into_bytes();
    let harmed = scratch.path().join("harmed");
    bundle.write(&harmed).unwrap();
    let mut replay = command();
    replay.args(["replay", "--bundle"]).arg(&harmed);
    let (code, text) = said(replay);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("verdict: broken at position 1"), "{text}");
}
