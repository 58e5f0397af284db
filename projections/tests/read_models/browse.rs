//! Whatever somebody looks for in the audit trail is found by an index: what a page of it reads does not grow with the
//! ledger around it, and the records are those that the filter names.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::{
        Role, StreamId,
        testing::{ASSISTANCE, ASSISTANCE_PRIME, REGIONAL, SUB_AWARDEES, fain, organization},
    },
};
use almoner_projections::{
    audit_trail::{AuditFilter, AuditRow},
    read::{AsOf, Page, Reader, View, Viewer},
};
use sqlx::PgPool;

use crate::{
    growth::{counted, moved_on, one_connection},
    support::{TestLedger, claim_of, client_of, history},
    visibility::viewer,
};

/// As often as the history stands in the audit trail, as that of others.
const FEW: i64 = 20;
const MANY: i64 = 120;

/// What is looked for, by what an officer has at hand.
fn filters() -> Vec<(&'static str, AuditFilter)> {
    let by = |what: &'static str, ask: fn(&mut AuditFilter)| {
        let mut filter = AuditFilter::default();
        ask(&mut filter);
        (what, filter)
    };
    let types = |of: &mut AuditFilter| {
        of.event_types = ["AwardIssued", "ClaimApproved"].map(str::to_owned).to_vec();
    };
    let timeline = |of: &mut AuditFilter| {
        of.award = Some(fain(REGIONAL));
        of.with_closings_of = Some(programme());
    };
    let positions = |of: &mut AuditFilter| (of.after, of.before) = (Some(10), Some(40));
    let time = |of: &mut AuditFilter| {
        of.recorded_from = Some(TestLedger::recorded_at(10));
        of.recorded_before = Some(TestLedger::recorded_at(40));
    };
    vec![
        by("all", |_| {}),
        by("stream", |of| {
            of.stream = Some(StreamId::award(&fain(ASSISTANCE)));
        }),
        by("types", types),
        by("actor", |of| of.actor = Some("officer-1".to_owned())),
        by("organization", |of| {
            of.actor_organization = Some(organization("otip"));
        }),
        by("award", |of| of.award = Some(fain(ASSISTANCE))),
        by("timeline", timeline),
        by("client", |of| of.client = Some(client_of(1))),
        by("claim", |of| of.claim = Some(claim_of(1, "2019-03"))),
        by("command", |of| of.command_id = Some("command-3".to_owned())),
        by("correlation", |of| {
            of.correlation = Some("undertaking".to_owned());
        }),
        by("causation", |of| of.causation = Some("7".to_owned())),
        by("positions", positions),
        by("time", time),
    ]
}

fn programme() -> ProgrammeCode {
    ProgrammeCode::parse("RRR").unwrap()
}

/// The history again, as often as asked, as what others did with other things, recorded after it.
async fn copied(ledger: &TestLedger, head: i64, copies: std::ops::Range<i64>) {
    let mut writer = ledger.writer().await;
    for sql in [COPY_TRAIL, COPY_SIGHTS] {
        let copy = sqlx::query(sql)
            .bind(head)
            .bind(copies.start)
            .bind(copies.end - 1);
        copy.execute(&mut writer).await.unwrap();
    }
    moved_on(&mut writer, head * copies.end).await;
}

async fn page_of(view: &View, filter: &AuditFilter) -> Vec<AuditRow> {
    let page = Page::try_new(20, None).unwrap();
    view.audit_trail(filter, &page).await.unwrap().rows
}

async fn rows_read(pool: &PgPool, owner: &PgPool, viewer: &Viewer, filter: &AuditFilter) -> i64 {
    let before = counted(pool, owner).await;
    let reader = Reader::new(pool.clone());
    let view = reader.view(viewer.clone(), AsOf::Latest).await.unwrap();
    page_of(&view, filter).await;
    drop(view);
    counted(pool, owner).await - before
}

#[tokio::test]
async fn a_page_of_the_audit_trail_reads_no_more_in_a_larger_ledger() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let mut writer = ledger.writer().await;
    let mark = "UPDATE audit_trail SET correlation = 'undertaking', causation = '7' WHERE position BETWEEN 8 AND 10";
    sqlx::query(mark).execute(&mut writer).await.unwrap();
    let (pool, head) = (one_connection(&ledger).await, ledger.head().await);
    let viewers = [
        Viewer::office(),
        viewer(Role::Auditor, "oig"),
        viewer(Role::Grantee, ASSISTANCE_PRIME),
        viewer(Role::Subawardee, SUB_AWARDEES[0]),
    ];
    copied(&ledger, head, 1..FEW).await;
    let mut of_few = Vec::new();
    for viewer in &viewers {
        for (what, filter) in filters() {
            for newest_first in [false, true] {
                let filter = AuditFilter {
                    newest_first,
                    ..filter.clone()
                };
                let few = rows_read(&pool, &ledger.owner, viewer, &filter).await;
                of_few.push((viewer, what, filter, few));
            }
        }
    }
    copied(&ledger, head, FEW..MANY).await;
    for (viewer, what, filter, few) in of_few {
        let many = rows_read(&pool, &ledger.owner, viewer, &filter).await;
        // Six times the ledger, of some fifty thousand records: another plan may fetch some rows more, and none passes over all.
        assert!(
            many <= few + few / 2 + 250 && many <= 1_500,
            "{what} as {viewer}, newest first {}: {few} rows, then {many}",
            filter.newest_first
        );
    }
}

#[tokio::test]
async fn a_filter_finds_what_it_names_and_an_organization_its_own() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let none = AuditFilter::default;
    let largest = Page::largest();
    let types = AuditFilter {
        event_types: vec!["AwardIssued".to_owned(), "SubAwardExecuted".to_owned()],
        ..none()
    };
    let found = view.audit_trail(&types, &largest).await.unwrap().rows;
    let named = |name: &str| found.iter().filter(|row| row.event_type == name).count();
    assert_eq!(
        named("AwardIssued") + named("SubAwardExecuted"),
        found.len()
    );
    assert!(named("AwardIssued") > 1 && named("SubAwardExecuted") > 1);
    assert!(
        found
            .windows(2)
            .all(|pair| pair[0].position < pair[1].position)
    );
    let between = AuditFilter {
        after: Some(4),
        before: Some(8),
        ..none()
    };
    let found = view.audit_trail(&between, &largest).await.unwrap().rows;
    assert_eq!(
        found.iter().map(|row| row.position).collect::<Vec<_>>(),
        [5, 6, 7]
    );
    let in_time = AuditFilter {
        recorded_from: Some(TestLedger::recorded_at(5)),
        recorded_before: Some(TestLedger::recorded_at(8)),
        ..none()
    };
    assert_eq!(
        view.audit_trail(&in_time, &largest).await.unwrap().rows,
        found
    );
    let backwards = AuditFilter {
        newest_first: true,
        ..between
    };
    let reversed = view
        .audit_trail(&backwards, &largest)
        .await
        .unwrap()
        .reversed();
    assert_eq!(reversed.rows, found);
    let timeline = AuditFilter {
        award: Some(fain(REGIONAL)),
        with_closings_of: Some(programme()),
        newest_first: true,
        ..none()
    };
    let found = view.audit_trail(&timeline, &largest).await.unwrap().rows;
    let (closings, own): (Vec<_>, Vec<_>) = found.iter().partition(|row| row.award.is_none());
    assert!(!closings.is_empty() && !own.is_empty());
    assert!(
        closings
            .iter()
            .all(|row| row.event_type.starts_with("PeriodClose"))
    );
    // What an organization sees by its own list is what row-level security leaves it of everything.
    let of = SUB_AWARDEES[0];
    let own = ledger
        .view(viewer(Role::Subawardee, of), AsOf::Latest)
        .await;
    let seen = page_of(&own, &none()).await;
    assert_eq!(seen.len(), 20);
    let all = view.audit_trail(&none(), &largest).await.unwrap().rows;
    let due: Vec<_> = all
        .into_iter()
        .filter(|row| row.organizations.contains(&organization(of)))
        .take(20)
        .collect();
    assert_eq!(seen[..due.len()], due[..]);
}

const COPY_TRAIL: &str = "
INSERT INTO audit_trail (position, recorded_at, stream_kind, stream_id, sequence, event_type, event_version, actor, role,
    actor_organization, command, command_id, correlation, causation, programme, award, sub_award, client, claim, payment,
    disclosure, organizations)
SELECT n * $1 + position, recorded_at, stream_kind, n || stream_id, sequence, event_type || n, event_version, n || actor, role,
    n || actor_organization, command, n || command_id, n || correlation, n || causation, programme || n,
    left(award, 0) || '90ZX' || lpad(n::text, 4, '0'), n || sub_award, left(client, 0) || 'C-X' || lpad(n::text, 15, '0'), n || claim, n || payment, disclosure,
    coalesce((SELECT array_agg(n || o) FROM unnest(organizations) AS o), '{}')
FROM audit_trail, generate_series($2, $3) AS n WHERE position <= $1";

const COPY_SIGHTS: &str = "
INSERT INTO audit_sights (organization, position)
SELECT n || organization, n * $1 + position FROM audit_sights, generate_series($2, $3) AS n WHERE position <= $1";
