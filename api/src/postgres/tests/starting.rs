//! What a start finds, and what it refuses.

use std::{
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use rustix::process::{Signal, geteuid, kill_process};

use super::super::{Embedded, EmbeddedError, Search};
use super::*;

#[tokio::test]
async fn a_pid_file_that_names_a_stranger_is_cleared() {
    let place = place("data");
    Embedded::start(&place.directory)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    // The number of a process that lives and is no server: this test's own.
    let file = place.directory.path().join("postgres/postmaster.pid");
    fs::write(
        &file,
        format!(
            "{}\n/nowhere\n0\n5432\n/nowhere\n\n\nready\n",
            std::process::id()
        ),
    )
    .unwrap();
    let embedded = Embedded::start(&place.directory).await.unwrap();
    connect(&embedded.app_url()).await.close().await.unwrap();
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn an_unfinished_cluster_is_made_anew() {
    let place = place("data");
    let draft = place.directory.path().join("postgres.new");
    fs::create_dir(&draft).unwrap();
    fs::write(draft.join("PG_VERSION"), "15\n").unwrap();
    let embedded = Embedded::start(&place.directory).await.unwrap();
    connect(&embedded.app_url()).await.close().await.unwrap();
    embedded.stop().await.unwrap();
    assert!(!draft.exists());
}

#[tokio::test]
async fn a_long_data_directory_has_its_socket_elsewhere_and_leaves_nothing_there() {
    let place = place(&format!("{}/it's, \"long\"", "a".repeat(100)));
    let embedded = Embedded::start(&place.directory).await.unwrap();
    connect(&embedded.app_url()).await.close().await.unwrap();
    let url = embedded.app_url();
    let socket = PathBuf::from(url.split_once("host=").unwrap().1);
    let found = fs::metadata(&socket).unwrap();
    assert_eq!(found.mode() & 0o777, 0o700);
    let visitor = Embedded::start(&place.directory).await.unwrap();
    assert_eq!(visitor.app_url(), url, "others find it there too");
    visitor.stop().await.unwrap();
    kill_process(postmaster(&place.directory).unwrap(), Signal::KILL).unwrap();
    let successor = Embedded::start(&place.directory).await.unwrap();
    assert_ne!(successor.app_url(), url);
    assert!(!socket.exists(), "a killed server's directory is cleared");
    drop(embedded);
    let socket = PathBuf::from(successor.app_url().split_once("host=").unwrap().1);
    assert!(socket.exists());
    successor.stop().await.unwrap();
    assert!(!socket.exists());
}

#[tokio::test]
async fn a_data_directory_with_spaces_and_quotes_works() {
    let place = place("the officer's \"books\", 2025");
    let embedded = Embedded::start(&place.directory).await.unwrap();
    connect(&embedded.app_url()).await.close().await.unwrap();
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn missing_binaries_are_named_with_the_package_that_has_them() {
    let place = place("data");
    let search = Search {
        directories: vec![PathBuf::from("/nonexistent/bin")],
        ..Search::default()
    };
    let error = Embedded::start_from(&place.directory, search)
        .await
        .unwrap_err();
    assert_eq!(error.code(), "POSTGRES_MISSING");
    let said = error.to_string();
    for word in [
        "apt-get install postgresql",
        "ALMONER_POSTGRES_BIN",
        "DATABASE_URL",
        "/nonexistent/bin",
    ] {
        assert!(said.contains(word), "{said}");
    }
}

#[tokio::test]
async fn a_cluster_of_another_version_is_not_touched() {
    let place = place("data");
    let cluster = place.directory.path().join("postgres");
    fs::create_dir(&cluster).unwrap();
    fs::write(cluster.join("PG_VERSION"), "9\n").unwrap();
    if geteuid().is_root() {
        std::os::unix::fs::chown(&cluster, Some(65_534), Some(65_534)).unwrap();
    }
    let error = Embedded::start(&place.directory).await.unwrap_err();
    assert!(
        matches!(error, EmbeddedError::VersionMissing { version: 9, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("postgresql-9"), "{error}");
}

#[tokio::test]
async fn a_server_that_cannot_start_says_why() {
    let place = place("data");
    Embedded::start(&place.directory)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    fs::remove_file(place.directory.path().join("postgres/global/pg_control")).unwrap();
    let error = Embedded::start(&place.directory).await.unwrap_err();
    assert_eq!(error.code(), "POSTGRES_FAILED");
    assert!(error.to_string().contains("pg_control"), "{error}");
}

/// As a plain user there is no account to drop to, and the directory is that user's own.
#[tokio::test]
async fn as_root_an_unreachable_data_directory_is_refused_by_name() {
    if !geteuid().is_root() {
        return;
    }
    let scratch = tempfile::Builder::new()
        .prefix("almoner-")
        .tempdir_in("/tmp")
        .unwrap();
    let closed = scratch.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    let directory = DataDir::open(&closed.join("data")).unwrap();
    let error = Embedded::start(&directory).await.unwrap_err();
    assert_eq!(error.code(), "DATA_DIR_UNREACHABLE");
    let said = error.to_string();
    assert!(
        said.contains("--data-dir") && said.contains("ALMONER_POSTGRES_USER"),
        "{said}"
    );
    assert!(!reached(&directory, "postgres"), "nothing was made");
}

#[tokio::test]
async fn as_root_an_account_that_does_not_exist_is_named() {
    if !geteuid().is_root() {
        return;
    }
    let place = place("data");
    let search = Search {
        account: Some("no-such-account".to_owned()),
        ..Search::from_environment()
    };
    let error = Embedded::start_from(&place.directory, search)
        .await
        .unwrap_err();
    assert_eq!(error.code(), "POSTGRES_ACCOUNT_MISSING");
    assert!(error.to_string().contains("no-such-account"), "{error}");
}

fn reached(directory: &DataDir, name: &str) -> bool {
    Path::new(directory.path()).join(name).exists()
}

#[test]
fn major_versions_are_read_from_what_postgresql_says() {
    for (said, version) in [
        (
            "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)\n",
            Some(15),
        ),
        ("postgres (PostgreSQL) 18beta1\n", Some(18)),
        ("15\n", Some(15)),
        ("9.6\n", Some(9)),
        ("", None),
        ("postgres (Other) x\n", None),
    ] {
        assert_eq!(
            super::super::binaries::major_version(said),
            version,
            "{said}"
        );
    }
}
