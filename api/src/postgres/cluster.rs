//! The cluster on disk: made once, in one step, with the two roles and the database.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::account::Account;
use super::binaries::{Binaries, Search, major_version};
use super::{EmbeddedError, SUPERUSER_ROLE};
use crate::data_dir::DataDir;

/// One command a line, as a single-user server reads them.
const BOOTSTRAP: &str = include_str!("bootstrap.sql");

/// A cluster that exists, the programs that fit it and the account that owns it.
#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) path: PathBuf,
    pub(super) log: PathBuf,
    pub(super) account: Account,
    pub(super) binaries: Binaries,
}

impl Cluster {
    /// Opens the cluster of the data directory, making it when there is none. Behind the gate.
    pub(super) fn open(directory: &DataDir, search: &Search) -> Result<Self, EmbeddedError> {
        let path = directory.path().join("postgres");
        let account = Account::choose(&path, search.account.as_deref())?;
        let version = version(&path)?;
        let binaries = search.find(version).map_err(|looked_in| match version {
            Some(version) => EmbeddedError::VersionMissing {
                cluster: path.clone(),
                version,
                looked_in,
            },
            None => EmbeddedError::BinariesMissing { looked_in },
        })?;
        account.check_reach(&binaries.postgres(), directory.path())?;
        let cluster = Self {
            path,
            log: directory.path().join("postgres.log"),
            account,
            binaries,
        };
        if version.is_none() {
            cluster.create()?;
        }
        Ok(cluster)
    }

    /// Makes the cluster beside its place and renames it there when it is whole: a run that was killed
    /// half way leaves nothing that looks like a cluster.
    fn create(&self) -> Result<(), EmbeddedError> {
        let draft = self.path.with_extension("new");
        tracing::info!(cluster = %self.path.display(), "making the embedded PostgreSQL's cluster");
        match fs::remove_dir_all(&draft) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(EmbeddedError::io("clear an unfinished cluster")(error));
            }
            _ => {}
        }
        let made = DirBuilder::new().mode(0o700).create(&draft);
        made.and_then(|()| self.account.take(&draft))
            .map_err(EmbeddedError::io("make the cluster's directory"))?;
        let mut initdb = self.account.command(&self.binaries.initdb());
        initdb.arg("--pgdata").arg(&draft).args([
            "--username",
            SUPERUSER_ROLE,
            // The socket's directory is what keeps strangers out; see the ADR.
            "--auth=trust",
            "--encoding=UTF8",
            // Texts compare byte by byte: an order never depends on a machine's locale.
            "--no-locale",
            "--no-instructions",
        ]);
        run("initdb", &mut initdb, None)?;
        let mut single = self.account.command(&self.binaries.postgres());
        single.arg("--single").arg("-D").arg(&draft);
        single.args([
            "-c",
            "exit_on_error=on",
            "-c",
            "log_checkpoints=off",
            "postgres",
        ]);
        run("postgres --single", &mut single, Some(BOOTSTRAP))?;
        fs::rename(&draft, &self.path)
            .and_then(|()| sync_directory(self.path.parent()))
            .map_err(EmbeddedError::io("put the new cluster in its place"))
    }
}

/// Runs one of the programs to its end.
pub(super) fn run(
    program: &'static str,
    command: &mut Command,
    input: Option<&str>,
) -> Result<Output, EmbeddedError> {
    let stdin = if input.is_some() {
        Stdio::piped()
    } else {
        Stdio::null()
    };
    let mut child = command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(EmbeddedError::io("start one of its programs"))?;
    if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
        // A program that ends early says why itself, so a broken pipe is not the error to show.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child
        .wait_with_output()
        .map_err(EmbeddedError::io("wait for its program"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    Err(EmbeddedError::ProgramFailed {
        program,
        status: output.status.to_string(),
        said: last_lines(&String::from_utf8_lossy(&said)),
    })
}

/// The end of a program's words, as much as an error message bears.
pub(super) fn last_lines(text: &str) -> String {
    const LINES_MAX: usize = 12;
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let first = lines.len().saturating_sub(LINES_MAX);
    lines
        .iter()
        .skip(first)
        .copied()
        .collect::<Vec<_>>()
        .join("\n")
}

/// The major version that made the cluster; `None` when there is no cluster.
fn version(cluster: &Path) -> Result<Option<u32>, EmbeddedError> {
    match fs::read_to_string(cluster.join("PG_VERSION")) {
        Ok(text) => Ok(major_version(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EmbeddedError::io("read the cluster's version")(error)),
    }
}

fn sync_directory(directory: Option<&Path>) -> io::Result<()> {
    match directory {
        Some(directory) => File::open(directory)?.sync_all(),
        None => Ok(()),
    }
}
