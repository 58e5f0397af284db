//! The decision, and the paths under which it is asked for.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use almoner_journal::{
    merkle::{empty_root, verify_consistency},
    note::{Checkpoint, Cosigner, NoteError, Verifier, Witness},
};
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    routing::{get, post},
};

use super::{
    AddCheckpoint, Verdict,
    seen::{Seen, SeenError},
};
use crate::clock::Clock;

/// The longest request: 63 hashes, and a checkpoint with room for many signatures.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// A witness at work.
pub struct Witnessing {
    cosigner: Cosigner,
    /// The keys of each log, by its origin.
    logs: BTreeMap<String, Vec<Verifier>>,
    /// Looked up and written by one request at a time: what was cosigned last is compared and replaced as one.
    seen: Mutex<Seen>,
    clock: Clock,
}

impl Witnessing {
    /// A witness for the logs of these keys, whose names are the logs' origins, with its memory in a directory.
    ///
    /// # Errors
    /// [`SeenError`] when the directory cannot be used.
    pub fn open(
        cosigner: Cosigner,
        keys: Vec<Verifier>,
        directory: &Path,
        clock: Clock,
    ) -> Result<Self, SeenError> {
        let mut logs: BTreeMap<String, Vec<Verifier>> = BTreeMap::new();
        for key in keys {
            logs.entry(key.name().to_owned()).or_default().push(key);
        }
        Ok(Self {
            cosigner,
            logs,
            seen: Mutex::new(Seen::open(directory)?),
            clock,
        })
    }

    /// Who checks its cosignatures.
    pub fn witness(&self) -> &Witness {
        self.cosigner.witness()
    }

    /// Cosigns the checkpoint of a request if it extends the last one.
    pub fn add_checkpoint(&self, body: &[u8]) -> Verdict {
        match AddCheckpoint::parse(body) {
            Some(request) => self.decide(&request).unwrap_or_else(|error| {
                tracing::error!(%error, code = error.code(), "the witness cannot remember");
                Verdict::Broken
            }),
            None => Verdict::Malformed,
        }
    }

    fn decide(&self, request: &AddCheckpoint) -> Result<Verdict, SeenError> {
        let Some(origin) = request.note.lines().next() else {
            return Ok(Verdict::Malformed);
        };
        let Some(keys) = self.logs.get(origin) else {
            return Ok(Verdict::OriginUnknown);
        };
        let opened = keys.iter().map(|key| key.open(&request.note));
        let body = match opened.reduce(Result::or) {
            Some(Ok(body)) => body,
            Some(Err(NoteError::Malformed)) => return Ok(Verdict::Malformed),
            Some(Err(_)) | None => return Ok(Verdict::Unsigned),
        };
        let Ok(new) = Checkpoint::parse(body) else {
            return Ok(Verdict::Malformed);
        };
        if request.old > new.size {
            return Ok(Verdict::Malformed);
        }
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let last = seen.last(origin)?;
        let (size, root) = last.map_or((0, empty_root()), |last| (last.size, last.root));
        if request.old != size || (size == new.size && root != new.root) {
            tracing::warn!(
                origin,
                asked = new.size,
                cosigned = size,
                "another size or tree was cosigned last"
            );
            return Ok(Verdict::Conflict(size));
        }
        if verify_consistency(size, new.size, &root, &new.root, &request.proof).is_err() {
            tracing::error!(
                origin,
                asked = new.size,
                cosigned = size,
                "a checkpoint does not extend the one before it"
            );
            return Ok(Verdict::Inconsistent);
        }
        seen.keep(&new)?;
        let seconds = u64::try_from(self.clock.now().timestamp()).unwrap_or_default();
        Ok(Verdict::Cosigned(self.cosigner.cosign(body, seconds)))
    }
}

/// The paths of a witness: `POST /add-checkpoint`, and `GET /key` for its verifier key.
pub fn router(witnessing: Arc<Witnessing>) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/key", get(key))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(witnessing)
}

async fn add_checkpoint(State(witnessing): State<Arc<Witnessing>>, body: Bytes) -> Verdict {
    // It waits for the disk.
    let decided = tokio::task::spawn_blocking(move || witnessing.add_checkpoint(&body));
    decided.await.unwrap_or(Verdict::Broken)
}

async fn key(State(witnessing): State<Arc<Witnessing>>) -> String {
    format!("{}\n", witnessing.witness().to_key())
}
