//! A decision that is not made: what a command would lead to, as the ledger stands.
//!
//! It reads in a snapshot of its own, beside the sequencer: nothing is queued, locked, remembered or written.

use std::panic::AssertUnwindSafe;

use almoner_domain::ledger::{
    Books, Command, Context, Decision, Halt, Refusal, StreamId, authorize, decide,
};
use sqlx::{Executor, PgConnection, PgPool};

use super::failure::Failure;
use super::survey::{self, Existing};
use super::{ROUNDS_MAX, Verdict};
use crate::ledger::SubmitError;
use crate::store::{Record, select_records};

/// What a command would lead to, or why a rule would refuse it.
pub(crate) async fn preview(
    pool: &PgPool,
    context: &Context,
    command: &Command,
) -> Result<Result<Decision, Refusal>, SubmitError> {
    match consider(pool, context, command).await {
        Ok(considered) => considered,
        Err(failure) => Err(match failure.verdict() {
            Verdict::Failed(error) => error,
            Verdict::Answered(_) | Verdict::Reused { .. } => {
                SubmitError::Broken(failure.to_string())
            }
        }),
    }
}

type Considered = Result<Result<Decision, Refusal>, SubmitError>;

async fn consider(
    pool: &PgPool,
    context: &Context,
    command: &Command,
) -> Result<Considered, Failure> {
    let mut transaction = pool.begin().await?;
    transaction
        .execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await?;
    let mut books = Books::default();
    for _ in 0..ROUNDS_MAX {
        let permitted = caught(|| authorize(&books, context, command))?;
        let halted = match permitted {
            Ok(()) => match caught(|| decide(&books, context, command))? {
                Ok(decision) => return Ok(Ok(Ok(decision))),
                Err(Halt::Refused(refusal)) => return Ok(Ok(Err(refusal))),
                Err(Halt::Missing(streams)) => streams,
            },
            Err(Halt::Refused(refusal)) => return Ok(Err(SubmitError::Denied(refusal))),
            Err(Halt::Missing(streams)) => streams,
        };
        load(&mut transaction, &mut books, &halted).await?;
    }
    Err(Failure::inconsistent(
        "a preview never had all the streams it asked for",
    ))
}

fn caught<T>(ask: impl FnOnce() -> T) -> Result<T, Failure> {
    std::panic::catch_unwind(AssertUnwindSafe(ask))
        .map_err(|_| Failure::inconsistent("a preview panicked"))
}

/// Opens `streams` in the books, as far as the snapshot of the transaction has them.
async fn load(
    connection: &mut PgConnection,
    books: &mut Books,
    streams: &[StreamId],
) -> Result<(), Failure> {
    let existing = survey::existing(connection, streams).await?;
    for stream in streams {
        books.open(stream);
    }
    for Existing { stream, snapshot } in existing {
        let after = snapshot
            .filter(|(sequence, state)| books.restore(&stream, *sequence, state.clone()).is_ok())
            .map_or(0, |(sequence, _)| sequence);
        let rows = sqlx::query(select_records!(
            "WHERE aggregate_type = $1 AND aggregate_id = $2 AND sequence > $3 ORDER BY sequence"
        ))
        .bind(stream.kind.as_str())
        .bind(&stream.id)
        .bind(i64::try_from(after).map_err(Failure::inconsistent)?)
        .fetch_all(&mut *connection)
        .await?;
        for row in &rows {
            let record = Record::decode(row).map_err(Failure::inconsistent)?;
            let event = record.event().map_err(Failure::inconsistent)?;
            books
                .apply(&stream, record.sequence, &event)
                .map_err(Failure::inconsistent)?;
        }
    }
    Ok(())
}
