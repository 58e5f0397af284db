//! C2SP tlog-tiles: how the tree is cut into files of 256 hashes, and what those files are called.
//!
//! Full tiles are stored as they fill; a partial tile is derived from the leaves or from the full
//! tiles below it whenever it is asked for.

mod edge;
mod path;
#[cfg(test)]
mod tests;

pub use edge::{FullTile, TileEdge};
pub use path::{TileLevel, TilePath, TilePathError};

use crate::merkle::{Hash, Node, subtree_root};

/// Hashes of a full tile.
pub const TILE_WIDTH: u16 = 256;

/// Levels of the tree that one level of tiles spans: 256 = 2^8.
pub const TILE_HEIGHT: u32 = 8;

/// Where a node of the tree is found: a run of hashes of one tile, whose root it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slice {
    /// Level of the tile; its hashes are nodes of level 8 × this.
    pub level: u8,
    /// Index of the tile in its level.
    pub index: u64,
    /// First hash of the run, counted from 0.
    pub start: u16,
    /// Length of the run, a power of two up to 128.
    pub count: u16,
}

impl Slice {
    /// The run of tile hashes that folds into `node`.
    pub fn of(node: Node) -> Self {
        let level = node.level / TILE_HEIGHT;
        let height = node.level % TILE_HEIGHT;
        let first = node.index << height;
        let width = u64::from(TILE_WIDTH);
        Self {
            level: u8::try_from(level).expect("a tree of 2^64 leaves has 8 levels of tiles"),
            index: first / width,
            start: u16::try_from(first % width).expect("a remainder of 256 fits"),
            count: 1 << height,
        }
    }

    /// The node itself, from the hashes of its tile; `None` where the tile is too narrow.
    pub fn fold(&self, tile: &[Hash]) -> Option<Hash> {
        let start = usize::from(self.start);
        tile.get(start..start + usize::from(self.count))
            .map(subtree_root)
    }
}
