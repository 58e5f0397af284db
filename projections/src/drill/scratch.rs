//! The copy.

use std::time::Duration;

use almoner_journal::{
    ledger::ConnectError,
    merkle::Hash,
    note::Signer,
    schema::{LedgerName, SchemaError, connect_options, discard, migrate},
    store::{Journal, ReadError, resign, sign_as},
    verify::{Fault, KeysInForce},
};
use sqlx::{Connection, Executor, PgConnection};

use super::harm::{LiveHarm, Resigned, Shows};
use crate::stating::{StatingError, check, restate, state};

/// A copy of a ledger, in a schema of its own that goes with [`Scratch::discard`].
pub struct Scratch {
    connection: PgConnection,
    owner_url: String,
    origin: String,
    source: LedgerName,
    name: LedgerName,
}

/// A copy that could not be made, changed or taken away.
#[derive(Debug, thiserror::Error)]
pub enum ScratchError {
    /// The schema cannot be made.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The ledger cannot be reached.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The copy cannot be read back.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What the copy holds cannot be stated.
    #[error(transparent)]
    Stating(#[from] StatingError),
}

impl ScratchError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Schema(error) => error.code(),
            Self::Connect(_) => "LEDGER_NOT_REACHED",
            Self::Database(_) => "DATABASE_FAILED",
            Self::Read(error) => error.code(),
            Self::Stating(error) => error.code(),
        }
    }
}

/// Every table of the current schema but that of the migrations, the read models too.
const TABLES: &str = "
SELECT relname::text FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND relname <> '_sqlx_migrations'
ORDER BY relname";

/// What empties and fills a table: the server quotes the names.
const COPY: &str = "
SELECT format('ALTER TABLE %1$I.%3$I DISABLE TRIGGER USER; TRUNCATE %1$I.%3$I; INSERT INTO %1$I.%3$I SELECT * FROM %2$I.%3$I',
    $1::text, $2::text, $3::text)";

impl Scratch {
    /// Copies the ledger `source` into the new schema `name`, as the role that owns them.
    pub async fn copy(
        owner_url: &str,
        app_role: &str,
        source: &LedgerName,
        name: &LedgerName,
    ) -> Result<Self, ScratchError> {
        let journal = Journal::connect(owner_url, source, 1).await?;
        let origin = journal.origin().to_owned();
        journal.pool().close().await;
        migrate(owner_url, name, &origin, app_role).await?;
        let mut connection = PgConnection::connect_with(&connect_options(owner_url, name)?).await?;
        connection
            .execute("SELECT set_config('almoner.scope', 'projector', false)")
            .await?;
        let mut scratch = Self {
            connection,
            owner_url: owner_url.to_owned(),
            origin,
            source: source.clone(),
            name: name.clone(),
        };
        let tables: Vec<String> = sqlx::query_scalar(TABLES)
            .fetch_all(&mut scratch.connection)
            .await?;
        for table in &tables {
            scratch.fill(table).await?;
        }
        Ok(scratch)
    }

    /// The name of the copy.
    pub fn name(&self) -> &LedgerName {
        &self.name
    }

    async fn fill(&mut self, table: &str) -> Result<(), ScratchError> {
        let statements: String = sqlx::query_scalar(COPY)
            .bind(self.name.as_str())
            .bind(self.source.as_str())
            .bind(table)
            .fetch_one(&mut self.connection)
            .await?;
        sqlx::raw_sql(&statements)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// States what the copy holds, at its middle and at its end, as far as that was not stated yet.
    pub async fn state(&mut self, signers: &[&Signer]) -> Result<(), ScratchError> {
        let Some(signer) = signers.last() else {
            return Ok(());
        };
        let journal = Journal::connect(&self.owner_url, &self.name, 1).await?;
        let head: i64 = sqlx::query_scalar("SELECT position FROM projection_checkpoint")
            .fetch_one(&mut self.connection)
            .await?;
        for reached in [head / 2, head] {
            sqlx::query("UPDATE projection_checkpoint SET position = $1")
                .bind(reached)
                .execute(&mut self.connection)
                .await?;
            let (every, binary) = (Duration::ZERO, Hash::new([0; 32]));
            let connection = &mut self.connection;
            state(connection, &journal, signer, "almoner drill", binary, every).await?;
        }
        journal.pool().close().await;
        Ok(())
    }

    /// The last statement, as somebody keeps it.
    pub async fn last_statement(&mut self) -> Result<Option<String>, ScratchError> {
        let last = "SELECT note FROM read_statements ORDER BY position DESC LIMIT 1";
        let last = sqlx::query_scalar(last);
        Ok(last.fetch_optional(&mut self.connection).await?)
    }

    /// What does not hold of what was stated, the first of it; none where all holds.
    pub async fn statement_fault(
        &mut self,
        signers: &[&Signer],
        held: &[String],
    ) -> Result<Option<Fault>, ScratchError> {
        let journal = Journal::connect(&self.owner_url, &self.name, 1).await?;
        let first = signers.first().map(|signer| signer.verifier().to_key());
        let keys = journal.signing_keys(&first.unwrap_or_default()).await?;
        let keys = KeysInForce::of(&keys)?;
        let checked = check(&mut self.connection, &journal, &keys, held).await?;
        journal.pool().close().await;
        Ok(checked.faults.into_iter().next().map(|found| found.fault))
    }

    /// Does a harm, with all keys of the log at hand, and that of a stranger; false where the ledger has no place for it.
    pub async fn harm(
        &mut self,
        harm: &LiveHarm,
        signers: &[&Signer],
        stranger: &Signer,
    ) -> Result<bool, ScratchError> {
        let mut transaction = self.connection.begin().await?;
        let done = sqlx::raw_sql(harm.statements)
            .execute(&mut *transaction)
            .await?;
        let signer = match harm.resigned {
            Resigned::No => None,
            Resigned::Stranger => {
                sign_as(&mut transaction, stranger).await?;
                None
            }
            Resigned::InForce => signers.last(),
            Resigned::Retired => signers.split_last().and_then(|(_, before)| before.first()),
        };
        match (harm.shows, signer) {
            (_, None) => {}
            (Shows::InStatements | Shows::AgainstKept, Some(signer)) => {
                restate(&mut transaction, signer).await?;
            }
            (Shows::InJournal | Shows::AgainstHeld | Shows::InReadModels, Some(_)) => {
                resign(&mut transaction, signers).await?;
            }
        }
        transaction.commit().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Undoes it.
    pub async fn restore(&mut self, harm: &LiveHarm) -> Result<(), ScratchError> {
        for table in harm.tables {
            self.fill(table).await?;
        }
        Ok(())
    }

    /// Takes the copy away.
    pub async fn discard(self) -> Result<(), ScratchError> {
        self.connection.close().await?;
        discard(&self.owner_url, &self.name, &self.origin).await?;
        Ok(())
    }
}
