//! The receipt of a command: in the mutation's answer, as a file, and checked by a script that knows nothing of us.

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Response, header};
use serde_json::{Value, json};
use tlog_tiles::tlog;

use super::{
    client::{entries, get, opened},
    sigstore,
};
use crate::{
    flow::{claim, set_up, set_up_under},
    outsider,
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_SUBAWARDEE, Person, SUBAWARDEE, Server, code,
    },
};

const RECEIPT: &str = "position firstPosition repeated userErrors { code }
    receipt { firstPosition lastPosition tlogProof path checkpoint { size note } }";

async fn submit(server: &Server, input: &Value) -> Value {
    let query = format!(
        "mutation($input: ClaimSubmitInput!) {{ claimSubmit(input: $input) {{ {RECEIPT} }} }}"
    );
    let variables = json!({ "input": input });
    let (_, body) = server.ask(SUBAWARDEE, &query, variables).await;
    assert!(body.get("errors").is_none(), "{body:#}");
    body["data"]["claimSubmit"].clone()
}

async fn file(server: &Server, person: Person, id: &str, of: &str) -> Response {
    get(
        server,
        Some(person),
        &format!("receipts/{id}.tlog-proof{of}"),
    )
    .await
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap()
}

fn hash(text: &str) -> [u8; 32] {
    STANDARD.decode(text).unwrap().try_into().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_has_a_receipt_that_others_verify_and_so_has_its_repeat() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let input = claim("claim", "SA-1", "N-1", &client);
    let payload = submit(&server, &input).await;
    let receipt = &payload["receipt"];
    assert_eq!(receipt["firstPosition"], payload["firstPosition"]);
    assert_eq!(receipt["lastPosition"], payload["position"]);
    assert_ne!(
        payload["firstPosition"], payload["position"],
        "a claim is several events"
    );
    let proof = text(receipt, "tlogProof");
    // What comes later changes nothing about it.
    let approval =
        json!({ "commandId": "approve", "claim": "SA-1:N-1", "effectiveOn": "2025-06-01" });
    server.done(OFFICER, "claimApprove", approval).await;
    let again = submit(&server, &input).await;
    assert_eq!(
        (&again["repeated"], &again["receipt"]),
        (&json!(true), receipt)
    );
    let sent = file(&server, SUBAWARDEE, "claim", "").await;
    assert_eq!(text(receipt, "path"), "/l/test/receipts/claim.tlog-proof");
    assert_eq!(
        sent.headers()[header::CONTENT_DISPOSITION],
        "attachment; filename=\"claim.tlog-proof\""
    );
    assert_eq!(sent.headers()[header::CACHE_CONTROL], "private, no-store");
    assert_eq!(sent.text().await.unwrap(), proof);

    let (head, note) = proof.split_once("\n\n").unwrap();
    let checkpoint = opened(&server, note).await;
    let lines: Vec<&str> = head.lines().collect();
    assert_eq!(lines[0], "c2sp.org/tlog-proof@v1");
    let index: u64 = lines[2].strip_prefix("index ").unwrap().parse().unwrap();
    assert_eq!((index + 1).to_string(), text(&payload, "position"));
    let path: Vec<_> = lines[3..].iter().map(|line| hash(line)).collect();
    let bundle = get(
        &server,
        Some(AUDITOR),
        &format!("tile/entries/000.p/{}", index + 1),
    )
    .await;
    let bundle = entries(&bundle.bytes().await.unwrap());
    let leaf = tlog::record_hash(bundle.last().unwrap());
    let tree = (checkpoint.size(), checkpoint.hash().0);
    assert!(sigstore::includes(leaf.0, index, tree, &path));
    let extra = STANDARD
        .decode(lines[1].strip_prefix("extra ").unwrap())
        .unwrap();
    let extra: Value = serde_json::from_slice(&extra).unwrap();
    assert_eq!(
        (
            text(&extra, "organization"),
            text(&extra, "command"),
            &extra["first"]
        ),
        ("shelter", "claim", &payload["firstPosition"])
    );
    let first: usize = text(&extra, "first").parse().unwrap();
    for (line, said) in bundle[first - 1..]
        .iter()
        .zip(extra["leaves"].as_array().unwrap())
    {
        assert_eq!(tlog::record_hash(line).0, hash(said.as_str().unwrap()));
        assert!(String::from_utf8_lossy(line).contains(r#""command_id":"claim""#));
    }
}

fn by_python(receipt: &str, key: &str, books: Option<&[u8]>) -> (bool, String) {
    outsider::says("receipt.py", receipt, key, books)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_accepts_every_receipt_and_finds_what_was_changed() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submit(&server, &claim("claim", "SA-1", "N-1", &client)).await;
    let key = get(&server, None, "key").await.text().await.unwrap();
    let books = outsider::books(&server).await;
    for (person, id) in [
        (OFFICER, "programme"),
        (OFFICER, "org-prime"),
        (OFFICER, "award"),
        (GRANTEE, "sub-SA-1"),
        (SUBAWARDEE, "client"),
        (SUBAWARDEE, "claim"),
    ] {
        let receipt = file(&server, person, id, "").await.text().await.unwrap();
        let (holds, said) = by_python(&receipt, &key, Some(&books));
        assert!(
            holds && said.contains(&format!("of command {id} are under")),
            "{said}"
        );
        assert!(by_python(&receipt, &key, None).0);
    }
    let receipt = file(&server, SUBAWARDEE, "claim", "")
        .await
        .text()
        .await
        .unwrap();
    let swap = |from: &str, to: &str| receipt.replacen(from, to, 1);
    let index = receipt
        .lines()
        .find(|line| line.starts_with("index "))
        .unwrap();
    let hash = receipt.lines().nth(3).unwrap();
    let root = receipt
        .split("\n\n")
        .nth(1)
        .unwrap()
        .lines()
        .nth(2)
        .unwrap();
    let other = STANDARD.encode([7; 32]);
    let extra = receipt.lines().nth(1).unwrap();
    let mut said: Value = serde_json::from_slice(
        &STANDARD
            .decode(extra.strip_prefix("extra ").unwrap())
            .unwrap(),
    )
    .unwrap();
    said["leaves"][0] = json!(other);
    let changed = format!("extra {}", STANDARD.encode(said.to_string()));
    for harmed in [
        swap(index, "index 3"),
        swap(hash, &other),
        swap(root, &other),
        swap(extra, &changed),
        swap(&format!("{hash}\n"), ""),
        swap("tlog-proof@v1", "tlog-proof@v2"),
    ] {
        let (holds, said) = by_python(&harmed, &key, None);
        assert!(!holds, "{said}\n{harmed}");
    }
    let edited = String::from_utf8(books)
        .unwrap()
        .replace("\"600.00\"", "\"900.00\"");
    let (holds, said) = by_python(&receipt, &key, Some(edited.as_bytes()));
    assert!(!holds && said.contains("other records"), "{said}");
    let forged = almoner_journal::note::Signer::try_new("test.example/test", &[9; 32]).unwrap();
    let (holds, said) = by_python(&receipt, &forged.verifier().to_key(), None);
    assert!(
        !holds && said.contains("not signed with this key"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_given_to_whoever_sees_what_the_command_brought_about() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submit(&server, &claim("claim", "SA-1", "N-1", &client)).await;
    let of = "?organization=shelter";
    for (person, sees) in [
        (OFFICER, true),
        (AUDITOR, true),
        (GRANTEE, true),
        (SUBAWARDEE, true),
        (OTHER_SUBAWARDEE, false),
        (ADMIN, false),
    ] {
        let answered = file(&server, person, "claim", of).await;
        assert_eq!(
            answered.status(),
            if sees { 200 } else { 404 },
            "{}",
            person.actor
        );
        if !sees {
            assert_eq!(code(&answered.json().await.unwrap()), "RECEIPT_UNKNOWN");
        }
    }
    for (id, of, status, expected) in [
        ("claim", "", 404, "RECEIPT_UNKNOWN"),
        ("absent", of, 404, "RECEIPT_UNKNOWN"),
        ("-%20", of, 404, "RECEIPT_UNKNOWN"),
        ("claim", "?organization=-%20", 404, "RECEIPT_UNKNOWN"),
        ("claim", "?org=shelter", 400, "REQUEST_MALFORMED"),
    ] {
        let answered = file(&server, OFFICER, id, of).await;
        assert_eq!(answered.status().as_u16(), status, "{id}{of}");
        assert_eq!(code(&answered.json().await.unwrap()), expected, "{id}{of}");
    }
    assert_eq!(
        get(&server, None, "receipts/claim.tlog-proof")
            .await
            .status(),
        401
    );
    let bare = get(&server, Some(SUBAWARDEE), "receipts/claim").await;
    assert_eq!(code(&bare.json().await.unwrap()), "PATH_UNKNOWN");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_sees_no_event_and_has_the_receipts_of_his_own_commands_and_of_no_others() {
    let server = Server::start().await;
    let client = set_up(&server).await;
    submit(&server, &claim("claim", "SA-1", "N-1", &client)).await;
    let key = |seed| {
        let signer = almoner_journal::note::Signer::try_new("test.example/test", &[seed; 32]);
        signer.unwrap().verifier().to_key()
    };
    let query = format!(
        "mutation($input: SigningKeyRotateInput!) {{ signingKeyRotate(input: $input) {{ \
         {RECEIPT} signingKey {{ key since }} }} }}"
    );
    let input = json!({
        "commandId": "rotate", "from": key(1), "to": key(4), "effectiveOn": "2025-06-01",
    });
    for (person, refused) in [
        (OFFICER, json!([{ "code": "FORBIDDEN" }])),
        (ADMIN, json!([])),
    ] {
        let (_, body) = server.ask(person, &query, json!({ "input": input })).await;
        let payload = &body["data"]["signingKeyRotate"];
        assert_eq!(payload["userErrors"], refused, "{body:#}");
        if person.actor == ADMIN.actor {
            assert_eq!(payload["signingKey"]["key"], key(4));
            assert_eq!(payload["signingKey"]["since"], payload["position"]);
        }
    }
    assert_eq!(file(&server, ADMIN, "rotate", "").await.status(), 200);
    let of = "?organization=shelter";
    for (person, id, of) in [
        (ADMIN, "claim", of),
        (SUBAWARDEE, "rotate", "?organization=office"),
        (GRANTEE, "rotate", "?organization=office"),
    ] {
        assert_eq!(file(&server, person, id, of).await.status(), 404, "{id}");
    }
    let keys = get(&server, None, "keys").await.text().await.unwrap();
    let since = keys.lines().nth(1).and_then(|line| line.split_once(' '));
    assert!(keys.starts_with(&format!("0 {}\n", key(1))), "{keys}");
    assert_eq!(since.unwrap().1, key(4));
    let current = get(&server, None, "key").await.text().await.unwrap();
    assert_eq!(current.trim(), key(4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_command_has_no_receipt_and_an_auditor_none_about_clients_of_whom_only_aggregates_are_told()
 {
    let server = Server::start().await;
    let client = set_up_under(&server, "AGGREGATE_ONLY").await;
    let query = format!(
        "mutation($input: SubAwardRaiseInput!) {{ subAwardRaise(input: $input) {{ {RECEIPT} }} }}"
    );
    let input = json!({
        "commandId": "refused", "subAward": "SA-1", "amount": "900000.00", "reason": "More",
        "effectiveOn": "2025-06-01",
    });
    let (_, body) = server.ask(GRANTEE, &query, json!({ "input": input })).await;
    let refused = &body["data"]["subAwardRaise"];
    assert_eq!(
        refused["userErrors"].as_array().unwrap().len(),
        1,
        "{body:#}"
    );
    assert_eq!(refused["receipt"], Value::Null);
    let absent = file(&server, GRANTEE, "refused", "").await;
    assert_eq!(code(&absent.json().await.unwrap()), "RECEIPT_UNKNOWN");
    submit(&server, &claim("claim", "SA-1", "N-1", &client)).await;
    let of = "?organization=shelter";
    let withheld = file(&server, AUDITOR, "client", of).await;
    assert_eq!(code(&withheld.json().await.unwrap()), "RECEIPT_UNKNOWN");
    assert_eq!(file(&server, OFFICER, "client", of).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_many_claims_has_a_receipt_of_its_own() {
    let server = Server::start().await;
    crate::live::two_claims(&server).await;
    let query = "mutation($input: ClaimApproveManyInput!) { claimApproveMany(input: $input) {
        results { position receipt { firstPosition lastPosition path } } } }";
    let input = json!({
        "commandId": "bulk", "claims": ["SA-1:N-1", "SA-1:N-404", "SA-2:N-2"], "effectiveOn": "2025-06-01",
    });
    let (_, body) = server.ask(OFFICER, query, json!({ "input": input })).await;
    let results = body["data"]["claimApproveMany"]["results"]
        .as_array()
        .unwrap();
    assert_eq!(results[1]["receipt"], Value::Null);
    for result in [&results[0], &results[2]] {
        let receipt = &result["receipt"];
        assert_eq!(receipt["lastPosition"], result["position"]);
        let path = text(receipt, "path").strip_prefix("/l/test/").unwrap();
        assert_eq!(get(&server, Some(OFFICER), path).await.status(), 200);
    }
}
