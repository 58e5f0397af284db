//! Reads records in order, and notices one that is missing.

use almoner_journal::{
    record::Position,
    store::{Journal, ReadError, Record},
};

use super::{FeedError, Recorded, Withheld};

/// The position of the last record.
pub(crate) async fn head(journal: &Journal) -> Result<i64, ReadError> {
    Ok(journal.head().await?.position.to_bigint())
}

/// At most `limit` records after `after`, none past `last`, which is recorded: each follows the one before it.
///
/// What precedes a record that is missing or unreadable is answered; only a call that starts at it fails.
pub(crate) async fn records(
    journal: &Journal,
    after: i64,
    last: i64,
    limit: u32,
) -> Result<Vec<Recorded>, FeedError> {
    records_but(journal, after, last, limit, &Withheld::default()).await
}

/// The same of a journal that is not told whole: what is withheld is passed over, and nothing else may be missing.
/// None at all where everything up to `last` is withheld.
pub(super) async fn records_but(
    journal: &Journal,
    after: i64,
    last: i64,
    limit: u32,
    withheld: &Withheld,
) -> Result<Vec<Recorded>, FeedError> {
    let asked = u32::try_from(last.saturating_sub(after)).unwrap_or(limit);
    let found = journal
        .records(
            Position::try_from(after).unwrap_or_default(),
            limit.min(asked),
        )
        .await
        .map_err(|error| match error {
            ReadError::Malformed(reason) => FeedError::Unreadable {
                position: after + 1,
                reason,
            },
            ReadError::Database(_) | ReadError::Proof(_) | ReadError::Output(_) => {
                FeedError::Journal(error)
            }
        })?;
    let mut records = Vec::with_capacity(found.len());
    let mut expected = (after + 1..).filter(|position| !withheld.holds(*position));
    if found.is_empty()
        && let Some(expected) = expected.next().filter(|position| *position <= last)
    {
        return Err(FeedError::Hole { expected });
    }
    for (expected, record) in expected.zip(found) {
        if expected > last {
            break;
        }
        let decoded = if record.position.to_bigint() == expected {
            decode(record)
        } else {
            Err(FeedError::Hole { expected })
        };
        match decoded {
            Ok(decoded) => records.push(decoded),
            Err(error) if records.is_empty() => return Err(error),
            Err(_) => break,
        }
    }
    Ok(records)
}

fn decode(record: Record) -> Result<Recorded, FeedError> {
    let position = record.position.to_bigint();
    let unreadable = |reason: String| FeedError::Unreadable { position, reason };
    Ok(Recorded {
        position,
        at: record.recorded_at,
        sequence: u32::try_from(record.sequence)
            .map_err(|_| unreadable(format!("its sequence is {}", record.sequence)))?,
        event: record
            .event()
            .map_err(|error| unreadable(error.to_string()))?,
        metadata: record
            .metadata()
            .map_err(|error| unreadable(error.to_string()))?,
        event_version: record.event_version,
        stream: record.stream,
    })
}
