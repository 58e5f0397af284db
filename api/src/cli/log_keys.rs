//! The keys of a ledger as a command finds them: which its events name, and which of them are in key files.

use std::sync::Arc;

use almoner_journal::{
    ledger::{ConnectError, KeyInForce},
    note::{Signer, Signers},
    store::{Journal, ReadError},
    verify::KeysInForce,
};

use super::CliError;
use crate::config::Store;

/// The keys with which a ledger signed and signs.
pub(super) struct LogKeys {
    /// The key of the file `checkpoint.key`, with which the ledger was made.
    pub(super) first: Arc<Signer>,
    /// Every key, in the order in which they came into force.
    pub(super) all: Vec<KeyInForce>,
    signers: Signers,
}

impl LogKeys {
    /// Reads the events and the key files.
    pub(super) async fn read(store: &Store, journal: &Journal) -> Result<Self, CliError> {
        let seed = store.keys().checkpoint()?;
        let further = store.keys().further_checkpoints();
        let signers = Signers::try_new(journal.origin(), seed.bytes(), further)
            .map_err(ConnectError::from)?;
        let first = signers.first();
        Ok(Self {
            all: journal.signing_keys(&first.verifier().to_key()).await?,
            first,
            signers,
        })
    }

    /// The verifier keys, in order.
    pub(super) fn texts(&self) -> Vec<String> {
        self.all.iter().map(|known| known.key.clone()).collect()
    }

    /// The verifier keys that came into force with the first `size` records.
    pub(super) fn texts_of(&self, size: u64) -> Vec<String> {
        let known = self.all.iter().filter(|known| known.since.get() <= size);
        known.map(|known| known.key.clone()).collect()
    }

    /// The verifiers, and where each came into force.
    pub(super) fn in_force(&self) -> Result<KeysInForce, ReadError> {
        KeysInForce::of(&self.all)
    }

    /// Those that sign with the keys of which there are files, in order.
    pub(super) fn held(&self) -> Vec<Arc<Signer>> {
        let held = self.all.iter().map(|known| self.signers.find(&known.key));
        held.flatten().collect()
    }

    /// Who signs with the key in force.
    pub(super) fn current(&self) -> Result<Arc<Signer>, CliError> {
        let Some(known) = self.all.last() else {
            return Ok(Arc::clone(&self.first));
        };
        let found = self.signers.find(&known.key);
        let missing = || ConnectError::SigningKeyNotHeld {
            key: known.key.clone(),
        };
        Ok(found.ok_or_else(missing)?)
    }
}
