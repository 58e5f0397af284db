//! Draws of federal cash that race: together they never exceed what is allowable.

use serde_json::{Value, json};

use crate::{
    flow::{claim, pay, set_up},
    races::race,
    server::{GRANTEE, OFFICER, OTHER_GRANTEE, SUBAWARDEE, Server},
};

const CASH: &str = "{ award(fain: \"90ZV0134\") { cash { drawn settled accrued disbursed onHand drawable } \
     cashEntries(first: 50) { nodes { movement reference amount drawn } } } }";

fn draw(id: &str, amount: &str) -> Value {
    json!({ "commandId": format!("draw-{id}"), "award": "90ZV0134", "draw": id, "amount": amount, "effectiveOn": "2025-06-01" })
}

#[tokio::test(flavor = "multi_thread")]
async fn draws_that_race_never_exceed_the_allowable_and_one_id_draws_once() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let input = claim("claim-1", "SA-1", "1", &client);
    server.done(SUBAWARDEE, "claimSubmit", input).await;
    pay(&server, "SA-1:1").await;
    // 1,000 of costs: of many draws of 300, three are made.
    let outcomes = race(&server, GRANTEE, "awardDraw", |at| {
        draw(&format!("D-{at}"), "300.00")
    })
    .await;
    assert_eq!(outcomes["DONE"], 3, "{outcomes:?}");
    assert_eq!(outcomes["DRAW_OVER_ALLOWABLE"], 21, "{outcomes:?}");
    // Under one id the rest is drawn once, however often it is asked.
    let head = server.head().await;
    let outcomes = race(&server, GRANTEE, "awardDraw", |_| draw("D-last", "100.00")).await;
    assert_eq!(
        (outcomes["DONE"], outcomes["HELD"]),
        (1, 23),
        "{outcomes:?}"
    );
    assert_eq!(server.head().await, head + 1);
    let read = server.data(OFFICER, CASH).await;
    let cash = &read["award"]["cash"];
    assert_eq!(
        *cash,
        json!({ "drawn": "1000.00", "settled": "1000.00", "accrued": "1000.00", "disbursed": "1000.00",
                "onHand": "0.00", "drawable": "0.00" })
    );
    let entries = read["award"]["cashEntries"]["nodes"].as_array().unwrap();
    assert_eq!(entries.len(), 4, "{entries:#?}");
    // Another prime's award is unknown to this one.
    let foreign = server
        .command(OTHER_GRANTEE, "awardDraw", draw("D-foreign", "1.00"))
        .await;
    assert_eq!(foreign["userErrors"][0]["code"], "UNKNOWN_AWARD");
}
