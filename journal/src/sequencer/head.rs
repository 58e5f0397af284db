//! The head row: the lock, and the right edge of the tree.

use std::sync::Arc;

use almoner_domain::ledger::{Event, StreamId, StreamKind};
use almoner_domain::signing::Signed;
use chrono::{DateTime, Utc};
use sqlx::postgres::PgRow;
use sqlx::{Executor, PgConnection, Row};

use super::cache::Cache;
use super::failure::Failure;
use crate::merkle::{Frontier, Hash};
use crate::note::{Signer, Signers};
use crate::record::Position;
use crate::refusal::Refusals;
use crate::store::partial_tiles;
use crate::tile::TileEdge;
use crate::verify::replacement;

/// Events behind which a process that lost sight of the head starts afresh instead of catching up.
const CATCH_UP_MAX: u64 = 20_000;

/// A head whose records this process knows.
#[derive(Clone)]
pub(super) struct Head {
    /// When the last record was recorded, or a little later; never earlier.
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) frontier: Frontier,
    pub(super) edge: TileEdge,
    /// How far the refusals have come.
    pub(super) refusals: Refusals,
    /// Who signs the next checkpoint.
    pub(super) signer: Arc<Signer>,
}

/// The head row under lock, and the clock of the server.
#[derive(Clone)]
pub(super) struct Locked {
    pub(super) position: Position,
    pub(super) now: DateTime<Utc>,
    root: Hash,
    frontier: Frontier,
    refusals: Refusals,
}

impl Locked {
    fn decode(row: &PgRow) -> Result<Self, Failure> {
        let position: i64 = row.try_get(0)?;
        let (now, frontier, root): (_, Vec<u8>, Vec<u8>) =
            (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
        let position = Position::try_from(position).map_err(Failure::inconsistent)?;
        let frontier = Frontier::parse(position.get(), &frontier).map_err(Failure::inconsistent)?;
        let root = Hash::try_from(root.as_slice()).map_err(Failure::inconsistent)?;
        if frontier.root() != root {
            return Err(Failure::inconsistent(
                "the head's root is not its frontier's",
            ));
        }
        let (last, chain, named): (i64, Vec<u8>, i64) =
            (row.try_get(4)?, row.try_get(5)?, row.try_get(6)?);
        let refusals = Refusals {
            last: u64::try_from(last).map_err(Failure::inconsistent)?,
            chain: Hash::try_from(chain.as_slice()).map_err(Failure::inconsistent)?,
            named: u64::try_from(named).map_err(Failure::inconsistent)?,
        };
        Ok(Self {
            position,
            now,
            root,
            frontier,
            refusals,
        })
    }
}

/// Begins a transaction and takes the head, in one round trip.
pub(super) async fn lock(connection: &mut PgConnection) -> Result<Locked, Failure> {
    let row = connection
        .fetch_one(
            "BEGIN; SELECT position, greatest(recorded_at, clock_timestamp()), frontier, root, \
             refusals, refusals_chain, refusals_named FROM journal_head FOR UPDATE",
        )
        .await?;
    Locked::decode(&row)
}

/// Reads the head without taking it, and the partial tiles of its tree.
pub(super) async fn read(
    connection: &mut PgConnection,
    signers: &Signers,
) -> Result<Head, Failure> {
    let row = sqlx::query(
        "SELECT position, recorded_at, frontier, root, refusals, refusals_chain, refusals_named \
         FROM journal_head",
    )
    .fetch_one(&mut *connection)
    .await?;
    resume(connection, Locked::decode(&row)?, signers).await
}

async fn resume(
    connection: &mut PgConnection,
    locked: Locked,
    signers: &Signers,
) -> Result<Head, Failure> {
    let Locked {
        now: recorded_at,
        frontier,
        refusals,
        position,
        ..
    } = locked;
    let signer = signer_at(connection, position, signers).await?;
    let partial = partial_tiles(connection, frontier.size())
        .await
        .map_err(Failure::inconsistent)?;
    let edge = TileEdge::resume(frontier.size(), partial);
    Ok(Head {
        recorded_at,
        frontier,
        edge,
        refusals,
        signer,
    })
}

/// The key in force at a position: the one that the last rotation up to there brought, or the first.
async fn signer_at(
    connection: &mut PgConnection,
    position: Position,
    signers: &Signers,
) -> Result<Arc<Signer>, Failure> {
    let stream = StreamId::signing(&Signed::Checkpoints);
    let row = sqlx::query(
        "SELECT event_type, event_version, payload::text FROM events \
         WHERE aggregate_type = $1 AND aggregate_id = $2 AND position <= $3 \
         ORDER BY sequence DESC LIMIT 1",
    )
    .bind(stream.kind.as_str())
    .bind(&stream.id)
    .bind(position.to_bigint())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(signers.first());
    };
    let event = Event::parse(
        stream.kind,
        row.try_get(0)?,
        row.try_get(1)?,
        row.try_get(2)?,
    )
    .map_err(Failure::inconsistent)?;
    match replacement(&event) {
        Some((_, to)) => held(signers, to),
        None => Ok(signers.first()),
    }
}

fn held(signers: &Signers, key: &str) -> Result<Arc<Signer>, Failure> {
    signers
        .find(key)
        .ok_or_else(|| Failure::KeyNotHeld(key.to_owned()))
}

/// Brings the known head and the cache up to the one under lock.
///
/// What another process wrote is applied to the streams that are held, by stream sequence: what a
/// stream that was loaded outside the lock holds already is not applied twice.
pub(super) async fn catch_up(
    connection: &mut PgConnection,
    known: &mut Option<Head>,
    cache: &mut Cache,
    locked: &Locked,
    signers: &Signers,
) -> Result<(), Failure> {
    let size = locked.position.get();
    let behind = known
        .as_ref()
        .and_then(|head| size.checked_sub(head.frontier.size()));
    match (known.as_mut(), behind) {
        (Some(head), Some(0)) if head.frontier.root() == locked.root => {
            head.refusals = locked.refusals;
            Ok(())
        }
        (Some(head), Some(1..=CATCH_UP_MAX)) => {
            let caught = follow(connection, head, cache, locked, signers).await;
            if caught.is_err() {
                *known = None;
                cache.clear();
            }
            caught
        }
        (None | Some(_), _) => {
            // Too far behind, or another history than the one that was known: start afresh.
            cache.clear();
            *known = Some(resume(connection, locked.clone(), signers).await?);
            Ok(())
        }
    }
}

async fn follow(
    connection: &mut PgConnection,
    head: &mut Head,
    cache: &mut Cache,
    locked: &Locked,
    signers: &Signers,
) -> Result<(), Failure> {
    let known = i64::try_from(head.frontier.size()).map_err(Failure::inconsistent)?;
    let rows = sqlx::query(
        "SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, payload::text, leaf \
         FROM events WHERE position > $1 AND position <= $2 ORDER BY position",
    )
    .bind(known)
    .bind(locked.position.to_bigint())
    .fetch_all(connection)
    .await?;
    let mut filled = Vec::new();
    for row in &rows {
        let leaf: &[u8] = row.try_get(6)?;
        let leaf = Hash::try_from(leaf).map_err(Failure::inconsistent)?;
        head.frontier.append(leaf);
        head.edge.append(leaf, &mut filled);
        let kind: &str = row.try_get(0)?;
        let kind = StreamKind::parse(kind)
            .ok_or_else(|| Failure::inconsistent(format!("no aggregate is called {kind}")))?;
        let stream = StreamId {
            kind,
            id: row.try_get(1)?,
        };
        let sequence: i64 = row.try_get(2)?;
        let sequence = u64::try_from(sequence).map_err(Failure::inconsistent)?;
        let is_held = cache
            .books
            .sequence(&stream)
            .is_some_and(|at| at < sequence);
        if is_held || kind == StreamKind::Signing {
            let event = Event::parse(kind, row.try_get(3)?, row.try_get(4)?, row.try_get(5)?)
                .map_err(Failure::inconsistent)?;
            if let Some((_, to)) = replacement(&event) {
                head.signer = held(signers, to)?;
            }
            cache
                .books
                .apply(&stream, sequence, &event)
                .map_err(Failure::inconsistent)?;
        }
    }
    head.recorded_at = locked.now;
    head.refusals = locked.refusals;
    if head.frontier.root() != locked.root {
        return Err(Failure::inconsistent(
            "the records behind the head do not lead to its root",
        ));
    }
    Ok(())
}
