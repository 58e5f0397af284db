//! The table of codes is complete, and holds nothing else.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::ledger::codes::CODES;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if !["tests", "testing"].contains(&name.as_str()) {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !["tests.rs", "codes.rs"].contains(&name.as_str())
        {
            found.push(path);
        }
    }
}

/// Texts in capitals and underscores that the source spells as codes.
fn spelled() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut files,
    );
    let mut codes = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for quoted in text.split('"').skip(1) {
            let screaming = quoted.contains('_')
                && quoted
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
            if screaming && quoted != "SCREAMING_SNAKE_CASE" {
                codes.insert(quoted.to_owned());
            }
        }
    }
    codes.insert("FORBIDDEN".to_owned());
    codes
}

#[test]
fn every_code_is_in_the_table_once_and_the_table_has_no_other() {
    let listed: BTreeSet<_> = CODES.iter().map(|entry| entry.code.to_owned()).collect();
    assert_eq!(listed.len(), CODES.len(), "a code is listed twice");
    assert_eq!(listed, spelled());
}
