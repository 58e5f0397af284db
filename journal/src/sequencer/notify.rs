//! Tells whoever listens that the ledger has grown: after the commit and outside its transaction.

use sqlx::PgPool;
use tokio::sync::watch;

use crate::record::Position;
use crate::schema::{LedgerName, notification_channel};

/// Notifies the latest position on the ledger's channel; ends with the sequencer. Positions that
/// come while one is being sent are told as one.
pub(super) async fn run(
    pool: PgPool,
    ledger: LedgerName,
    mut committed: watch::Receiver<Position>,
) {
    let channel = notification_channel(&ledger);
    while committed.changed().await.is_ok() {
        let position = committed.borrow_and_update().to_string();
        let sent = sqlx::query("SELECT pg_notify($1, $2)")
            .bind(&channel)
            .bind(&position)
            .execute(&pool)
            .await;
        if let Err(error) = sent {
            // Listeners poll as well, so this costs them time and nothing else.
            tracing::debug!(%ledger, %position, %error, "a commit was not notified");
        }
    }
}
