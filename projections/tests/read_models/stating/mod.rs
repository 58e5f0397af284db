//! What is stated of the read side is what it holds, however it came there, and every part of it can be proved.

mod checking;
mod issuing;
mod proving;

use std::time::Duration;

use almoner_journal::{
    merkle::Hash,
    merkle_map::{MapKind, Terminal, key_hash, value_hash},
    note::{ReadStatement, Signer},
    store::Journal,
    testing::TestDatabase,
    verify::KeysInForce,
};
use almoner_projections::stating::{CheckedStatements, Proved, Stated, check, state};
use sqlx::{Connection, PgConnection};

use crate::support::{LOGS, TestLedger};

/// As the server states: the serving role, and a program of this name.
struct Stating {
    connection: PgConnection,
    journal: Journal,
    signer: Signer,
}

impl Stating {
    async fn of(ledger: &TestLedger) -> Self {
        let (url, name) = (ledger.database.app_url(), TestDatabase::ledger_name());
        let journal = Journal::connect(&url, &name, 2).await.unwrap();
        let options = almoner_journal::schema::connect_options(&url, &name).unwrap();
        Self {
            connection: PgConnection::connect_with(&options).await.unwrap(),
            signer: Signer::try_new(journal.origin(), &[7; 32]).unwrap(),
            journal,
        }
    }

    async fn state(&mut self) -> Stated {
        let (journal, signer) = (&self.journal, &self.signer);
        let every = Duration::ZERO;
        state(
            &mut self.connection,
            journal,
            signer,
            "almoner test",
            Hash::new([9; 32]),
            every,
        )
        .await
        .unwrap()
    }

    async fn check(&mut self) -> CheckedStatements {
        let keys = KeysInForce::beginning(Some(self.signer.verifier().clone()));
        self.check_by(&keys, &[]).await
    }

    /// The same by these keys, and against statements that were kept.
    async fn check_by(&mut self, keys: &KeysInForce, held: &[String]) -> CheckedStatements {
        check(&mut self.connection, &self.journal, keys, held)
            .await
            .unwrap()
    }

    /// Checks as the owner, who sees what a drill did in a transaction of its own.
    async fn check_on(&self, connection: &mut PgConnection) -> Vec<(i64, String)> {
        let keys = KeysInForce::beginning(Some(self.signer.verifier().clone()));
        let checked = check(connection, &self.journal, &keys, &[]).await.unwrap();
        told(checked)
    }
}

/// Positions and words of what was found.
fn told(checked: CheckedStatements) -> Vec<(i64, String)> {
    let faults = checked.faults.into_iter().map(|found| found.fault);
    faults
        .map(|fault| (fault.position.to_bigint(), fault.to_string()))
        .collect()
}

/// Every statement that was issued.
async fn statements(ledger: &TestLedger) -> Vec<ReadStatement> {
    let notes: Vec<String> =
        sqlx::query_scalar("SELECT note FROM read_statements ORDER BY position")
            .fetch_all(&ledger.owner)
            .await
            .unwrap();
    notes
        .iter()
        .map(|note| ReadStatement::parse(&note[..=note.rfind("\n\n").unwrap()]).unwrap())
        .collect()
}

/// Whatever was proved holds by the hashes alone.
fn assert_holds(proved: &Proved) {
    let key = key_hash(proved.map, &proved.key);
    let said = &proved.statement.said;
    let root = match proved.map {
        MapKind::Streams => said.streams.root,
        MapKind::Rows => said.rows.root,
    };
    assert_eq!(proved.proof.verify(&key, &root), Ok(()), "{}", proved.key);
    match (&proved.value, proved.proof.terminal) {
        (Some((value, salt)), Terminal::Here(shown)) => assert_eq!(value_hash(salt, value), shown),
        (None, Terminal::Empty | Terminal::Other(..)) => {}
        (value, shown) => panic!("{} is {value:?}, shown as {shown:?}", proved.key),
    }
}

/// Some rows of a table that are valid at a position, by what names them.
async fn keys(writer: &mut PgConnection, table: &str, position: i64) -> Vec<Vec<String>> {
    let (columns, from) = match table {
        "balances" => (
            "ARRAY[account]".to_owned(),
            "postings WHERE position <= $1".to_owned(),
        ),
        table => {
            let columns: String = sqlx::query_scalar(
                "SELECT string_agg(a.attname || '::text', ', ' ORDER BY k.place) FROM pg_constraint AS p \
                 CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k(number, place) \
                 JOIN pg_attribute AS a ON a.attrelid = p.conrelid AND a.attnum = k.number \
                 WHERE p.contype = 'p' AND p.conrelid = $1::regclass AND a.attname <> 'valid_from'",
            )
            .bind(table)
            .fetch_one(&mut *writer)
            .await
            .unwrap();
            let valid = if LOGS.contains(&table) {
                "position <= $1"
            } else {
                "valid_from <= $1 AND valid_to > $1"
            };
            (
                format!("ARRAY[{columns}]"),
                format!("{table} WHERE {valid}"),
            )
        }
    };
    let sql = format!("SELECT DISTINCT {columns} AS key FROM {from} ORDER BY key LIMIT 6");
    sqlx::query_scalar(&sql)
        .bind(position)
        .fetch_all(writer)
        .await
        .unwrap()
}
