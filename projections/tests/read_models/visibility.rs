//! Who sees what, beneath every query.

use almoner_domain::ledger::Event;
use almoner_domain::ledger::Role;
use almoner_domain::ledger::testing::{
    ASSISTANCE, ASSISTANCE_PRIME, REGIONAL, REGIONAL_PRIME, Recorded, SUB_AWARDEES, fain,
    organization, sub_award,
};
use almoner_domain::programme::{DisclosureProfile, ProgrammeEvent};
use almoner_projections::audit_trail::AuditFilter;
use almoner_projections::awards::AwardFilter;
use almoner_projections::claims::ClaimFilter;
use almoner_projections::payments::{PaymentClaimFilter, PaymentFilter};
use almoner_projections::postings::{BalanceFilter, PostingFilter, TrialBalanceFilter};
use almoner_projections::read::{AsOf, Page, Viewer};
use almoner_projections::sub_awards::SubAwardFilter;
use sqlx::Executor;

use crate::support::{LOGS, TEMPORAL, TestLedger, claim_of, client_of, history};

pub(crate) fn viewer(role: Role, of: &str) -> Viewer {
    Viewer::new(role, organization(of))
}

#[tokio::test]
async fn without_a_scope_nothing_is_seen_and_nothing_is_written() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    for table in TEMPORAL.into_iter().chain(LOGS) {
        for pool in [&ledger.app, &ledger.owner] {
            let seen: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {table}"))
                .fetch_one(pool)
                .await
                .unwrap();
            assert_eq!(seen, 0, "{table}");
            let deleted = pool
                .execute(format!("DELETE FROM {table}").as_str())
                .await
                .unwrap();
            assert_eq!(deleted.rows_affected(), 0, "{table}");
        }
    }
}

#[tokio::test]
async fn a_view_writes_nothing_even_for_an_officer() {
    let ledger = TestLedger::projected(&history(3, 0)).await;
    let mut transaction = ledger.app.begin().await.unwrap();
    transaction
        .execute("SELECT set_config('almoner.scope', 'all', true)")
        .await
        .unwrap();
    let changed = transaction
        .execute("UPDATE awards SET title = 'Mine'")
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 0);
}

/// Every row of every table that an organization sees names it, and it sees some of each that it should.
#[tokio::test]
async fn an_organization_sees_its_own_rows_and_no_others() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let parties = [
        REGIONAL_PRIME,
        ASSISTANCE_PRIME,
        SUB_AWARDEES[0],
        SUB_AWARDEES[1],
        "nobody",
    ];
    for of in parties {
        let mut transaction = ledger.app.begin().await.unwrap();
        sqlx::query("SELECT set_config('almoner.scope', 'organization', true), set_config('almoner.organization', $1, true)")
            .bind(of)
            .execute(&mut *transaction)
            .await
            .unwrap();
        for table in TEMPORAL.into_iter().chain(LOGS) {
            // The catalogue is everybody's; what is closed of all primes together is the office's.
            let of_nobody = ["programmes", "rule_sets", "organizations", "period_closes"];
            if of_nobody.contains(&table) {
                continue;
            }
            // What the office reports of programmes is everybody's.
            let of_all = if table == "measure_reports" {
                "NOT public"
            } else {
                "true"
            };
            let organizations = if table == "audit_sights" {
                "ARRAY[organization]"
            } else {
                "organizations"
            };
            let sql = format!(
                "SELECT count(*), count(*) FILTER (WHERE NOT {organizations} @> ARRAY[$1]) FROM {table} WHERE {of_all}"
            );
            let (seen, foreign): (i64, i64) = sqlx::query_as(&sql)
                .bind(of)
                .fetch_one(&mut *transaction)
                .await
                .unwrap();
            assert_eq!(foreign, 0, "{of} in {table}");
            assert_eq!(
                seen == 0,
                of == "nobody" || !should_see(of, table),
                "{of} in {table}"
            );
        }
    }
}

fn should_see(of: &str, table: &str) -> bool {
    let prime = of == REGIONAL_PRIME || of == ASSISTANCE_PRIME;
    let claims = of != REGIONAL_PRIME;
    match table {
        "awards" | "award_actions" | "sub_award_shares" => prime,
        "payments"
        | "award_cash"
        | "award_cash_entries"
        | "award_contributions"
        | "award_incomes"
        | "award_income_entries" => of == ASSISTANCE_PRIME,
        // The child whose case has them stays with the first sub-awardee.
        "payment_claims"
        | "payment_offsets"
        | "receivable_entries"
        | "remittance_headers"
        | "client_letters"
        | "client_family_members"
        | "client_deadlines" => of == ASSISTANCE_PRIME || of == SUB_AWARDEES[0],
        // A sub-awardee's own reference of a case is not its prime's.
        "sealed_values" => of == SUB_AWARDEES[0],
        // The one file is about the first sub-award of the regional award.
        "oversight_entries" => of == REGIONAL_PRIME || of == SUB_AWARDEES[0],
        // One case is managed under the regional award.
        "clients" | "client_phases" | "sub_awards" | "sub_award_terms" | "sub_award_actions"
        | "accounts" | "postings" | "audit_trail" | "audit_sights" | "measure_reports" => true,
        _ => claims,
    }
}

#[tokio::test]
async fn a_foreign_id_answers_as_unknown() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let view = ledger
        .view(viewer(Role::Grantee, REGIONAL_PRIME), AsOf::Latest)
        .await;
    assert!(view.award(&fain(REGIONAL)).await.unwrap().is_some());
    assert!(view.award(&fain(ASSISTANCE)).await.unwrap().is_none());
    assert!(view.claim(&claim_of(1, "2019-03")).await.unwrap().is_none());
    assert!(view.client(&client_of(1)).await.unwrap().is_none());
    assert!(
        view.sub_award_funds(&[sub_award("TV-1")])
            .await
            .unwrap()
            .is_empty()
    );
    let foreign = BalanceFilter {
        award: Some(fain(ASSISTANCE)),
        ..BalanceFilter::default()
    };
    assert!(view.balances(&foreign).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_sub_awardee_sees_its_sub_awards_claims_and_remittances_but_not_the_primes_books() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let of = SUB_AWARDEES[0];
    let view = ledger
        .view(viewer(Role::Subawardee, of), AsOf::Latest)
        .await;
    let page = Page::largest();
    assert!(
        view.awards(&AwardFilter::default(), &page)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert!(
        view.payments(&PaymentFilter::default(), &page)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    let sub_awards = view
        .sub_awards(&SubAwardFilter::default(), &page)
        .await
        .unwrap();
    assert_eq!(sub_awards.rows.len(), 2);
    assert!(
        sub_awards
            .rows
            .iter()
            .all(|row| row.sub_awardee.as_str() == of)
    );
    let claims = view.claims(&ClaimFilter::default(), &page).await.unwrap();
    assert!(!claims.rows.is_empty());
    assert!(
        claims
            .rows
            .iter()
            .all(|row| row.organization.as_str() == of)
    );
    let items = view
        .payment_claims(&PaymentClaimFilter::default(), &page)
        .await
        .unwrap();
    assert!(items.rows.iter().any(|row| row.paid_on.is_some()));
    let postings = view
        .postings(&PostingFilter::default(), &page)
        .await
        .unwrap();
    assert!(!postings.rows.is_empty());
    assert!(postings.rows.iter().all(|row| row.sub_award.is_some()));
}

#[tokio::test]
async fn a_case_that_moved_is_seen_by_who_managed_it_as_of_then() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let moved = history
        .iter()
        .position(|recorded| recorded.event.event_type() == "ClientTransferred")
        .unwrap();
    let before = AsOf::Position(i64::try_from(moved).unwrap());
    let client = client_of(1);
    for (of, as_of, sees) in [
        (SUB_AWARDEES[0], before, true),
        (SUB_AWARDEES[0], AsOf::Latest, false),
        (SUB_AWARDEES[1], before, false),
        (SUB_AWARDEES[1], AsOf::Latest, true),
    ] {
        let view = ledger.view(viewer(Role::Subawardee, of), as_of).await;
        assert_eq!(
            view.client(&client).await.unwrap().is_some(),
            sees,
            "{of} {as_of:?}"
        );
        assert_eq!(
            !view.client_years(&client).await.unwrap().is_empty(),
            sees,
            "{of} {as_of:?}"
        );
    }
    let view = ledger
        .view(viewer(Role::Grantee, ASSISTANCE_PRIME), AsOf::Latest)
        .await;
    assert!(view.client(&client).await.unwrap().is_some());
}

/// The same history, but the programme speaks of its clients in aggregates only.
fn aggregate_only(mut history: Vec<Recorded>) -> Vec<Recorded> {
    for recorded in &mut history {
        if let Event::Programme(ProgrammeEvent::ProgrammePublished {
            disclosure_profile, ..
        }) = &mut recorded.event
        {
            *disclosure_profile = DisclosureProfile::AggregateOnly;
        }
    }
    history
}

#[tokio::test]
async fn an_auditor_sees_clients_only_where_the_disclosure_profile_allows() {
    let open = TestLedger::projected(&history(7, 0)).await;
    let closed = TestLedger::projected(&aggregate_only(history(7, 0))).await;
    let page = Page::largest();
    let about_client = AuditFilter {
        client: Some(client_of(1)),
        ..AuditFilter::default()
    };
    for (ledger, sees) in [(&open, true), (&closed, false)] {
        let view = ledger
            .view(viewer(Role::Auditor, "oig"), AsOf::Latest)
            .await;
        let awards = view.awards(&AwardFilter::default(), &page).await.unwrap();
        assert!(awards.rows.len() >= 2);
        assert_eq!(view.client(&client_of(1)).await.unwrap().is_some(), sees);
        let claim = claim_of(1, "2019-03");
        assert_eq!(view.claim(&claim).await.unwrap().is_some(), sees);
        assert_eq!(!view.claim_lines(&claim).await.unwrap().is_empty(), sees);
        let audit = view.audit_trail(&about_client, &page).await.unwrap();
        assert_eq!(!audit.rows.is_empty(), sees);
        let books = view
            .trial_balance(&TrialBalanceFilter::default())
            .await
            .unwrap();
        assert!(!books.own.is_empty());
    }
    let office = closed.view(Viewer::office(), AsOf::Latest).await;
    assert!(office.client(&client_of(1)).await.unwrap().is_some());
    let own = viewer(Role::Subawardee, SUB_AWARDEES[1]);
    let own = closed.view(own, AsOf::Latest).await;
    assert!(own.client(&client_of(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn an_admin_sees_the_catalogue_and_no_money() {
    let ledger = TestLedger::projected(&history(3, 0)).await;
    let view = ledger.view(viewer(Role::Admin, "otip"), AsOf::Latest).await;
    let page = Page::largest();
    assert!(!view.programmes(&page).await.unwrap().rows.is_empty());
    assert!(
        view.awards(&AwardFilter::default(), &page)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
    assert!(
        view.balances(&BalanceFilter::default())
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        view.audit_trail(&AuditFilter::default(), &page)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}
