//! The embedded PostgreSQL: a private server under the data directory, from the binaries on the machine.
//!
//! It listens on a Unix socket in a directory that only its own account (and root) can enter, and on nothing
//! else. Whoever uses it joins its users; the first one in starts it, the last one out stops it. A server
//! that outlived its starter (which was killed, say) is adopted; the remains of a dead one are
//! cleaned away. See `docs/adr/embedded-postgresql.md`.
//!
//! It is not a connection pool, knows no schema, and asks no question of the database.

mod account;
mod binaries;
mod cluster;
mod error;
mod pid_file;
mod server;
mod socket;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::{JoinHandle, spawn_blocking};

pub use binaries::Search;
pub use error::EmbeddedError;

use crate::data_dir::{DataDir, Lock};
use cluster::Cluster;
use server::Server;

/// The role that migrates and rebuilds, and owns the database and everything in it.
pub const OWNER_ROLE: &str = "almoner_owner";
/// The role that serves: it reads, and appends.
pub const APP_ROLE: &str = "almoner_app";
/// The role that made the cluster. Only tests and repairs need it.
pub const SUPERUSER_ROLE: &str = "postgres";
/// The database that holds the ledgers, a schema each.
pub const DATABASE: &str = "almoner";

/// How often a supervised server is looked at, in milliseconds.
const SUPERVISE_INTERVAL_MS: u64 = 500;

/// A running embedded server, and this process's place among its users.
///
/// Dropped without [`Embedded::stop`], it still stops the server if it was the last user, blocking
/// for as long as that takes.
#[derive(Debug)]
pub struct Embedded {
    running: Option<Arc<Running>>,
    supervisor: Option<JoinHandle<()>>,
}

/// What the supervisor shares with the handle.
#[derive(Debug)]
struct Running {
    directory: DataDir,
    server: Server,
    users: Lock,
    /// Set behind the gate when we leave, so that a supervisor's last look starts nothing again.
    left: AtomicBool,
}

impl Embedded {
    /// Starts the server of this data directory, or attaches to it when it runs, and waits until it
    /// accepts connections. Makes the cluster first when there is none.
    ///
    /// # Errors
    /// [`EmbeddedError`], each with what to do about it.
    pub async fn start(directory: &DataDir) -> Result<Self, EmbeddedError> {
        Self::start_from(directory, Search::from_environment()).await
    }

    /// As [`Embedded::start`], looking for the binaries and the account where `search` says.
    ///
    /// # Errors
    /// [`EmbeddedError`], each with what to do about it.
    pub async fn start_from(directory: &DataDir, search: Search) -> Result<Self, EmbeddedError> {
        let directory = directory.clone();
        let running = blocking(move || {
            let gate = directory.gate()?;
            let users = directory.join_users()?;
            let server = Server::new(Cluster::open(&directory, &search)?);
            let server = server.ensure_running()?;
            drop(gate);
            Ok(Running {
                directory,
                server,
                users,
                left: AtomicBool::new(false),
            })
        });
        Ok(Self {
            running: Some(Arc::new(running.await?)),
            supervisor: None,
        })
    }

    /// The URL of the role that migrates and rebuilds. It holds no secret: the socket's directory is the lock.
    pub fn owner_url(&self) -> String {
        self.url(OWNER_ROLE, DATABASE)
    }

    /// The URL of the role that serves.
    pub fn app_url(&self) -> String {
        self.url(APP_ROLE, DATABASE)
    }

    /// The URL of the superuser.
    pub fn superuser_url(&self) -> String {
        self.url(SUPERUSER_ROLE, DATABASE)
    }

    /// Starts the server again whenever it dies, until [`Embedded::stop`]. For processes that serve.
    pub fn supervise(&mut self) {
        let Some(running) = self.running.clone() else {
            return;
        };
        let supervisor = tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_millis(SUPERVISE_INTERVAL_MS)).await;
                let running = Arc::clone(&running);
                if let Err(error) = blocking(move || running.revive()).await {
                    tracing::error!(code = error.code(), %error, "the embedded PostgreSQL is down");
                }
            }
        });
        if let Some(former) = self.supervisor.replace(supervisor) {
            former.abort();
        }
    }

    /// Leaves the users of the server, and shuts it down cleanly if nobody else uses it.
    ///
    /// # Errors
    /// [`EmbeddedError`] when it does not stop.
    pub async fn stop(mut self) -> Result<(), EmbeddedError> {
        if let Some(supervisor) = self.supervisor.take() {
            supervisor.abort();
            // Ends as cancelled, or as finished: either way it is over.
            let _ = supervisor.await;
        }
        match self.running.take() {
            Some(running) => blocking(move || running.leave()).await,
            None => Ok(()),
        }
    }

    fn url(&self, role: &str, database: &str) -> String {
        match &self.running {
            Some(running) => socket::url(role, database, running.server.socket_directory()),
            // `stop` consumes the value, so nobody is left to ask.
            None => String::new(),
        }
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        if let Some(supervisor) = self.supervisor.take() {
            supervisor.abort();
        }
    }
}

/// Wherever the last holder lets go of it, even half way through a start that nobody awaits any more.
impl Drop for Running {
    fn drop(&mut self) {
        if let Err(error) = self.leave() {
            tracing::error!(code = error.code(), %error, "the embedded PostgreSQL did not stop");
        }
    }
}

impl Running {
    /// Starts the server when it is not running, in the socket directory that our URLs name.
    fn revive(&self) -> Result<(), EmbeddedError> {
        if self.server.is_ready()? {
            return Ok(());
        }
        let _gate = self.directory.gate()?;
        if self.left.load(Ordering::SeqCst) {
            return Ok(());
        }
        tracing::warn!("the embedded PostgreSQL is not running: starting it again");
        self.server.restart()
    }

    /// Stops being a user, once; the last one stops the server.
    fn leave(&self) -> Result<(), EmbeddedError> {
        let _gate = self.directory.gate()?;
        if self.left.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let last = self
            .users
            .try_exclusive()
            .map_err(EmbeddedError::io("leave the users"))?;
        if last {
            self.server.stop()?;
        }
        Ok(())
    }
}

/// Runs what blocks (processes, locks, files) where blocking is allowed.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, EmbeddedError> + Send + 'static,
) -> Result<T, EmbeddedError> {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(join) => Err(EmbeddedError::Io {
            doing: "run",
            source: std::io::Error::other(join),
        }),
    }
}
