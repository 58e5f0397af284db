//! The projector as the server holds it.

use std::time::Duration;

use almoner_journal::schema::{LedgerName, connect_options};
use sqlx::{PgPool, postgres::PgPoolOptions};
use tokio::{sync::watch, task::JoinHandle};

use super::ProjectorStatus;
use super::task::Task;

/// How often the checkpoint is read while another server projects.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Copies one ledger, in a task of its own.
#[derive(Debug)]
pub struct Projector {
    status: watch::Receiver<ProjectorStatus>,
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
    pool: PgPool,
}

impl Projector {
    /// Starts to project a ledger on connections of its own to `app_url`, whose role serves.
    ///
    /// Errors: the URL is none. A database that does not answer is tried again until it does.
    pub fn spawn(app_url: &str, ledger: &LedgerName) -> Result<Self, sqlx::Error> {
        let options = connect_options(app_url, ledger)?;
        let pool = PgPoolOptions::new()
            .max_connections(2)
            .connect_lazy_with(options.clone());
        let (publish, status) = watch::channel(ProjectorStatus::default());
        let (stop, stopping) = watch::channel(false);
        let task = Task::new(app_url, ledger, options, publish, stopping);
        Ok(Self {
            status,
            stop,
            task: Some(tokio::spawn(task.run())),
            pool,
        })
    }

    /// Where it stands, how far behind the journal, and whether it halted.
    pub fn status(&self) -> ProjectorStatus {
        self.status.borrow().clone()
    }

    /// Every change of where it stands.
    pub fn watch(&self) -> watch::Receiver<ProjectorStatus> {
        self.status.clone()
    }

    /// Waits until the read models hold `position`; false when they do not within `timeout`, or when the projector
    /// halted before it.
    pub async fn wait_for(&self, position: i64, timeout: Duration) -> bool {
        tokio::time::timeout(timeout, self.reached(position))
            .await
            .unwrap_or(false)
    }

    async fn reached(&self, position: i64) -> bool {
        let mut status = self.status.clone();
        loop {
            let now = status.borrow_and_update().clone();
            if now.position >= position {
                return true;
            }
            if now.halted.is_some() {
                return false;
            }
            if now.leading {
                if status.changed().await.is_err() {
                    return false;
                }
                continue;
            }
            // Another server projects, or this one has yet to connect: the checkpoint tells.
            if self.stored().await.is_ok_and(|stored| stored >= position) {
                return true;
            }
            // Whichever comes first: news of our own, or time to look again.
            drop(tokio::time::timeout(LOOK_AGAIN, status.changed()).await);
        }
    }

    async fn stored(&self) -> Result<i64, sqlx::Error> {
        sqlx::query_scalar("SELECT position FROM projection_checkpoint")
            .fetch_one(&self.pool)
            .await
    }

    /// Finishes the batch in hand and stops.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(task) = self.task.take()
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the projector did not end by itself");
        }
        self.pool.close().await;
    }
}

impl Drop for Projector {
    /// A projector that is dropped stops after the batch in hand.
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}
