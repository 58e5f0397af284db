//! What one decision leaves for the next, brought about: releases past the most that one decision makes.
//!
//! The journal says that more is due (`ReleaseDeferred`), and so do the read models; here the command is given that
//! does it, until nothing is due. It is no memory of this process: a server that starts looks first. The command's id
//! follows from the record that says it is due, so that several servers, or a retry, do it once.

use std::{collections::BTreeSet, time::Duration};

use almoner_domain::{
    id::{ActorId, CommandId, OrganizationId},
    ledger::{Context, ReleaseClaims, Role},
};
use almoner_journal::ledger::{Ledger, Submission};
use almoner_projections::{
    projector::ProjectorStatus,
    read::{AsOf, ReadError, Reader, Viewer},
};
use tokio::{sync::watch, task::JoinHandle};

use crate::clock::Clock;

/// How long to rest between two looks: what is due waits no longer, and a busy ledger is not asked at each commit.
const REST: Duration = Duration::from_millis(200);

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
        projected: watch::Receiver<ProjectorStatus>,
    ) -> Self {
        let (stop, stopping) = watch::channel(false);
        let work = Work {
            ledger,
            reader,
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
                    Ok(()) => seen = Some(position),
                    Err(error) => tracing::debug!(%error, "what is due could not be read"),
                }
            }
            tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                changed = projected.changed() => if changed.is_err() { return },
            }
            tokio::select! {
                biased;
                _ = stopping.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(REST) => {}
            }
        }
    }

    /// Gives the command for everything that is due.
    async fn look(&mut self) -> Result<(), ReadError> {
        let view = self.reader.view(Viewer::office(), AsOf::Latest).await?;
        let due = view.releases_due().await?;
        drop(view);
        for row in due {
            let Some(position) = row.release_position else {
                continue;
            };
            if self.asked.contains(&position) {
                continue;
            }
            let received_at = self.clock.now();
            let submission = Submission {
                command_id: CommandId::parse(&format!("release-{position}"))
                    .expect("letters, a hyphen and digits"),
                context: Context {
                    actor: ActorId::parse(ITSELF).expect("letters"),
                    role: Role::Officer,
                    organization: OrganizationId::parse(ITSELF).expect("letters"),
                    received_at,
                },
                // Every server says the same day, whichever day it is when it gets to it.
                command: ReleaseClaims {
                    sub_award: row.sub_award.clone(),
                    effective_on: row.executed_on,
                }
                .into(),
                correlation: String::new(),
                causation: position.to_string(),
                request: String::new(),
            };
            match self.ledger.submit(submission).await {
                Ok(_) => {
                    self.asked.insert(position);
                }
                Err(error) => {
                    tracing::warn!(sub_award = %row.sub_award, %error, "claims are still to be released");
                }
            }
        }
        Ok(())
    }
}
