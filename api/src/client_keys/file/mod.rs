//! Clients' keys in files beside the database, for their owner alone.
//!
//! ```text
//! keys/clients/<ledger>/
//!   keystore            a line a client: the key, wrapped
//!   wrapping-<id>.key   the wrapping key that the keystore names in its first line
//!   lock                held with flock by whoever changes anything
//! destroyed-keys/<ledger>.list
//!                       a line a client whose key is to be nowhere; never restored from a backup
//! ```
//!
//! A new key is a line at the end of the keystore. To destroy a key is to note it in the list, and then to write the
//! keystore anew without it, under a new wrapping key, and to overwrite and remove the old keystore and the old wrapping
//! key: a copy of either that is found later opens nothing by itself. Everything is synced before the next step begins, so
//! that [`ClientKeys::settle`] can finish what a crash interrupted. Readers take no lock: they see the keystore before
//! or after a change, and look whether it changed each time.

mod destroyed;
mod keystore;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use almoner_domain::{id::ClientCode, sealed::KeyCommitment};

use self::{destroyed::Destroyed, keystore::Keystore};
use super::{ClientKey, ClientKeys, ClientKeysError, KeyState};
use crate::data_dir::Lock;

/// Clients' keys in files. See the module.
#[derive(Debug)]
pub struct FileKeys {
    keystore: Keystore,
    destroyed: Destroyed,
    /// What is made before the first key is.
    directories: [PathBuf; 2],
    seen: Mutex<Seen>,
}

/// What was read, and of which files.
#[derive(Debug, Default)]
struct Seen {
    keystore: Option<Version>,
    keys: BTreeMap<ClientCode, ClientKey>,
    list: Option<Version>,
    gone: BTreeMap<ClientCode, Option<KeyCommitment>>,
}

/// By what a changed file is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    device: u64,
    inode: u64,
    length: u64,
    changed_at: (i64, i64),
}

impl FileKeys {
    /// The keys in a directory of their own, and the list of destroyed ones in a file of another. What is missing is made
    /// with the first key.
    pub fn new(directory: &Path, destroyed: &Path) -> Self {
        let apart = destroyed.parent().unwrap_or(directory);
        Self {
            keystore: Keystore::in_directory(directory),
            destroyed: Destroyed::at(destroyed),
            directories: [directory.to_owned(), apart.to_owned()],
            seen: Mutex::new(Seen::default()),
        }
    }

    /// Waits for its turn to change something.
    fn turn(&self) -> Result<Lock, ClientKeysError> {
        for path in &self.directories {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(path)
                .map_err(ClientKeysError::io(path))?;
        }
        let [directory, _] = &self.directories;
        let path = directory.join("lock");
        let lock = Lock::open(&path).map_err(ClientKeysError::io(&path))?;
        lock.exclusive().map_err(ClientKeysError::io(&path))?;
        Ok(lock)
    }

    /// What the files say now. A keystore that is written anew while it is read has lost its wrapping key, and is read
    /// again in turn.
    fn look(&self) -> Result<MutexGuard<'_, Seen>, ClientKeysError> {
        if let Ok(seen) = self.look_in_turn() {
            return Ok(seen);
        }
        let _turn = self.turn()?;
        self.look_in_turn()
    }

    /// The same, of whoever has the turn. Nobody waits for a turn who holds what was seen.
    fn look_in_turn(&self) -> Result<MutexGuard<'_, Seen>, ClientKeysError> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let list = version(self.destroyed.path())?;
        if seen.list != list || list.is_none() {
            seen.gone = self.destroyed.read()?;
            seen.list = list;
        }
        let stored = version(self.keystore.path())?;
        if seen.keystore != stored || stored.is_none() {
            seen.keys = self.keystore.read()?;
            seen.keystore = stored;
        }
        Ok(seen)
    }

    fn state_of(seen: &Seen, client: &ClientCode) -> KeyState {
        if let Some(commitment) = seen.gone.get(client) {
            return KeyState::Destroyed(commitment.clone());
        }
        match seen.keys.get(client) {
            Some(key) => KeyState::Held(key.clone()),
            None => KeyState::Absent,
        }
    }

    /// The keystore without these keys, under a new wrapping key, and nothing left of the old.
    fn rewrite(
        &self,
        keys: &BTreeMap<ClientCode, ClientKey>,
        without: &BTreeSet<ClientCode>,
    ) -> Result<(), ClientKeysError> {
        let kept = keys.iter().filter(|(client, _)| !without.contains(client));
        let next = self.keystore.write_next(kept)?;
        self.keystore.swap(&next)?;
        self.keystore.wipe_old()
    }
}

impl ClientKeys for FileKeys {
    fn state(&self, client: &ClientCode) -> Result<KeyState, ClientKeysError> {
        let seen = self.look()?;
        Ok(Self::state_of(&seen, client))
    }

    fn key(&self, client: &ClientCode) -> Result<ClientKey, ClientKeysError> {
        let found = |state| match state {
            KeyState::Held(key) => Some(Ok(key)),
            KeyState::Destroyed(_) => Some(Err(ClientKeysError::Destroyed {
                client: client.clone(),
            })),
            KeyState::Absent => None,
        };
        if let Some(found) = found(self.state(client)?) {
            return found;
        }
        let _turn = self.turn()?;
        // Another thread or process may have made it in between.
        let state = Self::state_of(&*self.look_in_turn()?, client);
        if let Some(found) = found(state) {
            return found;
        }
        let key = ClientKey::generate()?;
        self.keystore.append(client, &key)?;
        Ok(key)
    }

    fn destroy(&self, client: &ClientCode) -> Result<Option<KeyCommitment>, ClientKeysError> {
        let _turn = self.turn()?;
        let (keys, noted) = {
            let seen = self.look_in_turn()?;
            (seen.keys.clone(), seen.gone.get(client).cloned())
        };
        let key = keys.get(client);
        let commitment = if let Some(commitment) = noted {
            commitment
        } else {
            let commitment = key.map(ClientKey::commitment);
            self.destroyed.append(client, commitment.as_ref())?;
            commitment
        };
        if key.is_some() {
            self.rewrite(&keys, &BTreeSet::from([client.clone()]))?;
        } else {
            self.keystore.wipe_old()?;
        }
        Ok(commitment)
    }

    fn settle(&self) -> Result<usize, ClientKeysError> {
        if version(self.keystore.path())?.is_none() {
            return Ok(0);
        }
        let _turn = self.turn()?;
        let (keys, gone) = {
            let seen = self.look_in_turn()?;
            (seen.keys.clone(), seen.gone.clone())
        };
        let again: BTreeSet<ClientCode> = gone
            .into_keys()
            .filter(|client| keys.contains_key(client))
            .collect();
        if again.is_empty() {
            self.keystore.wipe_old()?;
        } else {
            self.rewrite(&keys, &again)?;
        }
        Ok(again.len())
    }
}

fn version(path: &Path) -> Result<Option<Version>, ClientKeysError> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(Version {
            device: found.dev(),
            inode: found.ino(),
            length: found.len(),
            changed_at: (found.ctime(), found.ctime_nsec()),
        })),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ClientKeysError::io(path)(error)),
    }
}

/// Makes what was renamed, made or removed in a directory durable.
fn sync_directory(directory: &Path) -> Result<(), ClientKeysError> {
    File::open(directory)
        .and_then(|directory| directory.sync_all())
        .map_err(ClientKeysError::io(directory))
}
