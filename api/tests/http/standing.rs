//! How things stand for a sub-awardee.

use serde_json::json;

use crate::{
    live::two_claims,
    server::{OFFICER, OTHER_SUBAWARDEE, SUBAWARDEE, Server},
};

const MINE: &str = "{ mySubAwards { nodes { subAwardId balances { available }
    claimStandings { status count billed adjusted payable }
    reductions { nodes { claimId line group carc amount explanation whatToDo claim { status } } }
    clients { nodes { yearLeft(on: \"2025-06-15\") {
        startsOn endsOn family cap administrationCap administrationLeft directLeft } } } } } }";

#[tokio::test(flavor = "multi_thread")]
async fn a_sub_awardee_sees_where_it_stands() {
    let server = Server::start().await;
    let client = two_claims(&server).await;
    let data = server.data(SUBAWARDEE, MINE).await;
    let mine = &data["mySubAwards"]["nodes"];
    assert_eq!(mine.as_array().unwrap().len(), 1);
    assert_eq!(mine[0]["subAwardId"], "SA-1");
    assert_eq!(mine[0]["balances"], json!({ "available": "99000.00" }));
    assert_eq!(
        mine[0]["claimStandings"],
        json!([{ "status": "PAYABLE", "count": 1, "billed": "1050.00", "adjusted": "50.00", "payable": "1000.00" }])
    );
    let reduction = &mine[0]["reductions"]["nodes"][0];
    assert_eq!(
        (
            &reduction["claimId"],
            &reduction["line"],
            &reduction["carc"],
            &reduction["amount"]
        ),
        (&json!("SA-1:N-1"), &json!(3), &json!(16), &json!("50.00"))
    );
    assert!(reduction["whatToDo"].as_str().unwrap().contains("receipt"));
    assert_eq!(mine[0]["reductions"]["nodes"].as_array().unwrap().len(), 1);
    let alone = json!({
        "startsOn": "2025-01-01", "endsOn": "2025-12-31", "family": false, "cap": "6000.00",
        "administrationCap": "2400.00", "administrationLeft": "2000.00", "directLeft": "5000.00",
    });
    assert_eq!(mine[0]["clients"]["nodes"][0]["yearLeft"], alone);

    let family = json!({
        "commandId": "family", "client": client, "relation": "T2", "inHousehold": true, "effectiveOn": "2025-05-02",
    });
    server
        .done(SUBAWARDEE, "clientFamilyMemberAdd", family)
        .await;
    let data = server.data(SUBAWARDEE, MINE).await;
    let left = &data["mySubAwards"]["nodes"][0]["clients"]["nodes"][0]["yearLeft"];
    assert_eq!(
        (
            &left["family"],
            &left["cap"],
            &left["administrationLeft"],
            &left["directLeft"]
        ),
        (
            &json!(true),
            &json!("7500.00"),
            &json!("2600.00"),
            &json!("6500.00")
        )
    );
    let next = format!(
        "{{ client(code: \"{client}\") {{ yearLeft(on: \"2026-01-01\") {{ startsOn directLeft }} }} }}"
    );
    assert_eq!(
        server.data(SUBAWARDEE, &next).await["client"]["yearLeft"],
        json!({ "startsOn": "2026-01-01", "directLeft": "7500.00" })
    );
    let data = server.data(OTHER_SUBAWARDEE, MINE).await;
    assert_eq!(data["mySubAwards"]["nodes"][0]["subAwardId"], "SA-2");
    assert_eq!(data["mySubAwards"]["nodes"].as_array().unwrap().len(), 1);
    let data = server.data(OFFICER, MINE).await;
    assert_eq!(data["mySubAwards"]["nodes"], json!([]));
}
