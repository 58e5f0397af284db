//! Every statement held against the ledger: signature and chain of each, and of the last one both maps, made anew.

use std::collections::BTreeMap;

use almoner_journal::merkle::Hash;
use almoner_journal::merkle_map::{Change, MapKind, Page, Update, empty, root, root_of_page};
use almoner_journal::note::ReadStatement;
use almoner_journal::record::Position;
use almoner_journal::schema::connect_options;
use almoner_journal::store::Journal;
use almoner_journal::verify::{
    Fault, FaultKind, KeysInForce, OpenedStatement, StatementChain, StatementFault,
};
use futures::TryStreamExt;
use sqlx::{Connection, PgConnection, Row, postgres::PgRow};

use super::turn::StatingError;
use super::{change, table};
use crate::projector::shape;

/// What was found of the statements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckedStatements {
    /// How many there are.
    pub count: u64,
    /// The position of the last.
    pub last: Option<Position>,
    /// What does not hold, in order.
    pub faults: Vec<StatementFault>,
    /// What could not be checked.
    pub skipped: Option<String>,
}

/// Every statement, with the checkpoint of its position and the first pages of its maps.
const STATEMENTS: &str = "
SELECT s.position, s.epoch, s.shape, s.streams, s.streams_root, s.rows, s.rows_root, s.note, c.root AS checkpoint,
    (SELECT page FROM map_pages WHERE epoch = s.epoch AND map = 'streams' AND path = '' AND position <= s.position
     ORDER BY position DESC LIMIT 1) AS streams_page,
    (SELECT page FROM map_pages WHERE epoch = s.epoch AND map = 'rows' AND path = '' AND position <= s.position
     ORDER BY position DESC LIMIT 1) AS rows_page
FROM read_statements AS s LEFT JOIN checkpoints AS c ON c.size = s.position
ORDER BY s.position";

/// The pages of a map as they were at a position, the newest version of each path.
const PAGES: &str = "
SELECT DISTINCT ON (path) path, page FROM map_pages
WHERE epoch = $1 AND map = $2 AND position <= $3 ORDER BY path, position DESC";

/// Checks every statement of a ledger, on a connection of its own.
pub async fn check_ledger(
    url: &str,
    journal: &Journal,
    keys: &KeysInForce,
    held: &[String],
) -> Result<CheckedStatements, StatingError> {
    let options = connect_options(url, journal.name())?;
    let mut connection = PgConnection::connect_with(&options).await?;
    let checked = check(&mut connection, journal, keys, held).await?;
    connection.close().await?;
    Ok(checked)
}

/// Checks every statement, in order, by the keys of the log; and holds them against those that the verifier has kept.
pub async fn check(
    connection: &mut PgConnection,
    journal: &Journal,
    keys: &KeysInForce,
    held: &[String],
) -> Result<CheckedStatements, StatingError> {
    sqlx::query("SELECT set_config('almoner.scope', 'projector', false)")
        .execute(&mut *connection)
        .await?;
    let mut checked = CheckedStatements::default();
    let (mut chain, faults) = StatementChain::holding(held, journal.origin(), keys.all());
    checked.faults.extend(faults);
    let mut last: Option<(i64, ReadStatement)> = None;
    let mut statements = sqlx::query(STATEMENTS).fetch(&mut *connection);
    while let Some(row) = statements.try_next().await? {
        let at = Position::try_from(row.try_get::<i64, _>("position")?).unwrap_or_default();
        // What the verifier has kept of positions before this one is not among the statements.
        let before = Position::try_from(at.get().saturating_sub(1)).unwrap_or_default();
        checked.faults.extend(chain.hold(before, true, keys));
        checked.count += 1;
        checked.last = Some(at);
        match read(&row, journal.origin(), keys, &mut chain) {
            Ok(said) => last = Some((row.try_get("epoch")?, said)),
            Err(kind) => {
                checked.wrong(at, kind);
                last = None;
            }
        }
        checked.faults.extend(chain.hold(at, true, keys));
    }
    drop(statements);
    let end = Position::LAST;
    checked.faults.extend(chain.hold(end, false, keys));
    if let Some((epoch, said)) = last {
        check_last(connection, journal, epoch, &said, &mut checked).await?;
    }
    Ok(checked)
}

impl CheckedStatements {
    fn wrong(&mut self, position: Position, kind: FaultKind) {
        let fault = Fault { position, kind };
        self.faults.push(StatementFault { fault, by: None });
    }
}

/// Makes what the last statement states anew, where this program can.
async fn check_last(
    connection: &mut PgConnection,
    journal: &Journal,
    epoch: i64,
    said: &ReadStatement,
    checked: &mut CheckedStatements,
) -> Result<(), StatingError> {
    if said.shape.to_string() != shape() {
        let reason = "the rows under the last statement: it was made by a program of other columns";
        checked.skipped = Some(reason.to_owned());
        return Ok(());
    }
    let reasons = match recompute(connection, journal, epoch, said).await {
        Ok(reasons) => reasons,
        Err(StatingError::Database(error)) => return Err(error.into()),
        // What cannot be read as it was written is not what was stated.
        Err(error) => vec![error.to_string()],
    };
    let position = Position::try_from(said.position).unwrap_or_default();
    for reason in reasons {
        checked.wrong(position, FaultKind::Statement(reason));
    }
    Ok(())
}

fn body(note: &str) -> Option<&str> {
    note.rfind("\n\n").and_then(|end| note.get(..=end))
}

/// What a statement says, where all of it agrees with what stands beside it.
fn read(
    row: &PgRow,
    origin: &str,
    keys: &KeysInForce,
    chain: &mut StatementChain,
) -> Result<ReadStatement, FaultKind> {
    let differs = |reason: &str| FaultKind::Statement(reason.to_owned());
    let broken = |error: sqlx::Error| FaultKind::Statement(error.to_string());
    let note: String = row.try_get("note").map_err(broken)?;
    let opened = match OpenedStatement::open(&note, origin, keys.all()) {
        Ok(opened) => opened,
        Err(reason) => {
            // The next one is held against what stands there, whoever signed it.
            let said = body(&note).and_then(|body| ReadStatement::parse(body).ok());
            if let Some(said) = said {
                chain.follows(&said);
            }
            return Err(FaultKind::Statement(reason));
        }
    };
    let (said, follows) = (&opened.said, chain.follows(&opened.said));
    let number = |column| row.try_get::<i64, _>(column).map_err(broken);
    let hash = |column| {
        let bytes: Option<Vec<u8>> = row.try_get(column).map_err(broken)?;
        Ok::<_, FaultKind>(bytes.and_then(|bytes| Hash::try_from(bytes.as_slice()).ok()))
    };
    let page = |column| {
        let bytes: Option<Vec<u8>> = row.try_get(column).map_err(broken)?;
        let page = bytes.map(|bytes| Page::parse(&bytes));
        Ok::<_, FaultKind>(match page {
            Some(Ok(page)) => Some(root_of_page(&page)),
            Some(Err(_)) => None,
            None => Some(empty()),
        })
    };
    let agrees = [
        (
            i64::try_from(said.position) == Ok(number("position")?),
            "it says another position than its row",
        ),
        (
            Some(said.root) == hash("checkpoint")?,
            "it names another root than the checkpoint of its position",
        ),
        (
            Some(said.streams.root) == hash("streams_root")?
                && Some(said.rows.root) == hash("rows_root")?
                && i64::try_from(said.streams.count) == Ok(number("streams")?)
                && i64::try_from(said.rows.count) == Ok(number("rows")?),
            "it says other maps than its row",
        ),
        (
            said.shape.to_string() == row.try_get::<String, _>("shape").map_err(broken)?,
            "it says another shape than its row",
        ),
        (
            follows,
            "it does not follow the statement before it: one was changed, taken away or put in",
        ),
        (
            Some(said.streams.root) == page("streams_page")?
                && Some(said.rows.root) == page("rows_page")?,
            "the pages of its maps lead to other roots",
        ),
    ];
    if let Some((_, reason)) = agrees.into_iter().find(|(agrees, _)| !agrees) {
        return Err(differs(reason));
    }
    let position = opened.position().map_err(FaultKind::Statement)?;
    keys.check(&opened.signed, position)
        .map_err(|retired| FaultKind::RetiredKey(retired.to_string()))?;
    Ok(opened.said)
}

/// Makes both maps of a statement anew, of the events and of the rows, and says what differs.
async fn recompute(
    connection: &mut PgConnection,
    journal: &Journal,
    epoch: i64,
    said: &ReadStatement,
) -> Result<Vec<String>, StatingError> {
    let position = i64::try_from(said.position).unwrap_or(i64::MAX);
    let mut reasons = Vec::new();
    let (streams, seeds) = change::streams(journal, 0, position).await?;
    let tables = table::tables(connection).await?;
    let rows = change::rows(connection, &tables, &seeds, None, position).await?;
    for (map, changes, stated) in [
        (MapKind::Streams, streams, said.streams),
        (MapKind::Rows, rows, said.rows),
    ] {
        let entries = changes
            .iter()
            .filter_map(|change| Some((change.key, change.value?)));
        let count = u64::try_from(changes.len()).unwrap_or(u64::MAX);
        if root(entries) != stated.root || count != stated.count {
            let what = match map {
                MapKind::Streams => "the events make other streams than it states",
                MapKind::Rows => "the rows of the read models are not those that it states",
            };
            reasons.push(what.to_owned());
            continue;
        }
        if let Some(path) = differing_page(connection, epoch, map, position, changes).await? {
            let name = map.name();
            reasons.push(format!(
                "the page {path} of its map of {name} is not what its entries make"
            ));
        }
    }
    Ok(reasons)
}

/// The path of the first page that is not what the entries make.
async fn differing_page(
    connection: &mut PgConnection,
    epoch: i64,
    map: MapKind,
    position: i64,
    changes: Vec<Change>,
) -> Result<Option<String>, StatingError> {
    let (_, written, _) = Update::of(changes).make();
    let mut expected: BTreeMap<Vec<u8>, Page> = written.into_iter().collect();
    let mut kept = sqlx::query(PAGES)
        .bind(epoch)
        .bind(map.name())
        .bind(position)
        .fetch(connection);
    while let Some(row) = kept.try_next().await? {
        let (path, page): (Vec<u8>, &[u8]) = (row.try_get(0)?, row.try_get(1)?);
        // What is no longer part of the map may be left over.
        if let Some(expected) = expected.remove(&path)
            && Page::parse(page) != Ok(expected)
        {
            return Ok(Some(hex::encode(path)));
        }
    }
    Ok(expected.into_keys().next().map(hex::encode))
}
