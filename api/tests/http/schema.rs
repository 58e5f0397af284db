//! The schema and the codes in the tree are the ones that are served.

use std::{fs, path::Path};

#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let sdl = almoner_api::graphql::sdl();
    if std::env::var_os("ALMONER_UPDATE_DOCS").is_some() {
        fs::write(&path, &sdl).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == sdl,
        "api/schema.graphql differs: run `almoner schema > api/schema.graphql`"
    );
}

#[test]
fn the_codes_in_the_documents_are_the_ones_that_are_given() {
    const BEGIN: &str = "<!-- api codes begin -->\n";
    const END: &str = "<!-- api codes end -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/errors.md");
    let document = fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = [
        before,
        BEGIN,
        &almoner_api::http::codes::table(),
        END,
        after,
    ]
    .concat();
    if std::env::var_os("ALMONER_UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    } else {
        assert!(
            document == expected,
            "docs/errors.md is out of date: run the tests once with ALMONER_UPDATE_DOCS=1"
        );
    }
}
