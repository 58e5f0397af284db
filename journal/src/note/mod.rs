//! The checkpoint as a C2SP signed note: the key that signs, the text that is signed, the check.

mod checkpoint;
mod key;
mod signed;
#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use key::{KeyFileError, read_or_create_key};
pub use signed::{KeyNameError, NoteError, Signer, Verifier, check_key_name};
