//! What one decision leaves for the next, brought about: releases past the most that one decision makes, and claims that
//! a late fact concerns past the most that one decision adjudicates again; and erasures that are approved, for which a key
//! is to be destroyed.
//!
//! The journal says that more is due (`ReleaseDeferred`, `ReadjudicationDeferred`), and so do the read models; here the command is given that
//! does it, until nothing is due. It is no memory of this process: a server that starts looks first. The command's id
//! follows from the record that says it is due, so that several servers, or a retry, do it once.

use std::{collections::BTreeSet, time::Duration};

use almoner_domain::{
    id::{ActorId, CommandId, OrganizationId},
    ledger::{Command, Context, ReadjudicateClaims, RecordClientErasure, ReleaseClaims, Role},
};
use almoner_journal::ledger::{Ledger, Submission};
use almoner_projections::{
    clients::ClientRow,
    projector::ProjectorStatus,
    read::{AsOf, ReadError, Reader, Viewer},
};
use tokio::{sync::watch, task::JoinHandle};

use crate::{client_keys::Vault, clock::Clock};

/// How long to rest between two looks: what is due waits no longer, and a busy ledger is not asked at each commit.
const REST: Duration = Duration::from_millis(200);

/// After how long what could not be done is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// The organization and the account in whose name the ledger acts by itself.
const ITSELF: &str = "almoner";

/// The task, and how it is told to end.
pub(super) struct Continuation {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Continuation {
    /// Starts to look.
    pub(super) fn spawn(
        ledger: Ledger,
        reader: Reader,
        vault: Vault,
        projected: watch::Receiver<ProjectorStatus>,
    ) -> Self {
        let (stop, stopping) = watch::channel(false);
        let work = Work {
            ledger,
            reader,
            vault,
            clock: Clock::system(),
            asked: BTreeSet::new(),
        };
        Self {
            stop,
            task: tokio::spawn(work.run(projected, stopping)),
        }
    }

    /// Finishes the command in hand, and ends.
    pub(super) async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the continuation did not end by itself");
        }
    }
}

struct Work {
    ledger: Ledger,
    reader: Reader,
    vault: Vault,
    clock: Clock,
    /// The records that were followed already, for better or worse.
    asked: BTreeSet<i64>,
}

impl Work {
    async fn run(
        mut self,
        mut projected: watch::Receiver<ProjectorStatus>,
        mut stopping: watch::Receiver<bool>,
    ) {
        let mut seen = None;
        loop {
            let position = projected.borrow_and_update().position;
            if seen != Some(position) {
                match self.look().await {
                    Ok(true) => seen = Some(position),
                    Ok(false) => {}
                    Err(error) => tracing::debug!(%error, "what is due could not be read"),
                }
            }
            tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                changed = projected.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(AGAIN), if seen != Some(position) => {}
            }
            tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(REST) => {}
            }
        }
    }

    /// Gives the command for everything that is due, and says whether all of it could be done.
    async fn look(&mut self) -> Result<bool, ReadError> {
        let mut done = true;
        let view = self.reader.view(Viewer::office(), AsOf::Latest).await?;
        let releases = view.releases_due().await?;
        let readjudications = view.readjudications_due().await?;
        let erasures = view.erasures_due().await?;
        drop(view);
        for row in erasures {
            done &= self.erase(row).await;
        }
        for row in releases {
            // Every server says the same day, whichever day it is when it gets to it.
            let command = ReleaseClaims {
                sub_award: row.sub_award,
                effective_on: row.executed_on,
            };
            self.give("release", row.release_position, command.into())
                .await;
        }
        for row in readjudications {
            let Some(effective_on) = row.readjudicate_on else {
                continue;
            };
            let command = ReadjudicateClaims {
                client: row.client,
                effective_on,
            };
            self.give("readjudicate", row.readjudicate_position, command.into())
                .await;
        }
        Ok(done)
    }

    /// Destroys the key of a client whose erasure is approved, and records that it is gone: in this order, so that the
    /// record is never ahead of the fact. Doing it again does nothing.
    async fn erase(&mut self, row: ClientRow) -> bool {
        let key = match self.vault.destroy(&row.client).await {
            Ok(key) => key,
            Err(error) => {
                tracing::error!(client = %row.client, %error, "a client's key is still to be destroyed");
                return false;
            }
        };
        let command = RecordClientErasure {
            client: row.client,
            key,
        };
        self.give("erase", row.erasure_approved_at, command.into())
            .await;
        true
    }

    /// Gives a command in the ledger's own name, once for each record that says it is due.
    async fn give(&mut self, what: &str, position: Option<i64>, command: Command) {
        let Some(position) = position.filter(|position| !self.asked.contains(position)) else {
            return;
        };
        let name = command.name();
        let submission = Submission {
            command_id: CommandId::parse(&format!("{what}-{position}"))
                .expect("letters, a hyphen and digits"),
            context: Context {
                actor: ActorId::parse(ITSELF).expect("letters"),
                role: Role::Officer,
                organization: OrganizationId::parse(ITSELF).expect("letters"),
                received_at: self.clock.now(),
            },
            command,
            correlation: String::new(),
            causation: position.to_string(),
            request: String::new(),
        };
        match self.ledger.submit(submission).await {
            Ok(_) => {
                self.asked.insert(position);
            }
            Err(error) => {
                tracing::warn!(command = name, position, %error, "what is due is still to be done");
            }
        }
    }
}
