//! What an account did, command by command, and what a rule refused it.

use serde_json::{Value, json};

use crate::{
    live::two_claims,
    server::{ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, Person, SUBAWARDEE, Server},
};

const COMMAND: &str = "recordedAt command commandId organizationId actor role fingerprint accepted firstPosition lastPosition
    aggregateType aggregateId code message field events { nodes { position } }";

/// Everything that an account did, page by page.
async fn actions(server: &Server, person: Person, actor: &str, first: u32) -> Vec<Value> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let query = format!(
            "{{ actor(id: \"{actor}\") {{ id actions(first: {first}{after}) {{ nodes {{ {COMMAND} }}
                pageInfo {{ hasNextPage endCursor }} }} }} }}"
        );
        let page = server.data(person, &query).await["actor"]["actions"].clone();
        found.extend(page["nodes"].as_array().unwrap().clone());
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
        let end = page["pageInfo"]["endCursor"].as_str().unwrap();
        after = format!(", after: \"{end}\"");
    }
}

async fn refused(server: &Server, person: Person, filter: &str) -> Vec<Value> {
    let query = format!("{{ refusedCommands(first: 100{filter}) {{ nodes {{ {COMMAND} }} }} }}");
    let data = server.data(person, &query).await;
    data["refusedCommands"]["nodes"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_account_did_is_told_command_by_command_and_what_was_refused_with_its_reason() {
    let server = Server::start().await;
    two_claims(&server).await;
    let raise = |id: &str, amount: &str| json!({ "commandId": id, "subAward": "SA-1", "amount": amount, "reason": "More", "effectiveOn": "2025-06-01" });
    server
        .refused(GRANTEE, "subAwardRaise", raise("too-much", "9000000.00"))
        .await;
    server
        .refused(
            GRANTEE,
            "subAwardRaise",
            raise("too-much-again", "9000000.00"),
        )
        .await;
    server
        .done(GRANTEE, "subAwardRaise", raise("enough", "5.00"))
        .await;
    let all = actions(&server, OFFICER, "grantee-1", 100).await;
    assert_eq!(actions(&server, OFFICER, "grantee-1", 2).await, all);
    let ids: Vec<&str> = all
        .iter()
        .map(|action| action["commandId"].as_str().unwrap())
        .collect();
    assert_eq!(ids[..3], ["enough", "too-much-again", "too-much"]);
    assert!(ids.len() > 2, "{ids:?}");
    let of_prime = refused(&server, OFFICER, ", filter: { organization: \"prime\" }").await;
    let (done, second, first) = (&all[0], &of_prime[0], &of_prime[1]);
    assert_eq!(
        (&second["commandId"], &first["commandId"]),
        (&json!("too-much-again"), &json!("too-much"))
    );
    assert_eq!(
        (&done["accepted"], &done["code"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(
        (&done["aggregateType"], &done["aggregateId"]),
        (&json!("SUB_AWARD"), &json!("SA-1"))
    );
    let events = done["events"]["nodes"].as_array().unwrap();
    assert_eq!(events.first().unwrap()["position"], done["firstPosition"]);
    assert_eq!(events.last().unwrap()["position"], done["lastPosition"]);
    for refusal in [first, second] {
        assert_eq!(
            (&refusal["accepted"], &refusal["events"]),
            (&json!(false), &Value::Null)
        );
        assert_eq!(refusal["organizationId"], "prime");
        assert_eq!(
            (&refusal["actor"], &refusal["role"]),
            (&json!("grantee-1"), &json!("grantee"))
        );
        assert!(refusal["message"].is_string());
    }
    assert_eq!(first["code"], second["code"]);
    assert_eq!(
        first["fingerprint"], second["fingerprint"],
        "they ask the same"
    );
    assert_ne!(first["fingerprint"], done["fingerprint"]);

    let code = first["code"].as_str().unwrap();
    let both = vec![second.clone(), first.clone()];
    let by_code =
        format!(", filter: {{ code: \"{code}\", actor: \"grantee-1\", organization: \"prime\" }}");
    for person in [OFFICER, GRANTEE] {
        assert_eq!(
            refused(&server, person, &by_code).await,
            both,
            "{}",
            person.actor
        );
    }
    let to_auditor = refused(&server, AUDITOR, &by_code).await;
    assert_eq!(to_auditor.len(), 2);
    assert!(
        to_auditor
            .iter()
            .all(|refusal| refusal["message"].is_null() && refusal["code"] == code)
    );
    for person in [SUBAWARDEE, OTHER_GRANTEE, ADMIN] {
        assert_eq!(
            refused(&server, person, "").await,
            Vec::<Value>::new(),
            "{}",
            person.actor
        );
    }
    let at = second["recordedAt"].as_str().unwrap();
    let earlier = format!(", filter: {{ recordedBefore: \"{at}\" }}");
    assert!(!refused(&server, OFFICER, &earlier).await.contains(second));
    // Who sees none of its events sees none of its commands.
    assert_eq!(
        actions(&server, OTHER_GRANTEE, "grantee-1", 100).await,
        Vec::<Value>::new()
    );
    let to_shelter = actions(&server, SUBAWARDEE, "grantee-1", 100).await;
    assert!(to_shelter.iter().all(|action| action["accepted"] == true));
    assert!(
        to_shelter
            .iter()
            .any(|action| action["commandId"] == "enough")
    );
}
