//! A signing key replaced, while servers come and go.

use almoner_domain::ledger::{Role, RotateSigningKey};
use almoner_domain::signing::VerifierKey;
use futures::future::join_all;

use super::super::*;
use super::support::*;
use crate::note::{FurtherSeeds, Signer, Verifier};
use crate::testing::TestDatabase;

const SECOND: [u8; 32] = [17; 32];
const THIRD: [u8; 32] = [18; 32];

async fn connect(
    database: &TestDatabase,
    further: &'static [[u8; 32]],
) -> Result<Ledger, ConnectError> {
    let mut options = options(&database.app_url());
    options.further_seeds = FurtherSeeds::new(|| further.to_vec());
    Ledger::connect(options).await
}

fn key(ledger: &Ledger, seed: &[u8; 32]) -> Verifier {
    let signer = Signer::try_new(ledger.journal().origin(), seed).unwrap();
    signer.verifier().clone()
}

fn rotation(id: &str, ledger: &Ledger, from: &[u8; 32], to: &[u8; 32]) -> Submission {
    let key = |seed| VerifierKey::parse(&key(ledger, seed).to_key()).unwrap();
    let mut asked = submission(
        id,
        RotateSigningKey {
            from: key(from),
            to: key(to),
            effective_on: day(3),
        },
    );
    asked.context.role = Role::Admin;
    asked
}

/// Which of the three keys have signed the checkpoint of this size.
async fn signed_by(ledger: &Ledger, size: u64) -> [bool; 3] {
    let checkpoint = ledger
        .journal()
        .checkpoint_at(Position::ZERO.plus(size))
        .await;
    let note = checkpoint.unwrap().note;
    [KEYS.signing, SECOND, THIRD].map(|seed| key(ledger, &seed).open(&note).is_ok())
}

#[tokio::test]
async fn the_checkpoint_with_a_rotation_is_signed_by_both_keys_and_later_ones_by_the_new_one() {
    let database = TestDatabase::create().await;
    let ledgers = [
        connect(&database, &[SECOND, THIRD]).await.unwrap(),
        connect(&database, &[SECOND, THIRD]).await.unwrap(),
    ];
    registered(&ledgers[0], "house-1").await;
    accepted(
        ledgers[0]
            .submit(rotation("a", &ledgers[0], &KEYS.signing, &SECOND))
            .await,
    );
    registered(&ledgers[1], "house-2").await;
    registered(&ledgers[0], "house-3").await;
    accepted(
        ledgers[1]
            .submit(rotation("b", &ledgers[1], &SECOND, &THIRD))
            .await,
    );
    // A server that starts afterwards finds the key.
    let late = connect(&database, &[THIRD]).await.unwrap();
    registered(&late, "house-4").await;
    let expected = [
        [true, false, false],
        [true, true, false],
        [false, true, false],
        [false, true, false],
        [false, true, true],
        [false, false, true],
    ];
    for (size, expected) in (1..).zip(expected) {
        assert_eq!(signed_by(&late, size).await, expected, "{size}");
    }
    let keys = late.signing_keys().await.unwrap();
    let found: Vec<(u64, &str)> = keys
        .iter()
        .map(|it| (it.since.get(), it.key.as_str()))
        .collect();
    let texts = [KEYS.signing, SECOND, THIRD].map(|seed| key(&late, &seed).to_key());
    assert_eq!(
        found,
        [(0, texts[0].as_str()), (2, &texts[1]), (5, &texts[2])]
    );
    let signer = late.signer().await.unwrap();
    assert_eq!(*signer.verifier(), key(&late, &THIRD));
    // Whichever of the keys a verifier trusts, the others follow.
    assert_whole(&late, 6).await;
}

#[tokio::test]
async fn a_server_without_the_key_in_force_signs_nothing_and_one_without_the_next_key_brings_none()
{
    let database = TestDatabase::create().await;
    let (with, without) = (
        connect(&database, &[SECOND]).await.unwrap(),
        connect(&database, &[]).await.unwrap(),
    );
    registered(&without, "house-1").await;
    let refused = without
        .submit(rotation("a", &without, &KEYS.signing, &SECOND))
        .await;
    assert_eq!(refused.unwrap_err().code(), "SIGNING_KEY_NOT_HELD");
    accepted(
        with.submit(rotation("a", &with, &KEYS.signing, &SECOND))
            .await,
    );
    for id in ["x", "y"] {
        let refused = without
            .submit(submission(id, register("house-2", "A house")))
            .await;
        assert_eq!(refused.unwrap_err().code(), "SIGNING_KEY_NOT_HELD");
    }
    let refused = connect(&database, &[]).await.err().unwrap();
    assert_eq!(refused.code(), "SIGNING_KEY_NOT_HELD");
    registered(&with, "house-2").await;
    assert_whole(&with, 3).await;
}

#[tokio::test]
async fn a_key_that_is_not_in_force_is_not_replaced() {
    let database = TestDatabase::create().await;
    let ledger = connect(&database, &[SECOND, THIRD]).await.unwrap();
    let first = rotation("a", &ledger, &SECOND, &THIRD);
    assert_eq!(
        refused(ledger.submit(first).await).code,
        "SIGNING_KEY_NOT_CURRENT"
    );
    accepted(
        ledger
            .submit(rotation("b", &ledger, &KEYS.signing, &SECOND))
            .await,
    );
    let again = accepted(
        ledger
            .submit(rotation("b", &ledger, &KEYS.signing, &SECOND))
            .await,
    );
    assert!(again.repeated);
    let back = rotation("c", &ledger, &SECOND, &KEYS.signing);
    assert_eq!(refused(ledger.submit(back).await).code, "SIGNING_KEY_USED");
    assert_whole(&ledger, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_are_replaced_while_commands_go_in_through_two_servers() {
    let database = TestDatabase::create().await;
    let ledgers = [
        connect(&database, &[SECOND, THIRD]).await.unwrap(),
        connect(&database, &[SECOND, THIRD]).await.unwrap(),
    ];
    let answers = join_all((0..200).map(|n| {
        let ledger = &ledgers[n % 2];
        let asked = match n {
            60 => rotation("rotate-1", ledger, &KEYS.signing, &SECOND),
            141 => rotation("rotate-2", ledger, &SECOND, &THIRD),
            _ => submission(
                &format!("id-{n}"),
                register(&format!("house-{n}"), "A house"),
            ),
        };
        insist_on(ledger, asked)
    }))
    .await;
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer, Answer::Accepted(_)))
    );
    assert_whole(&ledgers[0], 200).await;
    let keys = ledgers[0].signing_keys().await.unwrap();
    assert_eq!(keys.len(), 3);
}

/// Under new ids until it is accepted: the second replacement may come before the first.
async fn insist_on(ledger: &Ledger, asked: Submission) -> Answer {
    for n in 0..1_000 {
        let mut asked = asked.clone();
        if n > 0 {
            let id = format!("{}-{n}", asked.command_id.as_str());
            asked.command_id = almoner_domain::id::CommandId::parse(&id).unwrap();
        }
        if let answer @ Answer::Accepted(_) = ledger.submit(asked).await.unwrap() {
            return answer;
        }
    }
    panic!("never accepted");
}
