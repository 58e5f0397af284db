//! Reads a body, up to a limit and within a time.

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt;

use super::RequestError;

/// The most bytes of a request: a payment of 500 claims has about 40 KiB.
const BYTES_MAX: usize = 256 * 1024;
/// The most bytes that are read and thrown away, so that a caller who sends too much still reads the answer.
const DRAINED_BYTES_MAX: usize = 32 * 1024 * 1024;
/// How long a body may take to arrive.
const TIME_MAX: Duration = Duration::from_secs(15);

/// The whole body.
pub(super) async fn read(body: Body) -> Result<Vec<u8>, RequestError> {
    tokio::time::timeout(TIME_MAX, collect(body))
        .await
        .unwrap_or(Err(RequestError::BodyIncomplete))
}

async fn collect(body: Body) -> Result<Vec<u8>, RequestError> {
    let mut chunks = body.into_data_stream();
    let mut bytes = Vec::new();
    let mut length = 0_usize;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| RequestError::BodyIncomplete)?;
        length = length.saturating_add(chunk.len());
        if length <= BYTES_MAX {
            bytes.extend_from_slice(&chunk);
        } else if length > DRAINED_BYTES_MAX {
            break;
        }
    }
    if length > BYTES_MAX {
        return Err(RequestError::BodyTooLarge { most: BYTES_MAX });
    }
    Ok(bytes)
}
