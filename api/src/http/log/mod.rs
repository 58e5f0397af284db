//! The transparency log as C2SP tlog-tiles has it: the checkpoint, the tiles of hashes, the tiles of entries; and
//! receipts of commands as tlog-proof.
//!
//! Checkpoints and hashes say nothing of anybody, and are public. Entries are the record lines themselves: they are
//! for officers and auditors, and a tile is given whole or not at all.

mod checkpoint;
mod receipt;
mod statement;
mod tile;

pub(super) use checkpoint::latest;
pub(super) use receipt::receipt;
pub(super) use statement::statement;
pub(super) use tile::tile;
