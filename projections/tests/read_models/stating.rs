//! What is stated of the read side is what it holds, however it came there, and every part of it can be proved.

use std::collections::BTreeSet;
use std::time::Duration;

use almoner_domain::ledger::{StreamId, StreamKind};
use almoner_journal::ledger::KeyInForce;
use almoner_journal::merkle::Hash;
use almoner_journal::merkle_map::{MapKind, Terminal, key_hash, value_hash};
use almoner_journal::note::{ReadStatement, Signer};
use almoner_journal::record::Position;
use almoner_journal::store::Journal;
use almoner_journal::testing::TestDatabase;
use almoner_journal::verify::KeysInForce;
use almoner_projections::read::{AsOf, Viewer};
use almoner_projections::rebuild::Rebuild;
use almoner_projections::stating::{CheckedStatements, ProveError, Proved, Stated, check, state};
use sqlx::{Connection, Executor, PgConnection};

use crate::support::{LOGS, TEMPORAL, TestLedger, history, random_history};

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

/// The tables whose rows are stated: all but those of keys alone.
fn stated_tables() -> impl Iterator<Item = &'static str> {
    let all = TEMPORAL.into_iter().chain(LOGS);
    all.filter(|table| *table != "audit_sights")
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

#[tokio::test]
async fn the_maps_are_the_same_however_the_rows_came() {
    for seed in 1..=3 {
        let history = random_history(seed, 150);
        let ledger = TestLedger::create().await;
        let mut stating = Stating::of(&ledger).await;
        assert_eq!(stating.state().await, Stated::Nothing);
        for part in history.chunks(37) {
            ledger.append(part).await;
            ledger.project().await;
            let head = ledger.head().await;
            let at = Stated::At {
                position: head,
                reached: head,
            };
            assert_eq!(stating.state().await, at);
            assert_eq!(stating.state().await, Stated::Nothing);
        }
        let checked = stating.check().await;
        assert_eq!((checked.faults, checked.skipped), (Vec::new(), None));
        // Another ledger, stated once, after everything: another origin has the same maps.
        let calm = TestLedger::projected(&history).await;
        Stating::of(&calm).await.state().await;
        let (step_by_step, at_once) = (statements(&ledger).await, statements(&calm).await);
        let (last, once) = (step_by_step.last().unwrap(), at_once.last().unwrap());
        assert_eq!((last.streams, last.rows), (once.streams, once.rows));
        assert_eq!(at_once.len(), 1);
        assert!(once.rows.count > once.streams.count);
    }
}

#[tokio::test]
async fn every_row_balance_and_stream_is_proved_as_of_every_statement() {
    let history = history(14, 0);
    let ledger = TestLedger::create().await;
    let mut stating = Stating::of(&ledger).await;
    let mut told = BTreeSet::new();
    for part in history.chunks(history.len().div_ceil(3)) {
        ledger.append(part).await;
        ledger.project().await;
        stating.state().await;
    }
    for statement in statements(&ledger).await {
        let position = i64::try_from(statement.position).unwrap();
        let view = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        let mut writer = ledger.writer().await;
        for table in stated_tables().chain(["balances"]) {
            for key in keys(&mut writer, table, position).await {
                let stated = view.statement(true).await.unwrap();
                let proved = view
                    .prove_row(&stating.journal, stated, table, &key)
                    .await
                    .unwrap()
                    .unwrap();
                assert_holds(&proved);
                assert!(proved.value.is_some(), "{table} {key:?}");
                told.insert(table);
            }
        }
        let streams: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT aggregate_type, aggregate_id, max(sequence) FROM events WHERE position <= $1 GROUP BY 1, 2",
        )
        .bind(position)
        .fetch_all(&ledger.owner)
        .await
        .unwrap();
        assert_eq!(
            u64::try_from(streams.len()).unwrap(),
            statement.streams.count
        );
        for (kind, id, sequence) in streams {
            let kind = StreamKind::parse(&kind).unwrap();
            let stated = view.statement(true).await.unwrap();
            let stream = StreamId { kind, id };
            let proved = view
                .prove_stream(&stating.journal, stated, &stream)
                .await
                .unwrap()
                .unwrap();
            assert_holds(&proved.proved);
            assert_eq!(proved.end.unwrap().0, sequence);
        }
    }
    assert_eq!(told.len(), stated_tables().count() + 1);
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

#[tokio::test]
async fn what_is_not_there_is_proved_to_officers_and_kept_from_others() {
    let history = history(14, 0);
    let ledger = TestLedger::projected(&history).await;
    let mut stating = Stating::of(&ledger).await;
    stating.state().await;
    let office = ledger.view(Viewer::office(), AsOf::Latest).await;
    let stated = office.statement(false).await.unwrap();
    let journal = &stating.journal;
    for (table, key) in [
        ("awards", vec!["90ZV0000"]),
        ("clients", vec!["NOBODY"]),
        ("postings", vec!["1000000", "1"]),
        ("balances", vec!["90ZV0000:unassigned"]),
    ] {
        let key: Vec<String> = key.into_iter().map(str::to_owned).collect();
        let proved = office
            .prove_row(journal, stated.clone(), table, &key)
            .await
            .unwrap()
            .unwrap();
        assert_holds(&proved);
        assert_eq!(proved.value, None);
    }
    let nothing = StreamId {
        kind: StreamKind::Award,
        id: "90ZV0000".to_owned(),
    };
    let proved = office
        .prove_stream(journal, stated.clone(), &nothing)
        .await
        .unwrap()
        .unwrap();
    assert_holds(&proved.proved);
    assert_eq!(proved.end, None);
    for (table, key, code) in [
        ("events", vec!["1"], "TABLE_UNKNOWN"),
        ("postings", vec!["1"], "KEY_MALFORMED"),
        ("postings", vec!["01", "1"], "KEY_MALFORMED"),
        (
            "client_years",
            vec!["NOBODY", "2024-13-01"],
            "KEY_MALFORMED",
        ),
    ] {
        let key: Vec<String> = key.into_iter().map(str::to_owned).collect();
        let refused = office.prove_row(journal, stated.clone(), table, &key).await;
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[tokio::test]
async fn a_moment_past_the_last_statement_is_not_yet_stated() {
    let history = history(7, 0);
    let half = history.len() / 2;
    let ledger = TestLedger::projected(&history[..half]).await;
    let mut stating = Stating::of(&ledger).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let none = view.statement(false).await.unwrap_err();
    assert!(matches!(none, ProveError::NotYetStated { stated: None }));
    stating.state().await;
    ledger.append(&history[half..]).await;
    ledger.project().await;
    let stated = i64::try_from(half).unwrap();
    let after = AsOf::Position(stated + 1);
    let view = ledger.view(Viewer::office(), after).await;
    let past = view.statement(true).await.unwrap_err();
    assert!(matches!(past, ProveError::NotYetStated { stated: Some(last) } if last == stated));
    stating.state().await;
    // Once there is a later one, the last one before the moment is the answer for ever.
    let view = ledger.view(Viewer::office(), after).await;
    let said = view.statement(true).await.unwrap().said;
    assert_eq!(said.position, u64::try_from(half).unwrap());
}

#[tokio::test]
async fn two_servers_that_state_take_turns_and_a_young_statement_is_enough() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let (mut one, mut other) = (Stating::of(&ledger).await, Stating::of(&ledger).await);
    let mut taken = one.connection.begin().await.unwrap();
    taken
        .execute("SELECT FROM stating FOR UPDATE")
        .await
        .unwrap();
    assert_eq!(other.state().await, Stated::Elsewhere);
    taken.rollback().await.unwrap();
    let (first, second) = tokio::join!(one.state(), other.state());
    let issued = [first, second]
        .iter()
        .filter(|stated| matches!(stated, Stated::At { .. }))
        .count();
    assert_eq!(issued, 1, "{first:?} {second:?}");
    assert_eq!(statements(&ledger).await.len(), 1);
    let hour = Duration::from_hours(1);
    let young = state(
        &mut one.connection,
        &one.journal,
        &one.signer,
        "almoner test",
        Hash::new([9; 32]),
        hour,
    );
    assert_eq!(young.await.unwrap(), Stated::Nothing);
}

#[tokio::test]
async fn a_rebuild_that_is_equal_leaves_the_maps_and_one_that_is_not_begins_them_anew() {
    let history = history(7, 60);
    let half = history.len() / 2;
    let ledger = TestLedger::projected(&history[..half]).await;
    let mut stating = Stating::of(&ledger).await;
    stating.state().await;
    let name = TestDatabase::ledger_name();
    let rebuild = async || {
        let url = ledger.database.owner_url();
        Rebuild { swap: true }
            .run(&url, &name, |_| {})
            .await
            .unwrap()
    };
    let epochs = async || -> Vec<i64> {
        sqlx::query_scalar("SELECT epoch FROM read_statements ORDER BY position")
            .fetch_all(&ledger.owner)
            .await
            .unwrap()
    };
    assert!(rebuild().await.is_equal());
    ledger.append(&history[half..half + 10]).await;
    ledger.project().await;
    stating.state().await;
    assert_eq!(epochs().await, [1, 1]);
    assert_eq!(stating.check().await.faults, []);
    ledger
        .writer()
        .await
        .execute("UPDATE claims SET billed = billed + 1, payable = payable + 1")
        .await
        .unwrap();
    assert!(!rebuild().await.is_equal());
    ledger.append(&history[half + 10..]).await;
    ledger.project().await;
    stating.state().await;
    assert_eq!(epochs().await, [1, 1, 2]);
    let checked = stating.check().await;
    assert_eq!((checked.faults, checked.count), (Vec::new(), 3));
    // What was stated before is proved by the maps of then.
    let first = statements(&ledger).await[0].position;
    let view = ledger
        .view(
            Viewer::office(),
            AsOf::Position(i64::try_from(first).unwrap()),
        )
        .await;
    let stated = view.statement(true).await.unwrap();
    let mut writer = ledger.writer().await;
    let position = i64::try_from(first).unwrap();
    for key in keys(&mut writer, "claims", position).await {
        let proved = view
            .prove_row(&stating.journal, stated.clone(), "claims", &key)
            .await;
        assert_holds(&proved.unwrap().unwrap());
    }
}

#[tokio::test]
async fn what_was_changed_under_a_statement_is_named() {
    let history = history(14, 0);
    let third = history.len() / 3;
    let ledger = TestLedger::create().await;
    let mut stating = Stating::of(&ledger).await;
    for part in history.chunks(third + 1) {
        ledger.append(part).await;
        ledger.project().await;
        stating.state().await;
    }
    let said = statements(&ledger).await;
    let at = |which: usize| i64::try_from(said[which].position).unwrap();
    let (first, second, last) = (at(0), at(1), at(2));
    let mut writer = ledger.writer().await;
    assert_eq!(stating.check_on(&mut writer).await, []);
    let harms = [
        (
            "UPDATE postings SET balance_after = balance_after + 1 WHERE position = (SELECT max(position) FROM postings)",
            last,
            "rows",
        ),
        (
            "UPDATE awards SET title = title || '.' WHERE valid_to = 9223372036854775807",
            last,
            "rows",
        ),
        (
            "DELETE FROM organizations WHERE valid_to = 9223372036854775807",
            last,
            "rows",
        ),
        (
            "UPDATE read_statements SET rows_root = sha256(rows_root) WHERE position = (SELECT min(position) FROM read_statements)",
            first,
            "other maps",
        ),
        (
            "DELETE FROM read_statements WHERE position = (SELECT min(position) FROM read_statements)",
            second,
            "follow",
        ),
        (
            "UPDATE read_statements SET note = replace(note, 'almoner test', 'almoner best') WHERE position = (SELECT max(position) FROM read_statements)",
            last,
            "signature",
        ),
        (
            "UPDATE map_pages SET page = set_byte(page, 5, 255 - get_byte(page, 5)) WHERE path = '' AND map = 'rows' AND position = (SELECT min(position) FROM map_pages)",
            first,
            "pages",
        ),
        (
            "UPDATE map_pages SET page = set_byte(page, octet_length(page) - 1, 255 - get_byte(page, octet_length(page) - 1)) \
          WHERE path <> '' AND map = 'rows' AND position = (SELECT max(position) FROM map_pages)",
            last,
            "page",
        ),
        (
            "UPDATE checkpoints SET root = sha256(root) WHERE size = (SELECT min(position) FROM read_statements)",
            first,
            "checkpoint",
        ),
    ];
    for (harm, position, word) in harms {
        let mut transaction = writer.begin().await.unwrap();
        for table in ["read_statements", "map_pages", "checkpoints"] {
            let disable = format!("ALTER TABLE {table} DISABLE TRIGGER USER");
            transaction.execute(disable.as_str()).await.unwrap();
        }
        let done = transaction.execute(harm).await.unwrap();
        assert!(done.rows_affected() > 0, "{harm}");
        let faults = stating.check_on(&mut transaction).await;
        let (found, reason) = faults
            .first()
            .unwrap_or_else(|| panic!("not found: {harm}"));
        assert_eq!(
            (*found, reason.contains(word)),
            (position, true),
            "{harm}: {reason}"
        );
        transaction.rollback().await.unwrap();
    }
}

/// A ledger that was stated three times, and the notes of the statements.
async fn stated_thrice() -> (TestLedger, Stating, Vec<(i64, String)>) {
    let history = history(14, 0);
    let ledger = TestLedger::create().await;
    let mut stating = Stating::of(&ledger).await;
    for part in history.chunks(history.len().div_ceil(3)) {
        ledger.append(part).await;
        ledger.project().await;
        stating.state().await;
    }
    let notes = sqlx::query_as("SELECT position, note FROM read_statements ORDER BY position")
        .fetch_all(&ledger.owner)
        .await
        .unwrap();
    (ledger, stating, notes)
}

#[tokio::test]
async fn a_statement_by_a_key_that_was_replaced_before_its_position_is_refused() {
    let (_ledger, mut stating, notes) = stated_thrice().await;
    let next = Signer::try_new(stating.journal.origin(), &[8; 32]).unwrap();
    let old = stating.signer.verifier().to_key();
    let middle = notes[1].0;
    for (since, refused) in [
        (middle, vec![middle, notes[2].0]),
        (middle + 1, vec![notes[2].0]),
    ] {
        let known = [(0, old.clone()), (since, next.verifier().to_key())];
        let known = known.map(|(since, key)| KeyInForce {
            since: Position::try_from(since).unwrap(),
            key,
        });
        let checked = stating
            .check_by(&KeysInForce::of(&known).unwrap(), &[])
            .await;
        let found: Vec<(i64, &str)> = checked
            .faults
            .iter()
            .map(|found| (found.fault.position.to_bigint(), found.fault.kind.code()))
            .collect();
        let expected = refused.iter().map(|at| (*at, "SIGNED_WITH_RETIRED_KEY"));
        assert_eq!(found, expected.collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_kept_statement_is_one_of_the_chain_or_the_ledger_contradicts_it() {
    let (ledger, mut stating, notes) = stated_thrice().await;
    let keys = KeysInForce::beginning(Some(stating.signer.verifier().clone()));
    let all: Vec<String> = notes.iter().map(|(_, note)| note.clone()).collect();
    assert_eq!(told(stating.check_by(&keys, &all).await), []);
    let said = statements(&ledger).await;
    let signed = |statement: &ReadStatement| stating.signer.sign(&statement.body());
    let (at, before) = (notes[1].0, notes[0].0);
    let other = ReadStatement {
        program: "another".to_owned(),
        ..said[1].clone()
    };
    // One that names another statement before it than the ledger shows.
    let mut astray = other.clone();
    astray.previous = astray.previous.map(|(at, _)| (at, Hash::new([3; 32])));
    // One where there is none, and one past the last.
    let (mut between, mut past) = (said[1].clone(), said[2].clone());
    between.position += 1;
    past.position += 7;
    past.previous = Some((said[2].position, said[2].digest()));
    let stranger = Signer::try_new(stating.journal.origin(), &[8; 32]).unwrap();
    let beyond = notes[2].0 + 7;
    for (note, position, code) in [
        (signed(&other), at, "HELD_STATEMENT_DIFFERS"),
        (signed(&astray), before, "HELD_STATEMENT_DIFFERS"),
        (signed(&between), at + 1, "HELD_STATEMENT_DIFFERS"),
        (signed(&past), beyond, "HELD_STATEMENT_BEYOND_CHAIN"),
        (stranger.sign(&other.body()), 0, "HELD_STATEMENT_INVALID"),
        ("no note".to_owned(), 0, "HELD_STATEMENT_INVALID"),
    ] {
        let checked = stating.check_by(&keys, &[all[0].clone(), note]).await;
        let first = &checked.faults[0].fault;
        assert_eq!(
            (first.position.to_bigint(), first.kind.code()),
            (position, code)
        );
    }
}
