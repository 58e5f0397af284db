//! The schema as a server sees it: names, privileges, triggers.

use sqlx::{Connection, Executor, PgConnection};

use super::*;
use crate::testing::TestDatabase;

async fn connect(url: &str) -> PgConnection {
    let options = connect_options(url, &TestDatabase::ledger_name()).unwrap();
    PgConnection::connect_with(&options).await.unwrap()
}

async fn refusal(connection: &mut PgConnection, statement: &str) -> String {
    let error = connection.execute(statement).await.unwrap_err();
    error
        .into_database_error()
        .unwrap()
        .code()
        .unwrap()
        .into_owned()
}

#[test]
fn a_ledgers_name_is_a_plain_identifier() {
    for name in [
        "otip",
        "o",
        "ovc_2024",
        "user",
        "a234567890123456789012345678901",
    ] {
        assert_eq!(name.parse::<LedgerName>().unwrap().as_str(), name);
    }
    for name in [
        "",
        "Otip",
        "1a",
        "_a",
        "a-b",
        "a b",
        "a\"b",
        "a2345678901234567890123456789012",
    ] {
        assert_eq!(
            name.parse::<LedgerName>(),
            Err(LedgerNameError::Form),
            "{name}"
        );
    }
    for name in ["pg_ledger", "public", "information_schema"] {
        assert_eq!(
            name.parse::<LedgerName>().unwrap_err().code(),
            "LEDGER_NAME_RESERVED"
        );
    }
}

#[tokio::test]
async fn a_ledger_named_like_a_keyword_stands_beside_the_others() {
    let database = TestDatabase::create().await;
    let ledger = database.create_ledger("user").await;
    let options = connect_options(&database.app_url(), &ledger).unwrap();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    let origin: String = sqlx::query_scalar("SELECT origin FROM journal_head")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(origin, "test.example/user");
}

#[tokio::test]
async fn migrating_again_changes_nothing_and_keeps_the_origin() {
    let database = TestDatabase::create().await;
    let (url, ledger) = (database.owner_url(), TestDatabase::ledger_name());
    let origin = migrate(&url, &ledger, "elsewhere/test", database.app_role())
        .await
        .unwrap();
    assert_eq!(origin, "test.example/test");
    let error = migrate(&url, &ledger, "two words", database.app_role())
        .await
        .unwrap_err();
    assert_eq!(error.code(), "ORIGIN_MALFORMED");
}

#[tokio::test]
async fn the_serving_role_appends_and_no_more() {
    let database = TestDatabase::create().await;
    let mut app = connect(&database.app_url()).await;
    for table in [
        "events",
        "commands",
        "checkpoints",
        "merkle_tiles",
        "checkpoint_cosignatures",
        "read_statements",
        "map_pages",
        "client_reads",
        "client_read_subjects",
    ] {
        for statement in [
            format!(
                "UPDATE {table} SET {} = NULL",
                match table {
                    "merkle_tiles" => "hashes",
                    "checkpoint_cosignatures" => "line",
                    "read_statements" => "note",
                    "map_pages" => "page",
                    "client_reads" | "client_read_subjects" => "read_at",
                    _ => "recorded_at",
                }
            ),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table}"),
            format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
            format!("DROP TABLE {table}"),
        ] {
            assert_eq!(refusal(&mut app, &statement).await, "42501", "{statement}");
        }
    }
    for statement in [
        "DELETE FROM journal_head",
        "INSERT INTO journal_head VALUES (true)",
    ] {
        assert_eq!(refusal(&mut app, statement).await, "42501", "{statement}");
    }
    app.execute("DELETE FROM snapshots").await.unwrap();
}

#[tokio::test]
async fn the_triggers_refuse_owner_superuser_and_replication_role() {
    let database = TestDatabase::create().await;
    let mut owner = connect(&database.owner_url()).await;
    let mut superuser = connect(&database.superuser_url()).await;
    superuser
        .execute("SET session_replication_role = replica")
        .await
        .unwrap();
    for (table, column) in [
        ("events", "recorded_at"),
        ("commands", "recorded_at"),
        ("checkpoints", "recorded_at"),
        ("merkle_tiles", "hashes"),
        ("checkpoint_cosignatures", "line"),
        ("read_statements", "note"),
        ("map_pages", "page"),
        ("client_reads", "read_at"),
        ("client_read_subjects", "read_at"),
    ] {
        for statement in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table}"),
        ] {
            assert_eq!(
                refusal(&mut owner, &statement).await,
                "23001",
                "{statement}"
            );
            assert_eq!(
                refusal(&mut superuser, &statement).await,
                "23001",
                "{statement}"
            );
        }
    }
    assert_eq!(
        refusal(&mut owner, "DELETE FROM journal_head").await,
        "23001"
    );
}
