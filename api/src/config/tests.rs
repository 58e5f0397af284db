//! How a command finds its database.

use clap::Parser;

use super::{ConfigError, StoreArguments};

#[derive(Debug, Parser)]
struct Words {
    #[command(flatten)]
    store: StoreArguments,
}

fn arguments(scratch: &tempfile::TempDir, words: &[&str]) -> StoreArguments {
    let data_dir = scratch.path().join("data").display().to_string();
    let all = ["almoner", "--data-dir", &data_dir]
        .into_iter()
        .chain(words.iter().copied());
    Words::try_parse_from(all).unwrap().store
}

#[tokio::test]
async fn a_database_url_is_used_as_it_is_and_starts_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let words = ["--database-url", "postgres://app:secret@db.internal/books"];
    let store = arguments(&scratch, &words).open().await.unwrap();
    assert_eq!(store.app_url(), "postgres://app:secret@db.internal/books");
    assert_eq!(store.owner_url(), store.app_url());
    assert_eq!(store.app_role(), "app");
    assert!(!store.has_two_roles());
    assert!(!scratch.path().join("data/postgres").exists());
    assert!(
        !format!("{store:?}").contains("secret"),
        "a password is not printed"
    );
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_url_that_is_none_is_a_usage_error() {
    let scratch = tempfile::tempdir().unwrap();
    let refused = arguments(&scratch, &["--database-url", "books"])
        .open()
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "DATABASE_URL_MALFORMED");
    assert!(refused.is_usage());
}

#[tokio::test]
async fn an_owner_without_a_database_is_a_usage_error() {
    let scratch = tempfile::tempdir().unwrap();
    let words = ["--owner-url", "postgres://owner@db.internal/books"];
    let refused = arguments(&scratch, &words).open().await.unwrap_err();
    assert!(matches!(refused, ConfigError::OwnerAlone));
}

#[test]
fn the_origin_is_the_deployment_and_the_ledger() {
    let scratch = tempfile::tempdir().unwrap();
    let words = ["--deployment", "grants.example.gov", "--ledger", "ovc"];
    assert_eq!(
        arguments(&scratch, &words).origin(),
        "grants.example.gov/ovc"
    );
}
