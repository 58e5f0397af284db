//! Verification: everything that the log promises, recomputed from the record lines alone.
//!
//! Every leaf, every full tile, every root that a checkpoint ever named and its signature, the head,
//! the density of the positions and of every stream, and time that never runs backwards. It trusts
//! no stored hash, and reads in one snapshot of the database. What the books mean (the trial
//! balance, for one) is checked on top, by whoever is shown each record.

mod fault;
mod marks;
#[cfg(test)]
mod tests;
mod walk;

use futures::TryStreamExt;
use sqlx::{Executor, PgConnection, Row};

pub use fault::{Fault, FaultKind};

use crate::merkle::Hash;
use crate::note::Verifier;
use crate::record::Position;
use crate::store::{Journal, ReadError, Record, select_records};
use marks::Marks;
use walk::Walk;

/// The most faults that are listed; the count goes on.
const FAULTS_MAX: usize = 100;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Name of the log.
    pub origin: String,
    /// Position of the head.
    pub head: Position,
    /// The root that the record lines lead to.
    pub root: Hash,
    /// Records that were read.
    pub records: u64,
    /// Streams that they belong to.
    pub streams: u64,
    /// Checkpoints, each held against the records and its signature.
    pub checkpoints: u64,
    /// What is wrong, by position; at most the first hundred.
    pub faults: Vec<Fault>,
    /// How many faults there are.
    pub fault_count: u64,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.fault_count == 0
    }

    /// The first position at which something is wrong.
    pub fn first_bad_position(&self) -> Option<Position> {
        self.faults.iter().map(|fault| fault.position).min()
    }
}

impl Journal {
    /// Recomputes everything. Signatures are checked when `verifier` is given.
    ///
    /// `visit` is shown every record in its order, with a faulty one too; what it finds wrong is
    /// listed as [`FaultKind::Books`].
    pub async fn verify(
        &self,
        verifier: Option<&Verifier>,
        mut visit: impl FnMut(&Record) -> Result<(), String>,
    ) -> Result<Report, ReadError> {
        let mut connection = self.pool().acquire().await?;
        connection
            .execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await?;
        let checked = walk(&mut connection, self.origin(), verifier, &mut visit).await;
        connection.execute("ROLLBACK").await?;
        checked
    }
}

async fn walk(
    connection: &mut PgConnection,
    origin: &str,
    verifier: Option<&Verifier>,
    visit: &mut impl FnMut(&Record) -> Result<(), String>,
) -> Result<Report, ReadError> {
    let marks = Marks::read(connection, origin, verifier).await?;
    let mut walk = Walk::new(origin, marks);
    let mut rows = sqlx::query(select_records!("ORDER BY position")).fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        match Record::decode(&row) {
            Ok(record) => {
                walk.record(&record);
                if let Err(reason) = visit(&record) {
                    walk.fault(record.position, FaultKind::Books(reason));
                }
            }
            Err(error) => {
                let position = Position::try_from(row.try_get::<i64, _>(0)?).unwrap_or_default();
                walk.fault(position, FaultKind::Unreadable(error.to_string()));
            }
        }
    }
    drop(rows);
    let mut rows =
        sqlx::query("SELECT level, index, hashes FROM merkle_tiles").fetch(&mut *connection);
    while let Some(row) = rows.try_next().await? {
        walk.stored_tile(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    }
    Ok(walk.finish())
}
