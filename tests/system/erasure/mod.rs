//! A client is erased: nothing that was held is found anywhere, every proof and balance stands, and no backup brings it
//! back.

mod canaries;
mod certificates;
mod drills;
mod plain;
mod repeats;
mod served;
mod setting;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use almoner_api::{
    client_keys::{ClientKeys, KeyState},
    data_dir::DataDir,
    postgres::Embedded,
};
use almoner_journal::note::{Signer, read_or_create_key};
use almoner_tests::{binary::run, server::Server};
use serde_json::{Value, json};

use self::{
    canaries::Canaries,
    setting::{People, REASON, REFERENCE, Setting, code, done, erased, held, read, refused},
};

const TRIAL_BALANCE: &str =
    "{ trialBalance { accounts { account debits credits } ussgl { account debits credits } } }";

/// The day after the last on which the contract's records are kept.
const AFTER: &str = "2012-04-01";

fn ask(id: &str, client: &str, on: &str) -> Value {
    json!({ "commandId": id, "client": client, "reason": "RETENTION_OVER", "effectiveOn": on })
}

fn approval(id: &str, client: &str) -> Value {
    json!({ "commandId": id, "client": client, "effectiveOn": AFTER })
}

async fn erase(setting: &Setting, server: &Server, client: &str) -> Value {
    let People { first, second, .. } = &setting.people;
    done(
        server,
        first,
        "clientErasureRequest",
        ask("ask", client, AFTER),
    )
    .await;
    done(
        server,
        second,
        "clientErasureApprove",
        approval("approve", client),
    )
    .await;
    erased(server, first, client).await
}

/// Everything that an auditor takes home: the record lines, a bundle, and a dump of the database.
async fn take_out(setting: &Setting, name: &str) -> PathBuf {
    let taken = setting.scratch.path().join(name);
    fs::create_dir(&taken).unwrap();
    let path = |file: &str| taken.join(file).to_str().unwrap().to_owned();
    for words in [
        vec![
            "export".to_owned(),
            "--output".to_owned(),
            path("lines.jsonl"),
        ],
        vec![
            "export".to_owned(),
            "--whole".to_owned(),
            "--bundle".to_owned(),
            path("books.zip"),
        ],
    ] {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let said = run(&setting.data, &words);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    }
    let database = Embedded::start(&DataDir::open(&setting.data).unwrap())
        .await
        .unwrap();
    let dump = Command::new(pg_dump())
        .arg(database.superuser_url())
        .output()
        .unwrap();
    assert!(
        dump.status.success(),
        "{}",
        String::from_utf8_lossy(&dump.stderr)
    );
    fs::write(taken.join("dump.sql"), dump.stdout).unwrap();
    database.stop().await.unwrap();
    taken
}

fn pg_dump() -> PathBuf {
    if let Some(named) = env::var_os("ALMONER_POSTGRES_BIN") {
        return Path::new(&named).join("pg_dump");
    }
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let found = versions.map(|version| version.unwrap().path().join("bin/pg_dump"));
    let found = found.filter(|program| program.exists()).max();
    found.unwrap_or_else(|| "pg_dump".into())
}

/// The line of the keystore that holds a client's key, without the client.
fn wrapped(setting: &Setting, client: &str) -> String {
    let keystore = fs::read_to_string(setting.data.join("keys/clients/otip/keystore")).unwrap();
    let line = keystore
        .lines()
        .find(|line| line.starts_with(client))
        .unwrap();
    line.split_once('.').unwrap().1.to_owned()
}

fn wrapping_key(setting: &Setting) -> Vec<u8> {
    let mut files = fs::read_dir(setting.data.join("keys/clients/otip")).unwrap();
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
    let file = files.find(|entry| name(entry.as_ref().unwrap()).starts_with("wrapping-"));
    fs::read(file.unwrap().unwrap().path()).unwrap()
}

/// Every receipt holds, against the record lines as they are now, before a script that knows nothing of the product.
fn receipts_hold(setting: &Setting, receipts: &[String], lines: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/receipt.py");
    let seed = read_or_create_key(&setting.data.join("keys/checkpoint.key")).unwrap();
    let key = Signer::try_new("almoner.localhost/otip", &seed).unwrap();
    let (proof, vkey) = (
        setting.scratch.path().join("proof"),
        setting.scratch.path().join("vkey"),
    );
    fs::write(&vkey, key.verifier().to_key()).unwrap();
    let python = env::var_os("ALMONER_VERIFY_PYTHON").unwrap_or_else(|| "python3".into());
    for receipt in receipts {
        fs::write(&proof, receipt).unwrap();
        let checked = Command::new(&python)
            .arg("-B")
            .args([script.as_path(), &proof, &vkey, lines])
            .output()
            .unwrap();
        assert!(
            checked.status.success(),
            "{}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_client_is_found_nowhere_and_every_proof_and_balance_stands() {
    let setting = Setting::new();
    let server = setting.serve();
    let people = &setting.people;
    let (client, other, receipts) = held(&setting, &server).await;
    let before = people
        .auditor
        .data(server.url(), TRIAL_BALANCE, json!({}))
        .await;
    let key = setting.key(&client);
    let (envelope, wrapping) = (wrapped(&setting, &client), wrapping_key(&setting));
    let gone = Canaries::default()
        .bytes("reference", REFERENCE.as_bytes())
        .bytes("reason", REASON.as_bytes())
        .bytes("key", key.bytes())
        .bytes("wrapping key", &wrapping)
        .text("wrapped key", &envelope);
    // What is looked for would be found: it is, as long as the key is there.
    let names = gone.names_found(&[&setting.data]);
    assert_eq!(
        names,
        ["wrapped key", "wrapping key"].map(str::to_owned).into()
    );
    let control = Canaries::default()
        .text("client", &client)
        .text("commitment", key.commitment().as_str());
    let officers = read(&server, &people.first, &client).await;
    assert_eq!(officers["caseReference"]["text"], REFERENCE);

    let read_after = erase(&setting, &server, &client).await;
    let certificate = &read_after["erasure"]["certificate"];
    assert_eq!(certificate["keyCommitment"], key.commitment().as_str());
    assert_eq!(certificate["positions"].as_array().unwrap().len(), 2);
    assert_eq!(read_after["erasure"]["approvedBy"], "officer-2");
    let size = |which: &str| -> u64 {
        certificate[which]["size"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    };
    let at: u64 = certificate["erasedAt"].as_str().unwrap().parse().unwrap();
    assert!(size("checkpointBefore") < at && at <= size("checkpointAfter"));
    let document: Value = serde_json::from_str(certificate["document"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&document["client"], &document["positions"]),
        (&json!(client), &certificate["positions"])
    );

    for who in [&people.first, &people.sub_awardee] {
        let read = read(&server, who, &client).await;
        let reference = &read["caseReference"];
        assert_eq!(
            (&reference["text"], &reference["erased"]),
            (&json!(null), &json!(true))
        );
        for claim in read["claims"]["nodes"].as_array().unwrap() {
            assert_eq!(claim["reconsiderationReason"], json!(null));
        }
    }
    let neighbour = read(&server, &people.sub_awardee, &other).await;
    assert_eq!(neighbour["caseReference"]["text"], "Plover-file");
    let after = people
        .auditor
        .data(server.url(), TRIAL_BALANCE, json!({}))
        .await;
    assert_eq!(after, before);

    let taken = take_out(&setting, "taken").await;
    assert_eq!(server.stop(), Some(0));
    let log = setting.scratch.path().join("logs");
    fs::create_dir(&log).unwrap();
    fs::copy(&setting.log, log.join("server.log")).unwrap();
    let places = [setting.data.as_path(), &taken, &log];
    assert_eq!(gone.found(&places), [], "0 canaries");
    assert_eq!(
        control.names_found(&[&taken]).len(),
        2,
        "what stays is in what was taken out"
    );
    receipts_hold(&setting, &receipts, &taken.join("lines.jsonl"));
    let verified = run(&setting.data, &["verify", "--read-models"]);
    assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
}

/// The sub-awardee and officers read the reference; an auditor learns that there is one, the prime not even that.
async fn readers(setting: &Setting, server: &Server, client: &str) {
    let people = &setting.people;
    for (who, text, withheld) in [
        (&people.first, json!(REFERENCE), json!(false)),
        (&people.sub_awardee, json!(REFERENCE), json!(false)),
        (&people.auditor, json!(null), json!(true)),
    ] {
        let read = read(server, who, client).await;
        let reference = &read["caseReference"];
        assert_eq!(reference["text"], text);
        assert_eq!(reference["withheld"], withheld);
    }
    let primes = read(server, &people.prime, client).await;
    assert_eq!(primes["caseReference"], json!(null));
    let strangers = read(server, &people.stranger, client).await;
    assert_eq!(strangers, json!(null));
}

fn reference(id: &str, client: &str, text: &str) -> Value {
    json!({ "commandId": id, "client": client, "reference": text, "effectiveOn": "2009-01-01" })
}

/// A reference that is not recorded, and makes no key.
async fn references_refused(setting: &Setting, server: &Server, client: &str) {
    let people = &setting.people;
    let nobody = "C-0000000000000000";
    let name = "clientCaseReferenceRecord";
    for (id, who, of, text, code) in [
        ("r-1", &people.stranger, client, "Mine", "UNKNOWN_CLIENT"),
        ("r-2", &people.first, client, "Mine", "FORBIDDEN"),
        (
            "r-3",
            &people.sub_awardee,
            client,
            "A 123 456 789",
            "PERSONAL_DATA",
        ),
        ("r-4", &people.sub_awardee, client, " ", "TEXT_EMPTY"),
        ("r-5", &people.sub_awardee, nobody, "Mine", "UNKNOWN_CLIENT"),
        (
            "r-6",
            &people.sub_awardee,
            "nobody",
            "Mine",
            "CLIENT_CODE_MALFORMED",
        ),
    ] {
        let (found, _) = refused(server, who, name, reference(id, of, text)).await;
        assert_eq!(found, code, "{id}");
    }
    let state = setting.keys().state(&code(nobody)).unwrap();
    assert_eq!(
        state,
        KeyState::Absent,
        "nobody makes keys for clients that are not"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_is_refused_until_nothing_stands_against_it_and_two_officers_decide() {
    let setting = Setting::new();
    let server = setting.serve();
    let people = &setting.people;
    let (first, second) = (&people.first, &people.second);
    let (client, ..) = held(&setting, &server).await;
    readers(&setting, &server, &client).await;
    references_refused(&setting, &server, &client).await;

    let (ask_for, approve) = ("clientErasureRequest", "clientErasureApprove");
    let early = ask("a-1", &client, "2012-03-31");
    let (found, message) = refused(&server, first, ask_for, early).await;
    assert_eq!(found, "RETENTION_APPLIES");
    assert!(message.contains("2012-03-31"), "{message}");
    let hold = json!({ "commandId": "h-1", "client": client, "reason": "AUDIT", "effectiveOn": "2012-01-01" });
    done(&server, first, "clientHoldPlace", hold).await;
    let (found, _) = refused(&server, first, ask_for, ask("a-2", &client, AFTER)).await;
    assert_eq!(found, "CLIENT_HELD");
    let lift = json!({ "commandId": "h-2", "client": client, "effectiveOn": "2012-02-01" });
    done(&server, second, "clientHoldLift", lift).await;
    let (found, _) = refused(&server, second, approve, approval("a-3", &client)).await;
    assert_eq!(found, "ERASURE_NOT_REQUESTED");
    let theirs = ask("a-4", &client, AFTER);
    let (found, _) = refused(&server, &people.sub_awardee, ask_for, theirs).await;
    assert_eq!(found, "FORBIDDEN");
    done(&server, first, ask_for, ask("a-5", &client, AFTER)).await;
    let (found, _) = refused(&server, first, approve, approval("a-6", &client)).await;
    assert_eq!(found, "SAME_PERSON_REQUESTED");
    done(&server, second, approve, approval("a-7", &client)).await;
    erased(&server, first, &client).await;

    for (id, who, code) in [
        ("r-7", &people.sub_awardee, "CLIENT_ERASED"),
        ("r-8", &people.stranger, "UNKNOWN_CLIENT"),
    ] {
        let asked = reference(id, &client, "Again");
        let (found, _) = refused(&server, who, "clientCaseReferenceRecord", asked).await;
        assert_eq!(found, code);
    }
    let again = done(&server, second, approve, approval("a-7", &client)).await;
    assert_eq!(again["repeated"], json!(true));
    assert_eq!(server.stop(), Some(0));
}
