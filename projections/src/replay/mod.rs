//! Replays: the read models of an earlier moment, built from the events up to it and from nothing else.
//!
//! They are built in a schema of their own, by the code that rebuilds, and can be asked as any read models can. What is
//! read of the ledger is its journal, and to compare, its read models as of the same position. Nothing of it is written.

mod compare;
mod difference;
mod error;
mod scratch;

use almoner_journal::{
    record::Position,
    schema::{LedgerName, connect_options},
    store::Journal,
};
use chrono::{DateTime, Utc};
use sqlx::{Connection, PgConnection, postgres::PgPoolOptions};

use crate::{
    projector::shape,
    read::Reader,
    rebuild::{
        Progress,
        load::Load,
        schema::{self, Place},
    },
    table::Target,
};

pub use crate::feed::Withheld;
pub use compare::{Compared, ReplayedTable};
pub use difference::{Difference, WrittenBy};
pub use error::ReplayError;

/// The moment to replay to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The last record of the journal.
    Head,
    /// After the record of a position.
    Position(i64),
    /// After the last record of an instant or before it.
    Time(DateTime<Utc>),
}

/// A replay, in a schema that goes with [`Replay::discard`].
pub struct Replay {
    /// Its `search_path` is the ledger's schema; it makes and drops the other.
    connection: PgConnection,
    journal: Journal,
    owner_url: String,
    ledger: LedgerName,
    scratch: String,
    position: i64,
}

impl Replay {
    /// Makes the schema, with the tables of the ledger and none of their rows, as the role that owns them. What earlier
    /// replays left behind, because they were killed, is cleared away.
    pub async fn begin(owner_url: &str, ledger: &LedgerName) -> Result<Self, ReplayError> {
        let mut connection =
            PgConnection::connect_with(&connect_options(owner_url, ledger)?).await?;
        let journal = Journal::connect(owner_url, ledger, 3).await?;
        schema::begin_session(&mut connection).await?;
        scratch::clear(&mut connection).await?;
        let scratch = scratch::create(&mut connection).await?;
        Ok(Self {
            connection,
            journal,
            owner_url: owner_url.to_owned(),
            ledger: ledger.clone(),
            scratch,
            position: 0,
        })
    }

    /// The journal that is replayed.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The position as of which the tables are; zero before [`Replay::run`].
    pub fn position(&self) -> i64 {
        self.position
    }

    /// The position of a moment.
    ///
    /// Errors: `POSITION_BEYOND_HEAD`, and `TIME_BEFORE_FIRST_EVENT` where nothing had been recorded yet.
    pub async fn position_of(&self, moment: Moment) -> Result<i64, ReplayError> {
        position_of(&self.journal, moment).await
    }

    /// Builds the tables from the events 1 to `position`, telling `progress` now and then. Answers how many records were
    /// left out because they build on what is withheld: of a journal that is told whole, none.
    pub async fn run(
        &mut self,
        position: i64,
        withheld: Withheld,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<u64, ReplayError> {
        let place = Place::apart(&self.scratch);
        let options = scratch::options(&self.owner_url, &self.ledger, &self.scratch)?;
        // Whoever writes sees the new tables alone.
        let options = options.options([("search_path", format!("\"{}\"", self.scratch))]);
        let mut writer = PgConnection::connect_with(&options).await?;
        schema::begin_session(&mut writer).await?;
        let mut load = Load::into_empty(Target::Live, withheld);
        load.fill(&mut writer, &self.journal, position, &mut progress)
            .await?;
        writer.close().await?;
        schema::finish(&mut self.connection, place).await?;
        scratch::stand_at(&mut self.connection, &self.scratch, position, &shape()).await?;
        self.position = position;
        Ok(load.left_out())
    }

    /// Answers questions to the replayed read models; of the journal, to that of the ledger.
    ///
    /// # Errors
    /// Where the URL is not one.
    pub fn reader(&self) -> Result<Reader, ReplayError> {
        let options = scratch::options(&self.owner_url, &self.ledger, &self.scratch)?;
        let path = format!("\"{}\",\"{}\"", self.scratch, self.ledger);
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .connect_lazy_with(options.options([("search_path", path)]));
        Ok(Reader::new(pool))
    }

    /// Takes the schema away, also in the middle of a run: whatever still works in it is ended first.
    pub async fn discard(self) -> Result<(), ReplayError> {
        // In the middle of a statement it would wait for the end of it.
        drop(self.connection);
        self.journal.pool().close().await;
        let options = connect_options(&self.owner_url, &self.ledger)?;
        let mut connection = PgConnection::connect_with(&options).await?;
        scratch::end_work(&mut connection, &self.scratch).await?;
        scratch::discard(&mut connection, &self.scratch).await?;
        connection.close().await?;
        Ok(())
    }
}

/// The position of a moment in a journal.
///
/// Errors: `POSITION_BEYOND_HEAD`, and `TIME_BEFORE_FIRST_EVENT` where nothing had been recorded yet.
pub async fn position_of(journal: &Journal, moment: Moment) -> Result<i64, ReplayError> {
    let head = journal.head().await?.position.to_bigint();
    let position = match moment {
        Moment::Head => head,
        Moment::Position(position) if (1..=head).contains(&position) => position,
        Moment::Position(position) => {
            return Err(ReplayError::BeyondHead { position, head });
        }
        Moment::Time(instant) => {
            let at: Position = journal.position_at(instant).await?;
            at.to_bigint().min(head)
        }
    };
    if position > 0 {
        return Ok(position);
    }
    let first = journal.record(Position::ZERO.plus(1)).await?;
    Err(ReplayError::BeforeFirst {
        first: first.map(|record| record.recorded_at),
    })
}
