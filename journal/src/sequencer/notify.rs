//! Tells whoever listens that the ledger has grown: after the commit and outside its transaction.

use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::sync::watch;

use crate::record::Position;
use crate::schema::{LedgerName, notification_channel};

/// The least time between two notifications; commits that come between are told as one.
const GAP: Duration = Duration::from_millis(10);

/// Notifies the latest position on the ledger's channel; ends with the sequencer.
pub(super) async fn run(
    connect: PgConnectOptions,
    ledger: LedgerName,
    mut committed: watch::Receiver<Position>,
) {
    // What is told is durable already; that it was told need not be.
    let connect = connect.options([("synchronous_commit", "off")]);
    let channel = notification_channel(&ledger);
    let mut connection = None;
    while committed.changed().await.is_ok() {
        let position = committed.borrow_and_update().to_string();
        match notify(&connect, connection.take(), &channel, &position).await {
            Ok(alive) => connection = Some(alive),
            // Listeners poll as well, so this costs them time and nothing else.
            Err(error) => {
                tracing::debug!(%ledger, %position, %error, "a commit was not notified");
            }
        }
        tokio::time::sleep(GAP).await;
    }
}

async fn notify(
    connect: &PgConnectOptions,
    connection: Option<PgConnection>,
    channel: &str,
    position: &str,
) -> Result<PgConnection, sqlx::Error> {
    let mut connection = match connection {
        Some(connection) => connection,
        None => PgConnection::connect_with(connect).await?,
    };
    sqlx::query("SELECT pg_notify($1, $2)")
        .bind(channel)
        .bind(position)
        .execute(&mut connection)
        .await?;
    Ok(connection)
}
