//! `postmaster.pid`: which process serves a cluster, where its socket is, and whether it lives.

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// The server of a cluster, as far as its pid file and the process table tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Postmaster {
    /// None lives. A file that a dead one left is PostgreSQL's own to clean.
    Absent,
    /// The file names a process that lives and is something else (its number was given again), or says
    /// nothing: PostgreSQL would refuse to start, so the file has to go first.
    Remains,
    /// It lives and is coming up or going down.
    Busy,
    /// It lives and accepts connections on a socket in this directory.
    Ready {
        /// The directory that holds the socket.
        socket_directory: PathBuf,
    },
}

/// Looks at the cluster's pid file.
pub(super) fn observe(cluster: &Path) -> io::Result<Postmaster> {
    let text = match fs::read_to_string(path(cluster)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Postmaster::Absent),
        Err(error) => return Err(error),
    };
    let lines: Vec<&str> = text.lines().collect();
    let Some(process) = lines
        .first()
        .and_then(|line| line.trim().parse::<i32>().ok())
    else {
        return Ok(Postmaster::Remains);
    };
    match command_line(process) {
        None => return Ok(Postmaster::Absent),
        Some(words) if !serves(&words, cluster) => return Ok(Postmaster::Remains),
        Some(_) => {}
    }
    // Line 5 is the socket's directory, line 8 the state; both are padded.
    let state = lines.get(7).map(|line| line.trim());
    match (state, lines.get(4).map(|line| line.trim())) {
        (Some("ready"), Some(directory)) if !directory.is_empty() => Ok(Postmaster::Ready {
            socket_directory: PathBuf::from(directory),
        }),
        _ => Ok(Postmaster::Busy),
    }
}

/// The socket's directory that the pid file names, whether its server lives or not.
pub(super) fn socket_directory(cluster: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(path(cluster)).ok()?;
    let directory = text.lines().nth(4)?.trim();
    (!directory.is_empty()).then(|| PathBuf::from(directory))
}

/// Where PostgreSQL keeps it.
pub(super) fn path(cluster: &Path) -> PathBuf {
    cluster.join("postmaster.pid")
}

/// The words that a living process was started with; none for one that is dead but not yet buried.
fn command_line(process: i32) -> Option<Vec<Vec<u8>>> {
    let bytes = fs::read(format!("/proc/{process}/cmdline")).ok()?;
    Some(bytes.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect())
}

/// Whether these are the words of a postmaster of this cluster, which is started with `-D <cluster>`.
fn serves(words: &[Vec<u8>], cluster: &Path) -> bool {
    let program = words.first().map(Vec::as_slice).unwrap_or_default();
    let named = words
        .windows(2)
        .any(|pair| matches!(pair, [flag, value] if flag == b"-D" && value == cluster.as_os_str().as_bytes()));
    named && program.ends_with(b"postgres")
}
