//! `docs/errors.md` is what the code says, and names every code that a client or an operator can meet.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails the test, as the test itself would"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Codes of one word; every other has an underscore, by which it is told from other texts.
const OF_ONE_WORD: [&str; 5] = [
    "INTERNAL",
    "INTERRUPTED",
    "OVERLOADED",
    "UNAVAILABLE",
    "USAGE",
];
/// Words of the lineage's statements, and of the way in which a client was read of: they look like codes, and none of them is.
const NO_CODES: [&str; 3] = ["LEFT_OUT", "RETURNS_LEFT_OUT", "COMMAND_LINE"];
/// How the source introduces a code: as what a match gives, as a field, or after the position it is about.
const INTRODUCTIONS: [&str; 4] = ["=> ", "code: ", "(expected, ", "(position, "];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            if !["tests", "testing"].contains(&name.as_str()) {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") && name != "tests.rs"
        {
            found.push(path);
        }
    }
}

fn is_code(text: &str) -> bool {
    let screams = text
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    screams && !NO_CODES.contains(&text) && (text.contains('_') || OF_ONE_WORD.contains(&text))
}

/// The code that a line of source gives, if it gives one: after an introduction, or as all there is.
fn given(line: &str) -> Option<&str> {
    let line = line.trim();
    let (before, rest) = line.split_once('"')?;
    let (text, after) = rest.split_once('"')?;
    let introduced = INTRODUCTIONS
        .iter()
        .any(|introduction| before.ends_with(introduction));
    let alone = before.is_empty() && after.is_empty();
    ((introduced || alone) && is_code(text)).then_some(text)
}

/// Every code that the crates above the domain give.
fn given_by_the_source() -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["journal/src", "projections/src", "api/src"] {
        sources(&Path::new(ROOT).join(folder), &mut files);
    }
    let mut codes = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let product = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        codes.extend(product.lines().filter_map(given).map(str::to_owned));
    }
    codes
}

#[test]
fn the_document_is_what_the_code_says() {
    let path = Path::new(ROOT).join("docs/errors.md");
    let said = almoner_api::codes::document();
    if std::env::var_os("ALMONER_UPDATE_DOCS").is_some() {
        fs::write(&path, &said).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == said,
        "docs/errors.md is out of date: bin/regenerate makes it anew from the tables that it names"
    );
}

#[test]
fn the_document_names_every_code_that_the_source_gives() {
    let document = almoner_api::codes::document();
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `"));
    let listed: BTreeSet<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    let given = given_by_the_source();
    assert!(given.len() > 50, "the source is not read as it is written");
    let missing: Vec<_> = given
        .iter()
        .filter(|code| !listed.contains(code.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "no table of docs/errors.md has {missing:?}"
    );
}

#[test]
fn what_is_told_to_be_done_is_about_codes_that_are_given() {
    let mut files = Vec::new();
    for folder in ["domain/src", "journal/src", "projections/src", "api/src"] {
        sources(&Path::new(ROOT).join(folder), &mut files);
    }
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "codes"));
    let texts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let given = |code: &str| {
        texts
            .iter()
            .any(|text| text.contains(&format!("\"{code}\"")))
    };
    let idle: Vec<&str> = almoner_api::codes::remedies()
        .map(|(code, _, _)| *code)
        .filter(|code| !given(code))
        .collect();
    assert!(idle.is_empty(), "nothing gives {idle:?}");
}

#[test]
fn a_code_is_told_from_other_texts() {
    assert_eq!(given(r#"Self::Usage(_) => "USAGE","#), Some("USAGE"));
    assert_eq!(
        given(r#"    code: "AS_OF_TOO_MANY","#),
        Some("AS_OF_TOO_MANY")
    );
    assert_eq!(
        given(r#"        "DIGEST_MALFORMED""#),
        Some("DIGEST_MALFORMED")
    );
    assert_eq!(given(r#"Side::Debit => "DEBIT","#), None);
    assert_eq!(given(r#"env = "ALMONER_BIND","#), None);
}
