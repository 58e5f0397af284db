//! What the documents say of claim sheets is what the code does.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails the test, as the test itself would"
)]

use std::{fs, path::Path};

use almoner_api::intake::Column;

/// Compares the part of a document between two marks, or writes it.
fn check(document: &str, marks: &str, expected: &str) {
    let (begin, end) = (
        format!("<!-- {marks} begin -->\n"),
        format!("<!-- {marks} end -->"),
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let whole = [before, &begin, expected, &end, after].concat();
    if std::env::var_os("ALMONER_UPDATE_DOCS").is_some() {
        fs::write(&path, &whole).unwrap();
    } else {
        assert!(
            text == whole,
            "docs/{document} is out of date: bin/regenerate makes it anew"
        );
    }
}

#[test]
fn the_headings_in_the_document_are_the_ones_that_are_known() {
    let mut table = "| column | known headings |\n|---|---|\n".to_owned();
    for column in Column::ALL {
        let headings = column.headings().join(", ");
        table.push_str(&["| ", column.name(), " | ", &headings, " |\n"].concat());
    }
    check("claim-sheets.md", "headings", &table);
}
