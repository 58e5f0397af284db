//! A server runs for its users, and for as long as one is left.

use std::{
    borrow::Cow,
    os::unix::fs::MetadataExt,
    time::{Duration, Instant},
};

use rustix::process::{Signal, geteuid, kill_process};

use super::super::Embedded;
use super::*;

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
