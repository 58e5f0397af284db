//! What a data directory promises.

use std::os::unix::fs::PermissionsExt;

use super::{DataDir, DataDirError, ThrowAway};

#[test]
fn a_missing_directory_is_made_and_closed_to_readers() {
    let scratch = tempfile::tempdir().unwrap();
    let directory = DataDir::open(&scratch.path().join("a/b")).unwrap();
    let mode = std::fs::metadata(directory.path())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o066, 0, "nobody else reads or writes it: {mode:o}");
    assert!(directory.path().is_absolute());
}

#[test]
fn one_process_serves_from_a_directory_and_the_second_is_told_so() {
    let scratch = tempfile::tempdir().unwrap();
    let directory = DataDir::open(scratch.path()).unwrap();
    let held = directory.lock_for_serving().unwrap();
    let refused = directory.lock_for_serving().unwrap_err();
    assert_eq!(refused.code(), "DATA_DIR_IN_USE");
    let said = refused.to_string();
    assert!(
        said.contains(&std::process::id().to_string()) && said.contains("--data-dir"),
        "{said}"
    );
    drop(held);
    directory.lock_for_serving().unwrap();
}

#[test]
fn a_path_that_is_a_file_is_refused_by_name() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let refused = DataDir::open(file.path()).unwrap_err();
    assert!(matches!(refused, DataDirError::Io { .. }));
    assert!(
        refused
            .to_string()
            .contains(&file.path().display().to_string())
    );
}

#[test]
fn a_throw_away_directory_goes_with_its_value() {
    let directory = ThrowAway::create().unwrap();
    let path = directory.path().to_owned();
    std::fs::create_dir(path.join("below")).unwrap();
    drop(directory);
    assert!(!path.exists());
}
