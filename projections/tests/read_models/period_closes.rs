//! Closed months: their trial balance is the one that was bound, as of whatever position, and late facts count after them.

use almoner_domain::{
    closing::{ClosedPeriods, Freezes},
    id::ProgrammeCode,
    ledger::{
        Role,
        testing::{ASSISTANCE_PRIME, day},
    },
    period::Month,
};
use almoner_projections::{
    period_closes::{PeriodCloseRow, PeriodCloseState},
    postings::{PostingFilter, TrialBalanceFilter},
    read::{AsOf, Page, Viewer},
};
use sqlx::Row;

use crate::support::{TestLedger, history, random_history};

fn programme(code: &str) -> ProgrammeCode {
    ProgrammeCode::parse(code).unwrap()
}

fn page() -> Page {
    Page::largest()
}

fn of(close: &PeriodCloseRow) -> TrialBalanceFilter {
    TrialBalanceFilter {
        programme: Some(close.programme.clone()),
        award: None,
        period: Some(close.period()),
    }
}

#[tokio::test]
async fn a_closed_trial_balance_is_the_bound_one_as_of_every_later_position() {
    let history = history(14, 300);
    let ledger = TestLedger::projected(&history).await;
    let latest = ledger.view(Viewer::office(), AsOf::Latest).await;
    let rrr = programme("RRR");
    let closes = latest.period_closes(&rrr, &page()).await.unwrap().rows;
    let withdrawn = closes.iter().find(|close| close.close == 1).unwrap();
    assert_eq!(withdrawn.state, PeriodCloseState::Withdrawn);
    let close = closes.iter().find(|close| close.close == 2).unwrap();
    assert_eq!(close.state, PeriodCloseState::Closed);
    assert_eq!(close.ends_on, day("2018-12-31"));
    let head = i64::try_from(history.len()).unwrap();
    for position in [close.frozen_at, close.frozen_at + 4, head] {
        let view = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        let balance = view.trial_balance(&of(close)).await.unwrap();
        assert_eq!(Some(balance.digest(&of(close))), close.digest);
    }
    let late = PostingFilter {
        late_behind: Some((rrr, close.frozen_at)),
        ..PostingFilter::default()
    };
    let late = latest.postings(&late, &page()).await.unwrap().rows;
    assert!(late.len() >= 6, "the late cost posts in both books");
    for posting in &late {
        assert!(posting.fact_on.is_some_and(|on| on <= close.ends_on));
        assert!(posting.effective_on > close.ends_on);
    }
    assert!(
        late.iter()
            .any(|posting| posting.fact_on == Some(day("2018-12-31")))
    );
    // What concerns all primes together is not a prime's to see.
    let prime = almoner_domain::ledger::testing::organization(ASSISTANCE_PRIME);
    let view = ledger
        .view(Viewer::new(Role::Grantee, prime), AsOf::Latest)
        .await;
    let seen = view
        .period_closes(&programme("RRR"), &page())
        .await
        .unwrap();
    assert_eq!(seen.rows, Vec::new());
}

#[tokio::test]
async fn whatever_is_frozen_never_moves_and_is_what_the_events_make() {
    let mut frozen = 0;
    for seed in 11..17 {
        let history = random_history(seed, 300);
        let ledger = TestLedger::projected(&history).await;
        let latest = ledger.view(Viewer::office(), AsOf::Latest).await;
        // Statements of random closes are made up: what the periods bind is found to differ, and what was posted stays.
        let (mut periods, mut freezes) = (ClosedPeriods::default(), Freezes::default());
        for (position, recorded) in (1..).zip(&history) {
            freezes.take(position, &recorded.event);
            let _ = periods.take(position, &recorded.event);
        }
        for code in ["RRR", "TVAP", "SO"] {
            let code = programme(code);
            let closes = latest.period_closes(&code, &page()).await.unwrap().rows;
            let standing = closes
                .iter()
                .filter(|close| close.state != PeriodCloseState::Withdrawn);
            assert_eq!(
                standing.clone().map(|close| close.frozen_at).max(),
                freezes
                    .of(&code)
                    .map(|freeze| i64::try_from(freeze.position).unwrap())
            );
            for close in standing {
                frozen += 1;
                let then = ledger
                    .view(Viewer::office(), AsOf::Position(close.frozen_at))
                    .await;
                let then = then.trial_balance(&of(close)).await.unwrap();
                let now = latest.trial_balance(&of(close)).await.unwrap();
                assert_eq!(now, then, "seed {seed}, {code} {}", close.close);
                let from = Month::of(close.starts_on);
                let made = periods
                    .months()
                    .balance(&code, Some(from), Month::of(close.ends_on))
                    .unwrap();
                assert_eq!(now.digest(&of(close)), made.digest());
            }
        }
        // All lines of a transaction are of one day.
        let split: i64 = sqlx::query(
            "SELECT count(*) AS split FROM (SELECT position FROM postings GROUP BY position \
             HAVING count(DISTINCT (effective_on, fact_on, late_behind)) > 1) AS s",
        )
        .fetch_one(&mut ledger.writer().await)
        .await
        .unwrap()
        .get("split");
        assert_eq!(split, 0);
    }
    assert!(frozen > 5, "{frozen}");
}
