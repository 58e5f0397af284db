//! The database goes away under a serving process, and comes back.

use std::time::{Duration, Instant};

use almoner_tests::{binary::scratch, caller::Caller, server::Server};
use serde_json::json;

const REGISTER: &str = "mutation ($input: OrganizationRegisterInput!) {
    organizationRegister(input: $input) { position repeated userErrors { code } }
}";

/// How long service may take to come back.
const RETURN_SECONDS_MAX: u64 = 60;

#[tokio::test(flavor = "multi_thread")]
async fn service_returns_by_itself_after_the_database_was_killed() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    let server = Server::embedded(&data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    let registration = |id: &str, duns: &str| {
        json!({ "input": {
            "commandId": id, "organization": id, "name": "Outage Example (fictional)",
            "identifierScheme": "DUNS", "identifier": duns, "state": "CO", "grassroots": false,
            "effectiveOn": "2010-01-01",
        }})
    };
    let before = officer
        .data(server.url(), REGISTER, registration("before", "100000001"))
        .await;
    assert_eq!(before["organizationRegister"]["position"], "1");

    let pid_file = std::fs::read_to_string(data.join("postgres/postmaster.pid")).unwrap();
    let postmaster = pid_file.lines().next().unwrap().parse().unwrap();
    let postmaster = rustix::process::Pid::from_raw(postmaster).unwrap();
    rustix::process::kill_process(postmaster, rustix::process::Signal::KILL).unwrap();

    // Until it is back, each try either is answered or fails clearly; the same command id does it once.
    let deadline = Instant::now() + Duration::from_secs(RETURN_SECONDS_MAX);
    let position = loop {
        assert!(Instant::now() < deadline, "service has not returned");
        let (status, answer) = officer
            .send(server.url(), REGISTER, registration("after", "100000002"))
            .await
            .unwrap();
        if let Some(position) = answer["data"]["organizationRegister"]["position"].as_str() {
            break position.to_owned();
        }
        let code = answer["errors"][0]["extensions"]["code"]
            .as_str()
            .unwrap_or_default();
        assert!(
            ["UNAVAILABLE", "OUTCOME_UNKNOWN", "OVERLOADED"].contains(&code),
            "{status} {answer}"
        );
    };
    assert_eq!(position, "2");
    let again = officer
        .data(server.url(), REGISTER, registration("before", "100000001"))
        .await;
    assert_eq!(again["organizationRegister"]["position"], "1");
    assert_eq!(again["organizationRegister"]["repeated"], true);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_killed_server_leaves_books_that_the_next_one_serves() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    Server::embedded(&data).kill();
    let next = Server::embedded(&data);
    assert_eq!(next.stop(), Some(0));
}
