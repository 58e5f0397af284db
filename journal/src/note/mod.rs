//! The checkpoint, the control of a file, the statement of the read side and the certificate of an erasure as C2SP signed notes: the key that signs, the text that is signed, the check.

mod checkpoint;
mod control;
mod cosignature;
mod erasure;
mod key;
mod proof;
mod signed;
mod signers;
mod statement;
#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use control::{FileControl, FileControlError};
pub use cosignature::{Cosigner, Witness};
pub use erasure::{ErasureCertificate, ErasureCertificateError, ErasureFile, ProvedLeaf, TreeHead};
pub use key::{KeyFileError, read_or_create_key};
pub use proof::{PROOF_HASHES_MAX, TlogProof, TlogProofError};
pub use signed::{KeyNameError, NoteError, Signer, Verifier, check_key_name};
pub use signers::{FurtherSeeds, Signers};
pub use statement::{ReadStatement, ReadStatementError, StatedMap};
