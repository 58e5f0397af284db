//! `almoner export --format cloudevents`: an event a line.

use almoner_domain::disclosure::ClientLines;
use almoner_journal::{record::Position, store::Journal};
use futures::TryStreamExt;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::{cli::CliError, cloud_events};

/// Bytes that are gathered before they are written.
const CHUNK_BYTES: usize = 1 << 20;

/// Writes every record up to `last` as an event, each on a line. One that tells of one client, where only aggregates may be
/// told, is written as its position and leaf alone, unless the `whole` journal is asked for.
pub(super) async fn write(
    journal: &Journal,
    last: Position,
    whole: bool,
    output: &mut (impl AsyncWrite + Unpin),
    told: impl Fn(Position),
) -> Result<(), CliError> {
    let mut withheld = ClientLines::default();
    let mut lines = String::with_capacity(CHUNK_BYTES);
    let mut records = Box::pin(journal.replay(Position::ZERO));
    while let Some(record) = records.try_next().await? {
        if record.position > last {
            break;
        }
        let is_withheld = withheld.withholds(&record.stream, &record.event()?) && !whole;
        let event = if is_withheld {
            cloud_events::of_withheld(journal.origin(), &record)?
        } else {
            cloud_events::of_record(journal.origin(), &record)?
        };
        lines.push_str(&event);
        lines.push('\n');
        if lines.len() >= CHUNK_BYTES {
            told(record.position);
            output
                .write_all(lines.as_bytes())
                .await
                .map_err(CliError::Output)?;
            lines.clear();
        }
    }
    output
        .write_all(lines.as_bytes())
        .await
        .map_err(CliError::Output)?;
    output.flush().await.map_err(CliError::Output)
}
