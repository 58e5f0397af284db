//! From an amount to its events, and back from an event to the figures that it moved.

use almoner_domain::money::Money;
use serde_json::{Value, json};

use crate::{
    flow::{claim, client, pay, set_up, set_up_under},
    server::{
        AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE, Server,
    },
};

const CLAIM: &str = "SA-1:N-1";
/// What every explanation is asked for.
const EXPLAINED: &str = "amount statement terms { kind added debits credits amount }
    postings(first: 100) { nodes { position account side amount balanceAfter } pageInfo { hasNextPage } }
    path(first: 100) { nodes { stage position amount effectiveOn event { eventType claimId } } pageInfo { hasNextPage } }";

/// A claim of the shelter that was paid, one of the clinic that waits for approval, and a cost of the prime.
async fn books(server: &Server, profile: &str) -> String {
    let code = set_up_under(server, profile).await;
    let submitted = claim("claim-1", "SA-1", "N-1", &code);
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    pay(server, CLAIM).await;
    let other = server
        .done(OTHER_SUBAWARDEE, "clientEnrol", client("client-2", "SA-2"))
        .await;
    let other = other["client"]["code"].as_str().unwrap().to_owned();
    let submitted = claim("claim-2", "SA-2", "N-2", &other);
    server
        .done(OTHER_SUBAWARDEE, "claimSubmit", submitted)
        .await;
    let cost = json!({
        "commandId": "cost", "award": "90ZV0134", "cost": "C-1", "category": "TRAVEL", "amount": "1234.56",
        "effectiveOn": "2025-03-15",
    });
    server.done(GRANTEE, "awardDirectCostRecord", cost).await;
    code
}

async fn explained(server: &Server, person: Person, of: &str) -> Value {
    let query = format!("{{ explainAmount(of: {of}) {{ {EXPLAINED} }} }}");
    server.data(person, &query).await["explainAmount"].clone()
}

fn money(value: &Value) -> Money {
    Money::parse(value.as_str().unwrap()).unwrap()
}

fn steps(explained: &Value) -> Vec<(String, String)> {
    let steps = explained["path"]["nodes"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    steps
        .map(|step| (text(&step["stage"]), text(&step["event"]["eventType"])))
        .collect()
}

/// The position at which a claim's money was paid.
async fn paid_at(server: &Server) -> String {
    let query = format!(
        "{{ journal {{ events(filter: {{ eventType: \"FundsPaid\", claim: \"{CLAIM}\" }}) {{ nodes {{ position }} }} }} }}"
    );
    let data = server.data(OFFICER, &query).await;
    let events = &data["journal"]["events"]["nodes"];
    events[0]["position"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_cent_leads_back_to_the_notice_of_award() {
    let server = Server::start().await;
    books(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    let event = paid_at(&server).await;
    let found = explained(&server, OFFICER, &format!("{{ event: \"{event}\" }}")).await;
    assert_eq!(found["amount"], "1000.00");
    let nodes = found["path"]["nodes"].as_array().unwrap();
    let itself = nodes
        .iter()
        .find(|step| step["position"] == event.as_str())
        .unwrap();
    assert_eq!(
        (&itself["amount"], &itself["effectiveOn"]),
        (&json!("1000.00"), &json!("2025-06-01"))
    );
    let steps = steps(&found);
    let of = |stage: &str| {
        let events = steps.iter().filter(|(of, _)| of == stage);
        events.map(|(_, event)| event.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("NOTICE_OF_AWARD"), ["AwardIssued"]);
    // Not the clinic's, under the same award.
    assert_eq!(of("SUB_AWARD_ACTION"), ["SubAwardExecuted"]);
    assert_eq!(of("ENROLMENT"), ["ClientEnrolled"]);
    assert_eq!(of("CLAIM"), ["ClaimSubmitted"]);
    for decided in [
        "FundsReserved",
        "ClaimAdjudicated",
        "ClaimApproved",
        "FundsAccrued",
    ] {
        assert!(
            of("ADJUDICATION").contains(&decided),
            "{decided} of {steps:?}"
        );
    }
    for paid in [
        "PaymentPrepared",
        "PaymentAuthorised",
        "PaymentConfirmed",
        "FundsPaid",
        "ClaimPaid",
    ] {
        assert!(of("PAYMENT").contains(&paid), "{paid} of {steps:?}");
    }
    let claims = found["path"]["nodes"].as_array().unwrap().iter();
    assert!(
        claims
            .map(|step| &step["event"]["claimId"])
            .all(|claim| *claim != "SA-2:N-2")
    );
}

/// What the events of a path add.
fn added(explained: &Value) -> Money {
    let steps = explained["path"]["nodes"].as_array().unwrap().iter();
    let amounts = steps.filter(|step| !step["amount"].is_null());
    Money::sum(amounts.map(|step| money(&step["amount"]))).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_payment_pays_for_a_claim_leads_back_to_the_notice_of_award() {
    let server = Server::start().await;
    books(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    for of in [
        format!("{{ payment: {{ payment: \"PAY-1\", claim: \"{CLAIM}\" }} }}"),
        "{ payment: { payment: \"PAY-1\", subAwardee: \"shelter\" } }".to_owned(),
        "{ reportFigure: { question: { name: REMITTANCE_REGISTER }, section: \"register\", row: 1, column: \"payment-amount\" } }"
            .to_owned(),
    ] {
        let found = explained(&server, OFFICER, &of).await;
        assert_eq!(found["amount"], "1000.00", "{of}");
        assert_eq!(added(&found), money(&found["amount"]), "{of}");
        let steps = steps(&found);
        for stage in ["NOTICE_OF_AWARD", "SUB_AWARD_ACTION", "ENROLMENT", "CLAIM", "ADJUDICATION", "PAYMENT"] {
            assert!(steps.iter().any(|(of, _)| of == stage), "{stage} of {steps:?}");
        }
        let postings = found["postings"]["nodes"].as_array().unwrap();
        let paid = |posting: &&Value| posting["account"] == "90ZV0134:SA-1:paid";
        assert_eq!(postings.iter().filter(paid).count(), 1);
        // Nobody follows what is paid to others.
        assert_eq!(explained(&server, OTHER_GRANTEE, &of).await, Value::Null);
        assert_eq!(explained(&server, OTHER_SUBAWARDEE, &of).await, Value::Null);
    }
    let unknown = "{ payment: { payment: \"PAY-404\" } }";
    assert_eq!(explained(&server, OFFICER, unknown).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_of_any_report_is_what_its_events_add() {
    let server = Server::start().await;
    books(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    for (question, section, row, column, amount) in [
        (
            "name: AWARD_SUMMARY, award: \"90ZV0134\"",
            "sub-award-funds",
            1,
            "paid",
            "1000.00",
        ),
        (
            "name: AWARD_SUMMARY, award: \"90ZV0134\"",
            "funds",
            2,
            "amount",
            "1234.56",
        ),
        (
            "name: PAYMENT_REQUEST, award: \"90ZV0134\", on: \"2025-06-30\"",
            "lines",
            9,
            "amount",
            "2234.56",
        ),
        (
            "name: FEDERAL_EXPENDITURES, fiscalYear: 2025",
            "awards",
            1,
            "passed-through",
            "1000.00",
        ),
        (
            "name: CLAIM_AGING, on: \"2199-01-01\"",
            "aging",
            1,
            "days-over-90",
            "1000.00",
        ),
        (
            "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV0134\", periodEnd: \"2025-03-31\"",
            "lines",
            5,
            "amount",
            "1234.56",
        ),
    ] {
        let of = format!(
            "{{ reportFigure: {{ question: {{ {question} }}, section: \"{section}\", row: {row}, column: \"{column}\" }} }}"
        );
        let found = explained(&server, OFFICER, &of).await;
        assert_eq!(found["amount"], amount, "{of}");
        assert_eq!(added(&found), money(&found["amount"]), "{of}");
        assert_eq!(steps(&found)[0].0, "NOTICE_OF_AWARD", "{of}");
    }
    // What was asked for ahead of costs is no event's.
    let query = "{ explainAmount(of: { reportFigure: { question: { name: PAYMENT_REQUEST, award: \"90ZV0134\", \
        on: \"2025-06-30\", advance: \"500.00\" }, section: \"lines\", row: 9, column: \"amount\" } }) { amount computed } }";
    let told = server.data(OFFICER, query).await["explainAmount"].clone();
    assert_eq!(told, json!({ "amount": "2734.56", "computed": "500.00" }));
    let nothing = "{ reportFigure: { question: { name: AWARD_SUMMARY, award: \"90ZV0134\" }, section: \"funds\", row: 9, \
        column: \"amount\" } }";
    assert_eq!(explained(&server, OFFICER, nothing).await, Value::Null);
    let unknown = "{ explainAmount(of: { reportFigure: { question: { name: SUB_AWARD_SHARE, award: \"90ZV0134\" }, \
        section: \"share\", row: 1, column: \"amount\" } }) { amount } }";
    let (_, body) = server.ask(OFFICER, unknown, json!({})).await;
    assert_eq!(crate::server::code(&body), "REPORT_NOT_APPLICABLE");
    let event = paid_at(&server).await;
    let query = format!(
        "{{ movedBy(event: \"{event}\") {{ reportFigures {{ report section row column change }} }} }}"
    );
    let moved = server.data(OFFICER, &query).await["movedBy"]["reportFigures"].clone();
    let paid = json!({
        "report": "AWARD_SUMMARY", "section": "sub-award-funds", "row": "SA-1", "column": "paid", "change": "1000.00",
    });
    assert!(moved.as_array().unwrap().contains(&paid), "{moved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_balance_is_the_sum_of_the_postings_that_explain_it() {
    let server = Server::start().await;
    books(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    for (account, balance) in [
        ("90ZV0134:allotted", "825000.00"),
        ("90ZV0134:unassigned", "623765.44"),
        ("90ZV0134:retained_spent", "1234.56"),
        ("90ZV0134:programme_cost", "2234.56"),
        ("90ZV0134:SA-1:available", "99000.00"),
        ("90ZV0134:SA-1:paid", "1000.00"),
        ("90ZV0134:SA-2:reserved", "1000.00"),
    ] {
        let found = explained(&server, OFFICER, &format!("{{ account: \"{account}\" }}")).await;
        assert_eq!(found["amount"], balance, "{account}");
        let postings = found["postings"]["nodes"].as_array().unwrap();
        assert!(postings.iter().all(|posting| posting["account"] == account));
        assert_eq!(postings.last().unwrap()["balanceAfter"], balance);
        let term = &found["terms"][0];
        let difference = money(&term["debits"])
            .minus(money(&term["credits"]))
            .unwrap();
        assert_eq!(difference.cents().abs(), money(&found["amount"]).cents());
        // What the steps add is the balance, and every one of them is an event that posted.
        let steps = found["path"]["nodes"].as_array().unwrap().iter();
        let added = steps.filter(|step| !step["amount"].is_null());
        let added = Money::sum(added.map(|step| money(&step["amount"]))).unwrap();
        assert_eq!(added, money(&found["amount"]), "{account}");
    }
    let unknown = explained(&server, OFFICER, "{ account: \"90ZV0134:nothing\" }").await;
    assert_eq!(unknown, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_financial_report_is_the_sum_of_its_accounts_by_the_end_of_the_period() {
    let server = Server::start().await;
    books(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    for (line, march, september) in [
        ("B", "1234.56", "2234.56"),
        ("D", "825000.00", "825000.00"),
        ("E", "1234.56", "2234.56"),
        ("F", "200000.00", "199000.00"),
        ("G", "201234.56", "201234.56"),
        ("H", "623765.44", "623765.44"),
        ("L", "0.00", "0.00"),
    ] {
        for (ends_on, amount) in [("2025-03-31", march), ("2025-09-30", september)] {
            let of = format!(
                "{{ financialLine: {{ award: \"90ZV0134\", line: {line}, periodEnd: \"{ends_on}\" }} }}"
            );
            let found = explained(&server, OFFICER, &of).await;
            assert_eq!(found["amount"], amount, "line {line} to {ends_on}");
            // Only who sees the whole award is told of its report.
            assert_eq!(explained(&server, GRANTEE, &of).await["amount"], amount);
            assert_eq!(explained(&server, SUBAWARDEE, &of).await, Value::Null);
            assert_eq!(explained(&server, OTHER_GRANTEE, &of).await, Value::Null);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_leads_to_every_figure_that_it_moved() {
    let server = Server::start().await;
    books(&server, "CLIENT_LEVEL_PSEUDONYMOUS").await;
    let head = server.head().await;
    let query = format!(
        "{{ movedBy(event: \"{head}\") {{ postings {{ account side amount balanceAfter }} figures {{ account before after }}
            reportLines {{ fain line periodEnd change }} }} }}"
    );
    let moved = server.data(OFFICER, &query).await["movedBy"].clone();
    assert_eq!(moved["postings"].as_array().unwrap().len(), 6);
    let figures = moved["figures"].as_array().unwrap();
    assert!(figures.contains(
        &json!({ "account": "90ZV0134:unassigned", "before": "625000.00", "after": "623765.44" })
    ));
    let line = |line: &str, change: &str| json!({ "fain": "90ZV0134", "line": line, "periodEnd": "2025-03-31", "change": change });
    let lines = [
        ("B", "1234.56"),
        ("C", "-1234.56"),
        ("E", "1234.56"),
        ("G", "1234.56"),
        ("H", "-1234.56"),
    ];
    assert_eq!(
        moved["reportLines"],
        json!(lines.map(|(name, change)| line(name, change)))
    );
    // An event that somebody does not see moved nothing for them.
    let nothing = server.data(OTHER_GRANTEE, &query).await["movedBy"].clone();
    assert_eq!(nothing["postings"], json!([]));
    assert_eq!(nothing["reportLines"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_an_auditor_follows_the_money_and_no_client() {
    let server = Server::start().await;
    let code = books(&server, "AGGREGATE_ONLY").await;
    let event = paid_at(&server).await;
    let of = format!("{{ event: \"{event}\" }}");
    let officer = explained(&server, OFFICER, &of).await;
    let auditor = explained(&server, AUDITOR, &of).await;
    assert_eq!(officer["amount"], auditor["amount"]);
    let seen = steps(&auditor);
    assert!(
        seen.iter().any(|(stage, _)| stage == "SUB_AWARD_ACTION"),
        "{seen:?}"
    );
    let hidden = ["ENROLMENT", "CLAIM", "ADJUDICATION"];
    assert!(
        seen.iter()
            .all(|(stage, _)| !hidden.contains(&stage.as_str())),
        "{seen:?}"
    );
    let told = auditor.to_string();
    assert!(!told.contains(&code) && !told.contains("N-1"), "{told}");
    // A sub-awardee follows its own money, without the award that it does not see.
    let own = explained(&server, SUBAWARDEE, &of).await;
    assert!(steps(&own).iter().any(|(stage, _)| stage == "CLAIM"));
    assert_eq!(explained(&server, OTHER_SUBAWARDEE, &of).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_is_explained_as_of_an_earlier_position() {
    let server = Server::start().await;
    set_up(&server).await;
    let before = server.head().await;
    let raise = json!({
        "commandId": "raise", "subAward": "SA-1", "amount": "5000.00", "reason": "More clients",
        "effectiveOn": "2025-06-01",
    });
    server.done(GRANTEE, "subAwardRaise", raise).await;
    let query = format!(
        "{{ now: explainAmount(of: {{ account: \"90ZV0134:SA-1:available\" }}) {{ amount path {{ nodes {{ position }} }} }}
            then: explainAmount(of: {{ account: \"90ZV0134:SA-1:available\" }}, asOf: {{ position: \"{before}\" }}) {{
                amount asOf path(first: 1) {{ nodes {{ stage }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
    );
    let data = server.data(OFFICER, &query).await;
    assert_eq!(data["now"]["amount"], "105000.00");
    assert_eq!(data["then"]["amount"], "100000.00");
    assert_eq!(data["then"]["asOf"], before.to_string());
    assert_eq!(
        data["then"]["path"]["nodes"],
        json!([{ "stage": "NOTICE_OF_AWARD" }])
    );
    assert_eq!(data["then"]["path"]["pageInfo"]["hasNextPage"], true);
    let malformed = "{ explainAmount(of: { event: \"first\" }) { amount } }";
    let (_, body) = server.ask(OFFICER, malformed, json!({})).await;
    assert_eq!(crate::server::code(&body), "POSITION_MALFORMED");
}
