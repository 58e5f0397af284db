//! What the directory of key files promises; the files themselves are the journal's to prove.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Keys;

#[test]
fn three_different_keys_are_made_once_and_stay_the_same() {
    let scratch = tempfile::tempdir().unwrap();
    let directory = scratch.path().join("keys");
    let keys = Keys::open(directory.clone()).unwrap();
    let first = [
        keys.checkpoint().unwrap(),
        keys.fingerprint().unwrap(),
        keys.token().unwrap(),
    ];
    let again = Keys::open(directory.clone()).unwrap();
    assert_eq!(
        [
            again.checkpoint().unwrap(),
            again.fingerprint().unwrap(),
            again.token().unwrap()
        ],
        first
    );
    assert!(first[0] != first[1] && first[1] != first[2] && first[0] != first[2]);
    let mode = fs::metadata(&directory).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    for entry in fs::read_dir(&directory).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let keys = Keys::open(scratch.path().to_owned()).unwrap();
    keys.token().unwrap();
    let file = scratch.path().join("token.key");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(keys.token().unwrap_err().code(), "KEY_FILE_MODE_TOO_LAX");
}

#[test]
fn a_secret_is_not_printed() {
    let scratch = tempfile::tempdir().unwrap();
    let secret = Keys::open(scratch.path().to_owned())
        .unwrap()
        .token()
        .unwrap();
    assert_eq!(format!("{secret:?}"), "Secret(…)");
}

#[test]
fn further_checkpoint_keys_are_numbered_from_two_on_and_nothing_else_counts_as_one() {
    let scratch = tempfile::tempdir().unwrap();
    let keys = Keys::open(scratch.path().to_owned()).unwrap();
    assert_eq!(keys.last_checkpoint().unwrap(), None);
    let second = keys.next_checkpoint().unwrap();
    assert_eq!(second.0, "checkpoint-2.key");
    for name in [
        "checkpoint-1.key",
        "checkpoint-03.key",
        "checkpoint-x.key",
        "checkpoint-9.key~",
    ] {
        fs::write(scratch.path().join(name), [0; 32]).unwrap();
    }
    assert_eq!(keys.last_checkpoint().unwrap(), Some(second));
    let third = keys.next_checkpoint().unwrap();
    assert_eq!(third.0, "checkpoint-3.key");
    assert_eq!(keys.last_checkpoint().unwrap(), Some(third));
}
