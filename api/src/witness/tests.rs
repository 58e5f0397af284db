//! Every answer of a witness, over HTTP, by a log that behaves and by one that does not.

use std::{net::Ipv4Addr, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use almoner_journal::{
    merkle::{Frontier, Hash, consistency_plan, leaf_hash, subtree_root},
    note::{Checkpoint, Cosigner, Signer, Verifier, Witness},
};
use chrono::TimeDelta;
use proptest::prelude::*;
use reqwest::header;

use super::{AddCheckpoint, Verdict, Witnessing, router};
use crate::clock::Clock;

const ORIGIN: &str = "ledger.example/otip";
const SECONDS: u64 = 1_748_779_200;

/// A log of numbered leaves; `story` tells one history from another.
struct Log {
    signer: Signer,
    story: &'static str,
}

impl Log {
    fn new(story: &'static str) -> Self {
        Self {
            signer: Signer::try_new(ORIGIN, &[7; 32]).unwrap(),
            story,
        }
    }

    /// The histories have their first five leaves in common.
    fn leaves(&self, size: u64) -> Vec<Hash> {
        (0..size)
            .map(|n| {
                let story = if n < 5 { "common" } else { self.story };
                leaf_hash(format!("{story} {n}").as_bytes())
            })
            .collect()
    }

    fn checkpoint(&self, size: u64) -> Checkpoint {
        let mut frontier = Frontier::empty();
        for leaf in self.leaves(size) {
            frontier.append(leaf);
        }
        Checkpoint {
            origin: ORIGIN.to_owned(),
            size,
            root: frontier.root(),
        }
    }

    fn note(&self, size: u64) -> String {
        self.signer.sign(&self.checkpoint(size).body())
    }

    fn request(&self, old: u64, new: u64) -> AddCheckpoint {
        let leaves = self.leaves(new);
        let plan = consistency_plan(old, new).unwrap();
        let proof = plan.resolve(|node| {
            let start = usize::try_from(node.index << node.level).unwrap();
            let count = usize::try_from(1_u64 << node.level).unwrap();
            Ok::<_, ()>(subtree_root(&leaves[start..start + count]))
        });
        AddCheckpoint {
            old,
            proof: proof.unwrap(),
            note: self.note(new),
        }
    }
}

fn clock() -> Clock {
    Clock::fixed("2025-06-01T12:00:00Z".parse().unwrap())
}

fn open(directory: &Path) -> Witnessing {
    open_at(directory, clock())
}

fn open_at(directory: &Path, clock: Clock) -> Witnessing {
    let cosigner = Cosigner::try_new("witness.example/w1", &[9; 32]).unwrap();
    let key = Log::new("true").signer.verifier().clone();
    Witnessing::open(cosigner, vec![key], directory, clock).unwrap()
}

fn ask(witnessing: &Witnessing, request: &AddCheckpoint) -> Verdict {
    witnessing.add_checkpoint(request.to_body().as_bytes())
}

fn witness() -> Witness {
    let cosigner = Cosigner::try_new("witness.example/w1", &[9; 32]).unwrap();
    cosigner.witness().clone()
}

fn cosigned(verdict: &Verdict, log: &Log, size: u64) {
    let Verdict::Cosigned(lines) = verdict else {
        panic!("{verdict:?}");
    };
    let body = log.checkpoint(size).body();
    assert_eq!(witness().check(&body, lines), Ok(SECONDS));
    // The log's own key opens the note with the line at its end as before.
    let note = format!("{}{lines}", log.note(size));
    assert_eq!(log.signer.verifier().open(&note), Ok(body.as_str()));
}

#[test]
fn each_checkpoint_that_extends_the_last_is_cosigned() {
    let scratch = tempfile::tempdir().unwrap();
    let (witnessing, log) = (open(scratch.path()), Log::new("true"));
    for (old, new) in [(0, 1), (1, 7), (7, 7), (7, 8), (8, 300)] {
        cosigned(&ask(&witnessing, &log.request(old, new)), &log, new);
    }
}

#[test]
fn what_was_cosigned_is_remembered_by_the_next_process() {
    let scratch = tempfile::tempdir().unwrap();
    let log = Log::new("true");
    cosigned(&ask(&open(scratch.path()), &log.request(0, 7)), &log, 7);
    let witnessing = open(scratch.path());
    assert_eq!(ask(&witnessing, &log.request(0, 9)), Verdict::Conflict(7));
    cosigned(&ask(&witnessing, &log.request(7, 9)), &log, 9);
    let files: Vec<_> = std::fs::read_dir(scratch.path())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some())
        .collect();
    assert_eq!(files.len(), 1, "one checkpoint, and no draft: {files:?}");
    assert_eq!(
        files[0].metadata().unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(
        std::fs::read_to_string(files[0].path()).unwrap(),
        log.checkpoint(9).body()
    );
}

#[test]
fn a_second_process_does_not_work_in_the_same_directory() {
    let scratch = tempfile::tempdir().unwrap();
    let first = open(scratch.path());
    let cosigner = Cosigner::try_new("witness.example/w1", &[9; 32]).unwrap();
    let refused = Witnessing::open(cosigner, Vec::new(), scratch.path(), clock());
    assert_eq!(refused.err().unwrap().code(), "WITNESS_DIR_IN_USE");
    drop(first);
    open(scratch.path());
}

#[test]
fn a_witness_that_lost_its_memory_signs_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let (witnessing, log) = (open(scratch.path()), Log::new("true"));
    cosigned(&ask(&witnessing, &log.request(0, 7)), &log, 7);
    for entry in std::fs::read_dir(scratch.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some() {
            std::fs::write(path, "ledger.example/otip\n7\n").unwrap();
        }
    }
    assert_eq!(ask(&witnessing, &log.request(7, 8)), Verdict::Broken);
}

#[test]
fn a_fork_and_a_ledger_that_went_back_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let (witnessing, log, fork) = (open(scratch.path()), Log::new("true"), Log::new("false"));
    cosigned(&ask(&witnessing, &log.request(0, 9)), &log, 9);
    // Back to what was there before: there is no proof from nine to six, and from six on nine is what counts.
    assert_eq!(ask(&witnessing, &log.request(6, 6)), Verdict::Conflict(9));
    // Another tree of the same size.
    assert_eq!(ask(&witnessing, &fork.request(9, 9)), Verdict::Conflict(9));
    // Another tree that is larger: its proof is of its own past.
    assert_eq!(
        ask(&witnessing, &fork.request(9, 12)),
        Verdict::Inconsistent
    );
    // The true one goes on.
    cosigned(&ask(&witnessing, &log.request(9, 12)), &log, 12);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let (witnessing, log) = (open(scratch.path()), Log::new("true"));
    let whole = log.request(0, 7).to_body();
    for body in [
        String::new(),
        "old 0\n".to_owned(),
        whole.replacen("old 0", "old 00", 1),
        whole.replacen("old 0", "old -1", 1),
        whole.replacen("old 0", "size 0", 1),
        whole.replacen("\n\n", "\nAAAA\n\n", 1),
        whole.replacen("\n\n", "\n", 1),
        whole.trim_end().to_owned(),
        whole.replacen("old 0", "old 8", 1),
        format!("old 0\n{}\n{}", "A".repeat(43) + "=\n", whole),
        format!(
            "old 0\n{}\n{}",
            format!("{}=\n", "A".repeat(43)).repeat(64),
            log.note(7)
        ),
    ] {
        let verdict = witnessing.add_checkpoint(body.as_bytes());
        assert!(
            matches!(verdict, Verdict::Malformed | Verdict::OriginUnknown),
            "{body}: {verdict:?}"
        );
    }
    assert_eq!(
        witnessing.add_checkpoint(b"old 0\n\n\xff"),
        Verdict::Malformed
    );
}

#[tokio::test]
async fn every_status_of_the_protocol_is_given() {
    let scratch = tempfile::tempdir().unwrap();
    let witnessing = Arc::new(open(scratch.path()));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router(witnessing)).await });
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let post = async |body: String| {
        let request = http.post(format!("{base}/add-checkpoint")).body(body);
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let media_type = response.headers()[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .to_owned();
        (status, media_type, response.text().await.unwrap())
    };
    let (log, fork) = (Log::new("true"), Log::new("false"));
    let (status, _, lines) = post(log.request(0, 9).to_body()).await;
    assert_eq!(status, 200);
    assert_eq!(
        witness().check(&log.checkpoint(9).body(), &lines),
        Ok(SECONDS)
    );
    assert_eq!(post("old 1\n".to_owned()).await.0, 400);
    let mut request = log.request(9, 10);
    request.old = 11;
    assert_eq!(post(request.to_body()).await.0, 400);
    let forged = Signer::try_new(ORIGIN, &[8; 32]).unwrap();
    let mut request = log.request(9, 10);
    request.note = forged.sign(&log.checkpoint(10).body());
    assert_eq!(post(request.to_body()).await.0, 403);
    let other = Signer::try_new("other.example/log", &[7; 32]).unwrap();
    let checkpoint = Checkpoint {
        origin: "other.example/log".to_owned(),
        ..log.checkpoint(10)
    };
    request.note = other.sign(&checkpoint.body());
    assert_eq!(post(request.to_body()).await.0, 404);
    let (status, media_type, size) = post(log.request(3, 10).to_body()).await;
    assert_eq!(
        (status, media_type.as_str(), size.as_str()),
        (409, "text/x.tlog.size", "9\n")
    );
    assert_eq!(post(fork.request(9, 9).to_body()).await.0, 409);
    assert_eq!(post(fork.request(9, 10).to_body()).await.0, 422);
    let got = http
        .get(format!("{base}/add-checkpoint"))
        .send()
        .await
        .unwrap();
    assert_eq!(got.status().as_u16(), 405);
    assert_eq!(post("x".repeat(100_000)).await.0, 413);
    let key = http.get(format!("{base}/key")).send().await.unwrap();
    assert_eq!(
        key.text().await.unwrap(),
        format!("{}\n", witness().to_key())
    );
}

#[test]
fn requests_at_the_same_time_never_take_the_witness_back() {
    let scratch = tempfile::tempdir().unwrap();
    let (witnessing, log) = (open(scratch.path()), Log::new("true"));
    std::thread::scope(|scope| {
        for to in 1..=16 {
            let (witnessing, log) = (&witnessing, &log);
            scope.spawn(move || {
                let mut old = 0;
                loop {
                    match ask(witnessing, &log.request(old.min(to), to)) {
                        Verdict::Cosigned(_) => return,
                        Verdict::Conflict(size) if size >= to => return,
                        Verdict::Conflict(size) => old = size,
                        other @ (Verdict::Malformed
                        | Verdict::Unsigned
                        | Verdict::OriginUnknown
                        | Verdict::Inconsistent
                        | Verdict::Broken) => panic!("{other:?}"),
                    }
                }
            });
        }
    });
    cosigned(&ask(&witnessing, &log.request(16, 16)), &log, 16);
}

#[test]
fn the_moment_of_a_cosignature_is_the_witness_s_own() {
    let scratch = tempfile::tempdir().unwrap();
    let (clock, log) = (clock(), Log::new("true"));
    let witnessing = open_at(scratch.path(), clock.clone());
    cosigned(&ask(&witnessing, &log.request(0, 2)), &log, 2);
    clock.advance(TimeDelta::seconds(61));
    let Verdict::Cosigned(lines) = ask(&witnessing, &log.request(2, 2)) else {
        panic!("it is the same tree");
    };
    let body = log.checkpoint(2).body();
    assert_eq!(witness().check(&body, &lines), Ok(SECONDS + 61));
    let key = Verifier::parse(&witness().to_key());
    assert_eq!(
        key.unwrap_err().code(),
        "VERIFIER_KEY_MALFORMED",
        "it is no log's key"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_a_log_shows_the_witness_follows_one_history(
        steps in proptest::collection::vec((0_u64..40, any::<bool>(), any::<bool>()), 1..20)
    ) {
        let scratch = tempfile::tempdir().unwrap();
        let witnessing = open(scratch.path());
        let logs = [Log::new("true"), Log::new("false")];
        let mut last = logs[0].checkpoint(0);
        for (to, second, honest) in steps {
            let log = &logs[usize::from(second)];
            let old = if honest { last.size } else { to / 2 };
            if old > to {
                continue;
            }
            let new = log.checkpoint(to);
            if let Verdict::Cosigned(_) = ask(&witnessing, &log.request(old, to)) {
                // What was cosigned is a beginning of what is cosigned now.
                prop_assert_eq!(log.checkpoint(last.size).root, last.root);
                prop_assert!(new.size >= last.size);
                last = new;
            } else {
                let extends = old == last.size && log.checkpoint(old).root == last.root;
                prop_assert!(!extends, "{} to {} was refused", old, to);
            }
        }
    }
}
