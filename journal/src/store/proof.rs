//! Proofs over what is stored.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::{IssuedCheckpoint, Journal, ReadError};
use crate::merkle::{Hash, Plan, ProofError, consistency_plan, inclusion_plan, root_plan};
use crate::record::Position;
use crate::tile::Slice;

/// That one record is in the tree of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    /// Index of the leaf, from 0: the record's position less one.
    pub index: u64,
    /// The audit path, from the leaf upwards.
    pub hashes: Vec<Hash>,
    /// The checkpoint whose tree it is.
    pub checkpoint: IssuedCheckpoint,
}

/// That the tree of one size is a prefix of the tree of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsistencyProof {
    /// Leaves of the older tree.
    pub old: u64,
    /// Root of the older tree.
    pub old_root: Hash,
    /// Leaves of the newer tree.
    pub new: u64,
    /// Root of the newer tree.
    pub new_root: Hash,
    /// The proof of RFC 6962 §2.1.2.
    pub hashes: Vec<Hash>,
}

impl Journal {
    /// The proof that the record at `position` is in the tree of the latest checkpoint.
    pub async fn inclusion_proof(&self, position: Position) -> Result<InclusionProof, ReadError> {
        let latest = self.latest_checkpoint().await?;
        let checkpoint = latest.ok_or_else(|| outside(position, 0))?;
        self.inclusion_proof_under(position, checkpoint).await
    }

    /// The proof that the record at `position` is in the tree of a checkpoint.
    pub async fn inclusion_proof_under(
        &self,
        position: Position,
        checkpoint: IssuedCheckpoint,
    ) -> Result<InclusionProof, ReadError> {
        let hashes = self.audit_path(position, checkpoint.size.get()).await?;
        Ok(InclusionProof {
            index: position.get().saturating_sub(1),
            hashes,
            checkpoint,
        })
    }

    /// The audit path of the record at `position` in the tree of the first `size` records.
    pub(super) async fn audit_path(
        &self,
        position: Position,
        size: u64,
    ) -> Result<Vec<Hash>, ReadError> {
        let index = position.get().checked_sub(1);
        let index = index.ok_or_else(|| outside(position, size))?;
        self.resolve(&inclusion_plan(index, size)?, size).await
    }

    /// The proof that the tree of `old` leaves is a prefix of the tree of `new` leaves.
    pub async fn consistency_proof(
        &self,
        old: Position,
        new: Position,
    ) -> Result<ConsistencyProof, ReadError> {
        let (old, new) = (old.get(), new.get());
        let plan = consistency_plan(old, new)?;
        let size = self.head().await?.position.get();
        if new > size {
            return Err(ProofError::InFuture { asked: new, size }.into());
        }
        Ok(ConsistencyProof {
            old,
            old_root: self.root_at(old, size).await?,
            new,
            new_root: self.root_at(new, size).await?,
            hashes: self.resolve(&plan, size).await?,
        })
    }

    /// The root of the first `at` leaves of a log of `size`.
    async fn root_at(&self, at: u64, size: u64) -> Result<Hash, ReadError> {
        let roots = self.resolve(&root_plan(at), size).await?;
        roots
            .first()
            .copied()
            .ok_or_else(|| ReadError::malformed("a tree without a root"))
    }

    /// Folds the tiles that the plan needs; those that are not known yet are read first.
    async fn resolve(&self, plan: &Plan, size: u64) -> Result<Vec<Hash>, ReadError> {
        let mut tiles: BTreeMap<(u8, u64), Arc<[Hash]>> = BTreeMap::new();
        let mut connection = self.pool.acquire().await?;
        for slice in plan.nodes().map(Slice::of) {
            if let Entry::Vacant(tile) = tiles.entry((slice.level, slice.index)) {
                let nodes = size >> (u32::from(slice.level) * crate::tile::TILE_HEIGHT);
                let width = nodes.saturating_sub(slice.index * 256).min(256);
                let width = u16::try_from(width).map_err(ReadError::malformed)?;
                let place = (slice.level, slice.index);
                tile.insert(self.tiles.get(&mut connection, place, width).await?);
            }
        }
        plan.resolve(|node| {
            let slice = Slice::of(node);
            tiles
                .get(&(slice.level, slice.index))
                .and_then(|tile| slice.fold(tile))
                .ok_or_else(|| ReadError::malformed("a tile that the proof needs is missing"))
        })
    }
}

fn outside(position: Position, size: u64) -> ProofError {
    ProofError::OutsideTree {
        index: position.get().saturating_sub(1),
        size,
    }
}
