//! Every report of the demonstration in every form, written by the binary, and what `almoner verify --report` says of it.

use std::{fs, path::Path};

use almoner_tests::binary::{run, scratch};

/// What is asked of the demonstration, each with the words of its question.
const REPORTS: &[(&str, &[&str])] = &[
    ("award-summary", &["--award", "90ZV9901"]),
    ("award-summary", &["--award", "90ZV9921"]),
    ("sub-award-share", &["--award", "90ZV9901"]),
    ("claim-aging", &[]),
    (
        "claim-aging",
        &["--programme", "TVAP", "--on", "2019-07-01"],
    ),
    ("remittance-register", &["--award", "90ZV9921"]),
    ("sefa", &["--fiscal-year", "2019"]),
    (
        "sub-award-upload",
        &["--award", "90ZV9921", "--agency-code", "7590"],
    ),
    (
        "sf-425",
        &["--award", "90ZV9921", "--period-end", "2019-03-31"],
    ),
    ("sf-270", &["--award", "90ZV9921", "--on", "2019-06-30"]),
];
const FORMS: [&str; 4] = ["pdf", "xlsx", "csv", "json"];

/// The public key that the binary names when it writes a report.
fn key(said: &str) -> &str {
    said.lines()
        .find_map(|line| line.split_once(" signed by "))
        .expect("it names its key")
        .1
}

fn change_a_byte(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at % bytes.len();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn every_report_of_the_demonstration_holds_until_a_byte_of_it_is_changed() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let nowhere = scratch.path().join("nowhere");
    for (at, (name, words)) in REPORTS.iter().enumerate() {
        // SAM.gov takes the upload as a form of its own, whose control sheet is in the sidecar alone.
        let own = (*name == "sub-award-upload").then_some("sam.json");
        for form in FORMS.into_iter().chain(own) {
            let file = scratch.path().join(format!("{at}-{name}.{form}"));
            let path = file.to_str().unwrap();
            let asked = [&["report", name], *words, &["--out", path]].concat();
            let said = run(&data, &asked);
            assert_eq!(said.code, Some(0), "{asked:?}: {}{}", said.out, said.err);
            let alone = ["verify", "--report", path, "--public-key", key(&said.out)];
            let held = run(&nowhere, &alone);
            assert_eq!(held.code, Some(0), "{}{}", held.out, held.err);
            assert!(held.out.contains("holds"), "{}", held.out);
            assert!(!nowhere.exists(), "no ledger is needed");
            let change = 977 * (at + 1);
            change_a_byte(&file, change);
            let refused = run(&nowhere, &alone);
            assert_eq!(refused.code, Some(1), "{}", refused.out);
            assert!(
                refused.out.contains("[REPORT_FILE_CHANGED]"),
                "{}",
                refused.out
            );
            change_a_byte(&file, change);
            let again = run(&data, &["verify", "--report", path]);
            assert_eq!(again.code, Some(0), "{}{}", again.out, again.err);
            assert!(
                again.out.contains("makes the same file again"),
                "{}",
                again.out
            );
        }
    }
}

#[test]
fn a_report_of_an_earlier_moment_stays_as_it_was() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let write = |name: &str, as_of: &[&str]| {
        let path = scratch.path().join(name);
        let asked = [
            &["report", "sub-award-share", "--award", "90ZV9901", "--out"],
            &[path.to_str().unwrap()][..],
            as_of,
        ]
        .concat();
        let said = run(&data, &asked);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
        fs::read(&path).unwrap()
    };
    let (now, then) = (
        write("now.json", &[]),
        write("then.json", &["--as-of", "115"]),
    );
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text(&now).contains("\"60.00\"") && text(&now).contains("485000.00"));
    assert!(text(&then).contains("\"58.79\"") && text(&then).contains("NOT met"));
    assert_eq!(then, write("again.json", &["--as-of", "115"]));
    let refused = run(&data, &["report", "award-summary"]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    let unknown = run(&data, &["report", "award-summary", "--award", "90ZV0404"]);
    assert_eq!(unknown.code, Some(1), "{}", unknown.err);
    assert!(
        unknown.err.contains("REPORT_SUBJECT_UNKNOWN"),
        "{}",
        unknown.err
    );
}
