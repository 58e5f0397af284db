//! The account that the server runs as: ourselves, or, as root, an unprivileged one.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::EmbeddedError;

/// Tried in this order when no account is named.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

/// Whom PostgreSQL's programs run as.
#[derive(Debug, Clone)]
pub(super) struct Account {
    name: String,
    /// User and group to drop to; `None` when we are an ordinary user already.
    drop_to: Option<(u32, u32)>,
}

impl Account {
    /// Ourselves, unless we are root: then the owner of the cluster that exists, the named account, or the
    /// first candidate that the machine has.
    pub(super) fn choose(cluster: &Path, named: Option<&str>) -> Result<Self, EmbeddedError> {
        let ourselves = rustix::process::geteuid();
        let owner = match fs::metadata(cluster) {
            Ok(found) => Some((found.uid(), found.gid())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(EmbeddedError::io("look at the cluster")(error)),
        };
        match owner {
            Some((owner, _)) if !ourselves.is_root() && owner != ourselves.as_raw() => {
                Err(EmbeddedError::ForeignCluster {
                    cluster: cluster.to_owned(),
                    owner,
                })
            }
            _ if !ourselves.is_root() => Ok(Self {
                name: ourselves.as_raw().to_string(),
                drop_to: None,
            }),
            Some((user, group)) if user != 0 => Ok(Self {
                name: format!("with id {user}"),
                drop_to: Some((user, group)),
            }),
            _ => Self::look_up(named),
        }
    }

    fn look_up(named: Option<&str>) -> Result<Self, EmbeddedError> {
        let tried: Vec<String> = match named {
            Some(name) => vec![name.to_owned()],
            None => CANDIDATES.iter().map(|name| (*name).to_owned()).collect(),
        };
        for name in &tried {
            if let (Some(user), Some(group)) = (id("-u", name), id("-g", name))
                && user != 0
            {
                return Ok(Self {
                    name: name.clone(),
                    drop_to: Some((user, group)),
                });
            }
        }
        Err(EmbeddedError::AccountMissing { tried })
    }

    /// A command that runs a program as this account: in `/`, without our environment (which may hold
    /// secrets) and outside our process group, so that Ctrl-C in a terminal reaches us alone.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("LC_ALL", "C")
            .current_dir("/")
            .process_group(0);
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            if let Some(value) = env::var_os(name) {
                command.env(name, value);
            }
        }
        if let Some((user, group)) = self.drop_to {
            // The standard library gives up root's supplementary groups with this.
            command.uid(user).gid(group);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Gives a directory that we have made to the account.
    pub(super) fn take(&self, path: &Path) -> io::Result<()> {
        match self.drop_to {
            Some((user, group)) => chown(path, Some(user), Some(group)),
            None => Ok(()),
        }
    }

    /// The user id that the server's files and processes have.
    pub(super) fn user(&self) -> u32 {
        self.drop_to
            .map_or_else(|| rustix::process::geteuid().as_raw(), |(user, _)| user)
    }

    /// Refuses a directory that the account cannot come to: tried by going there.
    pub(super) fn check_reach(
        &self,
        program: &Path,
        directory: &Path,
    ) -> Result<(), EmbeddedError> {
        let mut there = self.command(program);
        there
            .arg("--version")
            .current_dir(directory)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        match there.status() {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(EmbeddedError::Unreachable {
                    account: self.name.clone(),
                    path: directory.to_owned(),
                })
            }
            Err(error) => Err(EmbeddedError::io("run postgres")(error)),
        }
    }
}

/// What `id` says of an account; `None` when there is no such account.
fn id(flag: &str, name: &str) -> Option<u32> {
    let output = Command::new("id")
        .args([flag, "--", name])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
