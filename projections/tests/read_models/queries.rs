//! Moments, pages and filters.

use almoner_domain::ledger::testing::{ASSISTANCE, REGIONAL, fain, money, sub_award};
use almoner_domain::money::Money;
use almoner_projections::audit_trail::AuditFilter;
use almoner_projections::awards::AwardStatus;
use almoner_projections::claims::{ClaimFilter, ClaimStatus};
use almoner_projections::postings::PostingFilter;
use almoner_projections::read::{AsOf, Cursor, Page, Reader, Viewer};
use chrono::TimeDelta;

use crate::support::{TestLedger, claim_of, client_of, history};

#[tokio::test]
async fn a_moment_is_a_position_an_instant_or_now() {
    let history = history(3, 0);
    let last = i64::try_from(history.len()).unwrap();
    let ledger = TestLedger::projected(&history).await;
    let reader = Reader::new(ledger.app.clone());
    let at = async |as_of| {
        reader
            .view(Viewer::office(), as_of)
            .await
            .map(|view| view.position())
    };
    assert_eq!(at(AsOf::Latest).await.unwrap(), last);
    assert_eq!(at(AsOf::Position(0)).await.unwrap(), 0);
    assert_eq!(at(AsOf::Position(5)).await.unwrap(), 5);
    let then = TestLedger::recorded_at(7);
    assert_eq!(at(AsOf::Time(then)).await.unwrap(), 7);
    assert_eq!(
        at(AsOf::Time(then - TimeDelta::seconds(1))).await.unwrap(),
        6
    );
    assert_eq!(at(AsOf::Time(then - TimeDelta::days(9))).await.unwrap(), 0);
    assert_eq!(
        at(AsOf::Time(then + TimeDelta::days(9999))).await.unwrap(),
        last
    );
    for future in [last + 1, -1] {
        let refused = at(AsOf::Position(future)).await.unwrap_err();
        assert_eq!(refused.code(), "AS_OF_IN_FUTURE");
    }
    assert_eq!(reader.position().await.unwrap(), last);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    for newest_first in [false, true] {
        let filter = PostingFilter {
            award: Some(fain(ASSISTANCE)),
            newest_first,
            ..PostingFilter::default()
        };
        let mut seen = Vec::new();
        let mut after: Option<Cursor> = None;
        loop {
            let page = Page::try_new(7, after.clone()).unwrap();
            let postings = view.postings(&filter, &page).await.unwrap();
            seen.extend(postings.rows.iter().map(|row| (row.position, row.entry)));
            after = postings.cursors.last().cloned();
            if !postings.has_next {
                break;
            }
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if newest_first {
            sorted.reverse();
        }
        assert_eq!(seen, sorted);
        assert!(seen.len() > 100);
    }
    for first in [0, 101] {
        assert_eq!(
            Page::try_new(first, None).unwrap_err().code(),
            "PAGE_SIZE_OUT_OF_RANGE"
        );
    }
    let strange = Page::try_new(5, Some(Cursor::parse("not|a|cursor"))).unwrap();
    let refused = view
        .postings(&PostingFilter::default(), &strange)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "CURSOR_MALFORMED");
}

#[tokio::test]
async fn a_claim_is_told_with_lines_adjustments_and_findings() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let paid = view.claim(&claim_of(1, "2019-03")).await.unwrap().unwrap();
    assert_eq!(paid.status, ClaimStatus::Paid);
    assert_eq!(paid.billed, paid.adjusted.plus(paid.payable).unwrap());
    let denied = claim_of(7, "2019-04");
    let row = view.claim(&denied).await.unwrap().unwrap();
    assert_eq!(row.status, ClaimStatus::Denied);
    assert_eq!((row.adjusted, row.payable), (row.billed, Money::ZERO));
    let lines = view.claim_lines(&denied).await.unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        Money::sum(lines.iter().map(|line| line.adjusted)),
        Some(row.billed)
    );
    let adjustments = view.claim_adjustments(&denied).await.unwrap();
    assert_eq!(
        Money::sum(adjustments.iter().map(|one| one.amount)),
        Some(row.billed)
    );
    let strange = almoner_domain::id::ClaimId::parse("TV-2:strange").unwrap();
    let findings = view.claim_findings(&strange).await.unwrap();
    assert!(findings.iter().any(|finding| finding.fatal));
    let filter = ClaimFilter {
        client: Some(client_of(1)),
        status: Some(ClaimStatus::Paid),
        ..ClaimFilter::default()
    };
    let found = view.claims(&filter, &Page::largest()).await.unwrap();
    assert_eq!(found.rows.len(), 1);
}

#[tokio::test]
async fn the_sub_award_share_is_told_as_of_any_moment() {
    let history = history(3, 0);
    let ledger = TestLedger::projected(&history).await;
    let award = fain(REGIONAL);
    let fell = history
        .iter()
        .position(|recorded| {
            recorded.stream.id == REGIONAL && recorded.event.event_type() == "SubAwardShareRestored"
        })
        .unwrap();
    let restored = AsOf::Position(i64::try_from(fell + 1).unwrap());
    let view = ledger.view(Viewer::office(), restored).await;
    let share = view.sub_award_share(&award).await.unwrap().unwrap();
    assert_eq!(share.base, money("825000"));
    assert_eq!(share.sub_awarded, money("495000"));
    assert!(share.compliant && !share.waived);
    let now = ledger.view(Viewer::office(), AsOf::Latest).await;
    let share = now.sub_award_share(&award).await.unwrap().unwrap();
    assert!(share.waived && !share.compliant);
    assert!(now.sub_award_share_history(&award).await.unwrap().len() > 4);
    let closed = now.award(&award).await.unwrap().unwrap();
    assert_eq!(closed.status, AwardStatus::Closed);
    let funds = now.award_funds(&[award]).await.unwrap();
    assert_eq!(funds[0].unassigned, Money::ZERO);
    // A cost that came late for a closed month is a cost all the same; what is disallowed of it after the close is none.
    assert_eq!(funds[0].retained_spent, money("1244.56"));
}

#[tokio::test]
async fn the_audit_trail_leads_from_a_payment_back_to_the_award() {
    let ledger = TestLedger::projected(&history(3, 0)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let types = async |filter: AuditFilter| -> Vec<String> {
        let trail = view.audit_trail(&filter, &Page::largest()).await.unwrap();
        trail.rows.into_iter().map(|row| row.event_type).collect()
    };
    let claim = types(AuditFilter {
        claim: Some(claim_of(1, "2019-03")),
        ..AuditFilter::default()
    })
    .await;
    for expected in [
        "ClaimSubmitted",
        "ClaimAdjudicated",
        "BenefitReserved",
        "FundsReserved",
        "ClaimApproved",
        "FundsAccrued",
        "ClaimScheduled",
        "PaymentClaimIncluded",
        "FundsPaid",
        "ClaimPaid",
    ] {
        assert!(
            claim.iter().any(|name| name == expected),
            "{expected} in {claim:?}"
        );
    }
    let of_sub_award = types(AuditFilter {
        sub_award: Some(sub_award("TV-1")),
        ..AuditFilter::default()
    })
    .await;
    assert!(of_sub_award.iter().any(|name| name == "SubAwardExecuted"));
    let newest = types(AuditFilter {
        award: Some(fain(ASSISTANCE)),
        newest_first: true,
        ..AuditFilter::default()
    })
    .await;
    assert_ne!(newest.first().map(String::as_str), Some("AwardIssued"));
    let command = types(AuditFilter {
        command_id: Some("command-3".to_owned()),
        ..AuditFilter::default()
    })
    .await;
    assert_eq!(command.len(), 1);
}
