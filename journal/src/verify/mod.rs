//! Verification: everything that the log promises, recomputed from the record lines alone.
//!
//! Every leaf, every full tile, every root that a checkpoint ever named and its signature, the head,
//! the density of the positions and of every stream, the records of every command and what it was
//! answered, time that never runs backwards, and the checkpoints of earlier moments that the verifier holds. It trusts no stored hash, and
//! reads in one snapshot of the database. What the books mean (the trial
//! balance, for one) is checked on top, by whoever is shown each record.

pub(crate) mod chain;
mod commands;
pub(crate) mod cosigned;
mod fault;
pub(crate) mod held;
pub(crate) mod keys;
mod marks;
mod places;
mod refusals;
mod rows;
pub(crate) mod seen;
mod statements;
#[cfg(test)]
mod tests;
mod walk;

use futures::TryStreamExt;
use sqlx::{Connection, Executor, PgConnection, Row};

pub use cosigned::WitnessPolicy;
pub(crate) use fault::Faults;
pub use fault::{Contradiction, Fault, FaultKind, Findings};
pub use keys::{KeysInForce, RetiredKey};
pub(crate) use keys::{replacement, signed_by};
pub use seen::Reader;
pub use statements::{OpenedStatement, StatementChain, StatementFault};

use crate::merkle::Hash;
use crate::note::Verifier;
use crate::record::Position;
use crate::store::{Journal, ReadError};
use held::Held;
use marks::Marks;
use walk::Walk;

/// The most faults that are listed; the count goes on.
pub(crate) const FAULTS_MAX: usize = 100;

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
    /// Answers to commands, each held against its records; a bundle has none.
    pub commands: u64,
    /// Cosignatures of the witnesses of the policy that hold.
    pub cosignatures: u64,
    /// The largest checkpoint that as many witnesses have cosigned as the policy asks for.
    pub cosigned: Option<Position>,
    /// Refused commands that the records name, each held against the chain.
    pub refusals: u64,
    /// Refused commands that no record names yet.
    pub refusals_unnamed: u64,
    /// Statements of the read side, each held against the one before it.
    pub statements: u64,
    /// The position of the last of them.
    pub stated: Option<Position>,
    /// Lines of a bundle of which the leaf alone is known.
    pub withheld: u64,
    /// What could not be checked, and why.
    pub skipped: Vec<String>,
    /// What is wrong.
    pub findings: Findings,
}

/// What a verification goes by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trusted<'verifier> {
    /// One of the log's keys; without it no signature is checked. The others are those that its events lead to from there.
    pub key: Option<&'verifier Verifier>,
    /// Signed checkpoints of earlier moments, as the verifier got them then.
    pub held: &'verifier [String],
    /// The witnesses that must have cosigned.
    pub policy: WitnessPolicy<'verifier>,
}

impl Journal {
    /// Recomputes everything, and holds it against what the verifier brings along.
    ///
    /// `visit` is shown what `read` took from every record, in the order of the records, from a faulty one too; what it finds wrong is
    /// listed as [`FaultKind::Books`].
    pub async fn verify<T: Send + 'static>(
        &self,
        trusted: Trusted<'_>,
        read: Reader<T>,
        mut visit: impl FnMut(T) -> Result<(), String>,
    ) -> Result<Report, ReadError> {
        // A connection that is left in the middle of a COPY is of no use to anybody else.
        let mut connection = self.pool().acquire().await?.detach();
        connection
            .execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await?;
        let mut faults = Faults::default();
        let marks = Marks::read(&mut connection, self.origin(), trusted, &mut faults).await?;
        let held = Held::open(trusted.held, self.origin(), marks.keys.all(), &mut faults);
        let mut walk = Walk::new(self.origin(), marks, held, trusted.policy, faults);
        let mut connection = rows::walk(connection, &mut walk, read, &mut visit).await?;
        tiles(&mut connection, &mut walk).await?;
        walk.end_records();
        let commands = commands::check(&mut connection, &mut walk).await?;
        let refusals = refusals::check(&mut connection, &mut walk).await?;
        connection.close().await?;
        Ok(walk.finish(commands, refusals))
    }
}

/// Holds every stored full tile against the recomputed one.
async fn tiles(connection: &mut PgConnection, walk: &mut Walk) -> Result<(), ReadError> {
    let mut rows = sqlx::query("SELECT level, index, hashes FROM merkle_tiles").fetch(connection);
    while let Some(row) = rows.try_next().await? {
        walk.stored_tile(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    }
    Ok(())
}
