//! What became different between two moments is what was shown at the one, held against what was shown at the other.

use std::collections::BTreeMap;

use almoner_domain::{identifier::Fain, money::Money};
use almoner_projections::{
    claims::{ClaimFilter, ClaimStatus},
    postings::BalanceFilter,
    read::{AsOf, Page, ReadError, View, Viewer},
};

use crate::support::{TestLedger, history};

async fn at(ledger: &TestLedger, position: i64) -> View {
    ledger
        .view(Viewer::office(), AsOf::Position(position))
        .await
}

async fn balances(view: &View) -> BTreeMap<String, Money> {
    let found = view.balances(&BalanceFilter::default()).await.unwrap();
    let held = found.into_iter();
    held.map(|it| (it.account.account, it.balance)).collect()
}

async fn claims(view: &View) -> BTreeMap<ClaimStatus, (i64, Money)> {
    let mut claims: BTreeMap<ClaimStatus, (i64, Money)> = BTreeMap::new();
    let page = view
        .claims(&ClaimFilter::default(), &Page::largest())
        .await
        .unwrap();
    assert!(!page.has_next, "the test's claims fill one page");
    for row in page.rows {
        let of = claims.entry(row.status).or_default();
        *of = (of.0 + 1, of.1.plus(row.payable).unwrap());
    }
    claims
}

#[tokio::test]
async fn what_became_different_is_what_was_shown_before_and_after() {
    let history = history(7, 60);
    let ledger = TestLedger::projected(&history).await;
    let last = i64::try_from(history.len()).unwrap();
    for (from, to) in [
        (0, last),
        (last / 4, last / 2),
        (last / 2, last - 7),
        (last, last),
    ] {
        let (before, after) = (at(&ledger, from).await, at(&ledger, to).await);
        let changes = after.changes(from, None).await.unwrap();
        assert_eq!((changes.from, changes.to), (from, to));
        assert_eq!(changes.event_count(), to - from);
        let (held_before, held_after) = (balances(&before).await, balances(&after).await);
        let moved: BTreeMap<_, _> = changes
            .balances
            .iter()
            .map(|it| (it.account.clone(), (it.before, it.after)))
            .collect();
        let expected: BTreeMap<_, _> = held_after
            .iter()
            .map(|(account, now)| {
                let was = held_before.get(account).copied().unwrap_or_default();
                (account.clone(), (was, *now))
            })
            .filter(|(_, (was, now))| was != now)
            .collect();
        assert_eq!(moved, expected, "{from} to {to}");
        let (stood, stand) = (claims(&before).await, claims(&after).await);
        for of in &changes.claims {
            let was = stood.get(&of.status).copied().unwrap_or_default();
            let is = stand.get(&of.status).copied().unwrap_or_default();
            assert_eq!(
                ((of.count.0, of.payable.0), (of.count.1, of.payable.1)),
                (was, is)
            );
        }
        let count = |claims: &BTreeMap<ClaimStatus, (i64, Money)>| {
            claims.values().map(|it| it.0).sum::<i64>()
        };
        let came = changes
            .claims_moved
            .iter()
            .filter(|moved| moved.from.is_none());
        let came: i64 = came.map(|moved| moved.count).sum();
        assert_eq!(count(&stood) + came, count(&stand), "{from} to {to}");
        for share in &changes.shares {
            let award = &share.after.as_ref().unwrap().award;
            assert_eq!(share.before, before.sub_award_share(award).await.unwrap());
            assert_eq!(share.after, after.sub_award_share(award).await.unwrap());
            assert_ne!(share.before, share.after);
        }
        if from == to {
            assert_eq!(changes.awards.before, changes.awards.after);
            assert!(changes.award_actions.is_empty() && changes.files.is_empty());
            assert!(changes.organizations.is_empty() && changes.closes.is_empty());
        }
    }
}

#[tokio::test]
async fn the_changes_of_one_award_are_its_own() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let view = at(&ledger, i64::try_from(history.len()).unwrap()).await;
    let whole = view.changes(0, None).await.unwrap();
    let awards: Vec<Fain> = whole.balances.iter().map(|it| it.award.clone()).collect();
    let (mut accounts, mut claims) = (0, 0);
    for award in awards.iter().collect::<std::collections::BTreeSet<_>>() {
        let changes = view.changes(0, Some(award)).await.unwrap();
        assert!(changes.balances.iter().all(|it| it.award == *award));
        assert!(changes.award_actions.iter().all(|it| it.award == *award));
        assert_eq!(
            (changes.awards.before.count, changes.awards.after.count),
            (0, 1)
        );
        accounts += changes.balances.len();
        claims += changes.claims.iter().map(|it| it.count.1).sum::<i64>();
    }
    assert_eq!(accounts, whole.balances.len());
    assert_eq!(
        claims,
        whole.claims.iter().map(|it| it.count.1).sum::<i64>()
    );
    let refused = view.changes(view.position() + 1, None).await.unwrap_err();
    assert!(matches!(refused, ReadError::AsOfInFuture { .. }));
}
