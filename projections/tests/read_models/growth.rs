//! What is read for one award does not grow with the ledger around it: the rows that its reports and its trial balance
//! read, counted by the server itself.

use almoner_domain::{
    identifier::Fain,
    ledger::testing::{AWARDS, fain, period},
};
use almoner_journal::{schema::connect_options, testing::TestDatabase};
use almoner_projections::{
    postings::{BalanceFilter, TrialBalanceFilter},
    read::{AsOf, Reader, View, Viewer},
    reports::{Parameters, Question, ReportName},
};
use sqlx::{Executor, PgConnection, PgPool, postgres::PgPoolOptions};

use crate::support::{TestLedger, digests, random_history};

/// What is asked, each as a question of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    FinancialReport,
    PaymentRequest,
    TrialBalance,
    TrialBalanceOfPeriod,
    Balances,
    /// Of the ledger, and not of one award.
    TrialBalanceOfAll,
}

const READS: [Read; 5] = [
    Read::FinancialReport,
    Read::PaymentRequest,
    Read::TrialBalance,
    Read::TrialBalanceOfPeriod,
    Read::Balances,
];

/// The award that stays as it is.
fn award() -> Fain {
    fain(AWARDS[0])
}

/// As often as the histories stand in the ledger, under other awards.
const FEW: i64 = 40;
const MANY: i64 = 240;

/// The rows of the history again, as often as asked, as those of other awards, recorded after it.
async fn copied(writer: &mut PgConnection, head: i64, copies: std::ops::Range<i64>) {
    for sql in [COPY_ACCOUNTS, COPY_POSTINGS, COPY_CHECKPOINTS] {
        let copy = sqlx::query(sql)
            .bind(head)
            .bind(copies.start)
            .bind(copies.end - 1);
        copy.execute(&mut *writer).await.unwrap();
    }
    moved_on(writer, head * copies.end).await;
}

/// The read models hold all up to a position, and the server knows what its tables are like.
pub(crate) async fn moved_on(writer: &mut PgConnection, position: i64) {
    let move_on = sqlx::query("UPDATE projection_checkpoint SET position = $1").bind(position);
    move_on.execute(&mut *writer).await.unwrap();
    sqlx::raw_sql("ANALYZE accounts; ANALYZE postings; ANALYZE checkpoints; ANALYZE audit_trail; ANALYZE audit_sights")
        .execute(writer)
        .await
        .unwrap();
}

/// A pool of one connection, so that what it read is known to be counted.
pub(crate) async fn one_connection(ledger: &TestLedger) -> PgPool {
    let url = ledger.database.app_url();
    let options = connect_options(&url, &TestDatabase::ledger_name()).unwrap();
    let pool = PgPoolOptions::new().max_connections(1);
    pool.connect_with(options).await.unwrap()
}

async fn ask(view: &View, read: Read) {
    let of = |period| TrialBalanceFilter {
        award: Some(award()),
        period,
        ..TrialBalanceFilter::default()
    };
    let parameters = Parameters {
        award: Some(award()),
        ..Parameters::default()
    };
    match read {
        Read::FinancialReport => {
            let parameters = Parameters {
                period_end: chrono::NaiveDate::from_ymd_opt(2019, 3, 31),
                ..parameters
            };
            let question = Question::try_new(ReportName::FederalFinancialReport, parameters);
            view.report(&question.unwrap()).await.unwrap();
        }
        Read::PaymentRequest => {
            let question = Question::try_new(ReportName::PaymentRequest, parameters).unwrap();
            view.report(&question).await.unwrap();
        }
        Read::TrialBalance => {
            let balance = view.trial_balance(&of(None)).await.unwrap();
            assert!(!balance.own.is_empty());
        }
        Read::TrialBalanceOfAll => {
            let all = TrialBalanceFilter::default();
            view.trial_balance(&all).await.unwrap();
        }
        Read::TrialBalanceOfPeriod => {
            let of = of(Some(period("2019-01-01", "2019-03-31")));
            view.trial_balance(&of).await.unwrap();
        }
        Read::Balances => {
            let filter = BalanceFilter {
                award: Some(award()),
                sub_award: None,
            };
            assert!(!view.balances(&filter).await.unwrap().is_empty());
        }
    }
}

/// How many rows a question reads, in all tables: those that a scan passed over count too.
async fn rows_read(pool: &PgPool, owner: &PgPool, read: Read) -> i64 {
    let before = counted(pool, owner).await;
    let view = Reader::new(pool.clone())
        .view(Viewer::office(), AsOf::Latest)
        .await
        .unwrap();
    ask(&view, read).await;
    drop(view);
    counted(pool, owner).await - before
}

/// What the server counted so far. The one connection that reads first tells it what it has not told yet.
pub(crate) async fn counted(pool: &PgPool, owner: &PgPool) -> i64 {
    sqlx::query("SELECT pg_stat_force_next_flush()")
        .execute(pool)
        .await
        .unwrap();
    sqlx::query("SELECT 1").execute(pool).await.unwrap();
    sqlx::query_scalar(COUNTED).fetch_one(owner).await.unwrap()
}

#[tokio::test]
async fn what_is_read_for_one_award_does_not_grow_with_the_ledger() {
    let ledger = TestLedger::projected(&random_history(1, 400)).await;
    let (pool, head) = (one_connection(&ledger).await, ledger.head().await);
    let mut writer = ledger.writer().await;
    copied(&mut writer, head, 1..FEW).await;
    let mut of_few = Vec::new();
    for read in READS {
        of_few.push(rows_read(&pool, &ledger.owner, read).await);
    }
    copied(&mut writer, head, FEW..MANY).await;
    for (read, few) in READS.into_iter().zip(of_few) {
        let many = rows_read(&pool, &ledger.owner, read).await;
        // Six times the ledger; a plan may fetch a row of a neighbour's page.
        assert!(
            few > 0 && 2 * many <= 3 * few,
            "{read:?}: {few} rows, then {many}"
        );
    }
}

/// Its accounts do not grow in number with time, and what is posted to them does.
#[tokio::test]
async fn the_trial_balance_of_all_reads_the_last_posting_of_each_account() {
    let ledger = TestLedger::projected(&random_history(1, 400)).await;
    let mut writer = ledger.writer().await;
    let head = ledger.head().await;
    for (sql, last) in [(POST_AGAIN, MANY), (COPY_CHECKPOINTS, MANY)] {
        let copy = sqlx::query(sql).bind(head).bind(1).bind(last - 1);
        copy.execute(&mut writer).await.unwrap();
    }
    moved_on(&mut writer, head * MANY).await;
    let (accounts, postings): (i64, i64) =
        sqlx::query_as("SELECT (SELECT count(*) FROM accounts), (SELECT count(*) FROM postings)")
            .fetch_one(&mut writer)
            .await
            .unwrap();
    let read = rows_read(
        &one_connection(&ledger).await,
        &ledger.owner,
        Read::TrialBalanceOfAll,
    )
    .await;
    assert!(
        read <= 4 * accounts,
        "{read} rows of {postings} postings to {accounts} accounts"
    );
}

/// A ledger of before gets what was posted to debit sides by the migration, as it is projected.
#[tokio::test]
async fn what_was_posted_before_is_filled_in_as_it_is_projected() {
    let ledger = TestLedger::projected(&random_history(2, 300)).await;
    let projected = digests(&ledger).await;
    let migration = include_str!("../../../migrations/0270_posted_so_far.sql");
    let fill = format!("ALTER TABLE postings DROP COLUMN debits_after; {migration}");
    let mut writer = ledger.writer().await;
    writer.execute(fill.as_str()).await.unwrap();
    assert_eq!(digests(&ledger).await["postings"], projected["postings"]);
}

const COUNTED: &str = "
SELECT coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)::bigint
FROM pg_stat_user_tables WHERE relname <> 'projection_checkpoint'";

const COPY_ACCOUNTS: &str = "
INSERT INTO accounts (account, kind, award, sub_award, programme, organizations, valid_from)
SELECT n || account, kind, n || award, n || sub_award, programme, organizations, n * $1 + valid_from
FROM accounts, generate_series($2, $3) AS n WHERE valid_from <= $1";

const COPY_POSTINGS: &str = "
INSERT INTO postings (position, entry, account, kind, award, sub_award, programme, effective_on, recorded_at, side, amount,
    balance_after, organizations, debits_after)
SELECT n * $1 + position, entry, n || account, kind, n || award, n || sub_award, programme, effective_on, recorded_at, side,
       amount, balance_after, organizations, debits_after
FROM postings, generate_series($2, $3) AS n WHERE position <= $1";

const POST_AGAIN: &str = "
INSERT INTO postings (position, entry, account, kind, award, sub_award, programme, effective_on, recorded_at, side, amount,
    balance_after, organizations, debits_after)
SELECT n * $1 + position, entry, account, kind, award, sub_award, programme, effective_on, recorded_at, side, amount,
       balance_after, organizations, debits_after
FROM postings, generate_series($2, $3) AS n WHERE position <= $1";

const COPY_CHECKPOINTS: &str = "
INSERT INTO checkpoints (size, root, note, recorded_at)
SELECT n * $1 + size, root, note, recorded_at FROM checkpoints, generate_series($2, $3) AS n WHERE size <= $1";
