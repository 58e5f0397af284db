//! Where a command finds its database, its ledger and its keys: flags first, then the environment.
//!
//! | | flag | environment | default |
//! |---|---|---|---|
//! | data directory | `--data-dir` | `ALMONER_DATA_DIR` | `.almoner` |
//! | database that serves | `--database-url` | `DATABASE_URL` | the embedded server |
//! | the same, as its owner | `--owner-url` | `ALMONER_OWNER_URL` | the one that serves |
//! | key files | `--keys-dir` | `ALMONER_KEYS_DIR` | `keys` in the data directory |
//! | list of destroyed keys | `--destroyed-keys` | `ALMONER_DESTROYED_KEYS` | `destroyed-keys` beside the key files |
//! | ledger | `--ledger` | `ALMONER_LEDGER` | `otip` |
//! | deployment | `--deployment` | `ALMONER_DEPLOYMENT` | `almoner.localhost` |

mod error;
mod store;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

pub use error::ConfigError;
pub use store::Store;

use almoner_journal::schema::LedgerName;

use crate::data_dir::DataDir;
use crate::keys::Keys;

/// Where files are: for every command that needs a key.
#[derive(Debug, Clone, clap::Args)]
pub struct FilesArguments {
    /// The directory that holds the embedded database, its log and the key files
    #[arg(
        long,
        env = "ALMONER_DATA_DIR",
        value_name = "DIR",
        default_value = ".almoner"
    )]
    pub data_dir: PathBuf,
    /// The directory of the key files, when it is not `keys` in the data directory
    #[arg(long, env = "ALMONER_KEYS_DIR", value_name = "DIR")]
    pub keys_dir: Option<PathBuf>,
    /// The directory of the lists of destroyed clients' keys, when it is not `destroyed-keys` beside the directory of the
    /// key files; it is never restored from a backup
    #[arg(long, env = "ALMONER_DESTROYED_KEYS", value_name = "DIR")]
    pub destroyed_keys: Option<PathBuf>,
}

impl FilesArguments {
    /// The key files; the data directory is made for them if they live there.
    ///
    /// # Errors
    /// [`ConfigError`] when a directory cannot be used.
    pub fn keys(&self) -> Result<Keys, ConfigError> {
        let directory = match self
            .keys_dir
            .clone()
            .filter(|path| !path.as_os_str().is_empty())
        {
            Some(directory) => directory,
            None => DataDir::open(&self.data_dir)?.keys(),
        };
        Ok(Keys::open(directory)?.with_destroyed(
            self.destroyed_keys
                .clone()
                .filter(|path| !path.as_os_str().is_empty()),
        ))
    }
}

/// Where a ledger is: for every command that opens one.
#[derive(Debug, Clone, clap::Args)]
pub struct StoreArguments {
    /// Where the files are.
    #[command(flatten)]
    pub files: FilesArguments,
    /// The ledger: one programme office's books, a schema of the database
    #[arg(
        long,
        env = "ALMONER_LEDGER",
        value_name = "NAME",
        default_value = "otip"
    )]
    pub ledger: LedgerName,
    /// The PostgreSQL (15 or newer) to use, as the role that serves; without it a private server is started
    /// in the data directory
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<SecretUrl>,
    /// The same database as the role that owns it, for migrations and rebuilds; without it, that of
    /// `DATABASE_URL`
    #[arg(
        long,
        env = "ALMONER_OWNER_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub owner_url: Option<SecretUrl>,
    /// The name of this deployment: with the ledger's, it is the origin in every checkpoint of a ledger that
    /// is created now
    #[arg(
        long,
        env = "ALMONER_DEPLOYMENT",
        value_name = "NAME",
        default_value = "almoner.localhost"
    )]
    pub deployment: String,
}

impl StoreArguments {
    /// What a checkpoint of this ledger names as its origin: `<deployment>/<ledger>`.
    pub fn origin(&self) -> String {
        format!("{}/{}", self.deployment, self.ledger)
    }
}

/// A connection URL. It may hold a password, so it is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretUrl(String);

impl SecretUrl {
    /// The URL itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for SecretUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl FromStr for SecretUrl {
    type Err = Infallible;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        Ok(Self(url.to_owned()))
    }
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretUrl(…)")
    }
}
