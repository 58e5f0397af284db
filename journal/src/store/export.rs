//! The export: every record line, as it was hashed.

use futures::TryStreamExt;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use super::{Journal, ReadError};
use crate::record::Position;

/// Bytes that are gathered before they are written.
const CHUNK_BYTES: usize = 1 << 20;

impl Journal {
    /// Writes the line of every record after `after` and up to `last`, each ended by a line feed;
    /// answers how many there were. `progress` is told of every thousand.
    pub async fn export<W: AsyncWrite + Unpin>(
        &self,
        after: Position,
        last: Position,
        output: &mut W,
        mut progress: impl FnMut(Position),
    ) -> Result<u64, ReadError> {
        let mut records = Box::pin(self.range(after, last));
        let (mut lines, mut count) = (Vec::with_capacity(CHUNK_BYTES), 0_u64);
        while let Some(record) = records.try_next().await? {
            record.line().write(&mut lines);
            lines.push(b'\n');
            count += 1;
            if count.is_multiple_of(1000) {
                progress(record.position);
            }
            if lines.len() >= CHUNK_BYTES {
                output.write_all(&lines).await?;
                lines.clear();
            }
        }
        output.write_all(&lines).await?;
        output.flush().await?;
        Ok(count)
    }
}
