//! What the embedded server promises: tried on real ones.

use std::borrow::Cow;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, geteuid, kill_process};
use sqlx::{Connection, PgConnection};

use super::{Embedded, EmbeddedError, Search};
use crate::data_dir::DataDir;

/// A data directory of its own that the server's account can reach.
struct Place {
    _scratch: tempfile::TempDir,
    directory: DataDir,
}

fn place(below: &str) -> Place {
    let scratch = tempfile::Builder::new()
        .prefix("almoner-")
        .tempdir_in("/tmp")
        .unwrap();
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let path = scratch.path().join(below);
    let directory = DataDir::open(&path).unwrap();
    Place {
        _scratch: scratch,
        directory,
    }
}

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap()
}

/// Leaves a table with one row, as the owner.
async fn leave_a_mark(url: &str) {
    let mut connection = connect(url).await;
    let statement = "CREATE SCHEMA otip CREATE TABLE marks (mark bigint)";
    sqlx::raw_sql(statement)
        .execute(&mut connection)
        .await
        .unwrap();
    sqlx::raw_sql("INSERT INTO otip.marks VALUES (42)")
        .execute(&mut connection)
        .await
        .unwrap();
}

async fn mark(url: &str) -> i64 {
    let mut connection = connect(url).await;
    sqlx::query_scalar("SELECT mark FROM otip.marks")
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

fn postmaster(directory: &DataDir) -> Option<Pid> {
    let text = fs::read_to_string(directory.path().join("postgres/postmaster.pid")).ok()?;
    Pid::from_raw(text.lines().next()?.trim().parse().ok()?)
}

/// Looks again until it holds, for at most half a minute.
async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(
            Instant::now() < deadline,
            "not within half a minute: {what}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The pid file goes a moment before the process does.
fn is_dead(process: Pid) -> bool {
    rustix::process::test_kill_process(process).is_err()
}

#[tokio::test]
async fn what_was_written_is_found_after_a_stop_and_a_start() {
    let place = place("data");
    let first = Embedded::start(&place.directory).await.unwrap();
    leave_a_mark(&first.owner_url()).await;
    let process = postmaster(&place.directory).unwrap();
    first.stop().await.unwrap();
    eventually("it was stopped", || is_dead(process)).await;
    let second = Embedded::start(&place.directory).await.unwrap();
    assert_eq!(mark(&second.owner_url()).await, 42);
    second.stop().await.unwrap();
}

#[tokio::test]
async fn the_serving_role_owns_nothing_and_may_make_nothing() {
    let place = place("data");
    let embedded = Embedded::start(&place.directory).await.unwrap();
    leave_a_mark(&embedded.owner_url()).await;
    let mut app = connect(&embedded.app_url()).await;
    for refused in [
        "SELECT mark FROM otip.marks",
        "CREATE SCHEMA mine",
        "CREATE TABLE public.t (a int)",
    ] {
        let error = sqlx::raw_sql(refused).execute(&mut app).await.unwrap_err();
        let code = error
            .as_database_error()
            .and_then(|error| error.code().map(Cow::into_owned));
        assert_eq!(code.as_deref(), Some("42501"), "{refused}");
    }
    drop(app);
    let mut owner = connect(&embedded.owner_url()).await;
    let super_or_not: bool =
        sqlx::query_scalar("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            .fetch_one(&mut owner)
            .await
            .unwrap();
    assert!(!super_or_not);
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn it_is_durable_and_listens_on_a_private_socket_alone() {
    let place = place("data");
    let embedded = Embedded::start(&place.directory).await.unwrap();
    let mut connection = connect(&embedded.superuser_url()).await;
    for (setting, expected) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
    ] {
        let found: String = sqlx::query_scalar("SELECT current_setting($1)")
            .bind(setting)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(found, expected, "{setting}");
    }
    let cluster = fs::metadata(place.directory.path().join("postgres")).unwrap();
    assert_eq!(
        cluster.mode() & 0o777,
        0o700,
        "only its account enters the socket's directory"
    );
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn it_never_runs_as_root() {
    let place = place("data");
    let embedded = Embedded::start(&place.directory).await.unwrap();
    let process = postmaster(&place.directory).unwrap();
    let status = format!("/proc/{}", process.as_raw_nonzero());
    let user = fs::metadata(status).unwrap().uid();
    assert_ne!(user, 0);
    if !geteuid().is_root() {
        assert_eq!(user, geteuid().as_raw());
    }
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn a_killed_postmaster_is_followed_by_a_new_one_with_all_that_was_committed() {
    let place = place("data");
    let first = Embedded::start(&place.directory).await.unwrap();
    leave_a_mark(&first.owner_url()).await;
    // A session that is open when it happens: its process outlives the postmaster by a moment.
    let _open = connect(&first.owner_url()).await;
    kill_process(postmaster(&place.directory).unwrap(), Signal::KILL).unwrap();
    let second = Embedded::start(&place.directory).await.unwrap();
    assert_eq!(mark(&second.owner_url()).await, 42);
    drop(first);
    second.stop().await.unwrap();
}

#[tokio::test]
async fn a_supervised_server_that_is_killed_comes_back_by_itself() {
    let place = place("data");
    let mut embedded = Embedded::start(&place.directory).await.unwrap();
    embedded.supervise();
    leave_a_mark(&embedded.owner_url()).await;
    let killed = postmaster(&place.directory).unwrap();
    kill_process(killed, Signal::KILL).unwrap();
    let directory = place.directory.clone();
    let socket = directory.path().join("postgres/postmaster.pid");
    eventually("another postmaster is ready", || {
        postmaster(&directory).is_some_and(|process| process != killed)
            && fs::read_to_string(&socket).is_ok_and(|text| text.contains("ready"))
    })
    .await;
    assert_eq!(mark(&embedded.owner_url()).await, 42);
    embedded.stop().await.unwrap();
}

#[tokio::test]
async fn a_server_that_outlived_its_starter_is_adopted() {
    let place = place("data");
    let first = Embedded::start(&place.directory).await.unwrap();
    let process = postmaster(&place.directory).unwrap();
    // What a killed process does: its locks are gone, its server is not.
    let mut first = first;
    let running = std::sync::Arc::into_inner(first.running.take().unwrap()).unwrap();
    running
        .left
        .store(true, std::sync::atomic::Ordering::SeqCst);
    drop(running);
    let second = Embedded::start(&place.directory).await.unwrap();
    assert_eq!(
        postmaster(&place.directory),
        Some(process),
        "the same server"
    );
    second.stop().await.unwrap();
    eventually("its new user stopped it", || is_dead(process)).await;
}

#[tokio::test]
async fn the_last_user_stops_the_server_and_nobody_before() {
    let place = place("data");
    let serving = Embedded::start(&place.directory).await.unwrap();
    let visiting = Embedded::start(&place.directory).await.unwrap();
    let process = postmaster(&place.directory).unwrap();
    assert_eq!(serving.app_url(), visiting.app_url());
    visiting.stop().await.unwrap();
    connect(&serving.app_url()).await.close().await.unwrap();
    serving.stop().await.unwrap();
    eventually("the last user stopped it", || is_dead(process)).await;
}

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
        assert_eq!(super::binaries::major_version(said), version, "{said}");
    }
}
