//! A replay to a moment is what the read models were at that moment; what another hand changed since is found, with the
//! event that wrote it.

use almoner_domain::ledger::testing::Recorded;
use almoner_journal::testing::TestDatabase;
use almoner_projections::postings::TrialBalanceFilter;
use almoner_projections::read::{AsOf, Viewer};
use almoner_projections::replay::{Compared, Moment, Replay, ReplayError, Withheld};
use sqlx::Executor;

use crate::support::{LOGS, TEMPORAL, TestLedger, digests, history, random_history};

async fn begin(ledger: &TestLedger) -> Replay {
    let url = ledger.database.owner_url();
    Replay::begin(&url, &TestDatabase::ledger_name())
        .await
        .unwrap()
}

async fn compared(ledger: &TestLedger, position: i64) -> Compared {
    let (mut replay, mut told) = (begin(ledger).await, Vec::new());
    let left_out = replay
        .run(position, Withheld::default(), |progress| {
            told.push(progress.position);
        })
        .await
        .unwrap();
    assert_eq!((left_out, told.last().copied()), (0, Some(position)));
    let compared = replay.compare().await.unwrap();
    replay.discard().await.unwrap();
    compared
}

async fn scratches(ledger: &TestLedger) -> Vec<String> {
    let sql = "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'replay\\_%'";
    sqlx::query_scalar(sql)
        .fetch_all(&ledger.owner)
        .await
        .unwrap()
}

fn last(history: &[Recorded]) -> i64 {
    i64::try_from(history.len()).unwrap()
}

#[tokio::test]
async fn a_replay_to_any_moment_is_what_was_read_then_and_leaves_the_ledger_as_it_was() {
    let history = history(7, 100);
    let ledger = TestLedger::projected(&history).await;
    let (before, last) = (digests(&ledger).await, last(&history));
    for position in [1, 2, last / 5, last / 3, last / 2, last - 1, last] {
        let compared = compared(&ledger, position).await;
        assert!(compared.is_equal(), "to {position}: {:#?}", compared.first);
        assert_eq!(compared.tables.len(), TEMPORAL.len() + LOGS.len());
    }
    assert_eq!(digests(&ledger).await, before);
    assert_eq!(scratches(&ledger).await, Vec::<String>::new());
}

#[tokio::test]
async fn whatever_happens_is_replayed_alike() {
    for seed in 7..=10 {
        let history = random_history(seed, 300);
        let ledger = TestLedger::projected(&history).await;
        for position in [last(&history) / 2, last(&history)] {
            let compared = compared(&ledger, position).await;
            assert!(
                compared.is_equal(),
                "seed {seed}, to {position}: {:#?}",
                compared.first
            );
        }
    }
}

#[tokio::test]
async fn what_is_asked_at_the_head_of_a_replay_is_answered_as_as_of_that_moment() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    for position in [last(&history) / 2, last(&history) - 3] {
        let mut replay = begin(&ledger).await;
        replay
            .run(position, Withheld::default(), |_| {})
            .await
            .unwrap();
        let reader = replay.reader().unwrap();
        let then = reader.view(Viewer::office(), AsOf::Latest).await.unwrap();
        let now = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        assert_eq!(then.position(), position);
        let whole = TrialBalanceFilter::default();
        assert_eq!(
            then.trial_balance(&whole).await.unwrap(),
            now.trial_balance(&whole).await.unwrap()
        );
        assert_eq!(then.control().await.unwrap(), now.control().await.unwrap());
        drop(then);
        replay.discard().await.unwrap();
    }
}

#[tokio::test]
async fn the_first_row_that_differs_is_named_with_its_table_its_key_and_its_event() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let mut writer = ledger.writer().await;
    let late = "UPDATE claims SET billed = billed + 1, payable = payable + 1
        WHERE valid_to = 9223372036854775807 AND valid_from = (SELECT max(valid_from) FROM claims)";
    let early = "UPDATE awards SET title = title || '.' WHERE valid_from = (SELECT min(valid_from) FROM awards)";
    writer.execute(late).await.unwrap();
    writer.execute(early).await.unwrap();
    let compared_at_last = compared(&ledger, last(&history)).await;
    let differing = compared_at_last
        .tables
        .iter()
        .filter(|table| !table.is_equal());
    let differing: Vec<_> = differing.map(|table| table.table).collect();
    assert_eq!(differing, ["awards", "claims"]);
    let first = compared_at_last.first.unwrap();
    let (at, award): (i64, String) =
        sqlx::query_as("SELECT valid_from, award FROM awards ORDER BY valid_from LIMIT 1")
            .fetch_one(&mut writer)
            .await
            .unwrap();
    assert_eq!((first.table, first.position), ("awards", at));
    assert_eq!(first.key["award"], award);
    assert_eq!(first.columns(), ["title"]);
    let event = first.event.unwrap();
    assert_eq!(
        (event.event_type.as_str(), event.stream),
        ("AwardIssued", format!("Award {award}"))
    );
    // Before the harm there was nothing to harm.
    assert!(compared(&ledger, at - 1).await.is_equal());

    let gone = "DELETE FROM postings WHERE position = (SELECT min(position) FROM postings)";
    writer.execute(gone).await.unwrap();
    let first = compared(&ledger, at).await.first.unwrap();
    // The award's own row comes first: its table is written before that of the postings.
    assert_eq!((first.table, first.position), ("awards", at));
    assert!(first.replayed.is_some() && first.live.is_some());
}

#[tokio::test]
async fn a_row_that_is_missing_and_one_that_is_invented_are_told_apart() {
    let history = history(4, 0);
    let ledger = TestLedger::projected(&history).await;
    let mut writer = ledger.writer().await;
    let gone = "DELETE FROM postings WHERE position = (SELECT max(position) FROM postings)";
    writer.execute(gone).await.unwrap();
    let first = compared(&ledger, last(&history)).await.first.unwrap();
    assert_eq!(first.table, "postings");
    assert!(first.replayed.is_some() && first.live.is_none() && first.rows > 0);
    let invented = "INSERT INTO award_actions SELECT 2, award, action, number, amount, carried, awarded, project_ends_on,
        budget_starts_on, budget_ends_on, reason, effective_on, organizations FROM award_actions
        ORDER BY position LIMIT 1";
    writer.execute(invented).await.unwrap();
    let first = compared(&ledger, last(&history)).await.first.unwrap();
    assert_eq!((first.table, first.position), ("award_actions", 2));
    assert!(first.replayed.is_none() && first.live.is_some());
}

#[tokio::test]
async fn a_moment_that_there_is_none_of_is_refused() {
    let history = history(4, 0);
    let ledger = TestLedger::projected(&history).await;
    let (replay, head) = (begin(&ledger).await, last(&history));
    let at = |moment| replay.position_of(moment);
    assert_eq!(at(Moment::Head).await.unwrap(), head);
    assert_eq!(at(Moment::Position(3)).await.unwrap(), 3);
    assert_eq!(
        at(Moment::Time(TestLedger::recorded_at(5))).await.unwrap(),
        5
    );
    for position in [0, head + 1] {
        let refused = at(Moment::Position(position)).await.unwrap_err();
        assert!(refused.is_usage());
        assert_eq!(refused.code(), "POSITION_BEYOND_HEAD");
    }
    let before = at(Moment::Time(TestLedger::recorded_at(0)))
        .await
        .unwrap_err();
    assert_eq!(before.code(), "TIME_BEFORE_FIRST_EVENT");
    replay.discard().await.unwrap();
}

#[tokio::test]
async fn read_models_that_lag_behind_are_not_compared() {
    let history = history(4, 0);
    let ledger = TestLedger::projected(&history[..40]).await;
    ledger.append(&history[40..]).await;
    let mut replay = begin(&ledger).await;
    replay.run(50, Withheld::default(), |_| {}).await.unwrap();
    let refused = replay.compare().await.unwrap_err();
    assert!(
        matches!(
            refused,
            ReplayError::Behind {
                position: 40,
                asked: 50
            }
        ),
        "{refused}"
    );
    replay.discard().await.unwrap();
}

#[tokio::test]
async fn a_replay_that_is_broken_off_is_taken_away_and_what_a_killed_one_left_is_cleared_by_the_next()
 {
    let history = history(4, 0);
    let ledger = TestLedger::projected(&history).await;
    let mut replay = begin(&ledger).await;
    let broken_off = tokio::time::timeout(
        std::time::Duration::ZERO,
        replay.run(last(&history), Withheld::default(), |_| {}),
    );
    assert!(broken_off.await.is_err());
    replay.discard().await.unwrap();
    assert_eq!(scratches(&ledger).await, Vec::<String>::new());

    // Its process is gone, and nobody took it away.
    drop(begin(&ledger).await);
    let left = scratches(&ledger).await;
    assert_eq!(left.len(), 1);
    let session: i32 = left[0].trim_start_matches("replay_").parse().unwrap();
    let gone = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1)";
    let wait = async {
        while !sqlx::query_scalar::<_, bool>(gone)
            .bind(session)
            .fetch_one(&ledger.owner)
            .await
            .unwrap()
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::support::WAIT, wait)
        .await
        .unwrap();
    let next = begin(&ledger).await;
    assert!(!scratches(&ledger).await.contains(&left[0]));
    next.discard().await.unwrap();
    assert_eq!(scratches(&ledger).await, Vec::<String>::new());
}
