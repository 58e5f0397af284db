//! What a ledger states of its read side, in bundles and kept by an auditor, before verifiers that share no code.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Output,
    time::Duration,
};

use almoner_api::drill::{BundleHarm, Means, stated_position};
use almoner_journal::{
    bundle::{LooseBundle, Source},
    merkle::leaf_hash,
    note::{ReadStatement, Signer, read_or_create_key},
    testing::TestDatabase,
};
use almoner_tests::{
    binary::{command, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::json;

use crate::verifiers::Verifiers;

const REGISTER: &str = "mutation ($input: OrganizationRegisterInput!) {
    organizationRegister(input: $input) { position userErrors { code } }
}";

/// How often something is looked for, and how long to rest in between: thirty seconds in all.
const ATTEMPTS_MAX: usize = 600;
const BETWEEN: Duration = Duration::from_millis(50);

/// Registers an organization, and waits until what it changed is stated; the statement.
async fn stated(officer: &Caller, url: &str, id: &str) -> String {
    let input = json!({
        "commandId": id, "organization": id, "name": format!("{id} House (fictional)"),
        "identifierScheme": "DUNS", "identifier": "123456789", "state": "CO", "grassroots": true,
        "effectiveOn": "2010-01-01",
    });
    let answer = officer.data(url, REGISTER, json!({ "input": input })).await;
    let position = answer["organizationRegister"]["position"].as_str().unwrap();
    let position: u64 = position.parse().unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut attempts = 0;
    loop {
        let asked = client.get(format!("{url}/l/test/statement")).send().await;
        let note = asked.unwrap().text().await.unwrap();
        if stated_position(&note) == Some(position) {
            return note;
        }
        attempts += 1;
        assert!(attempts < ATTEMPTS_MAX, "{position} was never stated");
        tokio::time::sleep(BETWEEN).await;
    }
}

/// Runs a command on the ledger.
fn asked(database: &TestDatabase, keys: &Path, words: &[&str]) -> Output {
    let mut asked = command();
    asked.args(words).args(["--ledger", "test"]);
    for name in ["--keys-dir", "--data-dir"] {
        asked.arg(name).arg(keys);
    }
    asked
        .env("DATABASE_URL", database.app_url())
        .env("ALMONER_OWNER_URL", database.owner_url())
        .output()
        .unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_has_every_statement_and_three_verifiers_hold_them_and_a_kept_one_against_the_lines()
 {
    let (database, scratch) = (TestDatabase::create().await, scratch());
    let path = |name: &str| -> PathBuf { scratch.path().join(name) };
    let keys = path("keys");
    let server = Server::on_database_with(&database, &keys, &["--state-every", "0"]);
    let officer = Caller::new(&keys, "officer", "acf-otip", "officer-1");
    let mut notes = Vec::new();
    for id in ["first", "second", "third", "fourth"] {
        notes.push(stated(&officer, server.url(), id).await);
    }
    assert_eq!(server.stop(), Some(0));
    let books = path("books");
    let exported = asked(&database, &keys, &["export", "--bundle", text(&books)]);
    assert!(exported.status.success(), "{exported:?}");
    let whole = LooseBundle::read(&Source::open(&books).unwrap()).unwrap();
    assert_eq!(whole.manifest.format, "almoner-bundle/3");
    assert_eq!(whole.manifest.counts.statements, 4);
    assert_eq!(whole.statements, notes);

    // The kept ones are of the chain, on the ledger and in the bundle.
    let (kept, kept_too) = (path("kept"), path("kept-too"));
    fs::write(&kept, &notes[1]).unwrap();
    fs::write(&kept_too, &notes[3]).unwrap();
    let words = [
        "verify",
        "--statement",
        text(&kept),
        "--statement",
        text(&kept_too),
    ];
    let verified = asked(&database, &keys, &words);
    assert!(verified.status.success(), "{verified:?}");
    let verifiers = Verifiers::new(scratch.path());
    let words = [OsString::from("--statement"), kept.into()];
    for said in verifiers.said(&books, &words) {
        assert!(said.contains("\nstatements   4"), "{said}");
        assert!(said.ends_with("verdict: holds\n"), "{said}");
        assert!(!said.contains("no statement was cut off"), "{said}");
    }
    another_was_kept(&database, &keys, &verifiers, &whole, scratch.path());
    harmed(&keys, &verifiers, &whole, scratch.path());
    partial(&verifiers, &whole, &words, scratch.path());
}

/// A bundle without statements, as older programs write it, and one with a line withheld: what is not checked is said.
fn partial(verifiers: &Verifiers, whole: &LooseBundle, kept: &[OsString], scratch: &Path) {
    let mut older = whole.clone();
    older.statements.clear();
    older.write(&scratch.join("older")).unwrap();
    assert_eq!(older.manifest.format, "almoner-bundle/2");
    for said in verifiers.said(&scratch.join("older"), &[]) {
        let what = "there are no statements in the bundle";
        assert!(said.contains(what), "{said}");
        assert!(said.ends_with("verdict: holds\n"), "{said}");
    }
    // The map of streams cannot be made anew from there on.
    let mut withheld = whole.clone();
    let at = stated_position(&whole.statements[2]).unwrap();
    let place = usize::try_from(at).unwrap() - 1;
    let line = format!(
        "{{\"withheld\":{at},\"leaf\":\"{}\"}}",
        withheld.leaves[place]
    );
    withheld.lines[place] = line.into_bytes();
    withheld.write(&scratch.join("withheld")).unwrap();
    for said in verifiers.said(&scratch.join("withheld"), kept) {
        let what = "not checked  the streams that 2 statements state: lines are withheld";
        assert!(said.contains(what), "{said}");
        assert!(said.ends_with("verdict: holds\n"), "{said}");
    }
}

fn insider(keys: &Path, whole: &LooseBundle) -> Signer {
    let seed = read_or_create_key(&keys.join("checkpoint.key")).unwrap();
    Signer::try_new(&whole.manifest.origin, &seed).unwrap()
}

/// The auditor has kept another statement than the ledger shows: whoever has the key signed both.
fn another_was_kept(
    database: &TestDatabase,
    keys: &Path,
    verifiers: &Verifiers,
    whole: &LooseBundle,
    scratch: &Path,
) {
    let signer = insider(keys, whole);
    let said = |note: &str| ReadStatement::parse(&note[..=note.rfind("\n\n").unwrap()]).unwrap();
    let mut second = said(&whole.statements[1]);
    second.rows.root = leaf_hash(b"other rows");
    let mut third = said(&whole.statements[2]);
    third.previous = Some((second.position, second.digest()));
    let kept = scratch.join("another");
    for statement in [&second, &third] {
        fs::write(&kept, signer.sign(&statement.body())).unwrap();
        // The third names the second, which is where the ledger first says something else.
        let verdict = format!(
            "verdict: broken at position {} [HELD_STATEMENT_DIFFERS], contradicted by the held statement of position {}",
            second.position, statement.position
        );
        let words = [OsString::from("--statement"), kept.clone().into()];
        let verdicts = verifiers.verdicts(&scratch.join("books"), &words);
        assert_eq!(verdicts, [(); 3].map(|()| verdict.clone()));
        let verified = asked(database, keys, &["verify", "--statement", text(&kept)]);
        assert_eq!(verified.status.code(), Some(1));
        let said = String::from_utf8(verified.stdout).unwrap();
        assert!(said.ends_with(&format!("{verdict}\n")), "{said}");
    }
}

/// Harm to the statements of the bundle, of which all three verifiers say the same.
fn harmed(keys: &Path, verifiers: &Verifiers, whole: &LooseBundle, scratch: &Path) {
    let insider = insider(keys, whole);
    let means = Means {
        insiders: &[&insider],
        stranger: &insider,
        held: 2,
        stated: stated_position(&whole.statements[2]),
    };
    let (kept, directory) = (scratch.join("kept-third"), scratch.join("harmed"));
    fs::write(&kept, &whole.statements[2]).unwrap();
    let words = [OsString::from("--statement"), kept.into()];
    let at = |place: usize| stated_position(&whole.statements[place]).unwrap();
    let held = format!("the held statement of position {}", at(2));
    let by_lines = format!("the checkpoint of size {}", at(3));
    let none = "no checkpoint";
    let (differs, kept_differs) = ("STATEMENT_DIFFERS", "HELD_STATEMENT_DIFFERS");
    let beyond = "HELD_STATEMENT_BEYOND_CHAIN";
    for (kind, place, position, code, by) in [
        (BundleHarm::StatementDeleted, 1, at(2), differs, none),
        (BundleHarm::StatementEdited, 1, at(0) + 1, differs, none),
        (BundleHarm::StatementsReordered, 1, at(2), differs, none),
        (
            BundleHarm::StatementOfOtherStreams,
            0,
            at(3),
            differs,
            &by_lines,
        ),
        (
            BundleHarm::StatementsReplaced,
            0,
            at(2),
            kept_differs,
            &held,
        ),
        (BundleHarm::StatementsCutOff, 0, at(2), beyond, &held),
    ] {
        let mut bundle = whole.clone();
        kind.harm(&mut bundle, &means, place).unwrap();
        bundle.write(&directory).unwrap();
        let alone = verifiers.verdicts(&directory, &[]);
        let holding = verifiers.verdicts(&directory, &words);
        fs::remove_dir_all(&directory).unwrap();
        let verdict =
            format!("verdict: broken at position {position} [{code}], contradicted by {by}");
        let all = |verdict: &str| [(); 3].map(|()| verdict.to_owned());
        if by == held {
            assert_eq!(alone, all("verdict: holds"), "{kind:?}");
            assert_eq!(holding, all(&verdict), "{kind:?}");
        } else {
            // Whoever holds a later one may see it earlier, and all see the same.
            assert_eq!(alone, all(&verdict), "{kind:?}");
            assert_eq!(holding, all(&holding[0]), "{kind:?}");
            assert!(holding[0].contains("broken"), "{kind:?}: {holding:?}");
        }
    }
}
