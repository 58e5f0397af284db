//! Bundles before three verifiers that share no code: the product's own, one in Python, one in Go.

use std::{ffi::OsString, fs, path::Path};

use almoner_api::drill::{BundleHarm, Means, state, stated_position};
use almoner_journal::{
    bundle::{LooseBundle, Source, note_size},
    note::{Signer, read_or_create_key},
};
use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::verifiers::Verifiers;

/// Lines of the bundle that is harmed: enough for every kind of event that counts, few enough for many rounds.
const LINES: u64 = 1_000;

/// How often each kind of harm is done, at as many places.
const ROUNDS: u32 = 2;

/// The demonstration as a bundle, its key, and the verifiers.
struct Setting {
    scratch: TempDir,
    bundle: LooseBundle,
    insider: Signer,
    stranger: Signer,
    verifiers: Verifiers,
}

impl Setting {
    fn new() -> Self {
        let scratch = scratch();
        let data = scratch.path().join("data");
        assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
        let exported = scratch.path().join("exported");
        let words = [
            "export",
            "--segment-lines",
            "300",
            "--bundle",
            exported.to_str().unwrap(),
        ];
        let said = run(&data, &words);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
        let bundle = LooseBundle::read(&Source::open(&exported).unwrap()).unwrap();
        let seed = read_or_create_key(&data.join("keys/checkpoint.key")).unwrap();
        let signer = |seed| Signer::try_new(&bundle.manifest.origin, seed).unwrap();
        Self {
            insider: signer(&seed),
            stranger: signer(&[9; 32]),
            verifiers: Verifiers::new(scratch.path()),
            scratch,
            bundle,
        }
    }

    /// The bundle as it was at the first checkpoint of at least so many lines.
    fn beginning(&self, lines: u64) -> LooseBundle {
        let mut bundle = self.bundle.clone();
        let sizes = bundle.notes.iter().filter_map(|note| note_size(note));
        let size = sizes.filter(|size| *size >= lines).min().unwrap();
        bundle.notes.retain(|note| note_size(note).unwrap() <= size);
        bundle.lines.truncate(size.try_into().unwrap());
        bundle.refusals.clear();
        bundle.hash_anew();
        bundle.statements.clear();
        state(&mut bundle, &[&self.insider]);
        bundle
    }

    /// What the three say in the end, the product's own first.
    fn verdicts(&self, bundle: &Path, held: Option<&Path>) -> [String; 3] {
        self.verdicts_with(bundle, held, None)
    }

    /// The same of whoever has kept a statement too.
    fn verdicts_with(
        &self,
        bundle: &Path,
        held: Option<&Path>,
        kept: Option<&Path>,
    ) -> [String; 3] {
        let key = self.insider.verifier().to_key();
        let mut words = vec![OsString::from("--public-key"), key.into()];
        for (word, path) in [("--checkpoint", held), ("--statement", kept)] {
            words.extend(path.into_iter().flat_map(|path| [word.into(), path.into()]));
        }
        self.verifiers.verdicts(bundle, &words)
    }
}

#[test]
fn three_verifiers_say_the_same_of_a_whole_bundle_of_one_with_lines_withheld_and_of_an_edited_one()
{
    let setting = Setting::new();
    let held = setting.scratch.path().join("held");
    let notes = &setting.bundle.notes;
    fs::write(&held, &notes[notes.len() / 2]).unwrap();
    let holds = ["verdict: holds"; 3].map(str::to_owned);
    let exported = setting.scratch.path().join("exported");
    assert_eq!(setting.verdicts(&exported, Some(&held)), holds);

    let mut withheld = setting.bundle.clone();
    for (at, line) in withheld.lines.iter_mut().enumerate() {
        if String::from_utf8_lossy(line).contains("\"aggregate_type\":\"Client\"") {
            let leaf = withheld.leaves[at];
            *line = format!("{{\"withheld\":{},\"leaf\":\"{leaf}\"}}", at + 1).into_bytes();
        }
    }
    let directory = setting.scratch.path().join("withheld");
    withheld.write(&directory).unwrap();
    assert!(withheld.manifest.counts.withheld > 10);
    assert_eq!(withheld.manifest.root, setting.bundle.manifest.root);
    assert_eq!(setting.verdicts(&directory, Some(&held)), holds);

    let mut edited = setting.bundle.clone();
    let position = edited.lines.len() / 2;
    let line = String::from_utf8(edited.lines[position - 1].clone()).unwrap();
    edited.lines[position - 1] = line.replacen("\"type\":", "\"typo\":", 1).into_bytes();
    let directory = setting.scratch.path().join("edited");
    edited.write(&directory).unwrap();
    let sizes = notes.iter().filter_map(|note| note_size(note));
    let over = sizes
        .filter(|size| *size >= u64::try_from(position).unwrap())
        .min()
        .unwrap();
    let verdict = format!(
        "verdict: broken at position {position} [LEAF_DIFFERS], contradicted by the checkpoint of size {over}"
    );
    assert_eq!(
        setting.verdicts(&directory, None),
        [(); 3].map(|()| verdict.clone())
    );
}

#[test]
fn no_harm_to_a_bundle_is_missed_by_any_of_three_verifiers_and_none_gives_a_false_alarm() {
    let setting = Setting::new();
    let whole = setting.beginning(LINES);
    let sizes: Vec<u64> = whole
        .notes
        .iter()
        .filter_map(|note| note_size(note))
        .collect();
    let held_size = sizes[sizes.len() * 2 / 3];
    let held = setting.scratch.path().join("held");
    fs::write(&held, &whole.notes[sizes.len() * 2 / 3]).unwrap();
    let statement = &whole.statements[whole.statements.len() * 2 / 3];
    let kept = setting.scratch.path().join("kept");
    fs::write(&kept, statement).unwrap();
    let means = Means {
        insiders: &[&setting.insider],
        stranger: &setting.stranger,
        held: held_size,
        stated: stated_position(statement),
    };
    // Keys and refused commands have a ledger of their own: the beginning of this one has neither.
    let has_place = |kind: &BundleHarm| kind.harm(&mut whole.clone(), &means, 0).is_some();
    let kinds: Vec<BundleHarm> = BundleHarm::all().into_iter().filter(has_place).collect();
    assert!(kinds.len() >= 36, "{kinds:?}");
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let config = Config {
        cases: ROUNDS,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let directory = setting.scratch.path().join("harmed");
    for kind in kinds {
        runner
            .run(&any::<u64>(), |place| {
                let mut bundle = whole.clone();
                let said = bundle.manifest.clone();
                let harmed = kind.harm(&mut bundle, &means, place);
                prop_assume!(harmed.is_some());
                let (size, root) = (bundle.manifest.size, bundle.manifest.root.clone());
                bundle.write(&directory).unwrap();
                let verdicts = setting.verdicts_with(&directory, Some(&held), Some(&kept));
                fs::remove_dir_all(&directory).unwrap();
                for verdict in &verdicts {
                    prop_assert!(
                        verdict.starts_with("verdict: broken"),
                        "{kind:?} at {place}: {verdicts:?} {size} {root} {said:?}"
                    );
                }
                // The product's own knows more of what an event may say, and may find it there.
                let [own, python, go] = verdicts;
                prop_assert_eq!(&python, &go, "{:?} at {}", kind, place);
                let knows_more = ["[BOOKS_DIFFER]", "[RECORD_UNREADABLE]", "[COMMAND_DIFFERS]"]
                    .iter()
                    .any(|code| own.contains(code));
                prop_assert!(
                    own == python || knows_more,
                    "{kind:?} at {place}: {own} {python}"
                );
                Ok(())
            })
            .unwrap();
    }
    // What is withheld truly is no harm, wherever it is.
    runner
        .run(&any::<u64>(), |place| {
            let mut bundle = whole.clone();
            let step = usize::try_from(place % 50).unwrap() + 1;
            for at in (0..bundle.lines.len()).step_by(step) {
                let line = format!(
                    "{{\"withheld\":{},\"leaf\":\"{}\"}}",
                    at + 1,
                    bundle.leaves[at]
                );
                bundle.lines[at] = line.into_bytes();
            }
            bundle.write(&directory).unwrap();
            let verdicts = setting.verdicts_with(&directory, Some(&held), Some(&kept));
            fs::remove_dir_all(&directory).unwrap();
            prop_assert_eq!(verdicts, ["verdict: holds"; 3].map(str::to_owned));
            Ok(())
        })
        .unwrap();
}

/// A command, and one under another id that asks for what holds already, which answers with the same position; one that is
/// refused; and another signing key.
async fn asked_twice(data: &Path) {
    let server = Server::embedded(data);
    let officer = Caller::new(&data.join("keys"), "officer", "acf-otip", "officer-1");
    for id in ["drill-close-1", "drill-close-2"] {
        let answer = begin_close(&officer, server.url(), id, "2026-03").await;
        let held = json!({ "alreadyHeld": id == "drill-close-2", "userErrors": [] });
        assert_eq!(answer, held);
    }
    let refused = begin_close(&officer, server.url(), "drill-refused", "2026-04").await;
    let code = &refused["userErrors"][0]["code"];
    assert_eq!(code, "PERIOD_CLOSE_UNDER_WAY");
    assert_eq!(server.stop(), Some(0));
    let key = |words: &[&str]| {
        run(data, words)
            .out
            .split_whitespace()
            .last()
            .unwrap()
            .to_owned()
    };
    let (old, new) = (key(&["signing-key"]), key(&["signing-key", "--next"]));
    let server = Server::embedded(data);
    let admin = Caller::new(&data.join("keys"), "admin", "acf-otip", "admin-1");
    let rotate = format!(
        r#"mutation {{ signingKeyRotate(input: {{
            commandId: "drill-rotate", from: "{old}", to: "{new}", effectiveOn: "2026-08-03"
        }}) {{ userErrors {{ code message }} }} }}"#
    );
    let answer = admin.data(server.url(), &rotate, json!({})).await;
    assert_eq!(answer["signingKeyRotate"]["userErrors"], json!([]));
    assert_eq!(server.stop(), Some(0));
}

async fn begin_close(officer: &Caller, url: &str, id: &str, through: &str) -> Value {
    let begin = format!(
        r#"mutation {{ periodCloseBegin(input: {{
            commandId: "{id}", programme: "SO", through: "{through}", effectiveOn: "2026-08-03"
        }}) {{ alreadyHeld userErrors {{ code }} }} }}"#
    );
    officer.data(url, &begin, json!({})).await["periodCloseBegin"].clone()
}

#[tokio::test]
async fn the_drill_catches_every_kind_of_harm_and_leaves_the_ledger_as_it_was() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    asked_twice(&data).await;
    let before = run(&data, &["verify", "--read-models"]);
    assert_eq!(before.code, Some(0), "{}{}", before.out, before.err);
    let drilled = run(&data, &["tamper-drill"]);
    assert_eq!(drilled.code, Some(0), "{}{}", drilled.out, drilled.err);
    let caught = drilled
        .out
        .lines()
        .filter(|line| line.starts_with("caught"))
        .count();
    assert!(caught >= 80, "{}", drilled.out);
    let last = format!("{caught} of {caught} kinds of harm were caught");
    assert_eq!(drilled.out.lines().last(), Some(last.as_str()));
    for by in [
        "the bundle alone",
        "an earlier checkpoint",
        "the live ledger",
        "what was stated",
        "a kept statement",
    ] {
        assert!(
            drilled.out.contains(&format!(" by {by}: ")),
            "{}",
            drilled.out
        );
    }
    assert_eq!(run(&data, &["verify", "--read-models"]).out, before.out);
}
