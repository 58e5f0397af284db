//! The stater as the server holds it: turns while there is something to state, and waiting for it.

use std::time::Duration;

use almoner_journal::ledger::{ConnectError, Ledger, SignerError};
use almoner_journal::merkle::Hash;
use almoner_journal::schema::{LedgerName, connect_options};
use almoner_journal::store::Journal;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::io::AsyncReadExt;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::turn::{Stated, StatingError, state};
use crate::projector::ProjectorStatus;

/// How long to wait before a failure is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);
/// How long to wait without news before looking all the same, at most and at least.
const LOOK_MAX: Duration = Duration::from_secs(30);
const LOOK_MIN: Duration = Duration::from_secs(1);

/// How a ledger is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatingOptions {
    /// Name and version of the program, on one line.
    pub program: String,
    /// The least time between two statements: each keeps the pages that it changed.
    pub every: Duration,
}

/// States one ledger, in a task of its own.
#[derive(Debug)]
pub struct Stater {
    stop: watch::Sender<bool>,
    task: Option<JoinHandle<()>>,
}

impl Stater {
    /// Starts to state a ledger as far as its projector, which is followed, has come.
    ///
    /// Errors: the URL is none. A database that does not answer is tried again until it does.
    pub fn spawn(
        app_url: &str,
        ledger: Ledger,
        projected: watch::Receiver<ProjectorStatus>,
        options: StatingOptions,
    ) -> Result<Self, sqlx::Error> {
        let (stop, stopping) = watch::channel(false);
        let task = Task {
            connect: connect_options(app_url, ledger.name())?,
            url: app_url.to_owned(),
            ledger,
            options,
            projected,
            stopping,
        };
        Ok(Self {
            stop,
            task: Some(tokio::spawn(task.run())),
        })
    }

    /// Finishes the statement in hand and stops.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if let Some(task) = self.task.take()
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the stater did not end by itself");
        }
    }
}

impl Drop for Stater {
    /// A stater that is dropped stops after the statement in hand.
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

struct Task {
    url: String,
    connect: PgConnectOptions,
    ledger: Ledger,
    options: StatingOptions,
    projected: watch::Receiver<ProjectorStatus>,
    stopping: watch::Receiver<bool>,
}

/// Why a session ended.
#[derive(Debug, thiserror::Error)]
enum SessionError {
    #[error(transparent)]
    Stating(#[from] StatingError),
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Signer(#[from] SignerError),
}

impl Task {
    async fn run(mut self) {
        let binary = match binary().await {
            Ok(binary) => binary,
            Err(error) => {
                tracing::error!(%error, "the program's own file cannot be read: nothing is stated");
                return;
            }
        };
        while !self.is_stopping() {
            if let Err(error) = self.session(binary).await {
                tracing::warn!(ledger = %self.name(), %error, "stating is tried again");
                self.pause(TRY_AGAIN).await;
            }
        }
    }

    fn name(&self) -> &LedgerName {
        self.ledger.name()
    }

    async fn session(&mut self, binary: Hash) -> Result<(), SessionError> {
        let mut connection = PgConnection::connect_with(&self.connect).await?;
        let journal = Journal::connect(&self.url, self.ledger.name(), 1).await?;
        while !self.is_stopping() {
            self.projected.borrow_and_update();
            let signer = self.ledger.signer().await?;
            let turn = state(
                &mut connection,
                &journal,
                &signer,
                &self.options.program,
                binary,
                self.options.every,
            );
            match turn.await? {
                Stated::At { position, reached } if position < reached => {}
                // What the last statement does not say may wait until it is old enough.
                Stated::At { .. } | Stated::Nothing | Stated::Elsewhere => self.wait().await,
            }
        }
        connection.close().await?;
        journal.pool().close().await;
        Ok(())
    }
}

impl Task {
    /// Waits for news of the projector, for a while, or for the end; and then so long that a busy ledger is not looked at
    /// after each commit.
    async fn wait(&mut self) {
        let look = self.options.every.clamp(LOOK_MIN, LOOK_MAX);
        tokio::select! {
            told = self.projected.changed() => if told.is_err() {
                // The projector is gone, so there will be no news.
                self.pause(look).await;
            },
            () = tokio::time::sleep(look) => {}
            _ = self.stopping.changed() => {}
        }
        self.pause(self.options.every.min(LOOK_MIN)).await;
    }

    /// Waits for a while, or for the end.
    async fn pause(&mut self, while_: Duration) {
        if self.is_stopping() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(while_) => {}
            _ = self.stopping.changed() => {}
        }
    }

    fn is_stopping(&self) -> bool {
        *self.stopping.borrow() || self.stopping.has_changed().is_err()
    }
}

/// SHA-256 of the file of the program that runs, also where another has taken its place since.
async fn binary() -> std::io::Result<Hash> {
    let mut file = tokio::fs::File::open("/proc/self/exe").await?;
    let (mut sha, mut bytes) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut bytes).await?;
        if read == 0 {
            return Ok(Hash::new(sha.finalize().into()));
        }
        sha.update(bytes.get(..read).unwrap_or_default());
    }
}
