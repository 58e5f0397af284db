//! What was reported stands or is superseded as of any position, few victims are told to no auditor, and no report posts
//! money.

use std::collections::BTreeSet;

use almoner_domain::{
    id::{MeasureId, ProgrammeCode},
    ledger::Event,
    ledger::{
        Role,
        testing::{Recorded, organization},
    },
    measure::{MeasureKind, MeasurePeriod},
    programme::{DisclosureProfile, ProgrammeEvent},
};
use almoner_projections::clients::ClientFilter;
use almoner_projections::measures::MeasureFilter;
use almoner_projections::read::{AsOf, Page, Viewer};

use crate::support::{TestLedger, history};

fn measure(id: &str) -> MeasureId {
    MeasureId::parse(id).unwrap()
}

fn corrected() -> MeasureId {
    measure("potential-victims:FY2019Q1:sub-award:RR-1")
}

/// The position of each event of measures.
fn positions(history: &[Recorded]) -> Vec<i64> {
    (1..)
        .zip(history)
        .filter(|(_, recorded)| matches!(recorded.event, Event::Measure(_)))
        .map(|(position, _)| position)
        .collect()
}

#[tokio::test]
async fn a_correction_stands_from_its_position_on_and_the_first_report_stays_as_it_was() {
    let history = history(7, 0);
    let at: Vec<i64> = positions(&history);
    let ledger = TestLedger::projected(&history).await;
    // The fourth report is the first of the sub-award, the fifth corrects it.
    for (position, figures) in [(at[3], vec![9]), (at[4], vec![9, 8])] {
        let view = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        let standing = view.measures_by_ids(&[corrected()]).await.unwrap();
        assert_eq!(standing.len(), 1);
        assert_eq!(Some(&standing[0].count), figures.last());
        let reports = view
            .measure_reports_by_measures(&[corrected()])
            .await
            .unwrap();
        let counts: Vec<_> = reports.iter().map(|report| report.count).collect();
        assert_eq!(counts, figures);
        assert!(!reports.last().unwrap().superseded);
    }
}

#[tokio::test]
async fn an_auditor_learns_of_no_few_victims_where_only_aggregates_may_be_told() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let filter = MeasureFilter {
        period: Some(MeasurePeriod::parse("FY2019Q1").unwrap()),
        ..MeasureFilter::default()
    };
    let mut seen = Vec::new();
    for role in [Role::Officer, Role::Auditor] {
        let view = ledger
            .view(Viewer::new(role, organization("otip")), AsOf::Latest)
            .await;
        let measures = view.measures(&filter, &Page::largest()).await.unwrap();
        let ids: BTreeSet<_> = measures
            .rows
            .iter()
            .map(|row| row.measure.to_string())
            .collect();
        seen.push(ids);
    }
    let hidden: Vec<_> = seen[0].difference(&seen[1]).collect();
    // The assistance programme may tell of clients under their codes, the regional one may not; 70 are not few.
    assert_eq!(hidden, [corrected().as_str()]);
    assert!(seen[1].contains("potential-victims:FY2019Q1:sub-award:RR-2"));
    assert!(seen[1].contains("potential-victims:FY2019Q1:sub-award:TV-2"));
}

#[tokio::test]
async fn no_report_posts_money() {
    let history = history(7, 0);
    let ledger = TestLedger::projected(&history).await;
    let mut writer = ledger.writer().await;
    let posted: i64 = sqlx::query_scalar("SELECT count(*) FROM postings WHERE position = ANY($1)")
        .bind(positions(&history))
        .fetch_one(&mut writer)
        .await
        .unwrap();
    assert_eq!(posted, 0);
}

/// The same history under a programme of which only aggregates may be told.
pub(crate) fn aggregates_only(clients: u32) -> Vec<Recorded> {
    let mut history = history(clients, 0);
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
async fn the_ledgers_own_count_is_suppressed_where_it_is_small_and_only_aggregates_may_be_told() {
    let tvap = ProgrammeCode::parse("TVAP").unwrap();
    let days = MeasurePeriod::parse("FY2019").unwrap();
    // Seven cases more wait for funds, and one is a child's; of two more, facts come late in the larger history.
    for clients in [2, 7] {
        for (history, is_protected) in [
            (history(clients, 0), false),
            (aggregates_only(clients), true),
        ] {
            let ledger = TestLedger::projected(&history).await;
            for (role, of) in [
                (Role::Officer, "otip"),
                (Role::Auditor, "audit"),
                (Role::Grantee, "uscri"),
            ] {
                let view = ledger
                    .view(Viewer::new(role, organization(of)), AsOf::Latest)
                    .await;
                let computed = view.computed_measures(&tvap, days).await.unwrap();
                let served = computed[0];
                assert_eq!(served.kind, MeasureKind::ClientsServed);
                let cases = if clients > 2 {
                    clients + 10
                } else {
                    clients + 8
                };
                let small = cases < 11;
                let hidden = is_protected && small && role != Role::Grantee;
                assert_eq!(served.count, (!hidden).then_some(cases), "{role:?}");
                assert_eq!(computed[1].count.is_none(), hidden, "{role:?}");
                // The auditor's own sight is what it was before the aggregate was made.
                let page = Page::largest();
                let seen = view.clients(&ClientFilter::default(), &page).await.unwrap();
                let blind = is_protected && role == Role::Auditor;
                assert_eq!(seen.rows.is_empty(), blind, "{role:?}");
            }
        }
    }
}

#[tokio::test]
async fn letters_that_providers_have_seen_are_counted_beside_those_that_the_office_reports() {
    let cert = ProgrammeCode::parse("CERT").unwrap();
    let year = MeasurePeriod::parse("FY2019").unwrap();
    let ledger = TestLedger::projected(&history(3, 0)).await;
    let letters = [
        MeasureKind::CertificationLetters,
        MeasureKind::EligibilityLetters,
    ];
    // One child's Eligibility Letter: those who serve know, and few are told to nobody else.
    for (role, of, counts) in [
        (Role::Grantee, "uscri", [Some(0), Some(1)]),
        (Role::Officer, "otip", [None, None]),
        (Role::Auditor, "audit", [None, None]),
    ] {
        let view = ledger
            .view(Viewer::new(role, organization(of)), AsOf::Latest)
            .await;
        let computed = view.computed_measures(&cert, year).await.unwrap();
        let found: Vec<_> = computed.iter().map(|one| (one.kind, one.count)).collect();
        let expected: Vec<_> = letters.into_iter().zip(counts).collect();
        assert_eq!(found, expected, "{role:?}");
    }
}
