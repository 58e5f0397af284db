//! One turn: what changed since the last statement goes into the maps, and the next statement is signed; one transaction.

use std::time::Duration;

use almoner_journal::merkle::Hash;
use almoner_journal::merkle_map::{MapKind, Update, root_of_page};
use almoner_journal::note::{ReadStatement, Signer, StatedMap};
use almoner_journal::store::{Journal, ReadError};
use sqlx::{Connection, PgConnection, Row};

use super::pages::{self, MapAt};
use super::{change, table};
use crate::projector::shape;

/// Records that one statement moves on by, at most: what they change is held in memory.
const RECORDS_MAX: i64 = 20_000;

/// What came of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// A statement was issued; there may be more to state.
    At {
        /// Its position.
        position: i64,
        /// The position that the read models had reached.
        reached: i64,
    },
    /// The last statement says all that there is, or is younger than the interval.
    Nothing,
    /// Another server states.
    Elsewhere,
}

/// Why nothing was stated.
#[derive(Debug, thiserror::Error)]
pub enum StatingError {
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] ReadError),
    /// A record is missing from the journal.
    #[error("record {position} is not there")]
    Record {
        /// The record.
        position: i64,
    },
    /// A page of a map is missing, or is not what the program writes.
    #[error("a page of the map of {} is missing or malformed", map.name())]
    Page {
        /// The map.
        map: MapKind,
    },
    /// The last statement is not one that the program writes.
    #[error("the statement at {position} cannot be read")]
    Statement {
        /// Its position.
        position: i64,
    },
}

impl StatingError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Database(_) => "DATABASE_FAILED",
            Self::Journal(error) => error.code(),
            Self::Record { .. } => "JOURNAL_HOLE",
            Self::Page { .. } => "MAP_PAGE_BROKEN",
            Self::Statement { .. } => "READ_STATEMENT_MALFORMED",
        }
    }
}

/// Who states: the program, and the key in whose name it does.
pub(super) struct Author<'a> {
    pub(super) signer: &'a Signer,
    pub(super) program: &'a str,
    pub(super) binary: Hash,
}

/// The last statement, as far as the next one builds on it.
struct Last {
    position: i64,
    statement: ReadStatement,
}

/// The checkpoint that is stated.
struct Target {
    size: i64,
    root: Hash,
    reached: i64,
}

/// States what the read models hold at the newest checkpoint that they have reached, or at one on the way there, unless the
/// last statement is younger than `every`.
pub async fn state(
    connection: &mut PgConnection,
    journal: &Journal,
    signer: &Signer,
    program: &str,
    binary: Hash,
    every: Duration,
) -> Result<Stated, StatingError> {
    let author = Author {
        signer,
        program,
        binary,
    };
    let mut transaction = connection.begin().await?;
    let Some((epoch, afresh)) = take(&mut transaction).await? else {
        transaction.rollback().await?;
        return Ok(Stated::Elsewhere);
    };
    let last = last(&mut transaction, &author).await?;
    let is_due: bool = sqlx::query_scalar(IS_DUE)
        .bind(i64::try_from(every.as_millis()).unwrap_or(i64::MAX))
        .fetch_one(&mut *transaction)
        .await?;
    // What is left of a long way is stated without a rest.
    let target = target(&mut transaction, last.as_ref()).await?;
    let Some(target) = target.filter(|target| is_due || target.size < target.reached) else {
        transaction.rollback().await?;
        return Ok(Stated::Nothing);
    };
    // Whoever asked for the key did so before he knew what is stated: it may have been replaced in between.
    if is_retired(journal, &author, target.size).await? {
        transaction.rollback().await?;
        return Ok(Stated::Nothing);
    }
    let shape = shape();
    let is_same = last
        .as_ref()
        .is_some_and(|last| !afresh && last.statement.shape.to_string() == shape);
    let epoch = if is_same { epoch } else { epoch + 1 };
    let statement = write(
        &mut transaction,
        journal,
        &author,
        last,
        &target,
        epoch,
        is_same,
    )
    .await?;
    keep(&mut transaction, &statement, epoch, &shape, &author).await?;
    transaction.commit().await?;
    Ok(Stated::At {
        position: target.size,
        reached: target.reached,
    })
}

/// Whether the author's key had been replaced at a position.
async fn is_retired(
    journal: &Journal,
    author: &Author<'_>,
    size: i64,
) -> Result<bool, StatingError> {
    let own = author.signer.verifier().to_key();
    let keys = journal.signing_keys(&own).await?;
    let at = keys.iter().position(|known| known.key == own);
    let next = at.and_then(|at| keys.get(at + 1));
    Ok(next.is_some_and(|next| next.since.to_bigint() <= size))
}

/// Takes the row of whoever states, until the end of the transaction; none where another holds it.
async fn take(connection: &mut PgConnection) -> Result<Option<(i64, bool)>, sqlx::Error> {
    let taken: Option<(i64, bool, String)> = sqlx::query_as(
        "SELECT epoch, afresh, set_config('almoner.scope', 'projector', true) \
         FROM stating FOR UPDATE SKIP LOCKED",
    )
    .fetch_optional(connection)
    .await?;
    Ok(taken.map(|(epoch, afresh, _)| (epoch, afresh)))
}

const IS_DUE: &str = "
SELECT coalesce(max(stated_at) + $1 * interval '1 millisecond' <= clock_timestamp(), true)
FROM (SELECT stated_at FROM read_statements ORDER BY position DESC LIMIT 1) AS last";

async fn last(
    connection: &mut PgConnection,
    author: &Author<'_>,
) -> Result<Option<Last>, StatingError> {
    let row =
        sqlx::query("SELECT position, note FROM read_statements ORDER BY position DESC LIMIT 1")
            .fetch_optional(connection)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let (position, note): (i64, &str) = (row.try_get(0)?, row.try_get(1)?);
    // The key may have been another one then: whether the signature holds is for a verification to say.
    let body = note.find("\n\n").and_then(|end| note.get(..=end));
    let statement = body.and_then(|body| ReadStatement::parse(body).ok());
    let statement = statement.filter(|said| said.origin == author.signer.verifier().name());
    match statement {
        Some(statement) => Ok(Some(Last {
            position,
            statement,
        })),
        None => Err(StatingError::Statement { position }),
    }
}

/// The newest checkpoint that the read models have reached and that is not too far on; the next one, where that is too far.
/// None where a program of other columns made them: a server of an older version states nothing.
const TARGET: &str = "
SELECT c.size, c.root, p.position
FROM projection_checkpoint AS p
JOIN checkpoints AS c ON c.size = coalesce(
    (SELECT max(size) FROM checkpoints WHERE size > $1 AND size <= least(p.position, $1 + $2)),
    (SELECT min(size) FROM checkpoints WHERE size > $1 AND size <= p.position))
WHERE p.shape = $3";

async fn target(
    connection: &mut PgConnection,
    last: Option<&Last>,
) -> Result<Option<Target>, StatingError> {
    // The first statement takes all there is, so it is not far on from anything.
    let (after, step) = match last {
        Some(last) => (last.position, RECORDS_MAX),
        None => (0, i64::MAX / 2),
    };
    let row = sqlx::query(TARGET)
        .bind(after)
        .bind(step)
        .bind(shape())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let root: &[u8] = row.try_get(1)?;
    Ok(Some(Target {
        size: row.try_get(0)?,
        root: Hash::try_from(root).map_err(|error| sqlx::Error::Decode(Box::new(error)))?,
        reached: row.try_get(2)?,
    }))
}

/// Brings both maps up to the target, and says what they come to.
async fn write(
    connection: &mut PgConnection,
    journal: &Journal,
    author: &Author<'_>,
    last: Option<Last>,
    target: &Target,
    epoch: i64,
    is_same: bool,
) -> Result<ReadStatement, StatingError> {
    let base = last.as_ref().filter(|_| is_same);
    let after = base.map(|base| base.position);
    let tables = table::tables(connection).await?;
    let (streams, seeds) = change::streams(journal, after.unwrap_or(0), target.size).await?;
    let rows = change::rows(connection, &tables, &seeds, after, target.size).await?;
    let mut stated = Vec::with_capacity(2);
    for (map, changes) in [(MapKind::Streams, streams), (MapKind::Rows, rows)] {
        let at = MapAt {
            epoch,
            map,
            position: target.size,
        };
        let mut update = Update::of(changes);
        pages::prepare(connection, at, &mut update).await?;
        let (first, written, counted) = update.make();
        pages::keep(connection, at, &written).await?;
        let before = base.map_or(0, |base| match map {
            MapKind::Streams => base.statement.streams.count,
            MapKind::Rows => base.statement.rows.count,
        });
        stated.push(StatedMap {
            count: before
                .saturating_add(counted.added)
                .saturating_sub(counted.removed),
            root: root_of_page(&first),
        });
    }
    let empty = StatedMap {
        count: 0,
        root: almoner_journal::merkle_map::empty(),
    };
    let of = |at: usize| stated.get(at).copied().unwrap_or(empty);
    let digest = |last: Last| {
        u64::try_from(last.position)
            .ok()
            .map(|position| (position, last.statement.digest()))
    };
    Ok(ReadStatement {
        origin: author.signer.verifier().name().to_owned(),
        position: u64::try_from(target.size).unwrap_or(0),
        root: target.root,
        program: author.program.to_owned(),
        binary: author.binary,
        shape: shape_hash(),
        streams: of(0),
        rows: of(1),
        previous: last.and_then(digest),
    })
}

/// The shape as a hash; it is one, in hexadecimal.
fn shape_hash() -> Hash {
    let bytes = hex::decode(shape()).unwrap_or_default();
    Hash::try_from(bytes.as_slice()).unwrap_or(Hash::new([0; 32]))
}

async fn keep(
    connection: &mut PgConnection,
    statement: &ReadStatement,
    epoch: i64,
    shape: &str,
    author: &Author<'_>,
) -> Result<(), sqlx::Error> {
    let bigint = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO read_statements (position, epoch, shape, streams, streams_root, rows, rows_root, note) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(bigint(statement.position))
    .bind(epoch)
    .bind(shape)
    .bind(bigint(statement.streams.count))
    .bind(statement.streams.root.as_bytes().as_slice())
    .bind(bigint(statement.rows.count))
    .bind(statement.rows.root.as_bytes().as_slice())
    .bind(author.signer.sign(&statement.body()))
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE stating SET epoch = $1, afresh = false")
        .bind(epoch)
        .execute(connection)
        .await
        .map(drop)
}
