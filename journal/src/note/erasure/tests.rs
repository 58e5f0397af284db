//! What a certificate promises, on a log of four records.

use super::*;
use crate::merkle::{leaf_hash, node_hash};
use crate::note::{Checkpoint, Signer, Verifier};

const ORIGIN: &str = "grants.example/otip";
const EVENT: &str = r#"{"position":4,"aggregate_type":"Client","aggregate_id":"C-7K3M9QW2X8RT4VBN","sequence":5,"event_type":"ClientErased","event_version":"1.0","recorded_at":"2025-01-01T00:00:00.000000Z","metadata":{},"payload":{"type":"ClientErased","client":"C-7K3M9QW2X8RT4VBN","key":"commitment","effective_on":"2012-04-01"}}"#;

fn signer(seed: u8) -> Signer {
    Signer::try_new(ORIGIN, &[seed; 32]).unwrap()
}

fn keys(seeds: &[u8]) -> Vec<Verifier> {
    let keys = seeds.iter().map(|seed| signer(*seed).verifier().clone());
    keys.collect()
}

fn checkpoint(head: TreeHead, signer: &Signer) -> String {
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: head.size,
        root: head.root,
    };
    signer.sign(&checkpoint.body())
}

fn certificate(before: TreeHead, after: TreeHead) -> ErasureCertificate {
    ErasureCertificate {
        origin: ORIGIN.to_owned(),
        client: "C-7K3M9QW2X8RT4VBN".to_owned(),
        key: Some("commitment".to_owned()),
        requested_by: "officer-1".to_owned(),
        approved_by: "officer-2".to_owned(),
        approved_on: "2012-04-01".to_owned(),
        approved_at: 3,
        erased_at: 4,
        sealed: vec![1],
        plain: vec![2],
        before,
        after,
    }
}

/// The certificate of the fourth record; the second key signed it after the first had signed the checkpoints.
fn file() -> (ErasureFile, ErasureCertificate) {
    let leaves: Vec<Hash> = ["one", "two", "three", EVENT]
        .iter()
        .map(|line| leaf_hash(line.as_bytes()))
        .collect();
    let (left, right) = (
        node_hash(&leaves[0], &leaves[1]),
        node_hash(&leaves[2], &leaves[3]),
    );
    let head = |size, root| TreeHead { size, root };
    let before = head(3, node_hash(&left, &leaves[2]));
    let after = head(4, node_hash(&left, &right));
    let paths = [
        vec![leaves[1], right],
        vec![leaves[0], right],
        vec![leaves[3], left],
        vec![leaves[2], left],
    ];
    let proved = (1..).zip(&leaves).zip(paths);
    let said = certificate(before, after);
    let file = ErasureFile {
        event: EVENT.to_owned(),
        before: checkpoint(before, &signer(1)),
        after: checkpoint(after, &signer(1)),
        consistency: vec![leaves[2], leaves[3], left],
        leaves: proved
            .map(|((position, leaf), path)| ProvedLeaf {
                position,
                leaf: *leaf,
                path,
            })
            .collect(),
        note: signer(2).sign(&said.body()),
    };
    (file, said)
}

fn refused(file: &ErasureFile, seeds: &[u8]) -> &'static str {
    file.check(&keys(seeds)).unwrap_err().code()
}

#[test]
fn a_certificate_is_read_back_and_holds_by_the_keys_of_its_ledger() {
    let (file, said) = file();
    let read: ErasureFile = file.to_string().parse().unwrap();
    assert_eq!(read, file);
    assert_eq!(read.check(&keys(&[1, 2])), Ok(said.clone()));
    assert_eq!(ErasureCertificate::parse(&said.body()), Ok(said));
}

#[test]
fn a_certificate_without_a_key_or_a_value_says_none() {
    let (_, mut said) = file();
    (said.key, said.sealed, said.plain) = (None, Vec::new(), Vec::new());
    assert!(said.body().contains("\nkey none\n"));
    assert!(said.body().contains("\nsealed none\nplain none\n"));
    assert_eq!(ErasureCertificate::parse(&said.body()), Ok(said));
}

#[test]
fn a_certificate_of_which_a_byte_was_changed_is_refused() {
    let (file, _) = file();
    let text = file.to_string();
    for at in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[at] ^= 1;
        let Ok(changed) = String::from_utf8(changed) else {
            continue;
        };
        let held = changed
            .parse::<ErasureFile>()
            .and_then(|file| file.check(&keys(&[1, 2])));
        assert!(held.is_err(), "byte {at}");
    }
}

#[test]
fn what_a_certificate_does_not_prove_has_a_code_of_its_own() {
    let (whole, said) = file();
    assert_eq!(refused(&whole, &[3]), "NOTE_UNSIGNED");
    assert_eq!(refused(&whole, &[2]), "NOTE_UNSIGNED");
    let other = Signer::try_new("grants.example/ovc", &[2; 32]).unwrap();
    let of_other = ErasureFile {
        note: other.sign(&said.body()),
        ..whole.clone()
    };
    let mut known = keys(&[1]);
    known.push(other.verifier().clone());
    assert_eq!(
        of_other.check(&known).unwrap_err().code(),
        "ERASURE_CERTIFICATE_OF_OTHER_LEDGER"
    );
    let mut file = whole.clone();
    file.event = EVENT.replace("2012", "2013");
    assert_eq!(refused(&file, &[1, 2]), "ERASURE_CERTIFICATE_EVENT_DIFFERS");
    let mut file = whole.clone();
    file.leaves.remove(0);
    assert_eq!(refused(&file, &[1, 2]), "ERASURE_CERTIFICATE_NOT_PROVED");
    let mut file = whole.clone();
    file.leaves[0].leaf = file.leaves[1].leaf;
    assert_eq!(refused(&file, &[1, 2]), "ERASURE_CERTIFICATE_NOT_PROVED");
    let mut file = whole.clone();
    file.consistency.pop();
    assert_eq!(refused(&file, &[1, 2]), "ERASURE_CERTIFICATE_NOT_PROVED");
    // Whoever has a key signs what he likes, and proves none of it.
    for (change, code) in [
        (
            ErasureCertificate {
                plain: vec![1, 2, 9],
                ..said.clone()
            },
            "ERASURE_CERTIFICATE_NOT_PROVED",
        ),
        (
            ErasureCertificate {
                before: said.after,
                ..said.clone()
            },
            "ERASURE_CERTIFICATE_NOT_PROVED",
        ),
        (
            ErasureCertificate {
                approved_at: 4,
                erased_at: 3,
                ..said.clone()
            },
            "ERASURE_CERTIFICATE_NOT_PROVED",
        ),
        (
            ErasureCertificate {
                client: "C-0000000000000000".to_owned(),
                ..said.clone()
            },
            "ERASURE_CERTIFICATE_EVENT_DIFFERS",
        ),
    ] {
        let file = ErasureFile {
            note: signer(2).sign(&change.body()),
            ..whole.clone()
        };
        assert_eq!(refused(&file, &[1, 2]), code, "{change:?}");
    }
    assert_eq!(
        "no certificate".parse::<ErasureFile>().unwrap_err().code(),
        "ERASURE_CERTIFICATE_MALFORMED"
    );
}
