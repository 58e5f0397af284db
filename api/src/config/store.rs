//! A command's database, found or started, and its keys.

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

use super::{ConfigError, SecretUrl, StoreArguments};
use crate::data_dir::{DataDir, Lock};
use crate::keys::Keys;
use crate::postgres::{APP_ROLE, Embedded, EmbeddedError};

/// Where a ledger is, for as long as a command uses it. End it with [`Store::close`].
#[derive(Debug)]
pub struct Store {
    app_url: SecretUrl,
    owner_url: SecretUrl,
    app_role: String,
    keys: Keys,
    embedded: Option<Embedded>,
    _serving: Option<Lock>,
}

impl StoreArguments {
    /// Finds the database: that of `DATABASE_URL`, or the embedded one, started or joined.
    ///
    /// # Errors
    /// [`ConfigError`], each with what to do about it.
    pub async fn open(&self) -> Result<Store, ConfigError> {
        self.open_as(false).await
    }

    /// As [`StoreArguments::open`], for a process that serves: of an embedded database it is the only one, and
    /// it starts a server that dies again.
    ///
    /// # Errors
    /// [`ConfigError`], each with what to do about it.
    pub async fn open_for_serving(&self) -> Result<Store, ConfigError> {
        self.open_as(true).await
    }

    async fn open_as(&self, serving: bool) -> Result<Store, ConfigError> {
        let filled = |url: &Option<SecretUrl>| url.clone().filter(|url| !url.as_str().is_empty());
        match (filled(&self.database_url), filled(&self.owner_url)) {
            (Some(app_url), owner_url) => self.external(app_url, owner_url),
            (None, Some(_)) => Err(ConfigError::OwnerAlone),
            (None, None) => self.embedded(serving).await,
        }
    }

    fn external(
        &self,
        app_url: SecretUrl,
        owner_url: Option<SecretUrl>,
    ) -> Result<Store, ConfigError> {
        let app_role = role(&app_url, "DATABASE_URL")?;
        let owner_url = owner_url.unwrap_or_else(|| app_url.clone());
        role(&owner_url, "ALMONER_OWNER_URL")?;
        let keys = self.files.keys()?;
        Ok(Store {
            app_url,
            owner_url,
            app_role,
            keys,
            embedded: None,
            _serving: None,
        })
    }

    async fn embedded(&self, serving: bool) -> Result<Store, ConfigError> {
        let directory = DataDir::open(&self.files.data_dir)?;
        let lock = if serving {
            Some(directory.lock_for_serving()?)
        } else {
            None
        };
        let keys = self.files.keys()?;
        let mut embedded = Embedded::start(&directory).await?;
        if serving {
            embedded.supervise();
        }
        Ok(Store {
            app_url: embedded.app_url().into(),
            owner_url: embedded.owner_url().into(),
            app_role: APP_ROLE.to_owned(),
            keys,
            embedded: Some(embedded),
            _serving: lock,
        })
    }
}

impl Store {
    /// The URL of the role that serves: it reads, and appends.
    pub fn app_url(&self) -> &str {
        self.app_url.as_str()
    }

    /// The URL of the role that migrates and rebuilds; the same as the other where there is only one.
    pub fn owner_url(&self) -> &str {
        self.owner_url.as_str()
    }

    /// The name of the role that serves, to which a migration grants what serving needs.
    pub fn app_role(&self) -> &str {
        &self.app_role
    }

    /// Whether the owner and the role that serves differ. If not, append-only rests on triggers alone.
    pub fn has_two_roles(&self) -> bool {
        self.app_url != self.owner_url
    }

    /// Whether the database is the private one in the data directory.
    pub fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }

    /// The key files.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Leaves the database. An embedded server that nobody else uses is shut down cleanly.
    ///
    /// # Errors
    /// [`EmbeddedError`] when it does not stop.
    pub async fn close(self) -> Result<(), EmbeddedError> {
        match self.embedded {
            Some(embedded) => embedded.stop().await,
            None => Ok(()),
        }
    }
}

/// The role that a URL names.
fn role(url: &SecretUrl, variable: &'static str) -> Result<String, ConfigError> {
    PgConnectOptions::from_str(url.as_str())
        .map(|options| options.get_username().to_owned())
        .map_err(|source| ConfigError::Url { variable, source })
}
