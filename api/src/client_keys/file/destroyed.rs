//! The list of destroyed keys: a line a client, added before the key goes, and never taken away.
//!
//! It is kept apart from the keys and the database, and is not restored with them: whatever backup comes back, what is on
//! the list is destroyed again before anything is served.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use almoner_domain::{id::ClientCode, sealed::KeyCommitment};

use super::{ClientKeysError, sync_directory};

/// What stands for the commitment of a key that never was.
const NONE: &str = "-";

/// The list.
#[derive(Debug)]
pub(super) struct Destroyed(PathBuf);

impl Destroyed {
    pub(super) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Every client on it. A last line that was not finished says nothing: what it was about was not begun.
    pub(super) fn read(
        &self,
    ) -> Result<BTreeMap<ClientCode, Option<KeyCommitment>>, ClientKeysError> {
        let text = whole_lines(&self.0)?;
        let mut clients = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let (client, commitment) = entry(line).ok_or_else(|| ClientKeysError::Malformed {
                path: self.0.clone(),
                line: at + 1,
            })?;
            clients.insert(client, commitment);
        }
        Ok(clients)
    }

    /// Adds a client, durably.
    pub(super) fn append(
        &self,
        client: &ClientCode,
        commitment: Option<&KeyCommitment>,
    ) -> Result<(), ClientKeysError> {
        let commitment = commitment.map_or(NONE, KeyCommitment::as_str);
        append_line(&self.0, &format!("{client} {commitment}\n"))
    }
}

fn entry(line: &str) -> Option<(ClientCode, Option<KeyCommitment>)> {
    let (client, commitment) = line.split_once(' ')?;
    let commitment = match commitment {
        NONE => None,
        text => Some(KeyCommitment::parse(text).ok()?),
    };
    Some((ClientCode::parse(client).ok()?, commitment))
}

/// The lines of a file that were written whole; none where there is no file.
pub(super) fn whole_lines(path: &Path) -> Result<String, ClientKeysError> {
    let mut text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(ClientKeysError::io(path)(error)),
    };
    text.truncate(text.rfind('\n').map_or(0, |end| end + 1));
    Ok(text)
}

/// Adds a line to a file, after what of it was written whole, and waits until it is durable.
pub(super) fn append_line(path: &Path, line: &str) -> Result<(), ClientKeysError> {
    let whole = whole_lines(path)?.len();
    let whole = u64::try_from(whole).expect("a length in memory fits 64 bits");
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| {
            file.set_len(whole)?;
            file.write_all(line.as_bytes())?;
            file.sync_all()
        })
        .map_err(ClientKeysError::io(path))?;
    path.parent().map_or(Ok(()), sync_directory)
}
