//! The tiles that are still filling, one a level, and those that a new leaf completes.

use super::TILE_WIDTH;
use crate::merkle::{Hash, subtree_root};

/// A tile that has just been filled and is stored for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullTile {
    /// Level of the tile; its hashes are nodes of level 8 × this.
    pub level: u8,
    /// Index of the tile in its level.
    pub index: u64,
    /// Its 256 hashes.
    pub hashes: Vec<Hash>,
}

/// The partial tile of every level of a growing tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TileEdge {
    /// By level: how many tiles are full, and the hashes of the one that is not.
    levels: Vec<(u64, Vec<Hash>)>,
}

impl TileEdge {
    /// The edge of the empty tree.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The edge of a tree of `size` leaves; `partial` gives the hashes of its partial tiles, by level.
    pub fn resume(size: u64, partial: Vec<Vec<Hash>>) -> Self {
        let mut nodes = size;
        let levels = partial
            .into_iter()
            .map(|hashes| {
                nodes /= u64::from(TILE_WIDTH);
                (nodes, hashes)
            })
            .collect();
        Self { levels }
    }

    /// Appends one leaf and tells the tiles that it fills, lowest first, to `filled`.
    pub fn append(&mut self, leaf: Hash, filled: &mut Vec<FullTile>) {
        let mut carry = leaf;
        for level in 0_u8.. {
            let at = usize::from(level);
            if at == self.levels.len() {
                self.levels
                    .push((0, Vec::with_capacity(usize::from(TILE_WIDTH))));
            }
            let (full, hashes) = &mut self.levels[at];
            hashes.push(carry);
            if hashes.len() < usize::from(TILE_WIDTH) {
                return;
            }
            carry = subtree_root(hashes);
            filled.push(FullTile {
                level,
                index: *full,
                hashes: std::mem::take(hashes),
            });
            *full += 1;
        }
    }
}
