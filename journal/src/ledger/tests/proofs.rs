//! Proofs and tiles of a log while it grows.

use sqlx::{Connection, PgConnection};

use super::super::*;
use super::support::*;
use crate::merkle::{verify_consistency, verify_inclusion};
use crate::note::{Checkpoint, Signer};
use crate::record::Position;
use crate::store::Journal;
use crate::testing::TestDatabase;
use crate::tile::{TileLevel, TilePath};

#[tokio::test]
async fn the_log_proves_its_records_and_its_growth() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let mut sizes = vec![Position::ZERO];
    for batch in [1_u64, 299, 250] {
        let from = sizes.last().unwrap().get();
        let commands = (from..from + batch)
            .map(|n| submission(&format!("id-{n}"), register(&format!("h{n}"), "House")));
        ledger.submit_many(commands.collect()).await;
        sizes.push(ledger.journal().head().await.unwrap().position);
    }
    let journal = ledger.journal();
    let head = journal.head().await.unwrap();
    let verifier = Signer::try_new(journal.origin(), &KEYS.signing)
        .unwrap()
        .verifier()
        .clone();
    let latest = journal.latest_checkpoint().await.unwrap().unwrap();
    let said = Checkpoint::parse(verifier.open(&latest.note).unwrap()).unwrap();
    assert_eq!((said.size, said.root), (550, head.root));
    for position in [1_u64, 255, 256, 257, 512, 513, 550] {
        let position = Position::try_from(position).unwrap();
        let proof = journal.inclusion_proof(position).await.unwrap();
        let record = journal.record(position).await.unwrap().unwrap();
        verify_inclusion(&record.leaf, proof.index, 550, &proof.hashes, &head.root).unwrap();
    }
    for old in &sizes {
        let before = journal.checkpoint_over(*old).await.unwrap().unwrap();
        let proof = journal
            .consistency_proof(*old, head.position)
            .await
            .unwrap();
        verify_consistency(old.get(), 550, &before.root, &head.root, &proof.hashes).unwrap();
        assert_eq!(before.size, *old);
    }
    assert_eq!(
        journal.position_at(latest.recorded_at).await.unwrap(),
        head.position
    );
    let tile = |level, index, width| TilePath {
        level: TileLevel::Hashes(level),
        index,
        width,
    };
    assert_eq!(
        journal.tile(tile(0, 1, 256)).await.unwrap().unwrap().len(),
        8192
    );
    assert_eq!(
        journal.tile(tile(0, 2, 38)).await.unwrap().unwrap().len(),
        38 * 32
    );
    assert_eq!(
        journal.tile(tile(1, 0, 2)).await.unwrap().unwrap().len(),
        64
    );
    assert_eq!(journal.tile(tile(0, 2, 39)).await.unwrap(), None);
    assert_eq!(journal.tile(tile(1, 0, 3)).await.unwrap(), None);
    assert_eq!(journal.tile(tile(2, 0, 1)).await.unwrap(), None);
    let entries = TilePath {
        level: TileLevel::Entries,
        index: 2,
        width: 38,
    };
    let entries = journal.tile(entries).await.unwrap().unwrap();
    let length = usize::from(u16::from_be_bytes([entries[0], entries[1]]));
    let mut export = Vec::new();
    journal
        .export(record_before(513), head.position, &mut export, |_| {})
        .await
        .unwrap();
    assert_eq!(entries[2..2 + length], export[..length]);
    assert_eq!(export[length], b'\n');
    assert_whole(&ledger, 550).await;
}

fn record_before(position: u64) -> Position {
    Position::try_from(position - 1).unwrap()
}

async fn grow_by(ledger: &Ledger, from: u64, count: u64) {
    let commands = (from..from + count)
        .map(|n| submission(&format!("id-{n}"), register(&format!("h{n}"), "House")));
    ledger.submit_many(commands.collect()).await;
}

/// Every seventh record under the latest checkpoint and under an earlier one.
async fn proves_its_records(journal: &Journal, size: u64, earlier: Position) {
    let latest = journal.latest_checkpoint().await.unwrap().unwrap();
    assert_eq!(latest.size.get(), size);
    let earlier = journal.checkpoint_at(earlier).await.unwrap();
    for checkpoint in [latest, earlier] {
        for position in (1..=checkpoint.size.get()).step_by(7) {
            let position = Position::try_from(position).unwrap();
            let under = checkpoint.clone();
            let proof = journal.inclusion_proof_under(position, under).await;
            let proof = proof.unwrap();
            let record = journal.record(position).await.unwrap().unwrap();
            let (size, root) = (checkpoint.size.get(), &checkpoint.root);
            verify_inclusion(&record.leaf, proof.index, size, &proof.hashes, root).unwrap();
        }
    }
}

#[tokio::test]
async fn tiles_that_were_known_when_narrower_prove_what_came_later() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    let (mut size, mut earlier) = (0, Position::ZERO);
    for more in [200, 100, 56, 200, 301] {
        grow_by(&ledger, size, more).await;
        size += more;
        if earlier == Position::ZERO {
            earlier = Position::try_from(size).unwrap();
        }
        proves_its_records(ledger.journal(), size, earlier).await;
    }
    assert_whole(&ledger, size).await;
}

#[tokio::test]
async fn a_proof_reads_what_is_below_the_upper_tiles_once() {
    let database = TestDatabase::create().await;
    let ledger = open(&database).await;
    grow_by(&ledger, 0, 600).await;
    let journal = ledger.journal();
    let first = Position::try_from(1_u64).unwrap();
    let before = journal.inclusion_proof(first).await.unwrap();
    let owner = crate::schema::connect_options(&database.owner_url(), &TestDatabase::ledger_name());
    let mut owner = PgConnection::connect_with(&owner.unwrap()).await.unwrap();
    sqlx::query("ALTER TABLE merkle_tiles RENAME TO merkle_tiles_elsewhere")
        .execute(&mut owner)
        .await
        .unwrap();
    assert_eq!(journal.inclusion_proof(first).await.unwrap(), before);
    let unread = Position::try_from(300_u64).unwrap();
    assert!(journal.inclusion_proof(unread).await.is_err());
}
