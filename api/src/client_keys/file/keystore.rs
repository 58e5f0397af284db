//! The keystore: a first line that names the wrapping key, then a line a client, with the key wrapped by
//! XChaCha20-Poly1305 and bound to the client.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use almoner_domain::id::ClientCode;
use almoner_journal::note::read_or_create_key;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use super::{
    ClientKey, ClientKeysError,
    destroyed::{append_line, whole_lines},
    sync_directory,
};

/// How the first line begins.
const VERSION: &str = "almoner-keystore-v1";

/// Bytes of a nonce.
const NONCE: usize = 24;

/// The keystore in a directory of its own.
#[derive(Debug)]
pub(super) struct Keystore {
    directory: PathBuf,
    path: PathBuf,
}

/// A wrapping key, by the name that the keystore gives it.
struct Wrapping {
    id: String,
    cipher: XChaCha20Poly1305,
}

impl Keystore {
    pub(super) fn in_directory(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
            path: directory.join("keystore"),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Every key. Where there is no keystore there are none.
    pub(super) fn read(&self) -> Result<BTreeMap<ClientCode, ClientKey>, ClientKeysError> {
        let text = whole_lines(&self.path)?;
        let mut lines = text.lines().enumerate();
        let Some((_, first)) = lines.next() else {
            return Ok(BTreeMap::new());
        };
        let wrapping = self.wrapping(first)?;
        lines
            .map(|(at, line)| wrapping.unwrap(line).ok_or_else(|| self.malformed(at + 1)))
            .collect()
    }

    /// Adds a key, durably; the keystore is begun with the first one.
    pub(super) fn append(
        &self,
        client: &ClientCode,
        key: &ClientKey,
    ) -> Result<(), ClientKeysError> {
        let text = whole_lines(&self.path)?;
        let Some(first) = text.lines().next() else {
            let only = BTreeMap::from([(client.clone(), key.clone())]);
            let next = self.write_next(only.iter())?;
            return self.swap(&next);
        };
        let line = self.wrapping(first)?.wrap(client, key)?;
        append_line(&self.path, &line)
    }

    /// Writes a keystore of these keys beside the one that stands, under a new wrapping key.
    pub(super) fn write_next<'keys>(
        &self,
        keys: impl Iterator<Item = (&'keys ClientCode, &'keys ClientKey)>,
    ) -> Result<PathBuf, ClientKeysError> {
        let mut id = [0; 8];
        getrandom::fill(&mut id).map_err(ClientKeysError::Random)?;
        let id = hex::encode(id);
        let wrapping = Wrapping::load(&self.wrapping_path(&id), id)?;
        let mut text = format!("{VERSION} {}\n", wrapping.id);
        for (client, key) in keys {
            text.push_str(&wrapping.wrap(client, key)?);
        }
        let next = self.directory.join("keystore.next");
        remove_if_there(&next).map_err(ClientKeysError::io(&next))?;
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&next)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()
            })
            .map_err(ClientKeysError::io(&next))?;
        sync_directory(&self.directory)?;
        Ok(next)
    }

    /// Puts the next keystore in the place of the one that stands, which keeps another name until it is wiped.
    pub(super) fn swap(&self, next: &Path) -> Result<(), ClientKeysError> {
        let old = self.directory.join("keystore.old");
        self.discard(&old)?;
        match fs::hard_link(&self.path, &old) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(ClientKeysError::io(&old)(error));
            }
            Ok(()) | Err(_) => {}
        }
        fs::rename(next, &self.path).map_err(ClientKeysError::io(&self.path))?;
        sync_directory(&self.directory)
    }

    /// Overwrites and removes what an earlier keystore left: itself, one that was never finished, and every wrapping key
    /// but the one in use.
    pub(super) fn wipe_old(&self) -> Result<(), ClientKeysError> {
        let io = || ClientKeysError::io(&self.directory);
        let text = whole_lines(&self.path)?;
        let in_use = text
            .lines()
            .next()
            .and_then(id_of)
            .map(|id| self.wrapping_path(id));
        for entry in fs::read_dir(&self.directory).map_err(io())? {
            let path = entry.map_err(io())?.path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            let left = name.starts_with("keystore.") || name.starts_with("wrapping-");
            if left && Some(&path) != in_use.as_ref() {
                self.discard(&path)?;
            }
        }
        sync_directory(&self.directory)
    }

    /// Overwrites and removes a file, if it is there. The keystore that stands may have a second name, when a crash came
    /// between the two steps of a swap: then only that name goes.
    fn discard(&self, path: &Path) -> Result<(), ClientKeysError> {
        let identity = |path: &Path| {
            let found = fs::metadata(path).ok()?;
            Some((found.dev(), found.ino()))
        };
        let stands = identity(&self.path);
        let discarded = if stands.is_some() && identity(path) == stands {
            remove_if_there(path)
        } else {
            wipe(path)
        };
        discarded.map_err(ClientKeysError::io(path))
    }

    fn wrapping(&self, first: &str) -> Result<Wrapping, ClientKeysError> {
        let id = id_of(first).ok_or_else(|| self.malformed(1))?;
        let path = self.wrapping_path(id);
        // A key that is not there is not made: nothing in the keystore would open under it.
        File::open(&path).map_err(ClientKeysError::io(&path))?;
        Wrapping::load(&path, id.to_owned())
    }

    fn wrapping_path(&self, id: &str) -> PathBuf {
        self.directory.join(format!("wrapping-{id}.key"))
    }

    fn malformed(&self, line: usize) -> ClientKeysError {
        ClientKeysError::Malformed {
            path: self.path.clone(),
            line,
        }
    }
}

/// The name of the wrapping key in a keystore's first line.
fn id_of(first: &str) -> Option<&str> {
    let (version, id) = first.split_once(' ')?;
    let is_name = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    (version == VERSION && is_name).then_some(id)
}

impl Wrapping {
    fn load(path: &Path, id: String) -> Result<Self, ClientKeysError> {
        let key = Zeroizing::new(read_or_create_key(path)?);
        Ok(Self {
            id,
            cipher: XChaCha20Poly1305::new(key.as_slice().into()),
        })
    }

    /// A line of the keystore.
    fn wrap(&self, client: &ClientCode, key: &ClientKey) -> Result<String, ClientKeysError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(ClientKeysError::Random)?;
        let payload = Payload {
            msg: key.bytes(),
            aad: client.as_str().as_bytes(),
        };
        let wrapped = self
            .cipher
            .encrypt(XNonce::from_slice(&nonce), payload)
            .expect("32 bytes are far from the cipher's limit");
        let (nonce, wrapped) = (
            URL_SAFE_NO_PAD.encode(nonce),
            URL_SAFE_NO_PAD.encode(wrapped),
        );
        Ok(format!("{client} {nonce}.{wrapped}\n"))
    }

    fn unwrap(&self, line: &str) -> Option<(ClientCode, ClientKey)> {
        let (client, wrapped) = line.split_once(' ')?;
        let (nonce, wrapped) = wrapped.split_once('.')?;
        let nonce: [u8; NONCE] = URL_SAFE_NO_PAD.decode(nonce).ok()?.try_into().ok()?;
        let payload = Payload {
            msg: &URL_SAFE_NO_PAD.decode(wrapped).ok()?,
            aad: client.as_bytes(),
        };
        let key = self
            .cipher
            .decrypt(XNonce::from_slice(&nonce), payload)
            .ok()?;
        let key = Zeroizing::new(key);
        let bytes = <[u8; 32]>::try_from(key.as_slice()).ok()?;
        Some((ClientCode::parse(client).ok()?, ClientKey::new(bytes)))
    }
}

/// Overwrites a file in its place, and removes it. What the file system or the disk keeps of it elsewhere is not reached.
fn wipe(path: &Path) -> io::Result<()> {
    let mut file = match OpenOptions::new().write(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    file.write_all(&vec![0; length])?;
    file.sync_all()?;
    fs::remove_file(path)
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
