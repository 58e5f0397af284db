//! What is found of statements that do not hold.

use almoner_journal::{ledger::KeyInForce, record::Position};
use sqlx::Executor;

use super::*;
use crate::support::history;

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
