//! The trial balance: zero in both charts, of the ledger, of each programme and of each award, and for any time.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::testing::{AWARDS, fain, period},
    money::Money,
    posting::Book,
};
use almoner_projections::{
    postings::{TrialBalance, TrialBalanceFilter},
    read::{AsOf, View, Viewer},
};

use crate::support::{TestLedger, random_history};

const BOOKS: [Book; 3] = [Book::Budgetary, Book::Proprietary, Book::Memorandum];

/// Every trial balance that is drawn here: by what, and for which time.
fn filters() -> Vec<TrialBalanceFilter> {
    let programmes = ["RRR", "TVAP", "SO"].map(|code| ProgrammeCode::parse(code).unwrap());
    let mut of = vec![TrialBalanceFilter::default()];
    of.extend(programmes.map(|programme| TrialBalanceFilter {
        programme: Some(programme),
        ..TrialBalanceFilter::default()
    }));
    of.extend(AWARDS.map(|award| TrialBalanceFilter {
        award: Some(fain(award)),
        ..TrialBalanceFilter::default()
    }));
    let times = [
        None,
        Some(period("2018-09-01", "2018-12-31")),
        Some(period("2019-01-01", "2019-03-31")),
        Some(period("2019-04-01", "2021-12-31")),
    ];
    of.into_iter()
        .flat_map(|filter| {
            times.map(|period| TrialBalanceFilter {
                period,
                ..filter.clone()
            })
        })
        .collect()
}

fn is_balanced(balance: &TrialBalance) -> bool {
    BOOKS.iter().all(|book| {
        [balance.totals(*book), balance.ussgl_totals(*book)]
            .into_iter()
            .all(|totals| {
                totals.is_some_and(|totals| {
                    totals.debit == totals.credit && totals.debits == totals.credits
                })
            })
    })
}

async fn drawn(view: &View, filter: &TrialBalanceFilter) -> TrialBalance {
    view.trial_balance(filter).await.unwrap()
}

#[tokio::test]
async fn debits_equal_credits_in_both_charts_of_everything_at_every_time() {
    for seed in [1, 2] {
        let history = random_history(seed, 400);
        let last = i64::try_from(history.len()).unwrap();
        let ledger = TestLedger::projected(&history).await;
        for position in [last / 3, last] {
            let view = ledger
                .view(Viewer::office(), AsOf::Position(position))
                .await;
            for filter in filters() {
                let balance = drawn(&view, &filter).await;
                assert!(
                    is_balanced(&balance),
                    "{filter:?} as of {position}: {balance:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_times_add_up_to_the_whole_and_the_awards_to_the_ledger() {
    let ledger = TestLedger::projected(&random_history(3, 400)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let whole = drawn(&view, &TrialBalanceFilter::default()).await;
    assert!(whole.own.len() > 5, "{whole:?}");
    // One time opens with what the one before it closed with.
    let first = TrialBalanceFilter {
        period: Some(period("2000-01-01", "2019-03-31")),
        ..TrialBalanceFilter::default()
    };
    let second = TrialBalanceFilter {
        period: Some(period("2019-04-01", "2030-12-31")),
        ..TrialBalanceFilter::default()
    };
    let (first, second) = (drawn(&view, &first).await, drawn(&view, &second).await);
    for line in &whole.own {
        let of = |balance: &TrialBalance| {
            let found = balance.own.iter().find(|own| own.account == line.account);
            found.cloned()
        };
        let last = of(&second).unwrap();
        let before = of(&first);
        let opening = before.as_ref().map_or(Money::ZERO, |before| {
            before.debit.minus(before.credit).unwrap()
        });
        assert_eq!(last.opening, opening, "{}", line.account);
        assert_eq!((last.debit, last.credit), (line.debit, line.credit));
        let within = before.map_or(Money::ZERO, |before| before.debits);
        assert_eq!(within.plus(last.debits).unwrap(), line.debits);
    }
    // Every posting is of one award and one programme.
    for of_line in &whole.own {
        let mut debits = Money::ZERO;
        for award in AWARDS {
            let filter = TrialBalanceFilter {
                award: Some(fain(award)),
                ..TrialBalanceFilter::default()
            };
            let balance = drawn(&view, &filter).await;
            let line = balance
                .own
                .iter()
                .find(|own| own.account == of_line.account);
            debits = debits
                .plus(line.map_or(Money::ZERO, |line| line.debits))
                .unwrap();
        }
        assert_eq!(debits, of_line.debits, "{}", of_line.account);
    }
}
