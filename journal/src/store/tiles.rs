//! Tiles: the full ones as they are stored, the partial ones from what is below them.

use sqlx::{PgConnection, Row};

use super::{Journal, ReadError, Record, select_records};
use crate::merkle::{Hash, subtree_root};
use crate::tile::{TILE_WIDTH, TileLevel, TilePath};

const WIDTH: u64 = 256;

impl Journal {
    /// The bytes of a tile: hashes one after another, or entries each after its length in two bytes.
    ///
    /// `None` where the tree does not reach that far.
    pub async fn tile(&self, path: TilePath) -> Result<Option<Vec<u8>>, ReadError> {
        let mut connection = self.pool.acquire().await?;
        match path.level {
            TileLevel::Entries => entries(&mut connection, path).await,
            TileLevel::Hashes(level) => {
                let hashes = tile_hashes(&mut connection, level, path.index, path.width).await?;
                Ok(hashes.map(|hashes| hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()))
            }
        }
    }
}

async fn entries(
    connection: &mut PgConnection,
    path: TilePath,
) -> Result<Option<Vec<u8>>, ReadError> {
    let Some((first, last)) = leaf_range(path.index, path.width) else {
        return Ok(None);
    };
    let rows = sqlx::query(select_records!(
        "WHERE position BETWEEN $1 AND $2 ORDER BY position"
    ))
    .bind(first)
    .bind(last)
    .fetch_all(connection)
    .await?;
    if rows.len() < usize::from(path.width) {
        return Ok(None);
    }
    let (mut tile, mut line) = (Vec::new(), Vec::new());
    for row in &rows {
        line.clear();
        Record::decode(row)?.line().write(&mut line);
        let length = u16::try_from(line.len()).map_err(ReadError::malformed)?;
        tile.extend(length.to_be_bytes());
        tile.extend(&line);
    }
    Ok(Some(tile))
}

/// The first `width` hashes of a tile; `None` where the tree does not reach that far.
pub(super) async fn tile_hashes(
    connection: &mut PgConnection,
    level: u8,
    index: u64,
    width: u16,
) -> Result<Option<Vec<Hash>>, ReadError> {
    let Ok(stored_index) = i64::try_from(index) else {
        return Ok(None);
    };
    let stored: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT hashes FROM merkle_tiles WHERE level = $1 AND index = $2")
            .bind(i16::from(level))
            .bind(stored_index)
            .fetch_optional(&mut *connection)
            .await?;
    let mut hashes = match stored {
        Some(bytes) => split(&bytes)?,
        None if level == 0 => {
            let Some((first, last)) = leaf_range(index, width) else {
                return Ok(None);
            };
            leaves(connection, first, last).await?
        }
        None => {
            let first = index
                .checked_mul(WIDTH)
                .and_then(|first| i64::try_from(first).ok());
            let Some(first) = first else { return Ok(None) };
            below(connection, level - 1, first, i64::from(width)).await?
        }
    };
    hashes.truncate(usize::from(width));
    Ok((hashes.len() == usize::from(width)).then_some(hashes))
}

/// The hashes of every partial tile of a tree of `size` leaves, lowest level first.
pub(crate) async fn partial_tiles(
    connection: &mut PgConnection,
    size: u64,
) -> Result<Vec<Vec<Hash>>, ReadError> {
    let mut partial = Vec::new();
    let mut nodes = size;
    for level in 0_u8.. {
        if nodes == 0 {
            break;
        }
        let (index, width) = (nodes / WIDTH, nodes % WIDTH);
        let width = u16::try_from(width).map_err(ReadError::malformed)?;
        let hashes = tile_hashes(connection, level, index, width)
            .await?
            .ok_or_else(|| {
                ReadError::malformed(format!(
                    "the tree of {size} leaves lacks a tile of level {level}"
                ))
            })?;
        partial.push(hashes);
        nodes /= WIDTH;
    }
    Ok(partial)
}

/// First and last position of the leaves of a tile.
fn leaf_range(index: u64, width: u16) -> Option<(i64, i64)> {
    let before = i64::try_from(index.checked_mul(WIDTH)?).ok()?;
    Some((
        before.checked_add(1)?,
        before.checked_add(i64::from(width))?,
    ))
}

async fn leaves(
    connection: &mut PgConnection,
    first: i64,
    last: i64,
) -> Result<Vec<Hash>, ReadError> {
    let rows =
        sqlx::query("SELECT leaf FROM events WHERE position BETWEEN $1 AND $2 ORDER BY position")
            .bind(first)
            .bind(last)
            .fetch_all(connection)
            .await?;
    rows.iter()
        .map(|row| Hash::try_from(row.try_get::<&[u8], _>(0)?).map_err(ReadError::malformed))
        .collect()
}

/// The roots of up to `count` full tiles of `level` from `first` on, as far as there is no gap.
async fn below(
    connection: &mut PgConnection,
    level: u8,
    first: i64,
    count: i64,
) -> Result<Vec<Hash>, ReadError> {
    let rows = sqlx::query(
        "SELECT index, hashes FROM merkle_tiles \
         WHERE level = $1 AND index >= $2 AND index < $3 ORDER BY index",
    )
    .bind(i16::from(level))
    .bind(first)
    .bind(first.saturating_add(count))
    .fetch_all(connection)
    .await?;
    let mut roots = Vec::with_capacity(rows.len());
    for (row, expected) in rows.iter().zip(first..) {
        if row.try_get::<i64, _>(0)? != expected {
            break;
        }
        roots.push(subtree_root(&split(row.try_get(1)?)?));
    }
    Ok(roots)
}

fn split(bytes: &[u8]) -> Result<Vec<Hash>, ReadError> {
    if bytes.len() != usize::from(TILE_WIDTH) * 32 {
        return Err(ReadError::malformed("a stored tile is not full"));
    }
    bytes
        .chunks(32)
        .map(|hash| Hash::try_from(hash).map_err(ReadError::malformed))
        .collect()
}
