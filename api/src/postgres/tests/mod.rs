//! What the embedded server promises: tried on real ones.

mod serving;
mod starting;

use std::{fs, os::unix::fs::PermissionsExt};

use rustix::process::Pid;
use sqlx::{Connection, PgConnection};

use crate::data_dir::DataDir;

/// A data directory of its own that the server's account can reach.
struct Place {
    _scratch: tempfile::TempDir,
    directory: DataDir,
}

fn place(below: &str) -> Place {
    let scratch = tempfile::Builder::new()
        .prefix("almoner-")
        .tempdir_in("/tmp")
        .unwrap();
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o711)).unwrap();
    let path = scratch.path().join(below);
    let directory = DataDir::open(&path).unwrap();
    Place {
        _scratch: scratch,
        directory,
    }
}

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap()
}

fn postmaster(directory: &DataDir) -> Option<Pid> {
    let text = fs::read_to_string(directory.path().join("postgres/postmaster.pid")).ok()?;
    Pid::from_raw(text.lines().next()?.trim().parse().ok()?)
}
