//! Known answers, the independent notes of `signed_note`, and key files.

use std::os::unix::fs::PermissionsExt;

use signed_note::{Note, StandardVerifier, VerifierList};

use super::*;
use crate::merkle::{Frontier, leaf_hash};

const VERIFIER_KEY: &str =
    "ledger.example/journal+e2ea5781+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
const NOTE: &str = "ledger.example/journal
8
XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

— ledger.example/journal 4upXgapG8Nas/ce71UZCQcosBROjrGo0l00aGJe1MtKxWBEktuvco650A5fiMe8u98wX3szoRb3HxyMgtDoa0nToEw0=
";

fn signer() -> Signer {
    let seed: [u8; 32] = std::array::from_fn(|n| u8::try_from(n).unwrap());
    Signer::try_new("ledger.example/journal", &seed).unwrap()
}

fn eight_leaves() -> Frontier {
    let mut frontier = Frontier::empty();
    for line in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
    ] {
        frontier.append(leaf_hash(&hex::decode(line).unwrap()));
    }
    frontier.append(leaf_hash(
        &hex::decode("606162636465666768696a6b6c6d6e6f").unwrap(),
    ));
    frontier
}

#[test]
fn the_published_note_of_the_format_opens() {
    let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let note = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    let verifier = Verifier::parse(key).unwrap();
    assert_eq!(verifier.to_key(), key);
    assert_eq!(verifier.open(note), Ok("This is an example message.\n"));
}

#[test]
fn the_known_checkpoint_comes_out_byte_for_byte() {
    let frontier = eight_leaves();
    let checkpoint = Checkpoint {
        origin: "ledger.example/journal".to_owned(),
        size: frontier.size(),
        root: frontier.root(),
    };
    assert_eq!(signer().verifier().to_key(), VERIFIER_KEY);
    assert_eq!(signer().sign(&checkpoint.body()), NOTE);
    let body = Verifier::parse(VERIFIER_KEY)
        .unwrap()
        .open(NOTE)
        .unwrap()
        .to_owned();
    assert_eq!(Checkpoint::parse(&body), Ok(checkpoint));
}

#[test]
fn another_implementation_accepts_our_checkpoint() {
    let note = Note::from_bytes(NOTE.as_bytes()).unwrap();
    let known = StandardVerifier::new(VERIFIER_KEY).unwrap();
    let (ours, others) = note
        .verify(&VerifierList::new(vec![Box::new(known)]))
        .unwrap();
    assert_eq!((ours.len(), others.len()), (1, 0));
    let theirs = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!(
        (theirs.origin(), theirs.size()),
        ("ledger.example/journal", 8)
    );
    assert_eq!(theirs.hash().0, *eight_leaves().root().as_bytes());
}

#[test]
fn a_changed_body_a_foreign_key_and_a_missing_signature_are_told_apart() {
    let verifier = Verifier::parse(VERIFIER_KEY).unwrap();
    let changed = NOTE.replacen("\n8\n", "\n9\n", 1);
    assert_eq!(
        verifier.open(&changed).unwrap_err().code(),
        "NOTE_SIGNATURE_INVALID"
    );
    let other = Signer::try_new("ledger.example/journal", &[7; 32]).unwrap();
    assert_eq!(
        other.verifier().open(NOTE).unwrap_err().code(),
        "NOTE_UNSIGNED"
    );
    assert_eq!(verifier.open("8\n").unwrap_err().code(), "NOTE_MALFORMED");
    assert!(Signer::try_new("a name", &[7; 32]).is_err());
    assert!(Signer::try_new("a+b", &[7; 32]).is_err());
    let wrong_id = VERIFIER_KEY.replacen("e2ea5781", "e2ea5782", 1);
    assert_eq!(
        Verifier::parse(&wrong_id).unwrap_err().code(),
        "VERIFIER_KEY_MALFORMED"
    );
}

#[test]
fn a_checkpoint_body_has_one_spelling() {
    let root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=";
    assert!(Checkpoint::parse(&format!("o\n8\n{root}\n")).is_ok());
    assert_eq!(
        Checkpoint::parse(&format!("o\n08\n{root}\n")),
        Err(CheckpointError::Size)
    );
    assert_eq!(
        Checkpoint::parse(&format!("o\n+8\n{root}\n")),
        Err(CheckpointError::Size)
    );
    assert_eq!(
        Checkpoint::parse(&format!("\n8\n{root}\n")),
        Err(CheckpointError::Lines)
    );
    assert_eq!(
        Checkpoint::parse(&format!("o\n8\n{root}\nmore\n")),
        Err(CheckpointError::Lines)
    );
    assert_eq!(
        Checkpoint::parse("o\n8\nXcna\n"),
        Err(CheckpointError::Root)
    );
    assert_eq!(
        Checkpoint::parse(&format!("o\n8\n{root}")),
        Err(CheckpointError::Lines)
    );
}

#[test]
fn a_key_file_is_made_once_and_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.key");
    let key = read_or_create_key(&path).unwrap();
    assert_eq!(read_or_create_key(&path).unwrap(), key);
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o7777,
        0o600
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_key_file_that_others_read_or_that_is_cut_short_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.key");
    read_or_create_key(&path).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(
        read_or_create_key(&path).unwrap_err().code(),
        "KEY_FILE_MODE_TOO_LAX"
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    assert!(read_or_create_key(&path).is_ok());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&path, [1; 31]).unwrap();
    assert_eq!(
        read_or_create_key(&path).unwrap_err().code(),
        "KEY_FILE_MALFORMED"
    );
}

fn control() -> FileControl {
    let facts = [
        ("report", "award-summary"),
        ("position", "8"),
        ("sum", "funds.amount 12.00"),
    ];
    let facts = facts.map(|(word, text)| (word.to_owned(), text.to_owned()));
    FileControl::of("ledger.example/journal", facts.to_vec(), b"a file")
}

#[test]
fn the_control_of_a_file_is_read_as_it_was_written() {
    let body = control().body();
    assert_eq!(
        body,
        "almoner report control v1\nledger ledger.example/journal\nreport award-summary\nposition 8\n\
         sum funds.amount 12.00\nbytes 6\nsha256 DIGEST\n"
            .replace("DIGEST", &hex::encode(control().digest))
    );
    assert_eq!(FileControl::parse(&body), Ok(control()));
    let note = signer().sign(&body);
    assert_eq!(signer().verifier().open(&note), Ok(body.as_str()));
    assert!(control().covers(b"a file"));
    assert!(!control().covers(b"b file") && !control().covers(b"a file\n"));
}

#[test]
fn a_control_is_no_checkpoint_and_a_checkpoint_no_control() {
    let body = control().body();
    assert_eq!(Checkpoint::parse(&body), Err(CheckpointError::Lines));
    assert!(check_key_name(body.lines().next().unwrap()).is_err());
    let checkpoint = NOTE.split("\n\n").next().unwrap();
    assert_eq!(
        FileControl::parse(&format!("{checkpoint}\n")),
        Err(FileControlError)
    );
}

#[test]
fn a_control_has_one_spelling() {
    let body = control().body();
    for other in [
        body.replace("bytes 6", "bytes 06"),
        body.replace("bytes 6\n", ""),
        body.replace("v1", "v2"),
        body.replace("sha256 ", "sha256 00"),
        body.replace("ledger ", "origin "),
        format!("{body}\n"),
        format!("{body}more 1\n"),
        body.trim_end().to_owned(),
    ] {
        assert_eq!(FileControl::parse(&other), Err(FileControlError), "{other}");
    }
}

#[test]
fn a_proof_is_read_as_it_was_written_and_has_one_spelling() {
    let proof = TlogProof {
        extra: Some(b"besides".to_vec()),
        index: 7,
        hashes: vec![leaf_hash(b"a"), leaf_hash(b"b")],
        checkpoint: NOTE.to_owned(),
    };
    let text = proof.to_string();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra YmVzaWRlcw==\nindex 7\n"));
    assert_eq!(text.parse(), Ok(proof.clone()));
    let bare = TlogProof {
        extra: None,
        hashes: Vec::new(),
        ..proof
    };
    assert_eq!(bare.to_string().parse(), Ok(bare));
    for other in [
        text.replace("@v1", "@v2"),
        text.replace("index 7", "index 07"),
        text.replace("index 7", "leaf 7"),
        text.replace("extra ", "extra  "),
        text.replacen("\n\n", "\nAAAA\n\n", 1),
        text.split("\n\n").next().unwrap().to_owned(),
    ] {
        assert_eq!(other.parse::<TlogProof>(), Err(TlogProofError), "{other}");
    }
}

#[test]
fn a_cosignature_is_the_one_that_the_format_describes() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use ed25519_dalek::{Signature, SigningKey};
    use sha2::{Digest, Sha256};

    let cosigner = Cosigner::try_new("witness.example/w1", &[9; 32]).unwrap();
    let body = signer().verifier().open(NOTE).unwrap().to_owned();
    let line = cosigner.cosign(&body, 1_679_315_147);
    assert_eq!(cosigner.witness().check(&body, &line), Ok(1_679_315_147));
    // The same by hand, from the words of the specification.
    let key = SigningKey::from_bytes(&[9; 32]).verifying_key();
    let typed = [b"witness.example/w1\n\x04".as_slice(), key.as_bytes()].concat();
    let signed = line.strip_prefix("— witness.example/w1 ").unwrap();
    let signed = STANDARD.decode(signed.strip_suffix('\n').unwrap()).unwrap();
    assert_eq!(signed.len(), 4 + 8 + 64);
    assert_eq!(signed[..4], Sha256::digest(typed)[..4]);
    assert_eq!(signed[4..12], 1_679_315_147_u64.to_be_bytes());
    let message = format!("cosignature/v1\ntime 1679315147\n{body}");
    let signature = Signature::from_slice(&signed[12..]).unwrap();
    key.verify_strict(message.as_bytes(), &signature).unwrap();
}

#[test]
fn a_cosignature_of_another_body_witness_or_moment_does_not_hold() {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    let cosigner = Cosigner::try_new("witness.example/w1", &[9; 32]).unwrap();
    let witness = cosigner.witness();
    let body = signer().verifier().open(NOTE).unwrap().to_owned();
    let line = cosigner.cosign(&body, 7);
    let other = Cosigner::try_new("witness.example/w1", &[8; 32]).unwrap();
    let both = format!("{}{line}", other.cosign(&body, 9));
    assert_eq!(witness.check(&body, &both), Ok(7));
    assert_eq!(
        other.witness().check(&body, &line).unwrap_err().code(),
        "NOTE_UNSIGNED"
    );
    let ninth = body.replacen("\n8\n", "\n9\n", 1);
    assert_eq!(
        witness.check(&ninth, &line).unwrap_err().code(),
        "NOTE_SIGNATURE_INVALID"
    );
    let mut signed = STANDARD
        .decode(line.split(' ').nth(2).unwrap().trim_end())
        .unwrap();
    signed[11] ^= 1;
    let later = format!("— witness.example/w1 {}\n", STANDARD.encode(&signed));
    assert_eq!(
        witness.check(&body, &later).unwrap_err().code(),
        "NOTE_SIGNATURE_INVALID"
    );
    assert_eq!(
        witness.check(&body, "x\n").unwrap_err().code(),
        "NOTE_MALFORMED"
    );
    assert_eq!(Witness::parse(&witness.to_key()), Ok(witness.clone()));
    assert!(Witness::parse(VERIFIER_KEY).is_err());
    assert!(Verifier::parse(&witness.to_key()).is_err());
}
