//! The private PostgreSQL of the run.

use almoner_api::data_dir::{DataDir, ThrowAway};
use almoner_api::postgres::{APP_ROLE, Embedded};
use almoner_journal::ledger::{Keys, Ledger, LedgerOptions};
use almoner_journal::schema::{LedgerName, connect_options, migrate};
use anyhow::Result;
use sqlx::{Connection, Executor, PgConnection};

/// The seed of the key that the ledgers are signed with.
pub(crate) const SIGNING_SEED: [u8; 32] = [1; 32];

/// A server under a directory that goes with it.
#[derive(Debug)]
pub(crate) struct Server {
    embedded: Embedded,
    directory: ThrowAway,
}

impl Server {
    pub(crate) async fn start() -> Result<Self> {
        let directory = ThrowAway::create()?;
        let embedded = Embedded::start(&DataDir::open(directory.path())?).await?;
        Ok(Self {
            embedded,
            directory,
        })
    }

    pub(crate) async fn stop(self) -> Result<()> {
        self.embedded.stop().await?;
        drop(self.directory);
        Ok(())
    }

    /// The options of a ledger on this server.
    pub(crate) fn options(&self, name: &LedgerName) -> LedgerOptions {
        let keys = Keys {
            signing: SIGNING_SEED,
            fingerprint: [2; 32],
        };
        LedgerOptions::new(
            &self.embedded.app_url(),
            name.clone(),
            keys,
            "almoner benchmark",
        )
    }

    /// Makes a ledger and starts its sequencer.
    pub(crate) async fn ledger(&self, name: &str) -> Result<Ledger> {
        let name: LedgerName = name.parse()?;
        let origin = format!("benchmark/{name}");
        migrate(&self.embedded.owner_url(), &name, &origin, APP_ROLE).await?;
        Ok(Ledger::connect(self.options(&name)).await?)
    }

    /// Makes a schema that is no ledger.
    pub(crate) async fn schema(&self, name: &str, tables: &str) -> Result<LedgerName> {
        let name: LedgerName = name.parse()?;
        let mut connection = self.connection(&name).await?;
        sqlx::raw_sql(&format!("CREATE SCHEMA {name}; {tables}"))
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(name)
    }

    /// A connection of the owner to a schema.
    pub(crate) async fn connection(&self, schema: &LedgerName) -> Result<PgConnection> {
        let options = connect_options(&self.embedded.owner_url(), schema)?;
        Ok(PgConnection::connect_with(&options).await?)
    }

    /// The URL of the role that serves.
    pub(crate) fn app_url(&self) -> String {
        self.embedded.app_url()
    }

    /// The URL of the owner of the schemas.
    pub(crate) fn owner_url(&self) -> String {
        self.embedded.owner_url()
    }

    /// Writes out what was written so far, so that no measurement pays for the one before it.
    pub(crate) async fn settle(&self) -> Result<()> {
        let mut connection = PgConnection::connect(&self.embedded.superuser_url()).await?;
        connection.execute("CHECKPOINT").await?;
        connection.close().await?;
        Ok(())
    }

    /// What is measured on what.
    pub(crate) async fn describe(&self) -> Result<String> {
        let mut connection = PgConnection::connect(&self.embedded.superuser_url()).await?;
        let version: String = sqlx::query_scalar("SHOW server_version")
            .fetch_one(&mut connection)
            .await?;
        let fsync: String = sqlx::query_scalar("SHOW fsync")
            .fetch_one(&mut connection)
            .await?;
        connection.close().await?;
        let cores = std::thread::available_parallelism()?;
        Ok(format!(
            "PostgreSQL {version}, fsync {fsync}, on the same {cores} cores as the engine and its callers"
        ))
    }
}
