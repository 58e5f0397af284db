//! A signing key replaced while commands go in, before verifiers, receipts and a witness; and commands that were refused.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};

use almoner_api::drill::{BundleHarm, Means, state};
use almoner_journal::{
    bundle::{LooseBundle, Source},
    note::{Cosigner, FileControl, Signer, Verifier, Witness, read_or_create_key},
    testing::TestDatabase,
};
use almoner_tests::{
    binary::{command, scratch},
    caller::Caller,
    server::Server,
};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::verifiers::{Verifiers, python};

const REGISTER: &str = "mutation ($input: OrganizationRegisterInput!) {
    organizationRegister(input: $input) { position userErrors { code } receipt { tlogProof } }
}";

const ROTATE: &str = "mutation ($input: SigningKeyRotateInput!) {
    signingKeyRotate(input: $input) { position signingKey { key since } userErrors { code } }
}";

/// How often something is looked for, and how long to rest in between: twenty seconds in all.
const ATTEMPTS_MAX: usize = 400;
const BETWEEN: Duration = Duration::from_millis(50);

/// A ledger with servers on it that share a directory of keys.
struct Setting {
    database: TestDatabase,
    scratch: tempfile::TempDir,
    keys: PathBuf,
}

impl Setting {
    async fn new() -> Self {
        let (database, scratch) = (TestDatabase::create().await, scratch());
        let keys = scratch.path().join("keys");
        Self {
            database,
            scratch,
            keys,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    fn serve(&self) -> Server {
        Server::on_database(&self.database, &self.keys)
    }

    /// Runs a command on the ledger; what it said, which must be no complaint.
    fn run(&self, word: &str, words: &[&str]) -> String {
        let output = self.output(word, words);
        let said = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {said}{errors}");
        said
    }

    /// Runs a check that fails; what it said.
    fn fails(&self, word: &str, words: &[&str]) -> String {
        let output = self.output(word, words);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn output(&self, word: &str, words: &[&str]) -> Output {
        let mut asked = command();
        asked.args([word, "--ledger", "test"]).args(words);
        for name in ["--keys-dir", "--data-dir"] {
            asked.arg(name).arg(&self.keys);
        }
        asked
            .env("DATABASE_URL", self.database.app_url())
            .env("ALMONER_OWNER_URL", self.database.owner_url());
        asked.output().unwrap()
    }

    fn bundle(&self, name: &str) -> (PathBuf, LooseBundle) {
        let path = self.path(name);
        self.run(
            "export",
            &["--segment-lines", "20", "--bundle", path.to_str().unwrap()],
        );
        let loose = LooseBundle::read(&Source::open(&path).unwrap()).unwrap();
        (path, loose)
    }

    fn caller(&self, role: &str) -> Caller {
        Caller::new(&self.keys, role, "acf-otip", &format!("{role}-1"))
    }

    fn signer(&self, file: &str) -> Signer {
        let seed = read_or_create_key(&self.keys.join(file)).unwrap();
        Signer::try_new("test.example/test", &seed).unwrap()
    }
}

/// Registers an organization; another name under one that is registered is refused.
async fn register(officer: &Caller, url: &str, id: &str, organization: &str) -> Value {
    let input = json!({
        "commandId": id, "organization": organization, "name": format!("{id} House (fictional)"),
        "identifierScheme": "DUNS", "identifier": "123456789", "state": "CO", "grassroots": true,
        "effectiveOn": "2010-01-01",
    });
    let answer = officer.data(url, REGISTER, json!({ "input": input })).await;
    answer["organizationRegister"].clone()
}

async fn rotate(admin: &Caller, url: &str, id: &str, from: &str, to: &str) -> Value {
    let input = json!({ "commandId": id, "from": from, "to": to, "effectiveOn": "2026-01-05" });
    let answer = admin.data(url, ROTATE, json!({ "input": input })).await;
    answer["signingKeyRotate"].clone()
}

async fn get(url: &str, path: &str) -> String {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let response = client.get(format!("{url}{path}")).send().await.unwrap();
    response.text().await.unwrap()
}

fn code(answer: &Value) -> &str {
    answer["userErrors"][0]["code"].as_str().unwrap_or_default()
}

/// What `receipt.py` says of a receipt under these keys.
fn receipt(setting: &Setting, receipt: &str, keys: &str) -> (bool, String) {
    let (file, key) = (setting.path("a.tlog-proof"), setting.path("keys.txt"));
    fs::write(&file, receipt).unwrap();
    fs::write(&key, keys).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/receipt.py");
    let mut asked = Command::new(python());
    let output = asked
        .arg("-B")
        .arg(script)
        .args([file, key])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_replaced_while_commands_go_in_and_three_verifiers_follow() {
    let setting = Setting::new().await;
    let servers = [setting.serve(), setting.serve()];
    let urls = [servers[0].url(), servers[1].url()];
    let (officer, admin) = (setting.caller("officer"), setting.caller("admin"));
    let before = register(&officer, urls[0], "first", "first").await;
    let old = get(urls[0], "/l/test/key").await.trim().to_owned();
    let new = setting.run("signing-key", &["--next"]).trim().to_owned();
    assert_eq!(setting.run("signing-key", &["--next"]).trim(), new);
    assert_eq!(setting.run("signing-key", &[]), format!("0 {old}\n"));
    let refused = rotate(&officer, urls[0], "no", &old, &new).await;
    assert_eq!(code(&refused), "FORBIDDEN");

    // Every fourth command is refused, and in the middle of them all the key is replaced.
    let load = join_all((0..80).map(|n| {
        let (officer, id) = (&officer, format!("load-{n}"));
        let organization = if n % 4 == 3 { "first" } else { &id }.to_owned();
        async move { register(officer, urls[n % 2], &id, &organization).await }
    }));
    let (load, rotated) = tokio::join!(load, rotate(&admin, urls[1], "rotate", &old, &new));
    let refusals = load
        .iter()
        .filter(|answer| code(answer) == "ORGANIZATION_ALREADY_REGISTERED");
    assert_eq!(refusals.count(), 20);
    assert_eq!(rotated["userErrors"], json!([]), "{rotated}");
    let since = rotated["position"].as_str().unwrap();
    assert_eq!(rotated["signingKey"], json!({ "key": new, "since": since }));
    assert_eq!(
        code(&rotate(&admin, urls[0], "back", &new, &old).await),
        "SIGNING_KEY_USED"
    );
    let after = register(&officer, urls[0], "after", "after").await;
    for server in servers {
        assert_eq!(server.stop(), Some(0));
    }

    // A restart finds the key, and everything holds.
    let server = setting.serve();
    let last = register(&officer, server.url(), "last", "last").await;
    assert_eq!(last["userErrors"], json!([]));
    assert_eq!(get(server.url(), "/l/test/key").await, format!("{new}\n"));
    let keys = get(server.url(), "/l/test/keys").await;
    assert_eq!(keys, format!("0 {old}\n{since} {new}\n"));
    assert_eq!(setting.run("signing-key", &[]), keys);
    for answer in [&before, &after] {
        let proof = answer["receipt"]["tlogProof"].as_str().unwrap();
        let (holds, said) = receipt(&setting, proof, &keys);
        assert!(holds, "{said}");
    }
    let late = after["receipt"]["tlogProof"].as_str().unwrap();
    assert!(!receipt(&setting, late, &old).0);
    let verified: Value = serde_json::from_str(&setting.run("verify", &["--json"])).unwrap();
    assert_eq!(verified["refusals"], 21, "{verified}");
    assert_eq!(verified["refusalsUnnamed"], 0);
    assert_eq!(verified["keys"], json!([old, new]));

    let verifiers = Verifiers::new(setting.scratch.path());
    let (path, loose) = setting.bundle("books");
    assert_eq!(loose.manifest.keys, [old.clone(), new.clone()]);
    assert_eq!(loose.refusals.len(), 21);
    // Whichever of the keys a verifier knows, it is led to the other.
    for key in [&old, &new] {
        let words = [OsString::from("--public-key"), key.into()];
        let holds = ["verdict: holds"; 3].map(str::to_owned);
        assert_eq!(verifiers.verdicts(&path, &words), holds);
    }
    harmed(&setting, &verifiers, &loose, &old);
    retired(&setting, &verifiers, &loose, &old);
    assert_eq!(server.stop(), Some(0));
    retired_report(&setting, &loose);
}

/// What the old key signs after it was replaced: a checkpoint of the bundle, and one that a verifier is told to hold.
fn retired(setting: &Setting, verifiers: &Verifiers, whole: &LooseBundle, key: &str) {
    let signer = setting.signer("checkpoint.key");
    let last = whole.notes.last().unwrap();
    let (body, _) = last.split_once("\n\n").unwrap();
    let by_old = signer.sign(&format!("{body}\n"));
    let size = whole.lines.len();
    let (directory, held) = (setting.path("retired"), setting.path("retired.checkpoint"));
    let mut bundle = whole.clone();
    bundle.notes.last_mut().unwrap().clone_from(&by_old);
    bundle.write(&directory).unwrap();
    let words = [OsString::from("--public-key"), key.into()];
    for verdict in verifiers.verdicts(&directory, &words) {
        let begins = format!("verdict: broken at position {size} [CHECKPOINT_NOTE_INVALID]");
        assert!(verdict.starts_with(&begins), "{verdict}");
    }
    // It names the root that the records lead to, and is refused all the same: the new one alone vouches for it.
    whole.clone().write(&setting.path("whole")).unwrap();
    fs::write(&held, by_old).unwrap();
    let words = [OsString::from("--checkpoint"), held.clone().into()];
    let verdict = format!(
        "verdict: broken at position {size} [SIGNED_WITH_RETIRED_KEY], contradicted by no checkpoint"
    );
    let path = setting.path("whole");
    let said = retired_statement(setting, whole, &signer);
    assert!(said.contains("SIGNED_WITH_RETIRED_KEY"), "{said}");
    assert_eq!(
        verifiers.verdicts(&path, &words),
        [(); 3].map(|()| verdict.clone())
    );
    let said = setting.fails("verify", &["--checkpoint", held.to_str().unwrap()]);
    assert!(said.ends_with(&format!("{verdict}\n")), "{said}");
    fs::write(&held, last).unwrap();
    let holds = ["verdict: holds"; 3].map(str::to_owned);
    assert_eq!(verifiers.verdicts(&path, &words), holds);
}

/// What `statement.py` says of a statement of the last position that the old key signed, by all keys of the ledger.
fn retired_statement(setting: &Setting, whole: &LooseBundle, signer: &Signer) -> String {
    let mut stated = whole.clone();
    stated.statements.clear();
    let new = setting.signer("checkpoint-2.key");
    state(&mut stated, &[signer, &new]);
    let (file, keys) = (setting.path("a.statement"), setting.path("all.keys"));
    fs::write(&keys, setting.run("signing-key", &[])).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/statement.py");
    let ask = |note: &str| {
        fs::write(&file, note).unwrap();
        let mut asked = Command::new(python());
        let asked = asked.arg("-B").arg(&script).args([&file, &keys]);
        let output = asked.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    let last = stated.statements.last().unwrap();
    let (holds, said) = ask(last);
    assert!(holds, "{said}");
    let (body, _) = last.split_once("\n\n").unwrap();
    let (holds, said) = ask(&signer.sign(&format!("{body}\n")));
    assert!(!holds, "{said}");
    said
}

/// A file that the old key vouches for, as of a position from before its replacement and of one after it.
fn retired_report(setting: &Setting, whole: &LooseBundle) {
    let signer = setting.signer("checkpoint.key");
    let path = setting.path("summary.csv");
    fs::write(&path, "figures").unwrap();
    for (position, code) in [
        (1, "REPORT_NOT_REPRODUCIBLE"),
        (whole.lines.len(), "SIGNED_WITH_RETIRED_KEY"),
    ] {
        let facts = vec![("position".to_owned(), position.to_string())];
        let control = FileControl::of(&whole.manifest.origin, facts, b"figures");
        let note = signer.sign(&control.body());
        fs::write(path.with_added_extension("control"), note).unwrap();
        let said = setting.fails("verify", &["--report", path.to_str().unwrap()]);
        assert!(said.contains(code), "{said}");
    }
}

/// Harm to keys and refusals, of which all three verifiers say the same.
fn harmed(setting: &Setting, verifiers: &Verifiers, whole: &LooseBundle, key: &str) {
    let signers = ["checkpoint.key", "checkpoint-2.key"].map(|file| setting.signer(file));
    let stranger = Signer::try_new("test.example/test", &[9; 32]).unwrap();
    let means = Means {
        insiders: &[&signers[0], &signers[1]],
        stranger: &stranger,
        held: 10,
        stated: None,
    };
    let mut whole = whole.clone();
    whole.statements.clear();
    state(&mut whole, means.insiders);
    let directory = setting.path("harmed");
    let words = [OsString::from("--public-key"), key.into()];
    for (kind, codes) in [
        (
            BundleHarm::KeyReplacedUnannounced,
            ["CHECKPOINT_NOTE_INVALID"; 2],
        ),
        (
            BundleHarm::RotationSignedByOne,
            ["CHECKPOINT_NOTE_INVALID"; 2],
        ),
        (
            BundleHarm::StatementByRetiredKey,
            ["SIGNED_WITH_RETIRED_KEY"; 2],
        ),
        (BundleHarm::RefusalEdited, ["REFUSAL_DIFFERS"; 2]),
        (BundleHarm::RefusalDeleted, ["REFUSAL_DIFFERS"; 2]),
        (BundleHarm::RefusalInvented, ["REFUSAL_DIFFERS"; 2]),
    ] {
        for place in [3, 40] {
            let mut bundle = whole.clone();
            kind.harm(&mut bundle, &means, place).unwrap();
            bundle.write(&directory).unwrap();
            let [own, python, go] = verifiers.verdicts(&directory, &words);
            fs::remove_dir_all(&directory).unwrap();
            assert!(
                own.contains(codes[0]) && own == python && own == go,
                "{kind:?}: {own}\n{python}\n{go}"
            );
        }
    }
    // A record that brings a key which the manifest does not list next.
    let mut bundle = whole.clone();
    bundle.manifest.keys.swap(0, 1);
    bundle.write(&directory).unwrap();
    let verdicts = verifiers.verdicts(&directory, &words);
    assert!(
        verdicts
            .iter()
            .all(|it| *it == verdicts[0] && it.contains("broken")),
        "{verdicts:?}"
    );
    fs::remove_dir_all(&directory).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_the_new_key_takes_no_command_until_it_has_it() {
    let setting = Setting::new().await;
    let with = setting.serve();
    let (officer, admin) = (setting.caller("officer"), setting.caller("admin"));
    let old = get(with.url(), "/l/test/key").await.trim().to_owned();
    let poor = setting.path("poor");
    fs::create_dir(&poor).unwrap();
    for file in fs::read_dir(&setting.keys).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), poor.join(file.file_name())).unwrap();
        }
    }
    let without = Server::on_database(&setting.database, &poor);
    let new = setting.run("signing-key", &["--next"]).trim().to_owned();
    let refused = rotate(&admin, without.url(), "rotate", &old, &new).await;
    assert_eq!(code(&refused), "SIGNING_KEY_NOT_HELD");
    let rotated = rotate(&admin, with.url(), "rotate", &old, &new).await;
    assert_eq!(rotated["userErrors"], json!([]));
    let refused = register(&officer, without.url(), "a", "a").await;
    assert_eq!(code(&refused), "SIGNING_KEY_NOT_HELD");
    // It is read as before, and tells the key in force.
    assert_eq!(get(without.url(), "/l/test/key").await, format!("{new}\n"));
    fs::copy(
        setting.keys.join("checkpoint-2.key"),
        poor.join("checkpoint-2.key"),
    )
    .unwrap();
    let accepted = register(&officer, without.url(), "a", "a").await;
    assert_eq!(accepted["userErrors"], json!([]));
    setting.run("verify", &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_witness_that_knows_both_keys_cosigns_across_a_replacement() {
    let setting = Setting::new().await;
    let first = setting.serve();
    let (officer, admin) = (setting.caller("officer"), setting.caller("admin"));
    let old = get(first.url(), "/l/test/key").await.trim().to_owned();
    assert_eq!(first.stop(), Some(0));
    let new = setting.run("signing-key", &["--next"]).trim().to_owned();
    let memory = setting.path("witness");
    let witness = Server::witness_of(&memory, "audit.example/w1", &[&old, &new]);
    let vkey = witness
        .said()
        .strip_prefix("witnessing as ")
        .unwrap()
        .to_owned();
    let cosigner = Witness::parse(&vkey).unwrap();
    let policy = setting.path("witnesses");
    fs::write(
        &policy,
        format!("witness {vkey} {}\nthreshold 1\n", witness.url()),
    )
    .unwrap();
    let words = ["--witness-policy", policy.to_str().unwrap()];
    let server = Server::on_database_with(&setting.database, &setting.keys, &words);
    register(&officer, server.url(), "a", "a").await;
    cosigned(server.url(), &old, &cosigner, 1).await;
    let rotated = rotate(&admin, server.url(), "rotate", &old, &new).await;
    assert_eq!(rotated["userErrors"], json!([]));
    for key in [&old, &new] {
        cosigned(server.url(), key, &cosigner, 2).await;
    }
    register(&officer, server.url(), "b", "b").await;
    cosigned(server.url(), &new, &cosigner, 3).await;
    assert_eq!(server.stop(), Some(0));
    witnessed(&setting, &policy);
}

/// What the verifiers make of cosignatures: those that hold, one that was edited, and none of another witness.
fn witnessed(setting: &Setting, policy: &Path) {
    let words = ["--json", "--witness-policy", policy.to_str().unwrap()];
    let verified: Value = serde_json::from_str(&setting.run("verify", &words)).unwrap();
    assert_eq!(verified["cosignedSize"], 3, "{verified}");
    assert!(verified["cosignatures"].as_u64() >= Some(3), "{verified}");
    let verifiers = Verifiers::new(setting.scratch.path());
    let (path, whole) = setting.bundle("cosigned");
    let words = |policy: &Path| [OsString::from("--witness-policy"), policy.into()];
    let all = |verdict: &str| [(); 3].map(|()| verdict.to_owned());
    assert_eq!(
        verifiers.verdicts(&path, &words(policy)),
        all("verdict: holds")
    );

    let directory = setting.path("uncosigned");
    let mut edited = whole.clone();
    let note = edited.notes.last_mut().unwrap();
    let at = note.len() - 8;
    let other = if &note[at..=at] == "A" { "B" } else { "A" };
    note.replace_range(at..=at, other);
    edited.write(&directory).unwrap();
    let verdict =
        "verdict: broken at position 3 [COSIGNATURE_INVALID], contradicted by no checkpoint";
    assert_eq!(verifiers.verdicts(&directory, &words(policy)), all(verdict));
    // Who asks for no cosignature is told nothing about this one.
    assert_eq!(verifiers.verdicts(&directory, &[]), all("verdict: holds"));

    let stranger = Cosigner::try_new("audit.example/w2", &[5; 32]).unwrap();
    let another = setting.path("another");
    let line = format!(
        "witness {} http://127.0.0.1:1\nthreshold 1\n",
        stranger.witness().to_key()
    );
    fs::write(&another, line).unwrap();
    let verdict =
        "verdict: broken at position 3 [COSIGNATURES_MISSING], contradicted by no checkpoint";
    assert_eq!(verifiers.verdicts(&path, &words(&another)), all(verdict));
}

/// Waits until the latest checkpoint has the size, a signature by the key and a cosignature that holds.
async fn cosigned(url: &str, key: &str, witness: &Witness, size: u64) {
    let key = Verifier::parse(key).unwrap();
    let mut attempts = 0..ATTEMPTS_MAX;
    let is_cosigned = loop {
        let note = get(url, "/l/test/checkpoint").await;
        if let Ok(body) = key.open(&note)
            && body.lines().nth(1) == Some(&size.to_string())
            && let Some((_, lines)) = note.rsplit_once("\n\n")
            && witness.check(body, lines).is_ok()
        {
            break true;
        }
        if attempts.next().is_none() {
            break false;
        }
        tokio::time::sleep(BETWEEN).await;
    };
    assert!(is_cosigned, "never cosigned at {size}");
}
