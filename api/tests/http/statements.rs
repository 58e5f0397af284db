//! A balance, a row and the end of a stream are proved under a signed statement, to whoever may see them and nobody else.

use almoner_journal::note::ReadStatement;
use serde_json::{Value, json};

use crate::{
    flow::{claim, set_up},
    outsider,
    server::{AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, SUBAWARDEE, Server, code},
};

/// What is asked of a balance.
fn balance(account: &str, as_of: Option<u64>) -> String {
    let as_of = as_of.map_or_else(String::new, |at| {
        format!(", asOf: {{ position: \"{at}\" }}")
    });
    format!(
        "{{ balanceProof(account: \"{account}\"{as_of}) {{ balance position proof {{ text key value statement \
         {{ position note checkpoint {{ size root }} root rows {{ count }} }} }} }} }}"
    )
}

/// What the script says of a proof or a statement.
fn by_python(text: &str, key: &str, books: Option<&[u8]>) -> (bool, String) {
    outsider::says("statement.py", text, key, books)
}

/// A dollar more for a sub-award.
fn raise() -> Value {
    json!({
        "commandId": "raise", "subAward": "SA-1", "amount": "1.00", "reason": "More", "effectiveOn": "2025-06-01",
    })
}

/// A ledger with a claim, stated, and a raise that is not yet; and where the statement is.
async fn scene() -> (Server, u64) {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let claim = claim("claim-1", "SA-1", "N-1", &client);
    server.done(SUBAWARDEE, "claimSubmit", claim).await;
    server.state().await;
    let stated = server.head().await;
    server.done(GRANTEE, "subAwardRaise", raise()).await;
    (server, stated)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_balance_of_a_stated_moment_is_proved_for_ever() {
    let (server, stated) = scene().await;
    let account = "90ZV0134:SA-1:available";
    let first = server
        .data(SUBAWARDEE, &balance(account, Some(stated)))
        .await;
    let proof = &first["balanceProof"]["proof"];
    let statement = &proof["statement"];
    assert_eq!(statement["position"], json!(stated.to_string()));
    assert_eq!(statement["checkpoint"]["root"], statement["root"]);
    let signer = server.ledger.signer().await.unwrap();
    let body = signer
        .verifier()
        .open(statement["note"].as_str().unwrap())
        .unwrap();
    assert_eq!(ReadStatement::parse(body).unwrap().position, stated);
    let value: Value = serde_json::from_str(proof["value"].as_str().unwrap()).unwrap();
    assert_eq!(value["balance_after"], first["balanceProof"]["balance"]);
    let shown = server
        .data(OFFICER, &format!(
            "{{ subAward(subAwardId: \"SA-1\", asOf: {{ position: \"{stated}\" }}) {{ balances {{ available }} }} }}"
        ))
        .await;
    assert_eq!(
        shown["subAward"]["balances"]["available"],
        value["balance_after"]
    );
    // What is stated later leaves the answer as it is.
    server.state().await;
    let again = server
        .data(SUBAWARDEE, &balance(account, Some(stated)))
        .await;
    assert_eq!(again, first);
    let now = server.data(SUBAWARDEE, &balance(account, None)).await;
    assert_ne!(
        now["balanceProof"]["balance"],
        first["balanceProof"]["balance"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_is_for_whoever_sees_the_row_and_absence_for_the_office() {
    let (server, stated) = scene().await;
    let at = format!("asOf: {{ position: \"{stated}\" }}");
    let claim =
        format!("{{ rowProof(table: \"claims\", key: [\"SA-1:N-1\"], {at}) {{ key value }} }}");
    let none =
        format!("{{ rowProof(table: \"claims\", key: [\"SA-1:N-404\"], {at}) {{ key value }} }}");
    let stream = format!(
        "{{ streamProof(type: CLAIM, id: \"SA-1:N-1\", {at}) {{ version lastPosition }} }}"
    );
    for (person, sees, is_told) in [
        (OFFICER, true, true),
        (AUDITOR, true, false),
        (GRANTEE, true, false),
        (SUBAWARDEE, true, false),
        (OTHER_GRANTEE, false, false),
    ] {
        let row = server.data(person, &claim).await;
        assert_eq!(row["rowProof"].is_object(), sees, "{}", person.actor);
        let absent = server.data(person, &none).await;
        assert_eq!(absent["rowProof"].is_object(), is_told, "{}", person.actor);
        let ends = server.data(person, &stream).await;
        assert_eq!(ends["streamProof"].is_object(), sees, "{}", person.actor);
    }
    let nothing = format!(
        "{{ streamProof(type: AWARD, id: \"90ZV0404\", {at}) {{ version proof {{ value }} }} }}"
    );
    let told = server.data(AUDITOR, &nothing).await;
    assert_eq!(
        told["streamProof"],
        json!({ "version": null, "proof": { "value": null } })
    );
    assert_eq!(
        server.data(GRANTEE, &nothing).await["streamProof"],
        Value::Null
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_proved_has_its_code() {
    let server = Server::start().await;
    set_up(&server).await;
    let refused = async |query: &str| {
        let (_, body) = server.ask(OFFICER, query, json!({})).await;
        code(&body).to_owned()
    };
    let statement = "{ readStatement { position } }";
    assert_eq!(refused(statement).await, "NOT_YET_STATED");
    let latest = async || {
        server
            .http
            .get(format!("{}/l/test/statement", server.base))
            .send()
            .await
            .unwrap()
    };
    assert_eq!(latest().await.status(), 404);
    server.state().await;
    let note = latest().await.text().await.unwrap();
    let asked = server
        .data(AUDITOR, "{ readStatement { note position } }")
        .await;
    assert_eq!(asked["readStatement"]["note"], json!(note));
    let stated = server.head().await;
    server.done(GRANTEE, "subAwardRaise", raise()).await;
    for (query, expected) in [
        (
            format!(
                "{{ readStatement(asOf: {{ position: \"{}\" }}) {{ position }} }}",
                stated + 1
            ),
            "NOT_YET_STATED",
        ),
        (
            "{ readStatement(asOf: { position: \"0\" }) { position } }".to_owned(),
            "NOT_YET_STATED",
        ),
        (
            "{ rowProof(table: \"events\", key: [\"1\"]) { key } }".to_owned(),
            "TABLE_UNKNOWN",
        ),
        (
            "{ rowProof(table: \"postings\", key: [\"1\"]) { key } }".to_owned(),
            "KEY_MALFORMED",
        ),
        (
            "{ rowProof(table: \"postings\", key: [\"1\", \"x\"]) { key } }".to_owned(),
            "KEY_MALFORMED",
        ),
        (
            "{ balanceProof(account: \"\") { balance } }".to_owned(),
            "KEY_MALFORMED",
        ),
        (
            "{ streamProof(type: AWARD, id: \"a b\") { version } }".to_owned(),
            "KEY_MALFORMED",
        ),
    ] {
        assert_eq!(refused(&query).await, expected, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_accepts_every_proof_and_finds_what_was_changed() {
    let (server, stated) = scene().await;
    let key = server.ledger.signer().await.unwrap().verifier().to_key();
    let books = outsider::books(&server).await;
    let at = format!("asOf: {{ position: \"{stated}\" }}");
    let text = |proof: &Value| proof["text"].as_str().unwrap().to_owned();
    let asked = server
        .data(
            OFFICER,
            &format!(
                "{{ balanceProof(account: \"90ZV0134:SA-1:available\", {at}) {{ proof {{ text }} }} \
             row: rowProof(table: \"claims\", key: [\"SA-1:N-1\"], {at}) {{ text }} \
             none: rowProof(table: \"claims\", key: [\"SA-1:N-404\"], {at}) {{ text }} \
             stream: streamProof(type: AWARD, id: \"90ZV0134\", {at}) {{ proof {{ text }} }} \
             no: streamProof(type: AWARD, id: \"90ZV0404\", {at}) {{ proof {{ text }} }} \
             readStatement({at}) {{ note }} }}"
            ),
        )
        .await;
    let proofs = [
        text(&asked["balanceProof"]["proof"]),
        text(&asked["row"]),
        text(&asked["none"]),
        text(&asked["stream"]["proof"]),
        text(&asked["no"]["proof"]),
    ];
    for proof in &proofs {
        let (held, said) = by_python(proof, &key, Some(&books));
        assert!(held && said.contains("these streams"), "{said}");
        for (from, to) in [
            ("\nbeside ", "\nbeside A"),
            ("position ", "position 1"),
            ("key [", "key [\"x\","),
            ("\nmap ", "\nmap x"),
        ] {
            assert_ne!(proof.replacen(from, to, 1), *proof);
            let (held, said) = by_python(&proof.replacen(from, to, 1), &key, None);
            assert!(!held, "{from} {said}");
        }
    }
    let (balance, stream) = (&proofs[0], &proofs[3]);
    for (proof, from, to) in [
        (balance, "\"balance_after\":\"", "\"balance_after\":\"1"),
        (stream, "\"version\":\"", "\"version\":\"1"),
        (&proofs[2], "\nabsent", "\nvalue {}\nsalt AAAA"),
    ] {
        let (held, said) = by_python(&proof.replacen(from, to, 1), &key, None);
        assert!(!held, "{said}");
    }
    let note = asked["readStatement"]["note"].as_str().unwrap();
    let (held, said) = by_python(note, &key, Some(&books));
    assert!(held && said.contains(" streams, "), "{said}");
    // One event more of a stream, one fewer, one changed.
    let lines: Vec<&[u8]> = books.split_inclusive(|byte| *byte == b'\n').collect();
    let at = usize::try_from(stated).unwrap();
    let shorter = lines[..at - 1].concat();
    let changed = String::from_utf8(books.clone())
        .unwrap()
        .replacen("Fictional", "fictional", 1)
        .replacen("officer-1", "officer-2", 1);
    for other in [shorter, changed.into_bytes()] {
        let (held, said) = by_python(note, &key, Some(&other));
        assert!(!held, "{said}");
    }
    let other =
        almoner_journal::note::Signer::try_new(server.ledger.journal().origin(), &[8; 32]).unwrap();
    let (held, said) = by_python(note, &other.verifier().to_key(), None);
    assert!(!held && said.contains("not signed"), "{said}");
}
