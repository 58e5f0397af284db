//! Every answer as of a position is what a fold to there gives.

use std::collections::BTreeMap;

use almoner_domain::{
    money::Money,
    posting::{AccountKind, Side, Transaction, post},
};
use almoner_projections::postings::{BalanceFilter, TrialBalanceFilter};
use almoner_projections::read::{AsOf, Viewer};
use rust_decimal::Decimal;
use sqlx::Row;

use crate::support::{TestLedger, digests, history, rows_as_of};

#[tokio::test]
async fn as_of_a_position_is_what_was_projected_up_to_it() {
    let history = history(14, 300);
    let whole = TestLedger::projected(&history).await;
    let stepwise = TestLedger::create().await;
    let mut at = 0;
    let mut step = 1;
    while at < history.len() {
        let next = (at + step).min(history.len());
        stepwise.append(&history[at..next]).await;
        stepwise.project().await;
        let position = i64::try_from(next).unwrap();
        assert_eq!(
            rows_as_of(&whole, position).await,
            rows_as_of(&stepwise, position).await,
            "as of {position}"
        );
        at = next;
        step = step % 61 + 17;
    }
    assert_eq!(digests(&whole).await, digests(&stepwise).await);
}

#[tokio::test]
async fn balances_as_of_any_position_are_the_sums_of_what_was_posted() {
    let history = history(7, 200);
    let ledger = TestLedger::projected(&history).await;
    let mut held: BTreeMap<String, Money> = BTreeMap::new();
    for (position, recorded) in (1_i64..).zip(&history) {
        for entry in post(&recorded.event).iter().flat_map(Transaction::entries) {
            let balance = held.entry(entry.account.to_string()).or_default();
            let grows = entry.side == entry.account.kind().normal_side();
            let moved = if grows {
                balance.plus(entry.amount)
            } else {
                balance.minus(entry.amount)
            };
            *balance = moved.unwrap();
        }
        if position % 53 != 0 {
            continue;
        }
        let view = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        let answered: BTreeMap<String, Money> = view
            .balances(&BalanceFilter::default())
            .await
            .unwrap()
            .into_iter()
            .map(|balance| (balance.account.account, balance.balance))
            .collect();
        assert_eq!(answered, held, "as of {position}");
        let books = view
            .trial_balance(&TrialBalanceFilter::default())
            .await
            .unwrap();
        for book in [
            almoner_domain::posting::Book::Budgetary,
            almoner_domain::posting::Book::Proprietary,
            almoner_domain::posting::Book::Memorandum,
        ] {
            let totals = books.totals(book).unwrap();
            assert_eq!(totals.debit, totals.credit, "{book:?} as of {position}");
            assert_eq!(totals.debits, totals.credits, "{book:?} as of {position}");
        }
    }
}

#[tokio::test]
async fn every_balance_is_the_one_before_it_and_the_amount() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let debit: Vec<&str> = AccountKind::ALL
        .iter()
        .filter(|kind| kind.normal_side() == Side::Debit)
        .map(|kind| kind.code())
        .collect();
    let rows = sqlx::query(
        "SELECT account, balance_after, sum(CASE WHEN (side = 'DEBIT') = (kind = ANY($1)) \
             THEN amount ELSE -amount END) OVER (PARTITION BY account ORDER BY position, entry) AS summed \
         FROM postings",
    )
    .bind(debit)
    .fetch_all(&mut ledger.writer().await)
    .await
    .unwrap();
    assert!(rows.len() > 100);
    for row in rows {
        let (balance, summed): (Decimal, Decimal) = (row.get("balance_after"), row.get("summed"));
        assert_eq!(balance, summed, "{}", row.get::<String, _>("account"));
    }
}

#[tokio::test]
async fn versions_of_a_key_follow_each_other_without_gap_or_overlap() {
    let ledger = TestLedger::projected(&history(14, 0)).await;
    let mut writer = ledger.writer().await;
    for (table, key) in [
        ("awards", "award"),
        ("sub_awards", "sub_award"),
        ("clients", "client"),
        ("claims", "claim"),
        ("payments", "payment"),
    ] {
        let sql = format!(
            "SELECT count(*) FROM (SELECT valid_to, lead(valid_from) OVER (PARTITION BY {key} ORDER BY valid_from) \
             AS next FROM {table}) AS v WHERE valid_to <> coalesce(next, 9223372036854775807)"
        );
        let broken: i64 = sqlx::query_scalar(&sql)
            .fetch_one(&mut writer)
            .await
            .unwrap();
        assert_eq!(broken, 0, "{table}");
    }
}

#[tokio::test]
async fn a_sub_awards_obligation_is_what_its_accounts_hold() {
    use almoner_projections::{read::Page, sub_awards::SubAwardFilter};
    let history = history(14, 200);
    let ledger = TestLedger::projected(&history).await;
    let last = i64::try_from(history.len()).unwrap();
    for position in [last / 4, last / 2, last] {
        let view = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        let found = view
            .sub_awards(&SubAwardFilter::default(), &Page::largest())
            .await
            .unwrap()
            .rows;
        let ids: Vec<_> = found.iter().map(|row| row.sub_award.clone()).collect();
        let funds = view.sub_award_funds(&ids).await.unwrap();
        assert_eq!(funds.len(), found.len());
        for held in funds {
            let row = found
                .iter()
                .find(|row| row.sub_award == held.sub_award)
                .unwrap();
            let parts = [held.available, held.reserved, held.accrued, held.paid];
            assert_eq!(Money::sum(parts), Some(row.obligated), "{}", row.sub_award);
        }
    }
}
