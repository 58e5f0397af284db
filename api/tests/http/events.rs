//! The journal as `CloudEvents`: each with what the format demands, page by page, and withheld from whom it is withheld.

use serde_json::{Value, json};

use crate::{
    flow::{claim, set_up_under},
    server::{ADMIN, AUDITOR, GRANTEE, OFFICER, Person, SUBAWARDEE, Server, code},
};

/// A page, and the address of the next one.
async fn page(server: &Server, person: Person, address: &str) -> (Vec<Value>, String) {
    let request = server
        .http
        .get(format!("{}{address}", server.base))
        .bearer_auth(server.token(person));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200, "{address}");
    let media_type = response.headers()["content-type"].to_str().unwrap();
    assert!(media_type.starts_with("application/cloudevents-batch+json"));
    assert_eq!(response.headers()["cache-control"], "private, no-store");
    let link = response.headers()["link"].to_str().unwrap();
    let next = link
        .strip_prefix('<')
        .unwrap()
        .split_once(">; rel=\"next\"");
    let next = next.unwrap().0.to_owned();
    (response.json().await.unwrap(), next)
}

/// What `CloudEvents` 1.0 demands of every event, and of the names and values of its attributes.
fn assert_is_cloud_event(event: &Value) {
    let attributes = event.as_object().unwrap();
    assert_eq!(attributes["specversion"], "1.0");
    for required in ["id", "source", "type"] {
        assert!(
            !attributes[required].as_str().unwrap().is_empty(),
            "{required}"
        );
    }
    for (name, value) in attributes {
        let is_name = name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        assert!(is_name && name.len() <= 20, "{name}");
        assert!(
            name == "data" || value.as_str().is_some_and(|text| !text.is_empty()),
            "{name}: {value}"
        );
    }
    let source = attributes["source"].as_str().unwrap();
    let is_reference =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    assert!(source.bytes().all(is_reference), "{source}");
    if let Some(time) = attributes.get("time") {
        assert!(chrono::DateTime::parse_from_rfc3339(time.as_str().unwrap()).is_ok());
    }
    assert_eq!(
        attributes.contains_key("data"),
        attributes.contains_key("datacontenttype")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_is_given_once_and_is_one_of_the_format() {
    let server = Server::start().await;
    let client = set_up_under(&server, "AGGREGATE_ONLY").await;
    server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim-1", "SA-1", "N-1", &client),
        )
        .await;
    let head = server.head().await;
    for person in [OFFICER, AUDITOR] {
        let mut address = format!("/l/{}/events?limit=7", server.ledger.name());
        let mut found = Vec::new();
        loop {
            let (events, next) = page(&server, person, &address).await;
            if events.is_empty() {
                assert_eq!(next, address, "who comes back asks the same again");
                break;
            }
            assert!(events.len() <= 7);
            found.extend(events);
            address = next;
        }
        let positions: Vec<u64> = found
            .iter()
            .map(|event| event["position"].as_str().unwrap().parse().unwrap())
            .collect();
        assert_eq!(positions, (1..=head).collect::<Vec<_>>());
        found.iter().for_each(assert_is_cloud_event);
        assert!(
            found
                .windows(2)
                .all(|pair| pair[0]["sequence"].as_str() < pair[1]["sequence"].as_str())
        );
        let first = &found[0];
        assert_eq!(first["type"], "almoner.ProgrammePublished");
        assert_eq!(
            (&first["subject"], &first["streamsequence"]),
            (&json!("Programme/TVAP"), &json!("1"))
        );
        assert_eq!(first["source"], server.ledger.journal().origin());
        assert_eq!(
            first["data"]["title"],
            "Trafficking Victim Assistance Program"
        );
        let leaf = server
            .data(OFFICER, "{ journal { event(position: \"1\") { leaf } } }")
            .await;
        assert_eq!(first["leaf"], leaf["journal"]["event"]["leaf"]);
        let withheld: Vec<&Value> = found
            .iter()
            .filter(|event| event["type"] == "almoner.Withheld")
            .collect();
        let told = Value::from(found.clone()).to_string();
        if person.actor == AUDITOR.actor {
            assert!(withheld.len() > 3);
            assert!(
                withheld
                    .iter()
                    .all(|event| event.get("subject").is_none() && event.get("data").is_none())
            );
            assert!(!told.contains(&client) && !told.contains("N-1"));
        } else {
            assert_eq!(withheld, Vec::<&Value>::new());
            assert!(told.contains(&client));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_events_is_for_officers_and_auditors_and_of_a_size() {
    let server = Server::start().await;
    let ask = async |person: Person, query: &str| {
        let url = format!("{}/l/{}/events{query}", server.base, server.ledger.name());
        let request = server.http.get(url).bearer_auth(server.token(person));
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, code(&response.json().await.unwrap()).to_owned())
    };
    for person in [GRANTEE, SUBAWARDEE, ADMIN] {
        assert_eq!(ask(person, "").await, (403, "ENTRIES_FORBIDDEN".to_owned()));
    }
    for query in [
        "?limit=0",
        "?limit=1001",
        "?after=-1",
        "?after=x",
        "?before=3",
        "?after=9223372036854775808",
    ] {
        assert_eq!(
            ask(OFFICER, query).await,
            (400, "REQUEST_MALFORMED".to_owned()),
            "{query}"
        );
    }
    let (none, _) = page(
        &server,
        OFFICER,
        &format!("/l/{}/events?after=99", server.ledger.name()),
    )
    .await;
    assert_eq!(none, Vec::<Value>::new());
}
