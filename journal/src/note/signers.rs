//! The signing keys that a server holds, found by their public halves.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use super::{KeyNameError, Signer};

/// Where the seeds of further signing keys are: asked again whenever a key is wanted that is not known yet, so that a key that
/// is put beside the others is found by a server that runs.
#[derive(Clone)]
pub struct FurtherSeeds(Arc<dyn Fn() -> Vec<[u8; 32]> + Send + Sync>);

impl FurtherSeeds {
    /// There are no further keys.
    pub fn none() -> Self {
        Self::new(Vec::new)
    }

    /// They are what `seeds` answers, in the order in which they were made.
    pub fn new(seeds: impl Fn() -> Vec<[u8; 32]> + Send + Sync + 'static) -> Self {
        Self(Arc::new(seeds))
    }
}

impl fmt::Debug for FurtherSeeds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FurtherSeeds(…)")
    }
}

/// Signs in the name of one log with whichever of its keys is in force.
pub struct Signers {
    name: String,
    seeds: FurtherSeeds,
    first: Arc<Signer>,
    further: RwLock<Vec<Arc<Signer>>>,
}

impl Signers {
    /// The signers of the log `name`: the key with which it was made, and the further ones.
    pub fn try_new(
        name: &str,
        first: &[u8; 32],
        seeds: FurtherSeeds,
    ) -> Result<Self, KeyNameError> {
        Ok(Self {
            name: name.to_owned(),
            seeds,
            first: Arc::new(Signer::try_new(name, first)?),
            further: RwLock::new(Vec::new()),
        })
    }

    /// The key with which the log was made.
    pub fn first(&self) -> Arc<Signer> {
        Arc::clone(&self.first)
    }

    /// The signer of a verifier key, if its seed is held.
    pub fn find(&self, key: &str) -> Option<Arc<Signer>> {
        let is_it = |signer: &&Arc<Signer>| signer.verifier().to_key() == key;
        if is_it(&&self.first) {
            return Some(self.first());
        }
        let known = self.further.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(signer) = known.iter().find(is_it) {
            return Some(Arc::clone(signer));
        }
        drop(known);
        let held: Vec<Arc<Signer>> = (self.seeds.0)()
            .iter()
            .filter_map(|seed| Signer::try_new(&self.name, seed).ok().map(Arc::new))
            .collect();
        let found = held.iter().find(is_it).cloned();
        *self.further.write().unwrap_or_else(PoisonError::into_inner) = held;
        found
    }
}
