//! One database of one test.

use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::template::{APP_ROLE, OWNER_ROLE, as_role, ready, run};
use crate::schema::{LedgerName, migrate};

/// The ledger that every test database has.
pub const TEST_LEDGER: &str = "test";

/// A database of its own with the ledger `test` migrated, dropped when the value is.
pub struct TestDatabase {
    server: PgConnectOptions,
    name: String,
}

impl TestDatabase {
    /// Copies the template into a database of its own.
    ///
    /// Panics where `ALMONER_TEST_URL` is unset or its server does not answer.
    pub async fn create() -> Self {
        let url = std::env::var("ALMONER_TEST_URL").expect("run bin/test");
        let server = PgConnectOptions::from_str(&url).expect("ALMONER_TEST_URL is a URL");
        let template = ready(&server, &Self::ledger_name()).await;
        let mut suffix = [0; 8];
        getrandom::fill(&mut suffix).expect("random bytes for a name");
        let name = format!("almoner_test_{}", hex::encode(suffix));
        let mut connection = PgConnection::connect_with(&server)
            .await
            .expect("the test server answers");
        let create = format!("CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER_ROLE}");
        run(&mut connection, &create).await;
        connection.close().await.expect("a connection closes");
        Self { server, name }
    }

    /// Copies this database as it stands into one of its own; nobody may be connected to this one.
    pub async fn copy(&self, suffix: &str) -> Self {
        let copy = Self {
            server: self.server.clone(),
            name: format!("{}_{suffix}", self.name),
        };
        let mut connection = PgConnection::connect_with(&self.server)
            .await
            .expect("the test server answers");
        let (of, name) = (&self.name, &copy.name);
        let create = format!("CREATE DATABASE {name} TEMPLATE {of} OWNER {OWNER_ROLE}");
        run(&mut connection, &create).await;
        connection.close().await.expect("a connection closes");
        copy
    }

    /// The name of the ledger that is there from the start.
    pub fn ledger_name() -> LedgerName {
        TEST_LEDGER.parse().expect("a well-formed name")
    }

    /// The name of the role that serves.
    pub fn app_role(&self) -> &'static str {
        APP_ROLE
    }

    /// The URL of the role that owns the tables.
    pub fn owner_url(&self) -> String {
        as_role(&self.server, OWNER_ROLE, &self.name)
            .to_url_lossy()
            .to_string()
    }

    /// The URL of the role that serves.
    pub fn app_url(&self) -> String {
        as_role(&self.server, APP_ROLE, &self.name)
            .to_url_lossy()
            .to_string()
    }

    /// The URL of a superuser, for what only an attacker or an operator does.
    pub fn superuser_url(&self) -> String {
        self.server
            .clone()
            .database(&self.name)
            .to_url_lossy()
            .to_string()
    }

    /// Makes and migrates a further ledger in the same database.
    pub async fn create_ledger(&self, name: &str) -> LedgerName {
        let ledger: LedgerName = name.parse().expect("a well-formed name");
        let origin = format!("test.example/{ledger}");
        migrate(&self.owner_url(), &ledger, &origin, APP_ROLE)
            .await
            .expect("the migrations apply");
        ledger
    }
}

impl Drop for TestDatabase {
    /// Drops the database, on a thread of its own because a drop cannot wait for a future. What is
    /// left behind when that fails goes with the throw-away server.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .ok()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect_with(&server).await.ok()?;
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                sqlx::raw_sql(&drop).execute(&mut connection).await.ok()?;
                connection.close().await.ok()
            })
        });
        drop(dropped.join());
    }
}
