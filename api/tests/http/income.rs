//! Program income over GraphQL: recorded, spent before a draw, on the forms, and explained.

use serde_json::{Value, json};

use crate::{
    flow::set_up,
    server::{GRANTEE, OFFICER, OTHER_GRANTEE, SUBAWARDEE, Server},
};

const INCOME: &str = "{ award(fain: \"90ZV0134\") { cash { drawable accrued } balances { unassigned retainedSpent }
     programIncome { method earned deducted added unexpended
                     entries(first: 10) { nodes { incomeId movement source amount reversed } } } } }";

fn cost(amount: &str) -> Value {
    json!({ "commandId": format!("cost-{amount}"), "award": "90ZV0134", "cost": "C-1", "category": "PERSONNEL",
            "amount": amount, "effectiveOn": "2025-03-01" })
}

fn record(id: &str, amount: &str, document: &str) -> Value {
    json!({ "commandId": format!("record-{id}"), "award": "90ZV0134", "income": id, "source": "SERVICE_FEES",
            "amount": amount, "document": document.repeat(32), "effectiveOn": "2025-03-02" })
}

fn expend(id: &str, amount: &str) -> Value {
    json!({ "commandId": format!("expend-{id}"), "award": "90ZV0134", "income": id, "amount": amount,
            "effectiveOn": "2025-03-03" })
}

fn draw(id: &str, amount: &str) -> Value {
    json!({ "commandId": format!("draw-{id}"), "award": "90ZV0134", "draw": id, "amount": amount,
            "effectiveOn": "2025-03-04" })
}

/// Costs of 1,000 and income of 600.
async fn earned() -> Server {
    let server = Server::start().await;
    set_up(&server).await;
    server
        .done(GRANTEE, "awardDirectCostRecord", cost("1000.00"))
        .await;
    server
        .done(
            GRANTEE,
            "programIncomeRecord",
            record("FEES-1", "600.00", "a1"),
        )
        .await;
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn program_income_is_spent_before_more_is_drawn() {
    let server = earned().await;
    for (person, mutation, input, expected) in [
        (
            OTHER_GRANTEE,
            "programIncomeRecord",
            record("FEES-2", "1.00", "a2"),
            ("UNKNOWN_AWARD", "award"),
        ),
        (
            GRANTEE,
            "programIncomeRecord",
            record("FEES-2", "1.00", "a1"),
            ("INCOME_EVIDENCE_USED", "document"),
        ),
        (
            GRANTEE,
            "programIncomeExpend",
            expend("SPENT-0", "600.01"),
            ("INCOME_OVER_UNEXPENDED", "amount"),
        ),
        (
            GRANTEE,
            "awardDraw",
            draw("D-0", "400.01"),
            ("DRAW_BEFORE_INCOME", "amount"),
        ),
    ] {
        let refused = server.refused(person, mutation, input).await;
        assert_eq!(
            refused,
            [(expected.0.to_owned(), expected.1.to_owned())],
            "{mutation}"
        );
    }
    let before = server.data(OFFICER, INCOME).await["award"].clone();
    assert_eq!(before["cash"]["drawable"], "400.00");
    let spent = expend("SPENT-1", "600.00");
    server
        .done(GRANTEE, "programIncomeExpend", spent.clone())
        .await;
    let again = server.done(GRANTEE, "programIncomeExpend", spent).await;
    assert_eq!(again["repeated"], true);
    let after = server.data(GRANTEE, INCOME).await["award"].clone();
    assert_eq!(
        after,
        json!({
            "cash": { "drawable": "400.00", "accrued": "400.00" },
            "balances": { "unassigned": "624000.00", "retainedSpent": "1000.00" },
            "programIncome": {
                "method": "DEDUCTION", "earned": "600.00", "deducted": "600.00", "added": "0.00", "unexpended": "0.00",
                "entries": { "nodes": [
                    { "incomeId": "FEES-1", "movement": "EARNED", "source": "SERVICE_FEES", "amount": "600.00", "reversed": false },
                    { "incomeId": "SPENT-1", "movement": "DEDUCTED", "source": null, "amount": "600.00", "reversed": false },
                ] },
            },
        })
    );
    assert_eq!(server.data(SUBAWARDEE, INCOME).await["award"], Value::Null);
}

/// The amounts of a form's lines, by their letters.
async fn lines(server: &Server, question: &str) -> Vec<(String, String)> {
    let query = format!(
        "{{ report(question: {{ {question} award: \"90ZV0134\" }}) {{ sections {{ key rows {{ cells }} }} }} }}"
    );
    let report = server.data(OFFICER, &query).await["report"].clone();
    let sections = report["sections"].as_array().unwrap();
    let lines = sections.iter().find(|it| it["key"] == "lines").unwrap();
    let rows = lines["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let cell = |at: usize| row["cells"][at].as_str().unwrap().to_owned();
        (cell(0), cell(2))
    })
    .collect()
}

fn amounts(lines: &[(String, String)], letters: &[&str]) -> Vec<String> {
    let of = |letter: &&str| {
        let line = lines.iter().find(|(known, _)| known == letter);
        line.unwrap().1.clone()
    };
    letters.iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_show_what_was_earned_and_what_it_paid() {
    let server = earned().await;
    let status = "name: FEDERAL_FINANCIAL_REPORT, periodEnd: \"2025-03-31\",";
    let request = "name: PAYMENT_REQUEST, on: \"2025-03-31\",";
    let income = ["l", "m", "n", "o"];
    assert_eq!(
        amounts(&lines(&server, status).await, &income),
        ["600.00", "0.00", "0.00", "600.00"]
    );
    assert_eq!(
        amounts(&lines(&server, request).await, &["a", "b", "c", "i"]),
        ["1000.00", "600.00", "400.00", "400.00"]
    );
    server
        .done(GRANTEE, "programIncomeExpend", expend("SPENT-1", "250.00"))
        .await;
    server
        .done(
            OFFICER,
            "programIncomeMethodSet",
            json!({ "commandId": "method", "award": "90ZV0134", "method": "ADDITION",
                    "reason": "A term of the award", "effectiveOn": "2025-03-03" }),
        )
        .await;
    server
        .done(GRANTEE, "programIncomeExpend", expend("SPENT-2", "100.00"))
        .await;
    let told = lines(&server, status).await;
    assert_eq!(
        amounts(&told, &income),
        ["600.00", "250.00", "100.00", "250.00"]
    );
    // Federal funds paid 750 of the costs.
    assert_eq!(amounts(&told, &["b", "e"]), ["750.00", "750.00"]);
    // Outlays of 1,000 and of the 100 beside the award; what was earned comes off, and 500 may be drawn.
    assert_eq!(
        amounts(&lines(&server, request).await, &["a", "b", "c", "i"]),
        ["1100.00", "600.00", "500.00", "500.00"]
    );
    let cash = server.data(OFFICER, INCOME).await["award"]["cash"].clone();
    assert_eq!(cash["drawable"], "500.00");
    let explained = "{ explainAmount(of: { financialLine: { award: \"90ZV0134\", line: O, periodEnd: \"2025-03-31\" } })
        { amount computed postings(first: 10) { nodes { account amount } } } }";
    let explained = server.data(OFFICER, explained).await["explainAmount"].clone();
    assert_eq!(explained["amount"], "250.00");
    assert_eq!(explained["computed"], "0.00");
    assert_eq!(explained["postings"]["nodes"].as_array().unwrap().len(), 3);
    let head = server.head().await;
    let query = format!("{{ movedBy(event: \"{head}\") {{ reportLines {{ line change }} }} }}");
    assert_eq!(
        server.data(OFFICER, &query).await["movedBy"]["reportLines"],
        json!([{ "line": "N", "change": "100.00" }, { "line": "O", "change": "-100.00" }])
    );
}
