//! Whatever the domain can emit, the projector can store.

use std::collections::BTreeSet;

use almoner_domain::{
    claim::VoidReason,
    id::{ClaimId, RefundId},
    ledger::{
        CloseAward, CloseSubAward, Event, RefundReceivable, VoidClaim, WaiveSubAwardShare,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, SUB_AWARDEES, Scenario, day, fain, money, reason,
            sub_award,
        },
    },
    money::Money,
};
use almoner_projections::{
    award_actions::AwardActionKind,
    read::{AsOf, Page, Viewer},
};

use crate::support::{LOGS, TEMPORAL, TestLedger, digests, history};

#[test]
fn the_history_of_these_tests_has_every_type_of_event() {
    let seen: BTreeSet<_> = history(14, 0)
        .iter()
        .map(|recorded| recorded.event.event_type())
        .collect();
    // What is left past 500 claims: more than these tests need; and an adjustment that has a test of its own.
    let apart = [
        "AdjustedFundsReleased",
        "ReleaseDeferred",
        "ReadjudicationDeferred",
        "ReadjudicationFinished",
    ];
    let missing: Vec<_> = Event::types()
        .into_iter()
        .map(|(_, name, _)| name)
        .filter(|name| !seen.contains(name) && !apart.contains(name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[tokio::test]
async fn every_event_projects_and_every_table_gets_rows() {
    let history = history(14, 400);
    let ledger = TestLedger::projected(&history).await;
    let digests = digests(&ledger).await;
    for table in TEMPORAL.into_iter().chain(LOGS) {
        assert!(digests[table].0 > 0, "{table} is empty");
    }
    let records = i64::try_from(history.len()).unwrap();
    assert_eq!(digests["audit_trail"].0, records);
    assert_eq!(ledger.checkpoint().await, records);
}

#[tokio::test]
async fn what_a_closed_sub_award_gives_back_after_its_award_closed_is_an_action_and_moves_the_books()
 {
    let refund = |id: &str| RefundReceivable {
        sub_award: sub_award("TV-1"),
        refund: RefundId::parse(id).unwrap(),
        amount: money("700"),
        effective_on: day("2019-06-29"),
    };
    let close = |id: &str| CloseSubAward {
        sub_award: sub_award(id),
        effective_on: day("2019-06-29"),
    };
    let scenario = Scenario::owing()
        .given_by(ASSISTANCE_PRIME, refund("R-1"))
        .given_by(ASSISTANCE_PRIME, close("TV-1"))
        .given_by(ASSISTANCE_PRIME, close("TV-2"))
        .given(WaiveSubAwardShare {
            award: fain(ASSISTANCE),
            reason: reason("The project ended early"),
            effective_on: day("2019-06-29"),
        })
        .given(CloseAward {
            award: fain(ASSISTANCE),
            effective_on: day("2019-06-29"),
        })
        .given_by(
            SUB_AWARDEES[0],
            VoidClaim {
                claim: ClaimId::parse("TV-1:1").unwrap(),
                reason: VoidReason::BilledInError,
                effective_on: day("2019-06-29"),
            },
        )
        .given_by(ASSISTANCE_PRIME, refund("R-2"));
    let ledger = TestLedger::projected(scenario.ledger.history()).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let award = fain(ASSISTANCE);
    let funds = view
        .award_funds(std::slice::from_ref(&award))
        .await
        .unwrap();
    assert_eq!(
        (funds[0].unassigned, funds[0].retained_spent),
        (Money::ZERO, Money::ZERO)
    );
    let actions = view.award_actions(&award, &Page::largest()).await.unwrap();
    let last = actions.rows.last().unwrap();
    assert_eq!(last.action, AwardActionKind::Release);
    assert_eq!(last.amount, Some(Money::from_cents(-70_000)));
}
