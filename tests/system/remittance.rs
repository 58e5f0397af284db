//! The remittance advices of a payment, written by the binary.

use std::{collections::BTreeMap, fs, path::Path};

use almoner_tests::binary::{run, scratch};
use serde_json::Value;

/// A payment of the demonstration.
const PAYMENT: &str = "90ZV9921-P1";

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_payment_becomes_files_that_say_the_same_every_time() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let write = |folder: &Path, payment: &str| {
        let words = ["--format", "pdf", "--format", "json", "--format", "csv"];
        let folder = ["--output-dir", folder.to_str().unwrap()];
        let words = [["remittance", payment].as_slice(), &words, &folder].concat();
        run(&data, &words)
    };
    let (one, other) = (scratch.path().join("one"), scratch.path().join("other"));
    let said = write(&one, PAYMENT);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    let written = files(&one);
    assert_eq!(said.out.lines().count(), written.len());
    assert_eq!(written.len() % 3, 0, "{:?}", written.keys());
    for (name, bytes) in &written {
        assert!(
            name.starts_with(&format!("remittance-{PAYMENT}-")),
            "{name}"
        );
        let line = said.out.lines().find(|line| line.contains(name)).unwrap();
        if is_a(name, "json") {
            let advice: Value = serde_json::from_slice(bytes).unwrap();
            let payment = advice["totals"]["payment"].as_str().unwrap();
            assert!(line.contains(payment), "{line}");
            assert_eq!(advice["payment"]["payment"], PAYMENT);
        } else if is_a(name, "pdf") {
            assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        }
    }
    assert_eq!(write(&other, PAYMENT).code, Some(0));
    assert!(
        written == files(&other),
        "the same position is the same bytes"
    );
    let unknown = write(&other, "PAY-404");
    assert_eq!(unknown.code, Some(1), "{}", unknown.out);
}

fn is_a(name: &str, extension: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|found| found == extension)
}
