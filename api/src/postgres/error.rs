//! Why the embedded server does not run, each with what to do about it.

use std::io;
use std::path::PathBuf;

use crate::data_dir::DataDirError;

/// Why the embedded server could not be started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// No PostgreSQL server of version 15 or newer is on the machine.
    #[error(
        "no PostgreSQL 15 or newer was found (looked in {}). Install the Debian package with \
         `apt-get install postgresql`, or name the directory that holds initdb, postgres and pg_ctl in \
         ALMONER_POSTGRES_BIN, or use a server of your own with DATABASE_URL",
        list(looked_in)
    )]
    BinariesMissing {
        /// The directories that were searched.
        looked_in: Vec<PathBuf>,
    },
    /// The cluster was made by another major version than those on the machine.
    #[error(
        "the cluster in {cluster} was made by PostgreSQL {version}, which was not found (looked in {}): \
         install the Debian package postgresql-{version}, or name its directory in ALMONER_POSTGRES_BIN",
        list(looked_in)
    )]
    VersionMissing {
        /// The cluster's directory.
        cluster: PathBuf,
        /// Its major version.
        version: u32,
        /// The directories that were searched.
        looked_in: Vec<PathBuf>,
    },
    /// As root, no account was found to run the server as.
    #[error(
        "PostgreSQL refuses to run as root, and none of the accounts {} exists: name an unprivileged one \
         in ALMONER_POSTGRES_USER",
        tried.join(", ")
    )]
    AccountMissing {
        /// The accounts that were looked up.
        tried: Vec<String>,
    },
    /// The account that the server is dropped to cannot come to the data directory.
    #[error(
        "PostgreSQL runs as the account {account} here (root is refused), and that account cannot reach \
         {path}: choose a directory that it can reach with --data-dir (each directory above it must be \
         passable, mode o+x), or another account with ALMONER_POSTGRES_USER"
    )]
    Unreachable {
        /// The account.
        account: String,
        /// The directory that it must reach.
        path: PathBuf,
    },
    /// The cluster belongs to somebody else.
    #[error(
        "the cluster in {cluster} belongs to the user with id {owner}: run as that user or as root, or \
         choose another directory with --data-dir"
    )]
    ForeignCluster {
        /// The cluster's directory.
        cluster: PathBuf,
        /// The user id that owns it.
        owner: u32,
    },
    /// No directory is short enough for a socket.
    #[error(
        "a Unix socket's path may have {} bytes, and neither {inside} nor the temporary directory is \
         short enough: choose a shorter --data-dir, or set TMPDIR",
        super::socket::PATH_BYTES_MAX
    )]
    SocketPathTooLong {
        /// Where the socket would have been.
        inside: PathBuf,
    },
    /// One of PostgreSQL's programs failed.
    #[error("{program} failed ({status}); it said:\n{said}")]
    ProgramFailed {
        /// The program: initdb, postgres or `pg_ctl`.
        program: &'static str,
        /// How it ended.
        status: String,
        /// The end of what it printed.
        said: String,
    },
    /// The server did not come up, or did not go, in time.
    #[error("the server did not {awaited} within {seconds} s; {log} ends with:\n{said}")]
    TimedOut {
        /// What was waited for.
        awaited: &'static str,
        /// The bound.
        seconds: u64,
        /// Its log file.
        log: PathBuf,
        /// The end of the log.
        said: String,
    },
    /// The data directory cannot be used.
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    /// The system refused something.
    #[error("the embedded PostgreSQL could not {doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl EmbeddedError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BinariesMissing { .. } => "POSTGRES_MISSING",
            Self::VersionMissing { .. } => "POSTGRES_VERSION_MISSING",
            Self::AccountMissing { .. } => "POSTGRES_ACCOUNT_MISSING",
            Self::Unreachable { .. } => "DATA_DIR_UNREACHABLE",
            Self::ForeignCluster { .. } => "POSTGRES_CLUSTER_FOREIGN",
            Self::SocketPathTooLong { .. } => "SOCKET_PATH_TOO_LONG",
            Self::ProgramFailed { .. } => "POSTGRES_FAILED",
            Self::TimedOut { .. } => "POSTGRES_TIMED_OUT",
            Self::DataDir(error) => error.code(),
            Self::Io { .. } => "POSTGRES_IO",
        }
    }

    pub(super) fn io(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }
}

fn list(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if shown.is_empty() {
        "no directory".to_owned()
    } else {
        shown.join(", ")
    }
}
