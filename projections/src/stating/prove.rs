//! Proofs under a statement: that a stream ends where it does, that a row was what it was, or that there was none.

use almoner_domain::id::{ClaimId, ClientCode};
use almoner_domain::ledger::{StreamId, StreamKind};
use almoner_journal::merkle_map::{
    KeyHash, MapKind, MapProof, Page, Seed, Terminal, Walk, WalkStep, key_hash, salt, value_hash,
};
use almoner_journal::note::ReadStatement;
use almoner_journal::record::Position;
use almoner_journal::store::Journal;
use chrono::NaiveDate;
use sqlx::Row;

use super::ProveError;
use super::entry::{row_key, row_value, stream_key, stream_value, texts};
use super::pages::{LOAD, MapAt};
use super::proved::{BalanceProved, Proved, Statement, StreamProved};
use super::table::{BALANCES, KEYS, StatedTable, tables_of};
use crate::projector::shape;
use crate::read::View;
use crate::read_models::ReadModels;
use crate::table::Kind;

/// Pages of one way that are read at once: of a map of some millions of keys, all of them.
const PAGES: usize = 9;

/// A balance as its value says it.
#[derive(serde::Deserialize)]
struct ShownBalance {
    position: String,
    balance_after: String,
}

/// The last statement at a position or before it, and where the last of all is.
const STATEMENT: &str = "
SELECT s.position, s.epoch, s.note, (SELECT max(position) FROM read_statements) AS last
FROM read_statements AS s WHERE s.position <= $1 ORDER BY s.position DESC LIMIT 1";

const LAST: &str = "SELECT max(position) AS last FROM read_statements";

/// The last event of a stream that the viewer sees, and the last that there is.
const STREAM: &str = "
SELECT e.sequence, e.position, (
    SELECT max(a.position) FROM audit_trail AS a
    WHERE a.stream_id = $2 AND a.stream_kind = $1 AND a.position <= $3) AS seen
FROM events AS e
WHERE e.aggregate_type = $1 AND e.aggregate_id = $2 AND e.position <= $3
ORDER BY e.sequence DESC LIMIT 1";

impl View {
    /// The last statement at this view's position or before it. Where the view is of a moment that was asked for, there must
    /// be a statement of that moment or a later one, so that the answer stays the same for ever.
    ///
    /// Errors: `NOT_YET_STATED`.
    pub async fn statement(&self, is_asked_for: bool) -> Result<Statement, ProveError> {
        let rows = self
            .rows(sqlx::query(STATEMENT).bind(self.position()))
            .await?;
        let Some(row) = rows.first() else {
            let rows = self.rows(sqlx::query(LAST)).await?;
            let last = rows.first().map(|row| row.try_get("last")).transpose()?;
            return Err(ProveError::NotYetStated {
                stated: last.flatten(),
            });
        };
        let (position, last): (i64, Option<i64>) = (row.try_get("position")?, row.try_get("last")?);
        if is_asked_for && last.is_none_or(|last| last < self.position()) {
            return Err(ProveError::NotYetStated { stated: last });
        }
        let note: String = row.try_get("note")?;
        let body = note.find("\n\n").and_then(|end| note.get(..=end));
        let said = body.and_then(|body| ReadStatement::parse(body).ok());
        let said = said.ok_or_else(|| ProveError::Contradicted {
            key: "the statement".to_owned(),
            position: position.unsigned_abs(),
        })?;
        Ok(Statement {
            said,
            note,
            epoch: row.try_get("epoch")?,
        })
    }

    /// What a row was at a statement, by its table and the columns that name it; or, for who may know it, that there was none.
    /// None for anybody else, and where the viewer may not see the row.
    ///
    /// Errors: `TABLE_UNKNOWN`, `KEY_MALFORMED`, `STATEMENT_CONTRADICTED`, `STATED_OTHERWISE`.
    pub async fn prove_row(
        &self,
        journal: &Journal,
        statement: Statement,
        table: &str,
        key: &[String],
    ) -> Result<Option<Proved>, ProveError> {
        let rows = self
            .rows(sqlx::query(KEYS).bind(ReadModels::TABLES))
            .await?;
        let mut keys = Vec::with_capacity(rows.len());
        for row in &rows {
            keys.push((row.try_get("name")?, row.try_get("key")?));
        }
        let tables = tables_of(&keys)?;
        let table = tables.iter().find(|known| known.name == table);
        let table = table.ok_or(ProveError::TableUnknown)?;
        check_key(table, key)?;
        let sql = table.one();
        let mut query = sqlx::query(&sql).bind(bigint(statement.said.position));
        for part in key {
            query = query.bind(part);
        }
        let rows = self.rows(query).await?;
        let is_of_now = table.name == BALANCES || statement.said.shape.to_string() == shape();
        let Some(row) = rows.first() else {
            let mut named = vec![table.name];
            named.extend(key.iter().map(String::as_str));
            let is_told = self.is_told_absence(table);
            let proved = self.prove(MapKind::Rows, texts(&named), None, statement);
            return match proved.await {
                Ok(proved) if is_told => Ok(Some(proved)),
                // One that is there is kept from the viewer.
                Err(ProveError::Contradicted { .. }) if !is_told => Ok(None),
                Ok(_) => Ok(None),
                Err(error) => Err(error),
            };
        };
        let began: i64 = row.try_get("began")?;
        let cells = table.read(row)?;
        let (key, value) = (row_key(table, &cells), row_value(table, &cells));
        let seed = seed(journal, began).await?;
        let program = statement.said.program.clone();
        let proved = self.prove(MapKind::Rows, key, Some((value, seed)), statement);
        match proved.await {
            Err(ProveError::Contradicted { .. }) if !is_of_now => {
                Err(ProveError::StatedOtherwise { program })
            }
            proved => proved.map(Some),
        }
    }

    /// What an account held at a statement; none where nothing was posted to it, or the viewer may not see it.
    ///
    /// Errors: `STATEMENT_CONTRADICTED`.
    pub async fn prove_balance(
        &self,
        journal: &Journal,
        statement: Statement,
        account: &str,
    ) -> Result<Option<BalanceProved>, ProveError> {
        let key = [account.to_owned()];
        let proved = self.prove_row(journal, statement, BALANCES, &key).await?;
        let Some(proved) = proved else {
            return Ok(None);
        };
        let Some((value, _)) = &proved.value else {
            return Ok(Some(BalanceProved { proved, held: None }));
        };
        let shown: ShownBalance =
            serde_json::from_str(value).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        Ok(Some(BalanceProved {
            held: Some((shown.balance_after, shown.position)),
            proved,
        }))
    }

    /// Where a stream ended at a statement; or, for who may know it, that there was none. None for anybody else, and where
    /// the viewer may not see its last event.
    ///
    /// Errors: `STATEMENT_CONTRADICTED`.
    pub async fn prove_stream(
        &self,
        journal: &Journal,
        statement: Statement,
        stream: &StreamId,
    ) -> Result<Option<StreamProved>, ProveError> {
        let query = sqlx::query(STREAM)
            .bind(stream.kind.as_str())
            .bind(&stream.id)
            .bind(bigint(statement.said.position));
        let rows = self.rows(query).await?;
        let key = stream_key(stream.kind.as_str(), &stream.id);
        let Some(row) = rows.first() else {
            if !self.is_told_no_stream(stream.kind) {
                return Ok(None);
            }
            let proved = self.prove(MapKind::Streams, key, None, statement).await?;
            return Ok(Some(StreamProved { proved, end: None }));
        };
        let (version, position): (i64, i64) = (row.try_get("sequence")?, row.try_get("position")?);
        if row.try_get::<Option<i64>, _>("seen")? != Some(position) {
            return Ok(None);
        }
        self.note_stream(stream);
        let value = stream_value(version, position);
        let seed = seed(journal, position).await?;
        let proved = self
            .prove(MapKind::Streams, key, Some((value, seed)), statement)
            .await?;
        Ok(Some(StreamProved {
            proved,
            end: Some((version, position)),
        }))
    }

    /// Where a client's or a claim's stream ends tells of the client.
    fn note_stream(&self, stream: &StreamId) {
        match stream.kind {
            StreamKind::Client => {
                if let Ok(client) = ClientCode::parse(&stream.id) {
                    self.touched().client(&client);
                }
            }
            StreamKind::Claim => {
                if let Ok(claim) = ClaimId::parse(&stream.id) {
                    self.touched().claim(&claim);
                }
            }
            StreamKind::Programme
            | StreamKind::Organization
            | StreamKind::Award
            | StreamKind::SubAward
            | StreamKind::Payment
            | StreamKind::Measure
            | StreamKind::Oversight
            | StreamKind::Closing
            | StreamKind::Signing => {}
        }
    }

    async fn prove(
        &self,
        map: MapKind,
        key: String,
        value: Option<(String, Seed)>,
        statement: Statement,
    ) -> Result<Proved, ProveError> {
        let hash = key_hash(map, &key);
        let position = statement.said.position;
        let root = match map {
            MapKind::Streams => statement.said.streams.root,
            MapKind::Rows => statement.said.rows.root,
        };
        let at = MapAt {
            epoch: statement.epoch,
            map,
            position: bigint(position),
        };
        let proof = self.walk(at, &hash).await?;
        let value = value.map(|(value, seed)| (value, salt(&hash, &seed)));
        let expected = value.as_ref().map(|(value, salt)| value_hash(salt, value));
        let found = match proof.as_ref().map(|proof| proof.terminal) {
            Some(Terminal::Here(value)) => Some(value),
            Some(Terminal::Empty | Terminal::Other(..)) | None => None,
        };
        match proof {
            Some(proof) if found == expected && proof.verify(&hash, &root).is_ok() => Ok(Proved {
                statement,
                map,
                key,
                value,
                proof,
            }),
            Some(_) | None => Err(ProveError::Contradicted { key, position }),
        }
    }

    /// The way of a key through the pages that are kept; none where one of them is missing.
    async fn walk(&self, at: MapAt, key: &KeyHash) -> Result<Option<MapProof>, ProveError> {
        let mut walk = Walk::of(*key);
        let mut paths = Walk::paths(key);
        let mut step = WalkStep::Page(Vec::new());
        let mut held: Vec<(Vec<u8>, Page)> = Vec::new();
        loop {
            let wanted = match step {
                WalkStep::Found(proof) => return Ok(Some(proof)),
                WalkStep::Page(wanted) => wanted,
            };
            if held.iter().all(|(path, _)| *path != wanted) {
                let next: Vec<Vec<u8>> = paths.by_ref().take(PAGES).collect();
                let query = sqlx::query(LOAD)
                    .bind(at.epoch)
                    .bind(at.map.name())
                    .bind(at.position)
                    .bind(&next);
                for row in self.rows(query).await? {
                    if let Ok(page) = Page::parse(row.try_get("page")?) {
                        held.push((row.try_get("path")?, page));
                    }
                }
            }
            let Some((_, page)) = held.iter().find(|(path, _)| *path == wanted) else {
                return Ok(None);
            };
            step = walk.through(page);
        }
    }

    /// Whether the viewer may be told that a table has no row of a key. A row of a client may be one that is kept from an
    /// auditor, and that there is none would tell which are.
    fn is_told_absence(&self, table: &StatedTable) -> bool {
        let is_of_client = table.columns.iter().any(|(name, _)| *name == "disclosure");
        self.is_of_office() || (self.is_of_auditor() && !(is_of_client && table.name != "awards"))
    }

    fn is_told_no_stream(&self, kind: StreamKind) -> bool {
        let is_of_client = matches!(kind, StreamKind::Client | StreamKind::Claim);
        self.is_of_office() || (self.is_of_auditor() && !is_of_client)
    }
}

/// The parts of a key as the ledger spells them, and no other.
fn check_key(table: &StatedTable, key: &[String]) -> Result<(), ProveError> {
    let columns = table.key.iter().filter_map(|at| table.columns.get(*at));
    let is_spelled = |(part, (_, kind)): (&String, &(&str, Kind))| match kind {
        Kind::Bigint => part
            .parse::<i64>()
            .is_ok_and(|number| number.to_string() == *part),
        Kind::Date => part
            .parse::<NaiveDate>()
            .is_ok_and(|date| date.to_string() == *part),
        Kind::Text => part.len() <= 400 && !part.chars().any(char::is_control),
        Kind::Words | Kind::Json | Kind::Instant | Kind::Numeric | Kind::Boolean => false,
    };
    if key.len() == table.key.len() && key.iter().zip(columns.clone()).all(is_spelled) {
        return Ok(());
    }
    let parts: Vec<&str> = columns.map(|(name, _)| *name).collect();
    Err(ProveError::KeyMalformed {
        parts: parts.join(", "),
    })
}

async fn seed(journal: &Journal, position: i64) -> Result<Seed, ProveError> {
    let missing = || ProveError::Contradicted {
        key: "the record".to_owned(),
        position: position.unsigned_abs(),
    };
    let at = Position::try_from(position).map_err(|_| missing())?;
    let record = journal.record(at).await?.ok_or_else(missing)?;
    Ok(record.line().seed(&mut Vec::new()))
}

fn bigint(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
