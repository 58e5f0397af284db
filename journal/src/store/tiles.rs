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
                let place = (level, path.index);
                let known = self.tiles.get(&mut connection, place, path.width).await?;
                let hashes = known.get(..usize::from(path.width));
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

/// The first `width` hashes of a tile, or more; fewer where the tree does not reach that far. `known` are the first of
/// them, or none.
pub(super) async fn extend_tile(
    connection: &mut PgConnection,
    (level, index): (u8, u64),
    mut known: Vec<Hash>,
    width: u16,
) -> Result<Vec<Hash>, ReadError> {
    if known.is_empty()
        && let Some(full) = full_tile(connection, level, index).await?
    {
        return Ok(full);
    }
    let have = u16::try_from(known.len()).map_err(ReadError::malformed)?;
    let lacking = width.saturating_sub(have);
    let first = index.checked_mul(WIDTH);
    let first = first.and_then(|first| i64::try_from(first).ok()?.checked_add(i64::from(have)));
    let Some(first) = first else {
        return Ok(known);
    };
    known.extend(match level.checked_sub(1) {
        None => leaves(connection, first, i64::from(lacking)).await?,
        Some(below) => roots(connection, below, first, i64::from(lacking)).await?,
    });
    Ok(known)
}

/// The first `width` hashes of a tile; `None` where the tree does not reach that far.
async fn tile_hashes(
    connection: &mut PgConnection,
    level: u8,
    index: u64,
    width: u16,
) -> Result<Option<Vec<Hash>>, ReadError> {
    let mut hashes = extend_tile(connection, (level, index), Vec::new(), width).await?;
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

async fn full_tile(
    connection: &mut PgConnection,
    level: u8,
    index: u64,
) -> Result<Option<Vec<Hash>>, ReadError> {
    let Ok(index) = i64::try_from(index) else {
        return Ok(None);
    };
    let stored: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT hashes FROM merkle_tiles WHERE level = $1 AND index = $2")
            .bind(i16::from(level))
            .bind(index)
            .fetch_optional(connection)
            .await?;
    stored.as_deref().map(split).transpose()
}

/// Up to `count` leaves from `first` (from 0) on.
async fn leaves(
    connection: &mut PgConnection,
    first: i64,
    count: i64,
) -> Result<Vec<Hash>, ReadError> {
    let rows = sqlx::query(
        "SELECT leaf FROM events WHERE position > $1 AND position <= $2 ORDER BY position",
    )
    .bind(first)
    .bind(first.saturating_add(count))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| Hash::try_from(row.try_get::<&[u8], _>(0)?).map_err(ReadError::malformed))
        .collect()
}

/// The roots of up to `count` full tiles of `level` from `first` on, as far as there is no gap.
async fn roots(
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
