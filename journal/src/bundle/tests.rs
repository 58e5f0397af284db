//! Bundles of small ledgers, whole, with lines withheld, taken up again, and meddled with.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use futures::stream;
use sha2::{Digest, Sha256};

use super::*;
use crate::ledger::Ledger;
use crate::ledger::tests::support::*;
use crate::merkle::leaf_hash;
use crate::note::{ReadStatement, Signer, StatedMap, Verifier};
use crate::record::Position;
use crate::store::ReadError;
use crate::testing::TestDatabase;
use crate::verify::Report;

/// Six records, the last two of one command each, in segments of four lines.
async fn ledger(database: &TestDatabase) -> Ledger {
    let ledger = open(database).await;
    for n in 0..4 {
        registered(&ledger, &format!("house-{n}")).await;
    }
    accepted(ledger.submit(submission("x", exclude("house-1", 1))).await);
    accepted(ledger.submit(submission("y", exclude("house-2", 1))).await);
    ledger
}

fn key(ledger: &Ledger) -> Verifier {
    let signer = Signer::try_new(ledger.journal().origin(), &KEYS.signing).unwrap();
    signer.verifier().clone()
}

async fn export(
    ledger: &Ledger,
    directory: &Path,
    withholds: impl FnMut(BundleLine<'_>) -> Result<bool, ReadError>,
) -> Result<Manifest, BundleError> {
    let options = BundleOptions {
        origin: ledger.journal().origin().to_owned(),
        ledger: ledger.journal().name().to_string(),
        keys: vec![key(ledger).to_key()],
        segment_lines: 4,
        last: 6,
        whole: false,
    };
    ledger
        .journal()
        .bundle(directory, options, withholds, |_| {})
        .await
}

fn check(path: &Path, key: &Verifier, held: &[String]) -> Report {
    let source = Source::open(path).unwrap();
    let keys = [key.clone()];
    let trust = BundleTrust {
        keys: &keys,
        held,
        ..BundleTrust::default()
    };
    verify(&source, trust, |_, _| (), |()| Ok(()), |_| {}).unwrap()
}

/// Unpacks a file of a bundle, lets `change` at its text, packs it again and lists it anew in the manifest.
fn meddle(directory: &Path, name: &str, change: impl FnOnce(String) -> String) {
    let path = directory.join(name);
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(&path).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    let changed = change(text.clone());
    assert_ne!(changed, text, "the meddling changes nothing");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(changed.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    fs::write(&path, &packed).unwrap();
    let manifest = fs::read(directory.join(MANIFEST)).unwrap();
    let mut manifest: Manifest = serde_json::from_slice(&manifest).unwrap();
    for file in &mut manifest.files {
        if file.name == name {
            file.bytes = packed.len().try_into().unwrap();
            file.sha256 = hex::encode(Sha256::digest(&packed));
        }
    }
    fs::write(directory.join(MANIFEST), manifest.to_json()).unwrap();
}

#[tokio::test]
async fn a_bundle_holds_as_a_directory_and_as_an_archive() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    let manifest = export(&ledger, scratch.path(), |_| Ok(false))
        .await
        .unwrap();
    assert_eq!(manifest.files.len(), 8);
    let root = ledger.journal().head().await.unwrap().root;
    let held = ledger
        .journal()
        .checkpoint_over(Position::ZERO.plus(3))
        .await;
    let held = [held.unwrap().unwrap().note];
    let archive = scratch.path().join("books.zip");
    pack(scratch.path(), &manifest, &archive).unwrap();
    for path in [scratch.path(), &archive] {
        let report = check(path, &key(&ledger), &held);
        assert_eq!(report.findings.verdict(), "verdict: holds");
        assert_eq!(report.root, root);
        let counts = (report.records, report.streams, report.checkpoints);
        assert_eq!(counts, (6, 4, 7));
        let unstated =
            "what the ledger states of its read models: there are no statements in the bundle";
        assert_eq!(report.skipped, [unstated]);
    }
}

#[tokio::test]
async fn a_withheld_line_leaves_the_root_as_it_is_and_is_told() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    let withheld = |line: BundleLine<'_>| match line {
        BundleLine::Record(record) => Ok([2, 5].contains(&record.position.get())),
        BundleLine::Refusal => Ok(false),
    };
    export(&ledger, scratch.path(), withheld).await.unwrap();
    let report = check(scratch.path(), &key(&ledger), &[]);
    assert_eq!(report.findings.verdict(), "verdict: holds");
    assert_eq!(report.root, ledger.journal().head().await.unwrap().root);
    assert_eq!((report.records, report.withheld), (4, 2));
    assert_eq!(report.skipped.len(), 3, "{:?}", report.skipped);
}

#[tokio::test]
async fn an_interrupted_bundle_is_finished_as_it_would_have_been() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    let (whole, twice) = (scratch.path().join("whole"), scratch.path().join("twice"));
    let whole_manifest = export(&ledger, &whole, |_| Ok(false)).await.unwrap();
    let interrupted = export(&ledger, &twice, |line| {
        if matches!(line, BundleLine::Record(record) if record.position.get() == 6) {
            return Err(ReadError::Malformed("interrupted".to_owned()));
        }
        Ok(false)
    });
    assert!(interrupted.await.is_err());
    let first = twice.join("records/000000.jsonl.gz");
    let written = first.metadata().unwrap().modified().unwrap();
    let manifest = export(&ledger, &twice, |_| Ok(false)).await.unwrap();
    assert_eq!(manifest, whole_manifest);
    assert_eq!(first.metadata().unwrap().modified().unwrap(), written);
    let again = export(&ledger, &twice, |_| Ok(false)).await;
    assert_eq!(again.unwrap_err().code(), "BUNDLE_OF_ANOTHER_EXPORT");
}

#[tokio::test]
async fn meddling_is_named_with_its_position_and_the_checkpoint_that_contradicts_it() {
    let cases: [(&str, &str, &str, &str); 6] = [
        (
            "records/000000.jsonl.gz",
            "\"position\":3,",
            "\"position\":9,",
            "verdict: broken at position 3 [LEAF_DIFFERS], contradicted by the checkpoint of size 3",
        ),
        (
            "records/000001.jsonl.gz",
            "OrganizationExcluded",
            "OrganizationReinstated",
            "verdict: broken at position 5 [LEAF_DIFFERS], contradicted by the checkpoint of size 5",
        ),
        (
            "records/000000.jsonl.gz",
            "{\"position\":2,",
            "{ \"position\":2,",
            "verdict: broken at position 2 [LEAF_DIFFERS], contradicted by the checkpoint of size 2",
        ),
        (
            "checkpoints/000000.jsonl.gz",
            "\\n3\\n",
            "\\n2\\n",
            "verdict: broken at position 3 [CHECKPOINT_NOTE_INVALID], contradicted by the checkpoint of size 3",
        ),
        (
            "checkpoints/000001.jsonl.gz",
            "— test",
            "— best",
            "verdict: broken at position 5 [CHECKPOINT_NOTE_INVALID], contradicted by the checkpoint of size 5",
        ),
        (
            "records/000000.jsonl.gz",
            "almoner test",
            "almoner best",
            "verdict: broken at position 1 [LEAF_DIFFERS], contradicted by the checkpoint of size 1",
        ),
    ];
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    for (number, (name, from, to, verdict)) in cases.into_iter().enumerate() {
        let directory = scratch.path().join(number.to_string());
        export(&ledger, &directory, |_| Ok(false)).await.unwrap();
        meddle(&directory, name, |text| text.replacen(from, to, 1));
        let report = check(&directory, &key(&ledger), &[]);
        assert_eq!(report.findings.verdict(), verdict);
    }
}

#[tokio::test]
async fn a_line_that_is_left_out_is_a_gap_and_a_checkpoint_that_is_left_out_is_missed() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    let without = |text: String, line: usize| {
        let kept = text.split_inclusive('\n').enumerate();
        kept.filter_map(|(at, text)| (at != line).then_some(text))
            .collect::<String>()
    };
    for (number, (name, line, verdict)) in [
        (
            "records/000000.jsonl.gz",
            1,
            "verdict: broken at position 2 [LEAF_DIFFERS], contradicted by the checkpoint of size 2",
        ),
        (
            "checkpoints/000000.jsonl.gz",
            2,
            "verdict: broken at position 2 [CHECKPOINT_MISSING], contradicted by no checkpoint",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let directory = scratch.path().join(number.to_string());
        export(&ledger, &directory, |_| Ok(false)).await.unwrap();
        meddle(&directory, name, |text| without(text, line));
        let report = check(&directory, &key(&ledger), &[]);
        assert_eq!(report.findings.verdict(), verdict);
    }
}

#[tokio::test]
async fn another_key_and_another_history_show_against_what_the_verifier_holds() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    export(&ledger, scratch.path(), |_| Ok(false))
        .await
        .unwrap();
    let origin = ledger.journal().origin();
    let stranger = Signer::try_new(origin, &[9; 32]).unwrap();
    let report = check(scratch.path(), stranger.verifier(), &[]);
    assert_eq!(
        report.findings.verdict(),
        "verdict: broken at position 0 [MANIFEST_DIFFERS], contradicted by no checkpoint"
    );
    // A checkpoint that this key signed over other records, and one over more records than there are.
    let signer = Signer::try_new(origin, &KEYS.signing).unwrap();
    for (size, verdict) in [
        (
            4,
            "verdict: broken at position 1 [HELD_CHECKPOINT_DIFFERS], contradicted by the held checkpoint of size 4",
        ),
        (
            7,
            "verdict: broken at position 7 [HELD_CHECKPOINT_BEYOND_RECORDS], contradicted by the held checkpoint of size 7",
        ),
    ] {
        let root = crate::merkle::leaf_hash(b"another history");
        let checkpoint = crate::note::Checkpoint {
            origin: origin.to_owned(),
            size,
            root,
        };
        let held = [signer.sign(&checkpoint.body())];
        let report = check(scratch.path(), &key(&ledger), &held);
        assert_eq!(report.findings.verdict(), verdict);
    }
}

#[tokio::test]
async fn a_bundle_of_the_first_format_is_still_read() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    let mut manifest = export(&ledger, scratch.path(), |_| Ok(false))
        .await
        .unwrap();
    FORMAT_1.clone_into(&mut manifest.format);
    manifest
        .files
        .retain(|file| !file.name.starts_with("refusals/"));
    fs::write(scratch.path().join(MANIFEST), manifest.to_json()).unwrap();
    fs::remove_dir_all(scratch.path().join("refusals")).unwrap();
    let report = check(scratch.path(), &key(&ledger), &[]);
    assert_eq!(report.findings.verdict(), "verdict: holds");
}

#[tokio::test]
async fn refusals_are_in_a_bundle_as_lines_or_as_digests_and_those_that_no_record_names_are_not() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = open(&database).await;
    for n in 0..6 {
        registered(&ledger, &format!("house-{n}")).await;
        let id = format!("refused-{n}");
        refused(
            ledger
                .submit(submission(&id, reinstate("house-0", 1)))
                .await,
        );
    }
    for is_withheld in [false, true] {
        let directory = scratch.path().join(is_withheld.to_string());
        let manifest = export(&ledger, &directory, |line| match line {
            BundleLine::Record(_) => Ok(false),
            BundleLine::Refusal => Ok(is_withheld),
        });
        assert_eq!(manifest.await.unwrap().counts.refusals, 5);
        let report = check(&directory, &key(&ledger), &[]);
        assert_eq!(report.findings.verdict(), "verdict: holds");
        assert_eq!(report.refusals, 5);
        let edit = |text: String| text.replacen("\":5,", "\":6,", 1);
        meddle(&directory, "refusals/000001.jsonl.gz", edit);
        let report = check(&directory, &key(&ledger), &[]);
        let verdict = "verdict: broken at position 6 [REFUSAL_DIFFERS], contradicted by the checkpoint of size 6";
        assert_eq!(report.findings.verdict(), verdict);
    }
}

#[tokio::test]
async fn statements_are_in_a_bundle_up_to_the_first_by_a_key_that_came_after_it() {
    let (database, scratch) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let ledger = ledger(&database).await;
    let directory = |name: &str| scratch.path().join(name);
    export(&ledger, &directory("unstated"), |_| Ok(false))
        .await
        .unwrap();
    let signer = Signer::try_new(ledger.journal().origin(), &KEYS.signing).unwrap();
    let later = Signer::try_new(ledger.journal().origin(), &[9; 32]).unwrap();
    let mut loose = LooseBundle::read(&Source::open(&directory("unstated")).unwrap()).unwrap();
    let none = StatedMap {
        count: 0,
        root: leaf_hash(b"none"),
    };
    let draft = |position| ReadStatement {
        origin: ledger.journal().origin().to_owned(),
        position,
        root: none.root,
        program: "almoner test".to_owned(),
        binary: none.root,
        shape: none.root,
        streams: none,
        rows: none,
        previous: None,
    };
    loose.statements = [(3, &signer), (5, &signer), (6, &later)]
        .map(|(position, signer)| signer.sign(&draft(position).body()))
        .to_vec();
    loose.state_anew(&[&signer, &later], 0);
    let (path, notes) = (directory("stated"), loose.statements.clone());
    let options = BundleOptions {
        origin: loose.manifest.origin.clone(),
        ledger: loose.manifest.ledger.clone(),
        keys: loose.manifest.keys.clone(),
        segment_lines: 4,
        last: 6,
        whole: true,
    };
    let notes = |_| stream::iter(notes.into_iter().map(Ok));
    let manifest = ledger
        .journal()
        .bundle_stating(&path, options, notes, |_| Ok(false), |_| {})
        .await
        .unwrap();
    assert_eq!((manifest.counts.statements, manifest.files.len()), (2, 9));
    let report = check(&path, &key(&ledger), &[]);
    assert_eq!(report.findings.verdict(), "verdict: holds");
    let last = Some(Position::ZERO.plus(5));
    assert_eq!((report.statements, report.stated), (2, last));
    // A key that nobody brought signs nothing, and a statement of another tree is contradicted by its checkpoint.
    loose.write(&directory("by-another")).unwrap();
    let report = check(&directory("by-another"), &key(&ledger), &[]);
    let verdict =
        "verdict: broken at position 6 [STATEMENT_DIFFERS], contradicted by no checkpoint";
    assert_eq!(report.findings.verdict(), verdict);
    let mut other = draft(3);
    other.root = leaf_hash(b"another");
    loose.statements = vec![signer.sign(&other.body())];
    loose.write(&directory("of-another")).unwrap();
    let report = check(&directory("of-another"), &key(&ledger), &[]);
    let verdict = "verdict: broken at position 3 [STATEMENT_DIFFERS], contradicted by the checkpoint of size 3";
    assert_eq!(report.findings.verdict(), verdict);
}
