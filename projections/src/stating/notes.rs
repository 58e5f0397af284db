//! Every statement that was issued, as it was signed: for a bundle.

use almoner_journal::record::Position;
use almoner_journal::store::{Journal, ReadError};
use futures::{Stream, TryStreamExt};

/// The notes of all statements of positions up to `last`, in their order.
pub fn notes(
    journal: &Journal,
    last: Position,
) -> impl Stream<Item = Result<String, ReadError>> + '_ {
    sqlx::query_scalar("SELECT note FROM read_statements WHERE position <= $1 ORDER BY position")
        .bind(last.to_bigint())
        .fetch(journal.pool())
        .map_err(ReadError::from)
}
