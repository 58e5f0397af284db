//! Tiles that were read before: what is below a complete node never changes, so none of them grows stale.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;
use sqlx::PgConnection;

use super::ReadError;
use super::tiles::extend_tile;
use crate::merkle::Hash;

/// Tiles that are kept, 8 KiB each: the upper tiles of every proof, of a log of a hundred million records too, and of
/// the lower ones those that were asked for last.
const TILES_MAX: NonZeroUsize = NonZeroUsize::new(512).expect("more than none");

/// Tiles by level and index.
type Tiles = LruCache<(u8, u64), Arc<[Hash]>>;

/// The tiles used last; one that is not full holds as many hashes as were asked for so far.
#[derive(Clone)]
pub(super) struct KnownTiles(Arc<Mutex<Tiles>>);

impl KnownTiles {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(TILES_MAX))))
    }

    /// At least the first `width` hashes of a tile; fewer where the tree does not reach that far.
    pub(super) async fn get(
        &self,
        connection: &mut PgConnection,
        (level, index): (u8, u64),
        width: u16,
    ) -> Result<Arc<[Hash]>, ReadError> {
        let known = self.lock().get(&(level, index)).map(Arc::clone);
        let known = known.unwrap_or_default();
        if known.len() >= usize::from(width) {
            return Ok(known);
        }
        let tile = extend_tile(connection, (level, index), known.to_vec(), width).await?;
        let tile: Arc<[Hash]> = tile.into();
        if !tile.is_empty() {
            self.lock().put((level, index), Arc::clone(&tile));
        }
        Ok(tile)
    }

    fn lock(&self) -> MutexGuard<'_, Tiles> {
        // Nothing that holds it can leave it in between.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
