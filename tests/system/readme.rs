//! The README's example, as it is pasted.

use std::{collections::BTreeMap, fs, path::Path};

use almoner_domain::money::Money;
use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

/// The query of the first `curl` in the README.
fn example() -> String {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme
        .split_once("<<'JSON'\n")
        .expect("the README has an example");
    let (body, _) = rest.split_once("\nJSON").expect("the example has an end");
    let body: Value = serde_json::from_str(body).expect("the example is JSON");
    body["query"]
        .as_str()
        .expect("the example has a query")
        .to_owned()
}

fn money(figure: &Value) -> Money {
    Money::parse(figure.as_str().unwrap()).unwrap()
}

/// What each account held after its last posting.
fn held(award: &Value) -> BTreeMap<String, Money> {
    let postings = award["postings"]["edges"].as_array().unwrap();
    let held = postings.iter().map(|edge| {
        let node = &edge["node"];
        (
            node["account"].as_str().unwrap().to_owned(),
            money(&node["balanceAfter"]),
        )
    });
    held.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officers_balances_tie_to_the_postings_now_and_then() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    let answer = officer.data(server.url(), &example(), json!({})).await;
    for moment in ["now", "then"] {
        let award = &answer[moment];
        let held = held(award);
        let account = |name: &str| {
            held.get(&format!("90ZV9901:{name}"))
                .copied()
                .unwrap_or(Money::ZERO)
        };
        assert_eq!(
            money(&award["balances"]["unassigned"]),
            account("unassigned")
        );
        assert_eq!(
            money(&award["balances"]["retainedSpent"]),
            account("retained_spent")
        );
        let sub_awards = held
            .iter()
            .filter(|(account, _)| account.ends_with(":available"));
        let sub_obligated = Money::sum(sub_awards.map(|(_, amount)| *amount)).unwrap();
        assert_eq!(money(&award["balances"]["subObligated"]), sub_obligated);
    }
    let share = |moment: &str| answer[moment]["subAwardShare"].clone();
    assert_eq!(
        share("now"),
        json!({ "subAwarded": "495000.00", "minimum": "495000.00", "percent": "60.00",
                "shortfall": "0.00", "compliant": true })
    );
    assert_eq!(
        share("then"),
        json!({ "subAwarded": "485000.00", "minimum": "495000.00", "percent": "58.79",
                "shortfall": "10000.00", "compliant": false })
    );
    assert_eq!(server.stop(), Some(0));
}

/// The two queries of the README that lead from a printed line to its events.
fn lineage() -> (String, String) {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme
        .split_once("```graphql\n")
        .expect("the README has queries");
    let (queries, _) = rest.split_once("```").expect("they have an end");
    let (first, second) = queries.trim().split_once('\n').expect("they are two");
    (first.to_owned(), second.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cent_of_a_printed_line_leads_to_its_events_in_two_queries() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    let (first, second) = lineage();
    let line = officer.data(server.url(), &first, json!({})).await["explainAmount"].clone();
    let postings = line["postings"]["nodes"].as_array().unwrap();
    assert!(postings.len() > 10, "{line}");
    for posting in postings.iter().step_by(7) {
        let event = json!({ "event": posting["position"] });
        let answer = officer.data(server.url(), &second, event).await;
        let path = answer["explainAmount"]["path"]["nodes"].as_array().unwrap();
        let stages: Vec<&str> = path
            .iter()
            .map(|step| step["stage"].as_str().unwrap())
            .collect();
        assert_eq!(stages[0], "NOTICE_OF_AWARD", "{path:?}");
        assert!(
            path.iter()
                .any(|step| step["position"] == posting["position"]),
            "the event itself is on its path: {path:?}"
        );
        let of_claim = path
            .iter()
            .any(|step| step["event"]["eventType"] == "FundsAccrued");
        for stage in ["SUB_AWARD_ACTION", "ENROLMENT", "CLAIM", "ADJUDICATION"] {
            assert!(!of_claim || stages.contains(&stage), "{stage}: {path:?}");
        }
        let lines = answer["movedBy"]["reportLines"].as_array().unwrap();
        assert!(lines.iter().any(|line| line["line"] == "E"), "{lines:?}");
    }
    // Every line that the form prints is explained to the cent.
    for (award, period_end) in [
        ("90ZV9921", "2019-03-31"),
        ("90ZV9921", "2019-09-30"),
        ("90ZV9901", "2010-09-30"),
        ("90ZV0134", "2019-09-30"),
    ] {
        let report = format!(
            "{{ report(question: {{ name: FEDERAL_FINANCIAL_REPORT, award: \"{award}\", periodEnd: \"{period_end}\" }}) {{
                sections {{ key rows {{ cells }} }} }} }}"
        );
        let report = officer.data(server.url(), &report, json!({})).await;
        let sections = report["report"]["sections"].as_array().unwrap().iter();
        let lines = sections
            .clone()
            .find(|section| section["key"] == "lines")
            .unwrap();
        for row in lines["rows"].as_array().unwrap() {
            let (letter, printed) = (&row["cells"][0], &row["cells"][2]);
            let line = letter.as_str().unwrap().to_uppercase();
            let explain = format!(
                "{{ explainAmount(of: {{ financialLine: {{ award: \"{award}\", line: {line}, periodEnd: \"{period_end}\" }} }}) {{ amount }} }}"
            );
            let explained = officer.data(server.url(), &explain, json!({})).await;
            let amount = &explained["explainAmount"]["amount"];
            assert_eq!(amount, printed, "line {line} of {award} to {period_end}");
        }
    }
    assert_eq!(server.stop(), Some(0));
}
