//! Where the server's Unix socket is: in the cluster, or, where that path is too long for a socket,
//! in a short private directory of the system's temporary ones.

use std::env;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::EmbeddedError;
use super::account::Account;

/// The longest path that a Unix socket can be bound to, in bytes.
pub(super) const PATH_BYTES_MAX: usize = 107;

/// The socket's name in its directory; 5432 is a name here, not a TCP port.
const NAME: &str = ".s.PGSQL.5432";

/// How the private directories are called.
const PREFIX: &str = "almoner-socket-";

/// A directory for the socket, short enough, that only the account (and root) can enter.
pub(super) fn directory(cluster: &Path, account: &Account) -> Result<PathBuf, EmbeddedError> {
    if fits(cluster) {
        return Ok(cluster.to_owned());
    }
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random)
        .map_err(|error| EmbeddedError::io("draw a name")(io::Error::other(error.to_string())))?;
    let name = format!("{PREFIX}{}", hex::encode(random));
    let place = [env::temp_dir(), PathBuf::from("/tmp")]
        .into_iter()
        .map(|temporary| temporary.join(&name))
        .find(|path| fits(path))
        .ok_or_else(|| EmbeddedError::SocketPathTooLong {
            inside: cluster.to_owned(),
        })?;
    DirBuilder::new()
        .mode(0o700)
        .create(&place)
        .and_then(|()| account.take(&place))
        .map_err(EmbeddedError::io("make a directory for its socket"))?;
    Ok(place)
}

/// Removes a private socket directory whose server is gone; the cluster itself is none.
pub(super) fn remove(directory: &Path, account: &Account) {
    let ours = directory
        .file_name()
        .is_some_and(|name| name.as_bytes().starts_with(PREFIX.as_bytes()))
        && fs::symlink_metadata(directory)
            .is_ok_and(|found| found.is_dir() && found.uid() == account.user());
    if ours {
        // What cannot be removed is an empty directory in a temporary place: no harm, and nothing to do.
        let _ = fs::remove_file(directory.join(NAME));
        let _ = fs::remove_file(directory.join(format!("{NAME}.lock")));
        let _ = fs::remove_dir(directory);
    }
}

/// Whether the socket is there.
pub(super) fn exists(directory: &Path) -> bool {
    directory.join(NAME).exists()
}

/// The setting's value: a list of one, quoted, because a path may hold commas and quotes.
pub(super) fn setting(directory: &Path) -> Vec<u8> {
    let mut quoted = b"unix_socket_directories=\"".to_vec();
    for byte in directory.as_os_str().as_bytes() {
        quoted.push(*byte);
        if *byte == b'"' {
            quoted.push(*byte);
        }
    }
    quoted.push(b'"');
    quoted
}

/// A connection URL of this role and database over the socket in this directory.
pub(super) fn url(role: &str, database: &str, directory: &Path) -> String {
    let mut host = String::new();
    for byte in directory.as_os_str().as_bytes() {
        let character = char::from(*byte);
        if character.is_ascii_alphanumeric() || "/-._~".contains(character) {
            host.push(character);
        } else {
            host.push('%');
            host.push_str(&hex::encode_upper([*byte]));
        }
    }
    format!("postgres://{role}@localhost/{database}?host={host}")
}

fn fits(directory: &Path) -> bool {
    directory.join(NAME).as_os_str().len() <= PATH_BYTES_MAX
}
