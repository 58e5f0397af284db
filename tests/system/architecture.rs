//! Nothing flows back: `api → projections → journal → domain`, and the domain does no IO.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The crates in the order of the flow: each may use those before it, and none after it.
const FLOW: [&str; 4] = [
    "almoner-domain",
    "almoner-journal",
    "almoner-projections",
    "almoner-api",
];

/// What a crate that only decides has no use for: stores, sockets, runtimes, randomness, logs.
const IO_CRATES: [&str; 14] = [
    "async-graphql",
    "axum",
    "clap",
    "futures",
    "getrandom",
    "hyper",
    "indicatif",
    "postgres-es",
    "rand",
    "reqwest",
    "rustix",
    "sqlx",
    "tokio",
    "tracing",
];

/// Doors of the standard library to the world outside, as a source file would name them.
const IO_PATHS: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "SystemTime",
    "Utc::now",
    "Local::now",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What each package of the workspace depends on directly; `kinds` are cargo's: `normal`, `dev`, `build`.
fn dependencies(kinds: &[&str]) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
            "--manifest-path",
        ])
        .arg(root().join("Cargo.toml"))
        .output()
        .context("cargo metadata starts")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"]
        .as_array()
        .context("packages is a list")?;
    let mut found = BTreeMap::new();
    for package in packages {
        let name = package["name"].as_str().context("a package has a name")?;
        let list = package["dependencies"]
            .as_array()
            .context("dependencies is a list")?;
        let names = list
            .iter()
            .filter(|dependency| kinds.contains(&dependency["kind"].as_str().unwrap_or("normal")))
            .filter_map(|dependency| dependency["name"].as_str())
            .map(str::to_owned)
            .collect();
        found.insert(name.to_owned(), names);
    }
    Ok(found)
}

/// Every Rust source file below a directory.
fn sources(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).with_context(|| directory.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}

/// The lines of a crate's own source that hold one of the words, comments apart.
fn mentions(directory: &Path, words: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for path in sources(directory)? {
        let text = std::fs::read_to_string(&path)?;
        for (index, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{}:{}: {}", path.display(), index + 1, line.trim()));
            }
        }
    }
    Ok(found)
}

#[test]
fn each_crate_uses_only_those_below_it() -> Result<()> {
    let dependencies = dependencies(&["normal", "build", "dev"])?;
    for (place, name) in FLOW.iter().enumerate() {
        let used = dependencies
            .get(*name)
            .with_context(|| format!("{name} is in the workspace"))?;
        for above in FLOW.iter().skip(place + 1) {
            assert!(
                !used.contains(*above),
                "{name} depends on {above}, which is above it"
            );
        }
    }
    Ok(())
}

#[test]
fn the_workspace_is_the_four_crates_and_the_system_tests() -> Result<()> {
    let packages: BTreeSet<String> = dependencies(&[])?.into_keys().collect();
    let expected: BTreeSet<String> = FLOW
        .iter()
        .copied()
        .chain(["almoner-tests"])
        .map(str::to_owned)
        .collect();
    assert_eq!(packages, expected);
    Ok(())
}

#[test]
fn the_domain_depends_on_no_io_crate() -> Result<()> {
    let dependencies = dependencies(&["normal", "build"])?;
    let domain = dependencies
        .get("almoner-domain")
        .context("the domain is in the workspace")?;
    let doing_io: Vec<&String> = domain
        .iter()
        .filter(|name| IO_CRATES.contains(&name.as_str()))
        .collect();
    assert!(doing_io.is_empty(), "the domain depends on {doing_io:?}");
    Ok(())
}

/// What only a test does is not what the product does.
fn outside_tests(mention: &str) -> bool {
    !mention.contains("/tests.rs:") && !mention.contains("/tests/")
}

#[test]
fn the_domain_opens_no_door_of_the_standard_library() -> Result<()> {
    let found: Vec<String> = mentions(&root().join("domain/src"), &IO_PATHS)?
        .into_iter()
        .filter(|mention| outside_tests(mention))
        .collect();
    assert!(
        found.is_empty(),
        "the domain does IO or reads a clock:\n{}",
        found.join("\n")
    );
    Ok(())
}

#[test]
fn the_api_has_no_sql_of_its_own() -> Result<()> {
    let found: Vec<String> = mentions(&root().join("api/src"), &["sqlx::query", "sqlx::raw_sql"])?
        .into_iter()
        .filter(|mention| outside_tests(mention))
        .collect();
    assert!(
        found.is_empty(),
        "the api asks the database itself:\n{}",
        found.join("\n")
    );
    Ok(())
}

#[test]
fn time_and_ids_come_from_one_place() -> Result<()> {
    let words = [
        "Utc::now",
        "SystemTime::now",
        "new_v4",
        "now_v7",
        "getrandom::",
    ];
    let allowed = [
        "api/src/client_keys/",
        "api/src/clock/",
        "api/src/data_dir/",
        "api/src/postgres/socket.rs",
    ];
    let found: Vec<String> = mentions(&root().join("api/src"), &words)?
        .into_iter()
        .filter(|mention| outside_tests(mention))
        .filter(|mention| !allowed.iter().any(|place| mention.contains(place)))
        .collect();
    assert!(
        found.is_empty(),
        "time or randomness enters elsewhere:\n{}",
        found.join("\n")
    );
    Ok(())
}
