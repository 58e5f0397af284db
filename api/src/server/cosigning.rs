//! Asks the witnesses of a policy to cosign each latest checkpoint, and keeps what they answer.
//!
//! A witness that says that this is not the history which it cosigned is never overruled: the checkpoint goes without its
//! cosignature, and `/health/ready` says so until it is answered for.

use std::time::Duration;

use almoner_journal::{
    ledger::Ledger,
    record::Position,
    store::{IssuedCheckpoint, ReadError},
};
use chrono::DateTime;
use reqwest::{Client, StatusCode};
use tokio::{sync::watch, task::JoinHandle};

use crate::witness::{AddCheckpoint, Asked, Policy, read_size};

/// How long a witness may take to answer.
const ANSWER_WAIT: Duration = Duration::from_secs(10);

/// How long to rest between two rounds, so that a busy ledger does not ask at each commit.
const REST: Duration = Duration::from_millis(200);

/// How long to wait before a witness that did not cosign is asked again.
const AGAIN: Duration = Duration::from_secs(15);

/// How long a ledger to which nothing is added waits before it shows its last checkpoint again: a ledger that went back
/// learns so from its witnesses.
const IDLE: Duration = Duration::from_mins(1);

/// The most bytes of an answer that are read: signature lines.
const ANSWER_BYTES_MAX: usize = 16 * 1024;

/// How often one round follows a witness to the size that it names.
const TURNS_MAX: usize = 3;

/// How a witness stands to the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessStatus {
    /// Its name.
    pub name: String,
    /// The largest size that it cosigned.
    pub cosigned: Position,
    /// Why it did not cosign the latest checkpoint that it was asked to, if it did not.
    pub trouble: Option<Trouble>,
}

/// Why a witness did not cosign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It cosigned a history of this ledger that is not the one here.
    #[error("it has cosigned another history of this ledger than the one here")]
    Forked,
    /// It cosigned more of this ledger than there is here.
    #[error("it has cosigned {size} events of this ledger, and there are fewer here")]
    RolledBack {
        /// The size that it cosigned.
        size: u64,
    },
    /// It cannot be reached, or does not answer in time.
    #[error("it cannot be reached: {0}")]
    Unreachable(String),
    /// It answers otherwise than a witness does that knows the ledger.
    #[error("it answered with status {status}")]
    Refused {
        /// The status.
        status: u16,
    },
    /// It answered with a cosignature that does not hold.
    #[error("it answered with a cosignature that does not hold")]
    Invalid,
    /// The journal could not be read or written.
    #[error("the journal: {0}")]
    Journal(String),
}

impl Trouble {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Forked => "LEDGER_FORKED",
            Self::RolledBack { .. } => "LEDGER_ROLLED_BACK",
            Self::Unreachable(_) => "WITNESS_UNREACHABLE",
            Self::Refused { .. } => "WITNESS_REFUSED",
            Self::Invalid => "COSIGNATURE_INVALID",
            Self::Journal(_) => "JOURNAL_UNUSABLE",
        }
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        Self::Journal(error.to_string())
    }
}

/// The task, how it is told to end, and what it knows.
pub(super) struct Cosigning {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Cosigning {
    /// Starts to ask; the receiver follows what becomes of it.
    pub(super) fn spawn(
        ledger: Ledger,
        policy: Policy,
    ) -> (Self, watch::Receiver<Vec<WitnessStatus>>) {
        let (stop, stopping) = watch::channel(false);
        let statuses = policy.witnesses.iter().map(|asked| WitnessStatus {
            name: asked.witness.name().to_owned(),
            cosigned: Position::ZERO,
            trouble: None,
        });
        let (told, statuses) = watch::channel(statuses.collect());
        let work = Work {
            ledger,
            policy,
            http: Client::builder()
                .no_proxy()
                .timeout(ANSWER_WAIT)
                .build()
                .unwrap_or_default(),
            told,
        };
        let task = tokio::spawn(work.run(stopping));
        (Self { stop, task }, statuses)
    }

    /// Ends; a request in hand is dropped.
    pub(super) async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the asking of witnesses did not end by itself");
        }
    }
}

struct Work {
    ledger: Ledger,
    policy: Policy,
    http: Client,
    told: watch::Sender<Vec<WitnessStatus>>,
}

impl Work {
    async fn run(self, mut stopping: watch::Receiver<bool>) {
        let mut committed = self.ledger.committed();
        // The first look is at what there is, for it may be less than there was.
        let mut again = true;
        loop {
            committed.borrow_and_update();
            let all_cosigned = tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                all = self.round(again) => all,
            };
            tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(REST) => {}
            }
            let idle = if all_cosigned { IDLE } else { AGAIN };
            tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                _ = committed.changed() => again = false,
                () = tokio::time::sleep(idle) => again = true,
            }
        }
    }

    /// Asks every witness once, one that has cosigned the latest checkpoint only to look `again`; whether all have
    /// cosigned it.
    async fn round(&self, again: bool) -> bool {
        let witnesses = self.policy.witnesses.iter();
        let asked = witnesses.map(|asked| self.ask(asked, again));
        let answers = futures::future::join_all(asked).await;
        let mut all_cosigned = true;
        for (at, answer) in answers.into_iter().enumerate() {
            all_cosigned &= answer.is_ok();
            self.told.send_if_modified(|statuses| {
                let Some(status) = statuses.get_mut(at) else {
                    return false;
                };
                let (cosigned, trouble) = match answer {
                    Ok(size) => (size, None),
                    Err(trouble) => (status.cosigned, Some(trouble)),
                };
                if let Some(trouble) = trouble.as_ref()
                    && status.trouble.as_ref() != Some(trouble)
                {
                    let (witness, code) = (&status.name, trouble.code());
                    tracing::error!(witness, code, %trouble, "a witness did not cosign");
                }
                let changed = (status.cosigned, &status.trouble) != (cosigned, &trouble);
                (status.cosigned, status.trouble) = (cosigned, trouble);
                changed
            });
        }
        all_cosigned
    }

    /// Has the latest checkpoint cosigned by one witness; the size that it has cosigned.
    async fn ask(&self, asked: &Asked, again: bool) -> Result<Position, Trouble> {
        let journal = self.ledger.journal();
        let key = asked.witness.to_key();
        let mut old = journal.last_cosigned(&key).await?;
        for turn in 0..TURNS_MAX {
            let Some(latest) = journal.latest_checkpoint().await? else {
                return Ok(Position::ZERO);
            };
            if old > latest.size {
                return Err(Trouble::RolledBack { size: old.get() });
            }
            let is_done = old == latest.size && turn == 0 && !again;
            if is_done || latest.size == Position::ZERO {
                return Ok(old);
            }
            let (status, body) = self.send(asked, old, &latest).await?;
            match status {
                StatusCode::OK => return self.keep(asked, &latest, &body).await,
                StatusCode::UNPROCESSABLE_ENTITY => return Err(Trouble::Forked),
                StatusCode::CONFLICT => {
                    let size = body.strip_suffix('\n').and_then(read_size);
                    let size = size.and_then(|size| Position::try_from(size).ok());
                    let size = size.ok_or(Trouble::Refused {
                        status: status.as_u16(),
                    })?;
                    if size == old {
                        return Err(Trouble::Forked);
                    }
                    old = size;
                }
                other => {
                    return Err(Trouble::Refused {
                        status: other.as_u16(),
                    });
                }
            }
        }
        Err(Trouble::Refused {
            status: StatusCode::CONFLICT.as_u16(),
        })
    }

    async fn send(
        &self,
        asked: &Asked,
        old: Position,
        latest: &IssuedCheckpoint,
    ) -> Result<(StatusCode, String), Trouble> {
        let proof = self.ledger.journal().consistency_proof(old, latest.size);
        let request = AddCheckpoint {
            old: old.get(),
            proof: proof.await?.hashes,
            note: latest.note.clone(),
        };
        let unreachable =
            |error: reqwest::Error| Trouble::Unreachable(error.without_url().to_string());
        let sent = self
            .http
            .post(format!("{}/add-checkpoint", asked.url))
            .body(request.to_body())
            .send()
            .await;
        let mut response = sent.map_err(unreachable)?;
        let (status, mut body) = (response.status(), Vec::new());
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            body.extend(chunk);
            if body.len() > ANSWER_BYTES_MAX {
                return Err(Trouble::Invalid);
            }
        }
        let body = String::from_utf8(body).map_err(|_| Trouble::Invalid)?;
        Ok((status, body))
    }

    async fn keep(
        &self,
        asked: &Asked,
        latest: &IssuedCheckpoint,
        lines: &str,
    ) -> Result<Position, Trouble> {
        // It is the ledger's own note, as it is kept.
        let end = latest.note.rfind("\n\n").ok_or(Trouble::Invalid)?;
        let body = latest.note.get(..=end).ok_or(Trouble::Invalid)?;
        let (seconds, line) = asked
            .witness
            .find(body, lines)
            .map_err(|_| Trouble::Invalid)?;
        let at = i64::try_from(seconds)
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .ok_or(Trouble::Invalid)?;
        let key = asked.witness.to_key();
        self.ledger
            .keep_cosignature(latest.size, &key, line, at)
            .await?;
        Ok(latest.size)
    }
}
