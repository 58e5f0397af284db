//! Getting ready outside the lock: what the batch will need is loaded, what cannot be is refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use almoner_domain::ledger::{Halt, StreamId};
use sqlx::PgConnection;

use super::failure::Failure;
use super::survey::{self, Existing, Survey};
use super::{ROUNDS_MAX, Sequencer, Verdict, load};
use crate::ledger::{Request, SubmitError};
use crate::record::RECORD_BYTES_MAX;

/// Canonical input so long that a record line could be too: it is tried out before the lock is taken.
const LARGE_INPUT_BYTES: usize = 16_384;

impl Sequencer {
    /// Whether a record of a command with a large input would be too long, tried out before the lock
    /// is taken. What grows under the lock is checked once more, line by line.
    pub(super) fn outsized(&self, request: &Request) -> Option<Verdict> {
        if request.input_bytes < LARGE_INPUT_BYTES {
            return None;
        }
        let Some(Ok(())) = self.permit(request) else {
            return None;
        };
        let Some(Ok(decision)) = self.consider(request) else {
            return None;
        };
        let payloads = decision
            .events
            .iter()
            .filter_map(|(_, event)| event.payload_json().ok());
        let bytes = payloads
            .map(|payload| payload.len() + request.metadata.len())
            .max()?;
        (bytes > RECORD_BYTES_MAX).then_some(Verdict::Failed(SubmitError::RecordTooLarge { bytes }))
    }

    /// Loads outside the lock what the batch will need, as far as that can be foreseen, and tells how
    /// the ledger stood before.
    pub(super) async fn warm(
        &mut self,
        connection: &mut PgConnection,
        requests: &[Arc<Request>],
    ) -> Result<Survey, Failure> {
        let mut wanted: Vec<StreamId> = Vec::new();
        let mut cold: Vec<(&Request, Vec<StreamId>)> = Vec::new();
        for request in requests {
            let mut missing = Vec::new();
            for stream in request.command.streams() {
                if self.cache.holds(&stream) {
                    self.cache.touch(&stream);
                } else {
                    missing.push(stream);
                }
            }
            if !missing.is_empty() {
                wanted.extend(missing.iter().cloned());
                cold.push((request, missing));
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        let mut survey = survey::survey(connection, requests, &wanted).await?;
        let found = self
            .hold(&wanted, std::mem::take(&mut survey.existing))
            .await?;
        // What a command names leads to what it does not: those that woke a sleeping stream are
        // tried out, until they ask for nothing more.
        let found: BTreeSet<StreamId> = found.into_iter().collect();
        cold.retain(|(_, missing)| missing.iter().any(|stream| found.contains(stream)));
        let mut trying: Vec<&Request> = cold.into_iter().map(|(request, _)| request).collect();
        for _ in 0..ROUNDS_MAX {
            let mut wanted = Vec::new();
            trying.retain(|request| {
                let asked = self.permit(request).and_then(|permitted| match permitted {
                    Ok(()) => self.consider(request).and_then(Result::err),
                    Err(halt) => Some(halt),
                });
                match asked {
                    Some(Halt::Missing(streams)) => {
                        wanted.extend(streams);
                        true
                    }
                    Some(Halt::Refused(_)) | None => false,
                }
            });
            if wanted.is_empty() {
                break;
            }
            self.load(connection, &wanted).await?;
        }
        Ok(survey)
    }

    /// Holds `streams`, those that are not held yet.
    pub(super) async fn load(
        &mut self,
        connection: &mut PgConnection,
        streams: &[StreamId],
    ) -> Result<(), Failure> {
        let mut missing: Vec<StreamId> = streams
            .iter()
            .filter(|stream| !self.cache.holds(stream))
            .cloned()
            .collect();
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            let existing = survey::existing(connection, &missing).await?;
            self.hold(&missing, existing).await?;
        }
        Ok(())
    }

    /// Holds `streams`, of which `existing` have events; answers which those are.
    async fn hold(
        &mut self,
        streams: &[StreamId],
        existing: Vec<Existing>,
    ) -> Result<Vec<StreamId>, Failure> {
        let loaded = load::load(&self.pool, &mut self.cache.books, streams, existing).await;
        for stream in streams {
            match &loaded {
                Ok(_) => self.cache.touch(stream),
                // A stream that was read in part must not pass for one that was read.
                Err(_) => self.cache.forget(stream),
            }
        }
        loaded
    }
}
