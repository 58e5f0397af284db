//! Every amount of every report of the demonstration, explained over GraphQL: what the events of its path add, and what is
//! computed, is what is printed.

use almoner_domain::money::Money;
use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};

/// Every report that there is, as an officer asks for it.
const QUESTIONS: [&str; 12] = [
    "name: AWARD_SUMMARY, award: \"90ZV9901\"",
    "name: AWARD_SUMMARY, award: \"90ZV9921\"",
    "name: SUB_AWARD_SHARE, award: \"90ZV9901\"",
    "name: CLAIM_AGING",
    "name: CLAIM_AGING, award: \"90ZV9921\", on: \"2199-01-01\"",
    "name: REMITTANCE_REGISTER",
    "name: FEDERAL_EXPENDITURES, fiscalYear: 2019",
    "name: SUB_AWARD_UPLOAD, award: \"90ZV9921\"",
    "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV9921\", periodEnd: \"2019-03-31\"",
    "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV0134\", periodEnd: \"2019-09-30\"",
    "name: PAYMENT_REQUEST, award: \"90ZV9921\", on: \"2019-06-30\"",
    "name: PAYMENT_REQUEST, award: \"90ZV0134\", advance: \"1000.00\"",
];

fn money(figure: &Value) -> Money {
    Money::parse(figure.as_str().unwrap()).unwrap()
}

/// The amount of a figure, what of it is computed, and what the events on its path add.
async fn explained(officer: &Caller, url: &str, figure: &str) -> [Money; 3] {
    let query = format!(
        "query ($after: String) {{ explainAmount(of: {figure}) {{ amount computed
            path(first: 100, after: $after) {{ nodes {{ amount }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
    );
    let (mut added, mut after) = (Money::ZERO, Value::Null);
    loop {
        let answer = officer.data(url, &query, json!({ "after": after })).await;
        let told = &answer["explainAmount"];
        for step in told["path"]["nodes"].as_array().unwrap() {
            if !step["amount"].is_null() {
                added = added.plus(money(&step["amount"])).unwrap();
            }
        }
        let page = &told["path"]["pageInfo"];
        if page["hasNextPage"] == false {
            return [money(&told["amount"]), money(&told["computed"]), added];
        }
        after = page["endCursor"].clone();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_amount_of_the_demonstrations_reports_is_what_its_events_add() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    let mut figures = 0;
    for question in QUESTIONS {
        let query = format!(
            "{{ report(question: {{ {question} }}) {{ sections {{ key columns {{ key kind }} rows {{ cells }} }} }} }}"
        );
        let report = officer.data(server.url(), &query, json!({})).await;
        for section in report["report"]["sections"].as_array().unwrap() {
            let columns = section["columns"].as_array().unwrap();
            for (at, row) in section["rows"].as_array().unwrap().iter().enumerate() {
                let cells = row["cells"].as_array().unwrap();
                for (column, cell) in columns.iter().zip(cells) {
                    if column["kind"] != "MONEY" || cell.is_null() {
                        continue;
                    }
                    let of = format!(
                        "{{ reportFigure: {{ question: {{ {question} }}, section: {}, row: {}, column: {} }} }}",
                        section["key"],
                        at + 1,
                        column["key"],
                    );
                    let [amount, computed, added] = explained(&officer, server.url(), &of).await;
                    assert_eq!(amount, money(cell), "{of} {row}");
                    assert_eq!(added.plus(computed).unwrap(), amount, "{of} {row}");
                    figures += 1;
                }
            }
        }
    }
    assert!(figures > 100, "{figures}");
    assert_eq!(server.stop(), Some(0));
}
