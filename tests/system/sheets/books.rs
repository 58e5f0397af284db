//! The books of a ledger, to be compared with another's: every event without when it arrived, and every balance.

use std::{str::FromStr, time::Duration};

use almoner_journal::testing::TestDatabase;
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

/// What two ledgers have in common when their books are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Books {
    pub(super) head: i64,
    /// Stream, type and content of every event, in order.
    pub(super) events: Vec<(String, String, String)>,
    /// Every account and its balance.
    pub(super) balances: Vec<(String, String)>,
    /// Every claim, where it stands, billed, adjusted and payable.
    pub(super) claims: Vec<(String, String, String)>,
}

async fn connect(database: &TestDatabase, ledger: &str) -> PgConnection {
    let options = PgConnectOptions::from_str(&database.superuser_url())
        .unwrap()
        .options([("search_path", ledger)]);
    PgConnection::connect_with(&options).await.unwrap()
}

const EVENTS: &str = "SELECT aggregate_id, event_type, (payload::jsonb - 'received_at')::text FROM events ORDER BY position";
const BALANCES: &str = "
SELECT DISTINCT ON (account) account, balance_after::text FROM postings ORDER BY account, position DESC, entry DESC";
const CLAIMS: &str = "
SELECT claim, status, billed::text || ' ' || adjusted::text || ' ' || payable::text FROM claims
WHERE valid_to = 9223372036854775807 ORDER BY claim";
const TABLES: &str =
    "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()";

impl Books {
    pub(super) async fn read(database: &TestDatabase, ledger: &str) -> Self {
        let mut connection = connect(database, ledger).await;
        Self {
            head: Self::head(database, ledger).await,
            events: sqlx::query_as(EVENTS)
                .fetch_all(&mut connection)
                .await
                .unwrap(),
            balances: sqlx::query_as(BALANCES)
                .fetch_all(&mut connection)
                .await
                .unwrap(),
            claims: sqlx::query_as(CLAIMS)
                .fetch_all(&mut connection)
                .await
                .unwrap(),
        }
    }

    /// The last position of a ledger.
    pub(super) async fn head(database: &TestDatabase, ledger: &str) -> i64 {
        let mut connection = connect(database, ledger).await;
        sqlx::query_scalar("SELECT position FROM journal_head")
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }
}

/// Waits until a ledger is past a position.
pub(super) async fn passed(database: &TestDatabase, ledger: &str, position: i64) {
    let mut connection = connect(database, ledger).await;
    let passed = async {
        loop {
            let head: i64 = sqlx::query_scalar("SELECT position FROM journal_head")
                .fetch_one(&mut connection)
                .await
                .unwrap();
            if head > position {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_mins(1), passed)
        .await
        .unwrap();
}

/// Everything that a ledger's tables hold, as one text.
pub(super) async fn everything(database: &TestDatabase, ledger: &str) -> String {
    let mut connection = connect(database, ledger).await;
    let tables: Vec<String> = sqlx::query_scalar(TABLES)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert!(tables.iter().any(|table| table == "events"));
    let mut text = String::new();
    for table in tables {
        let query = format!("SELECT it::text FROM {table} AS it");
        let rows: Vec<String> = sqlx::query_scalar(&query)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        text.push_str(&rows.join("\n"));
    }
    text
}
