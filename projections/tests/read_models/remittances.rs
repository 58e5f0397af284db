//! What a payment pays a sub-awardee, who sees it, and that it adds up.

use almoner_domain::{
    id::PaymentId,
    ledger::{
        Role,
        testing::{ASSISTANCE, ASSISTANCE_PRIME, REGIONAL_PRIME, SUB_AWARDEES, fain, organization},
    },
    money::Money,
};
use almoner_projections::{
    payments::{PaymentClaimFilter, PaymentStatus},
    read::{AsOf, Page, View, Viewer},
    remittances::{Advice, RemittanceFilter},
};
use sqlx::Executor;

use crate::support::{TestLedger, digests, history};

fn payment(id: &str) -> PaymentId {
    PaymentId::parse(id).unwrap()
}

async fn advice(view: &View, id: &str) -> Option<Advice> {
    view.remittance_advice(&payment(id), &organization(SUB_AWARDEES[0]))
        .await
        .unwrap()
}

#[tokio::test]
async fn an_advice_adds_up_and_is_what_was_posted() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let found = advice(&view, "PAY-0").await.unwrap();
    let totals = found.totals();
    assert!(found.is_paid());
    assert!(totals.payment().is_positive());
    assert_eq!(found.posted().as_ref(), Some(totals.claims()));
    assert_eq!(
        totals.billed().minus(*totals.adjusted()),
        Some(*totals.claims())
    );
    let filter = PaymentClaimFilter {
        payment: Some(payment("PAY-0")),
        ..PaymentClaimFilter::default()
    };
    let items = view
        .payment_claims(&filter, &Page::largest())
        .await
        .unwrap();
    assert_eq!(found.claims().len(), items.rows.len());
    let paid = Money::sum(items.rows.iter().map(|row| row.amount)).unwrap();
    assert_eq!(*totals.claims(), paid);
    assert_eq!(found.header().award, fain(ASSISTANCE));
    let control = found.control();
    assert_eq!(control.position, view.position());
    assert_eq!(
        control.recorded_at,
        TestLedger::recorded_at(view.position())
    );
    assert_eq!(control.checkpoint_root.len(), 32);
}

#[tokio::test]
async fn until_it_is_confirmed_nothing_is_paid_or_posted() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let confirmed = history
        .iter()
        .position(|recorded| recorded.event.event_type() == "PaymentConfirmed")
        .unwrap();
    let before = i64::try_from(confirmed).unwrap();
    let view = ledger.view(Viewer::office(), AsOf::Position(before)).await;
    let found = advice(&view, "PAY-0").await.unwrap();
    assert_eq!(found.header().status, PaymentStatus::Authorised);
    assert!(!found.is_paid());
    assert_eq!(*found.posted(), None);
    let after = ledger.view(Viewer::office(), AsOf::Latest).await;
    let then = advice(&after, "PAY-0").await.unwrap();
    assert_eq!(then.totals(), found.totals());
    assert_eq!(then.claims(), found.claims());
    let prepared = advice(&after, "PAY-1").await.unwrap();
    assert_eq!(prepared.header().status, PaymentStatus::Prepared);
    assert_eq!(*prepared.posted(), None);
    let early = ledger.view(Viewer::office(), AsOf::Position(3)).await;
    assert_eq!(advice(&early, "PAY-0").await, None);
}

#[tokio::test]
async fn a_sub_awardee_sees_its_own_advice_and_a_foreign_one_is_unknown() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let of = |role, who: &str| Viewer::new(role, organization(who));
    for (viewer, sees) in [
        (of(Role::Subawardee, SUB_AWARDEES[0]), true),
        (of(Role::Grantee, ASSISTANCE_PRIME), true),
        (of(Role::Officer, "otip"), true),
        (of(Role::Auditor, "oig"), true),
        (of(Role::Subawardee, SUB_AWARDEES[1]), false),
        (of(Role::Grantee, REGIONAL_PRIME), false),
        (of(Role::Admin, "otip"), false),
    ] {
        let view = ledger.view(viewer.clone(), AsOf::Latest).await;
        assert_eq!(advice(&view, "PAY-0").await.is_some(), sees, "{viewer:?}");
        assert_eq!(advice(&view, "PAY-404").await, None);
        let none = view
            .remittance_advice(&payment("PAY-0"), &organization(SUB_AWARDEES[1]))
            .await
            .unwrap();
        assert_eq!(none, None, "it is paid nothing");
        let list = view
            .remittances(&RemittanceFilter::default(), &Page::largest())
            .await
            .unwrap();
        let listed: Vec<_> = list
            .rows
            .iter()
            .map(|row| row.header.payment.as_str())
            .collect();
        let all: &[&str] = if sees {
            &["PAY-0", "PAY-1", "PAY-7", "PAY-8", "PAY-SIGNED"]
        } else {
            &[]
        };
        assert_eq!(listed, all, "{viewer:?}");
    }
}

#[tokio::test]
async fn a_remittance_in_short_says_what_its_advice_says() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let viewer = Viewer::new(Role::Subawardee, organization(SUB_AWARDEES[0]));
    let view = ledger.view(viewer, AsOf::Latest).await;
    let paid = RemittanceFilter {
        status: Some(PaymentStatus::Confirmed),
        award: Some(fain(ASSISTANCE)),
        sub_awardee: Some(organization(SUB_AWARDEES[0])),
        ..RemittanceFilter::default()
    };
    let list = view.remittances(&paid, &Page::largest()).await.unwrap();
    assert_eq!(list.rows.len(), 3);
    let found = advice(&view, "PAY-0").await.unwrap();
    assert_eq!(list.rows[0].claims, *found.totals().claims());
    assert_eq!(
        usize::try_from(list.rows[0].claim_count).unwrap(),
        found.claims().len()
    );
}

/// A ledger of before gets its headers by the migration, the same that the projector would have made.
#[tokio::test]
async fn headers_of_before_are_filled_in_as_they_are_projected() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let projected = digests(&ledger).await;
    let migration = include_str!("../../../migrations/0161_remittance_headers.sql");
    let (_, fill) = migration
        .split_once("-- The payments that a ledger holds already")
        .unwrap();
    let fill = format!("DELETE FROM remittance_headers; -- {fill}");
    let mut writer = ledger.writer().await;
    writer.execute(fill.as_str()).await.unwrap();
    let filled = digests(&ledger).await;
    assert_eq!(
        filled["remittance_headers"],
        projected["remittance_headers"]
    );
}

/// What is withheld is a provider adjustment, what was paid before of a replaced claim too: the advice balances.
#[tokio::test]
async fn what_is_owed_back_is_taken_off_the_payment_and_carried_forward() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let viewer = Viewer::new(Role::Subawardee, organization(SUB_AWARDEES[0]));
    let view = ledger.view(viewer, AsOf::Latest).await;
    let advice = advice(&view, "PAY-8").await.unwrap();
    let totals = advice.totals();
    // Of 700 for a voided claim and 50 of a replaced one, 700 is withheld.
    assert_eq!(totals.claims().to_string(), "700.00");
    assert_eq!(totals.provider_adjustments().to_string(), "700.00");
    assert_eq!(totals.payment().to_string(), "0.00");
    assert_eq!(advice.forward_balance().to_string(), "50.00");
    assert_eq!(advice.provider_adjustments()[0].kind.code(), "WO");
}
