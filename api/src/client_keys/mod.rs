//! The keys of clients: what must be held about a client is sealed under a key of the client's own, which can be
//! destroyed. The events keep their envelopes, so that every proof holds; nobody reads them again.
//!
//! `envelope/` seals and opens, `key.rs` is one client's key, `file/` keeps the keys in a file beside the database, never
//! in it. Another keeper, such as a key management service, is another implementation of [`ClientKeys`].

mod envelope;
mod error;
mod file;
mod key;
#[cfg(test)]
mod tests;
mod vault;

use almoner_domain::{id::ClientCode, sealed::KeyCommitment};

pub use envelope::{OpenError, Place, TEXT_MAX, may_hold};
pub use error::ClientKeysError;
pub use file::FileKeys;
pub use key::ClientKey;
pub use vault::{Reading, Vault};

/// What is known of a client's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyState {
    /// There never was one.
    Absent,
    /// It is held.
    Held(ClientKey),
    /// It was destroyed; with its commitment, if there had been one.
    Destroyed(Option<KeyCommitment>),
}

/// Keeps clients' keys. All of it may wait for a disk or a network: call it where waiting is allowed.
pub trait ClientKeys: Send + Sync {
    /// What is known of a client's key.
    ///
    /// # Errors
    /// [`ClientKeysError`] when what is kept cannot be read.
    fn state(&self, client: &ClientCode) -> Result<KeyState, ClientKeysError>;

    /// The client's key, made and durable before it is answered where there is none.
    ///
    /// # Errors
    /// [`ClientKeysError::Destroyed`] when the key was destroyed: a client never gets another.
    fn key(&self, client: &ClientCode) -> Result<ClientKey, ClientKeysError>;

    /// Destroys the client's key for good, and says which it was. First it is noted, durably and apart from the keys,
    /// that it is to be destroyed; so a crash at any moment is made good by [`ClientKeys::settle`]. Destroying it again
    /// answers the same.
    ///
    /// # Errors
    /// [`ClientKeysError`] when that could not be finished; it is finished by the next [`ClientKeys::settle`].
    fn destroy(&self, client: &ClientCode) -> Result<Option<KeyCommitment>, ClientKeysError>;

    /// Destroys every key that is noted as destroyed and is there nevertheless: after a crash, or because a backup was
    /// restored. Answers how many. A server calls it before it serves.
    ///
    /// # Errors
    /// [`ClientKeysError`] when that could not be finished: then nothing is served.
    fn settle(&self) -> Result<usize, ClientKeysError>;
}
