//! The task: turns while there is work, waiting for news, standing by, and connecting again.

use std::time::Duration;

use almoner_journal::{
    ledger::ConnectError,
    schema::{LedgerName, notification_channel},
    store::Journal,
};
use sqlx::postgres::{PgConnectOptions, PgListener};
use sqlx::{Connection, PgConnection, PgPool};
use tokio::sync::watch;

use super::batch::BatchError;
use super::turn::{Turn, Turns};
use super::{Halted, ProjectorStatus};
use crate::feed;

/// How long to wait for news before looking all the same.
const LOOK_WITHOUT_NEWS: Duration = Duration::from_secs(1);
/// How long the checkpoint may stand still behind the journal before one that stands by tries to take it.
const STAND_STILL: Duration = Duration::from_millis(500);
/// How long to wait before a failure is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(1);
/// How long a turn, a look or a connection may take before the server counts as gone.
const ANSWER_WAIT: Duration = Duration::from_secs(30);

/// One projector's task.
pub(super) struct Task {
    url: String,
    ledger: LedgerName,
    options: PgConnectOptions,
    publish: watch::Sender<ProjectorStatus>,
    stopping: watch::Receiver<bool>,
}

/// The connections of a task.
struct Session {
    connection: PgConnection,
    journal: Journal,
    news: PgListener,
    pool: PgPool,
}

/// Why a session ended.
#[derive(Debug, thiserror::Error)]
enum SessionError {
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Connect(#[from] ConnectError),
}

impl Task {
    pub(super) fn new(
        url: &str,
        ledger: &LedgerName,
        options: PgConnectOptions,
        publish: watch::Sender<ProjectorStatus>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            url: url.to_owned(),
            ledger: ledger.clone(),
            options,
            publish,
            stopping,
        }
    }

    /// Projects until it is told to stop.
    pub(super) async fn run(mut self) {
        while !self.is_stopping() {
            let ended = match bounded(self.connect()).await {
                Ok(session) => self.project(session).await,
                Err(error) => Err(error),
            };
            if let Err(error) = ended {
                tracing::warn!(ledger = %self.ledger, %error, "the projector connects again");
                self.publish.send_modify(|status| {
                    status.connected = false;
                    status.leading = false;
                });
                self.pause(TRY_AGAIN).await;
            }
        }
    }

    async fn connect(&self) -> Result<Session, SessionError> {
        let pool = sqlx::postgres::PgPoolOptions::new()
            .max_connections(1)
            .connect_with(self.options.clone())
            .await?;
        let mut news = PgListener::connect_with(&pool).await?;
        news.listen(&notification_channel(&self.ledger)).await?;
        Ok(Session {
            connection: PgConnection::connect_with(&self.options).await?,
            journal: Journal::connect(&self.url, &self.ledger, 1).await?,
            news,
            pool,
        })
    }

    async fn project(&mut self, mut session: Session) -> Result<(), SessionError> {
        let mut turns = Turns::default();
        while !self.is_stopping() {
            match bounded(turns.turn(&mut session.connection, &session.journal)).await {
                Ok(Turn::Copied { position, head }) => self.publish_lead(position, head),
                Ok(Turn::Smaller) => {}
                Ok(Turn::Idle { position }) => {
                    self.publish_lead(position, position);
                    self.await_news(&mut session.news).await?;
                }
                Ok(Turn::Elsewhere) => self.stand_by(&session.journal).await?,
                Err(BatchError::Halted(halted)) => {
                    self.publish_halt(halted);
                    self.pause(TRY_AGAIN).await;
                }
                Err(BatchError::Database(error)) => return Err(error.into()),
                Err(BatchError::Record(reason)) => {
                    return Err(sqlx::Error::Protocol(reason).into());
                }
            }
        }
        session.connection.close().await?;
        session.journal.pool().close().await;
        drop(session.news);
        session.pool.close().await;
        Ok(())
    }

    /// Looks on while another server projects, until the checkpoint stands still behind the journal.
    async fn stand_by(&mut self, journal: &Journal) -> Result<(), sqlx::Error> {
        let mut last = None;
        while !self.is_stopping() {
            let (position, head) = bounded(look(journal)).await?;
            self.publish.send_modify(|status| {
                status.position = position;
                status.head = head;
                status.leading = false;
                status.connected = true;
                status.halted = None;
            });
            if last == Some(position) && position < head {
                return Ok(());
            }
            last = Some(position);
            self.pause(STAND_STILL).await;
        }
        Ok(())
    }

    fn publish_lead(&self, position: i64, head: i64) {
        self.publish.send_replace(ProjectorStatus {
            position,
            head,
            leading: true,
            connected: true,
            halted: None,
        });
    }

    fn publish_halt(&self, halted: Halted) {
        self.publish.send_if_modified(|status| {
            let news = status.halted.as_ref() != Some(&halted);
            if news {
                tracing::error!(ledger = %self.ledger, position = halted.position,
                    code = halted.code, reason = %halted.reason, "the projector halted");
            }
            status.position = halted.position - 1;
            status.head = status.head.max(halted.position);
            status.leading = true;
            status.connected = true;
            status.halted = Some(halted);
            news
        });
    }

    /// Waits for news of a commit, for a while, or for the end.
    async fn await_news(&mut self, news: &mut PgListener) -> Result<(), sqlx::Error> {
        tokio::select! {
            told = news.recv() => told.map(drop),
            () = tokio::time::sleep(LOOK_WITHOUT_NEWS) => Ok(()),
            _ = self.stopping.changed() => Ok(()),
        }
    }

    /// Waits for a while, or for the end.
    async fn pause(&mut self, while_: Duration) {
        tokio::select! {
            () = tokio::time::sleep(while_) => {}
            _ = self.stopping.changed() => {}
        }
    }

    fn is_stopping(&self) -> bool {
        *self.stopping.borrow() || self.stopping.has_changed().is_err()
    }
}

/// The checkpoint, and the last record.
async fn look(journal: &Journal) -> Result<(i64, i64), sqlx::Error> {
    let position = sqlx::query_scalar("SELECT position FROM projection_checkpoint")
        .fetch_one(journal.pool())
        .await?;
    let head = feed::head(journal)
        .await
        .map_err(|error| sqlx::Error::AnyDriverError(Box::new(error)))?;
    Ok((position, head))
}

/// A server that does not answer in time counts as gone: what was asked of it is dropped with its connection.
async fn bounded<T, E: From<sqlx::Error>>(
    asked: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match tokio::time::timeout(ANSWER_WAIT, asked).await {
        Ok(answer) => answer,
        Err(_) => Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()).into()),
    }
}
