//! A bundle: a ledger in files that anybody can check without this program, as `docs/verify/README.md` lays out.
//!
//! `manifest.json` lists the files. The records are cut into segments of a fixed number of lines, numbered from 0, and each
//! segment has four files:
//!
//! * `records/NNNNNN.jsonl.gz`: every record line as it was hashed, or in place of one that is withheld
//!   `{"withheld":POSITION,"leaf":"HEX"}`;
//! * `checkpoints/NNNNNN.jsonl.gz`: `{"note":TEXT}` for every checkpoint ever issued whose size is within the segment,
//!   with the cosignatures that it has (that of size 0 is in the first segment);
//! * `hashes/NNNNNN.bin`: the leaf hashes of the segment one after another, which are the tiles of level 0;
//! * `refusals/NNNNNN.jsonl.gz`: the canonical line of every refused command that a record of the segment is the first to
//!   name, or in place of one that is withheld `{"withheld_refusal":NUMBER,"digest":"HEX"}`.
//!
//! One more file, `statements.jsonl.gz`, has `{"note":TEXT}` for every statement of the read side up to the last line.
//!
//! A bundle is a directory of these files, or one ZIP archive that holds them uncompressed.

mod entry;
mod loose;
mod manifest;
mod restore;
mod segment;
mod source;
mod statements;
#[cfg(test)]
mod tests;
mod verify;
mod write;

pub use entry::{Entry, EntryError};
pub(crate) use loose::signed_as;
pub use loose::{LooseBundle, note_size};
pub use manifest::{Counts, FORMAT, FORMAT_1, FORMAT_2, Listed, MANIFEST, Manifest, STATEMENTS};
pub use restore::{Restored, restore};
pub use source::{BundleError, Source, pack};
pub use verify::{BundleTrust, verify};
pub use write::{BundleLine, BundleOptions, SEGMENT_LINES};

/// The files of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Records,
    Checkpoints,
    Hashes,
    Refusals,
}

impl Part {
    pub(crate) const ALL: [Self; 4] = [
        Self::Records,
        Self::Checkpoints,
        Self::Hashes,
        Self::Refusals,
    ];

    /// The name of this file of a segment.
    pub(crate) fn name(self, segment: u64) -> String {
        match self {
            Self::Records => format!("records/{segment:06}.jsonl.gz"),
            Self::Checkpoints => format!("checkpoints/{segment:06}.jsonl.gz"),
            Self::Hashes => format!("hashes/{segment:06}.bin"),
            Self::Refusals => format!("refusals/{segment:06}.jsonl.gz"),
        }
    }
}

/// How many segments hold `size` lines: at least one, which the checkpoint of size 0 is in.
pub(crate) fn segment_count(size: u64, segment_lines: u64) -> u64 {
    size.div_ceil(segment_lines.max(1)).max(1)
}
