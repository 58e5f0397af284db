//! What is stored about the tree, against which the walk over the records is held.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Row};

use super::cosigned::Under;
use super::held::body_of;
use super::keys::{KeysInForce, replacement};
use super::{FaultKind, Faults, Trusted};
use crate::merkle::Hash;
use crate::note::{Checkpoint, Verifier};
use crate::record::Position;
use crate::store::{IssuedCheckpoint, ReadError, Record, select_checkpoints, select_records};

/// The head row and the roots that the checkpoints name, by size.
pub(super) struct Marks {
    pub(super) position: Position,
    pub(super) recorded_at: DateTime<Utc>,
    pub(super) frontier: Vec<u8>,
    pub(super) root: Vec<u8>,
    pub(super) checkpoints: BTreeMap<Position, Hash>,
    pub(super) checkpoint_count: u64,
    /// Size of the largest checkpoint.
    pub(super) latest: Position,
    /// What is wrong with the notes, by the size of their checkpoint.
    pub(super) notes: BTreeMap<Position, String>,
    /// What stands under the notes besides, by the size of their checkpoint, with the number of the log's own signatures.
    pub(super) under: BTreeMap<Position, (Under, usize)>,
    /// The keys of the log, as its events bring them.
    pub(super) keys: KeysInForce,
    /// How far the head says that the refusals have come, and how many had been kept before they were numbered.
    pub(super) refusals: (i64, Vec<u8>, i64),
    pub(super) refusals_unnumbered: i64,
}

impl Marks {
    pub(super) async fn read(
        connection: &mut PgConnection,
        origin: &str,
        trusted: Trusted<'_>,
        faults: &mut Faults,
    ) -> Result<Self, ReadError> {
        let row = sqlx::query(
            "SELECT position, recorded_at, frontier, root, refusals, refusals_chain, refusals_named, \
                 refusals_unnumbered FROM journal_head",
        )
        .fetch_one(&mut *connection)
        .await?;
        let position: i64 = row.try_get(0)?;
        let mut marks = Self {
            position: Position::try_from(position).map_err(ReadError::malformed)?,
            recorded_at: row.try_get(1)?,
            frontier: row.try_get(2)?,
            root: row.try_get(3)?,
            checkpoints: BTreeMap::new(),
            checkpoint_count: 0,
            latest: Position::ZERO,
            notes: BTreeMap::new(),
            under: BTreeMap::new(),
            keys: keys(&mut *connection, trusted.key, faults).await?,
            refusals: (row.try_get(4)?, row.try_get(5)?, row.try_get(6)?),
            refusals_unnumbered: row.try_get(7)?,
        };
        let rows = sqlx::query(select_checkpoints!("ORDER BY size"))
            .fetch_all(connection)
            .await?;
        for row in &rows {
            let issued = IssuedCheckpoint::decode(row)?;
            if let Err(reason) = check_note(&issued, origin, &marks.keys, marks.latest) {
                marks.notes.insert(issued.size, reason);
            }
            let under = trusted.policy.look(&issued.note);
            let own = marks.keys.signing(marks.latest, issued.size).count().max(1);
            if under.lines > own || under.cosigned.is_err() {
                marks.under.insert(issued.size, (under, own));
            }
            marks.checkpoints.insert(issued.size, issued.root);
            marks.checkpoint_count += 1;
            marks.latest = issued.size;
        }
        Ok(marks)
    }
}

/// The keys that the events of the ledger bring, from the one that the verifier trusts on; or that one alone, where
/// it is none of them.
async fn keys(
    connection: &mut PgConnection,
    trusted: Option<&Verifier>,
    faults: &mut Faults,
) -> Result<KeysInForce, ReadError> {
    let Some(trusted) = trusted else {
        return Ok(KeysInForce::default());
    };
    let rows = sqlx::query(select_records!(
        "WHERE aggregate_type = 'Signing' ORDER BY position"
    ))
    .fetch_all(connection)
    .await?;
    let mut keys: Option<KeysInForce> = None;
    for row in &rows {
        // What cannot be read is told where all records are.
        let Ok(record) = Record::decode(row) else {
            continue;
        };
        let Ok(event) = record.event() else { continue };
        let Some((from, to)) = replacement(&event) else {
            continue;
        };
        let keys = keys.get_or_insert_with(|| KeysInForce::beginning(Verifier::parse(from).ok()));
        if let Err(reason) = keys.replace(record.position, from, to) {
            faults.add(record.position, FaultKind::SigningKey(reason));
        }
    }
    Ok(keys
        .filter(|keys| keys.all().contains(trusted))
        .unwrap_or_else(|| KeysInForce::beginning(Some(trusted.clone()))))
}

/// Whether the note says what its row says, under signatures that hold: of every key that was in force.
fn check_note(
    issued: &IssuedCheckpoint,
    origin: &str,
    keys: &KeysInForce,
    before: Position,
) -> Result<(), String> {
    let mut body = body_of(&issued.note)?;
    for (_, key) in keys.signing(before, issued.size) {
        body = key.open(&issued.note).map_err(|error| error.to_string())?;
    }
    let said = Checkpoint::parse(body).map_err(|error| error.to_string())?;
    let stored = Checkpoint {
        origin: origin.to_owned(),
        size: issued.size.get(),
        root: issued.root,
    };
    if said == stored {
        Ok(())
    } else {
        Err("the note says something else than its row".to_owned())
    }
}
