//! The checkpoint, and the control of a file, as C2SP signed notes: the key that signs, the text that is signed, the check.

mod checkpoint;
mod control;
mod cosignature;
mod key;
mod proof;
mod signed;
mod signers;
#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use control::{FileControl, FileControlError};
pub use cosignature::{Cosigner, Witness};
pub use key::{KeyFileError, read_or_create_key};
pub use proof::{PROOF_HASHES_MAX, TlogProof, TlogProofError};
pub use signed::{KeyNameError, NoteError, Signer, Verifier, check_key_name};
pub use signers::{FurtherSeeds, Signers};
