//! The schema in the tree is the one that is served.

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
        "api/schema.graphql differs: bin/regenerate makes it anew"
    );
}
