//! What is stored about the tree, against which the walk over the records is held.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Row};

use super::held::open_with;
use crate::merkle::Hash;
use crate::note::{Checkpoint, Verifier};
use crate::record::Position;
use crate::store::{IssuedCheckpoint, ReadError, select_checkpoints};

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
}

impl Marks {
    pub(super) async fn read(
        connection: &mut PgConnection,
        origin: &str,
        verifier: Option<&Verifier>,
    ) -> Result<Self, ReadError> {
        let row = sqlx::query("SELECT position, recorded_at, frontier, root FROM journal_head")
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
        };
        let rows = sqlx::query(select_checkpoints!("ORDER BY size"))
            .fetch_all(connection)
            .await?;
        for row in &rows {
            let issued = IssuedCheckpoint::decode(row)?;
            if let Err(reason) = check_note(&issued, origin, verifier) {
                marks.notes.insert(issued.size, reason);
            }
            marks.checkpoints.insert(issued.size, issued.root);
            marks.checkpoint_count += 1;
            marks.latest = issued.size;
        }
        Ok(marks)
    }
}

/// Whether the note says what its row says, under a signature that holds.
fn check_note(
    issued: &IssuedCheckpoint,
    origin: &str,
    verifier: Option<&Verifier>,
) -> Result<(), String> {
    let keys: Vec<&Verifier> = verifier.into_iter().collect();
    let body = open_with(&issued.note, &keys)?;
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
