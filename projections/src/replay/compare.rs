//! The replayed tables beside those of the ledger as of the same position, digest by digest.

use sqlx::{Connection, Executor, PgConnection};

use super::{Difference, Replay, ReplayError, difference, scratch};
use crate::projector::shape;
use crate::read_models::ReadModels;
use crate::rebuild::{
    digest::{digest, select},
    schema,
};
use crate::table::Kind;

/// A table of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayedTable {
    /// The table.
    pub table: &'static str,
    /// How many rows the replay has.
    pub rows: i64,
    /// Digest of its rows: SHA-256 in hexadecimal, the same wherever the same events are replayed by the same program.
    pub replayed: String,
    /// Digest of the ledger's rows as of the same position, where it was compared.
    pub live: Option<String>,
}

/// The tables that no line about one client is needed for.
const WITHOUT_CLIENTS: [&str; 15] = [
    "programmes",
    "rule_sets",
    "organizations",
    "awards",
    "sub_award_shares",
    "award_cash",
    "award_cash_entries",
    "award_contributions",
    "award_incomes",
    "award_income_entries",
    "sub_award_terms",
    "oversight_entries",
    "period_closes",
    "award_actions",
    "sub_award_actions",
];

impl ReplayedTable {
    /// It is whole where lines about clients are withheld, too.
    pub fn is_without_clients(&self) -> bool {
        WITHOUT_CLIENTS.contains(&self.table)
    }

    /// Each has every row of the other; a replay that was compared with nothing differs from nothing.
    pub fn is_equal(&self) -> bool {
        self.live.as_ref().is_none_or(|live| *live == self.replayed)
    }
}

/// What a comparison found.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Table by table.
    pub tables: Vec<ReplayedTable>,
    /// Of all rows that differ, the one that was written first; none where all are equal.
    pub first: Option<Difference>,
}

impl Compared {
    /// Every table is as the events make it.
    pub fn is_equal(&self) -> bool {
        self.tables.iter().all(ReplayedTable::is_equal)
    }
}

/// The columns of a table.
pub(super) type Columns = [(&'static str, Kind)];

impl Replay {
    /// The digests of the replayed tables.
    pub async fn digests(&mut self) -> Result<Vec<ReplayedTable>, ReplayError> {
        let mut tables = Vec::with_capacity(ReadModels::TABLES.len());
        for (table, columns) in ReadModels::columns() {
            let rows = select(&relation(&self.scratch, table), &columns, None);
            let replayed = digest(&mut self.connection, &rows).await?;
            tables.push(ReplayedTable {
                table,
                rows: replayed.rows,
                replayed: replayed.digest,
                live: None,
            });
        }
        Ok(tables)
    }

    /// Compares the replayed tables with those of the ledger as of the same position, which are only read.
    ///
    /// Errors: `READ_MODELS_BEHIND` and `READ_MODELS_OUTDATED` where the ledger has none to compare with.
    pub async fn compare(&mut self) -> Result<Compared, ReplayError> {
        let options = scratch::options(&self.owner_url, &self.ledger, &self.scratch)?;
        let mut live = PgConnection::connect_with(&options).await?;
        schema::begin_session(&mut live).await?;
        live.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await?;
        check(&mut live, self.position).await?;
        let (mut first, mut tables): (Option<Difference>, _) = (None, Vec::new());
        for (name, columns) in ReadModels::columns() {
            let replayed = select(&relation(&self.scratch, name), &columns, None);
            let shown = relation(self.ledger.as_str(), name);
            let shown = select(&shown, &columns, Some(self.position));
            let (of_replay, of_live) = tokio::try_join!(
                digest(&mut self.connection, &replayed),
                digest(&mut live, &shown)
            )?;
            let table = ReplayedTable {
                table: name,
                rows: of_replay.rows,
                replayed: of_replay.digest,
                live: Some(of_live.digest),
            };
            let is_equal = table.is_equal();
            tables.push(table);
            if is_equal {
                continue;
            }
            let found = difference::first(&mut live, name, &columns, &replayed, &shown).await?;
            // Of rows that one event wrote, that of the table which is written first.
            if let Some(found) = found
                && first
                    .as_ref()
                    .is_none_or(|first| found.position < first.position)
            {
                first = Some(found);
            }
        }
        live.close().await?;
        if let Some(first) = &mut first {
            difference::tell_event(&self.journal, first).await?;
        }
        Ok(Compared { tables, first })
    }
}

/// A table of a schema. Both names are this program's, or of the form of a ledger's name.
fn relation(schema: &str, table: &str) -> String {
    format!("\"{schema}\".\"{table}\"")
}

/// The ledger's read models hold the position, in the columns of this program.
async fn check(connection: &mut PgConnection, asked: i64) -> Result<(), ReplayError> {
    let (position, written): (i64, String) =
        sqlx::query_as("SELECT position, shape FROM projection_checkpoint")
            .fetch_one(connection)
            .await?;
    if position < asked {
        return Err(ReplayError::Behind { position, asked });
    }
    if written == shape() {
        Ok(())
    } else {
        Err(ReplayError::Outdated)
    }
}
