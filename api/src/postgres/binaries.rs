//! Where PostgreSQL's programs are: the named directory, `PATH`, then the packages' directories.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that the journal's SQL runs on.
const VERSION_MIN: u32 = 15;

/// Where to look for the programs, and whom to run them as.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Looked in alone, when given (`ALMONER_POSTGRES_BIN`).
    pub named: Option<PathBuf>,
    /// Searched in order (`PATH`, then the directories of Debian's and Red Hat's packages, newest first).
    pub directories: Vec<PathBuf>,
    /// The account to run as when we are root (`ALMONER_POSTGRES_USER`).
    pub account: Option<String>,
}

impl Search {
    /// The search that the environment asks for.
    pub fn from_environment() -> Self {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut directories: Vec<PathBuf> = env::split_paths(&path)
            .filter_map(|directory| fs::canonicalize(directory.join("initdb")).ok())
            .filter_map(|program| program.parent().map(Path::to_owned))
            .collect();
        directories.extend(packaged(Path::new("/usr/lib/postgresql"), ""));
        directories.extend(packaged(Path::new("/usr"), "pgsql-"));
        let filled = |name| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            named: filled("ALMONER_POSTGRES_BIN").map(PathBuf::from),
            directories,
            account: filled("ALMONER_POSTGRES_USER").and_then(|name| name.into_string().ok()),
        }
    }

    /// The first complete installation: of that very major version, or else of any that is new enough.
    /// When there is none, the directories that were searched.
    pub(super) fn find(&self, version: Option<u32>) -> Result<Binaries, Vec<PathBuf>> {
        let looked_in: Vec<PathBuf> = match &self.named {
            Some(named) => vec![named.clone()],
            None => self.directories.clone(),
        };
        let fits = |found: u32| match version {
            Some(version) => found == version,
            None => found >= VERSION_MIN,
        };
        let found = looked_in.iter().find_map(|directory| {
            Binaries::at(directory).filter(|binaries| fits(binaries.version))
        });
        found.ok_or(looked_in)
    }
}

/// One installation's programs.
#[derive(Debug, Clone)]
pub(super) struct Binaries {
    directory: PathBuf,
    version: u32,
}

impl Binaries {
    fn at(directory: &Path) -> Option<Self> {
        let complete = ["initdb", "postgres", "pg_ctl"]
            .iter()
            .all(|program| directory.join(program).is_file());
        if !complete {
            return None;
        }
        let output = Command::new(directory.join("postgres"))
            .arg("--version")
            .output()
            .ok()?;
        let version = major_version(&String::from_utf8(output.stdout).ok()?)?;
        Some(Self {
            directory: directory.to_owned(),
            version,
        })
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.directory.join("initdb")
    }

    pub(super) fn postgres(&self) -> PathBuf {
        self.directory.join("postgres")
    }

    pub(super) fn pg_ctl(&self) -> PathBuf {
        self.directory.join("pg_ctl")
    }
}

/// The major version in `postgres (PostgreSQL) 15.8 (Debian …)`, or in `PG_VERSION`'s plain `15`.
pub(super) fn major_version(text: &str) -> Option<u32> {
    let after = text.split_once(')').map_or(text, |(_, after)| after);
    let digits: String = after
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// `<root>/<prefix><version>/bin` for each version there is, newest first.
fn packaged(root: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root) else {
        return Vec::new();
    };
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = name.strip_prefix(prefix)?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, directory)| directory).collect()
}
