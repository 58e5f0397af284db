//! Extracts are the same bytes whenever they are made as of the same position, and tell nobody more than may be told.

use almoner_domain::{
    id::ProgrammeCode,
    ledger::{
        Role,
        testing::{ASSISTANCE_PRIME, Recorded, SUB_AWARDEES, organization},
    },
    measure::{FiscalYear, MeasurePeriod},
};
use almoner_projections::{
    extracts::{AGE_BANDS, Document, ServiceExtract},
    read::{AsOf, View, Viewer},
};

use crate::{
    measures::aggregates_only,
    support::{TestLedger, client_of, history},
};

fn tvap() -> ProgrammeCode {
    ProgrammeCode::parse("TVAP").unwrap()
}

fn quarter() -> MeasurePeriod {
    MeasurePeriod::parse("FY2019Q3").unwrap()
}

fn year() -> FiscalYear {
    FiscalYear::try_new(2019).unwrap()
}

fn viewer(role: Role, of: &str) -> Viewer {
    Viewer::new(role, organization(of))
}

async fn services(view: &View) -> ServiceExtract {
    view.service_extract(&tvap(), year())
        .await
        .unwrap()
        .unwrap()
}

/// The two extracts in both forms.
async fn files(view: &View) -> [String; 4] {
    let clients = view.client_extract(&tvap(), quarter()).await.unwrap();
    let clients = clients.unwrap();
    let services = services(view).await;
    [
        clients.csv(),
        clients.json(),
        services.csv(),
        services.json(),
    ]
}

#[tokio::test]
async fn an_extract_made_later_as_of_then_is_the_one_that_was_made_then() {
    let history = history(14, 100);
    let ledger = TestLedger::projected(&history).await;
    for position in [history.len() / 2, history.len() * 3 / 4] {
        let then = TestLedger::projected(&history[..position]).await;
        let made_then = files(&then.view(Viewer::office(), AsOf::Latest).await).await;
        let position = i64::try_from(position).unwrap();
        let later = ledger
            .view(Viewer::office(), AsOf::Position(position))
            .await;
        assert_eq!(files(&later).await, made_then);
        assert_eq!(files(&later).await, made_then);
        let latest = ledger.view(Viewer::office(), AsOf::Latest).await;
        assert_ne!(files(&latest).await, made_then);
    }
}

#[tokio::test]
async fn a_client_is_told_by_code_with_its_services() {
    let ledger = TestLedger::projected(&history(7, 0)).await;
    let view = ledger.view(Viewer::office(), AsOf::Latest).await;
    let extract = view.client_extract(&tvap(), quarter()).await.unwrap();
    let extract = extract.unwrap();
    let of_second: Vec<_> = extract
        .csv()
        .lines()
        .filter(|line| line.contains(client_of(2).as_str()))
        .map(str::to_owned)
        .collect();
    // April and May lie in the third quarter, March does not.
    assert_eq!(of_second.len(), 2, "{of_second:?}");
    for line in &of_second {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!((cells.len(), cells[11]), (14, "2"), "{line}");
    }
    let earlier = MeasurePeriod::parse("FY2018").unwrap();
    let none = view.client_extract(&tvap(), earlier).await.unwrap();
    assert_eq!(none.unwrap().rows, Vec::new());
    let unknown = ProgrammeCode::parse("NONE").unwrap();
    assert_eq!(view.client_extract(&unknown, earlier).await.unwrap(), None);
}

#[tokio::test]
async fn where_only_aggregates_may_be_told_clients_are_told_to_those_who_serve_alone() {
    let ledger = TestLedger::projected(&aggregates_only(7)).await;
    for (role, of) in [(Role::Officer, "otip"), (Role::Auditor, "audit")] {
        let view = ledger.view(viewer(role, of), AsOf::Latest).await;
        let refused = view.client_extract(&tvap(), quarter()).await.unwrap_err();
        assert_eq!(refused.code(), "CLIENT_LEVEL_WITHHELD");
        assert!(refused.is_refusal());
    }
    let mut rows = Vec::new();
    for (role, of) in [
        (Role::Grantee, ASSISTANCE_PRIME),
        (Role::Subawardee, SUB_AWARDEES[0]),
        (Role::Subawardee, "nobody"),
        (Role::Admin, "otip"),
    ] {
        let view = ledger.view(viewer(role, of), AsOf::Latest).await;
        match view.client_extract(&tvap(), quarter()).await {
            Ok(extract) => rows.push(extract.unwrap().rows.len()),
            Err(refused) => {
                assert_eq!(refused.code(), "CLIENT_LEVEL_WITHHELD");
                rows.push(0);
            }
        }
    }
    assert!(rows[0] > rows[1] && rows[1] > 0, "{rows:?}");
    assert_eq!(rows[2..], [0, 0]);
}

#[tokio::test]
async fn what_is_suppressed_for_an_auditor_is_whole_for_those_who_serve() {
    let history: Vec<Recorded> = aggregates_only(14);
    let ledger = TestLedger::projected(&history).await;
    let whole = services(
        &ledger
            .view(viewer(Role::Grantee, ASSISTANCE_PRIME), AsOf::Latest)
            .await,
    )
    .await;
    assert!(!whole.suppressed);
    for row in &whole.rows {
        let sum: u32 = row.clients.iter().map(|count| count.unwrap()).sum();
        assert_eq!(row.total, Some(sum));
    }
    let mut told = Vec::new();
    for (role, of) in [(Role::Officer, "otip"), (Role::Auditor, "audit")] {
        let view = ledger.view(viewer(role, of), AsOf::Latest).await;
        let extract = services(&view).await;
        assert!(extract.suppressed);
        assert_eq!(extract.rows.len(), whole.rows.len());
        for (row, of) in extract.rows.iter().zip(&whole.rows) {
            assert_eq!(row.clients.len(), AGE_BANDS.len());
            let cells = row.clients.iter().chain([&row.total]);
            for (cell, count) in cells.zip(of.clients.iter().chain([&of.total])) {
                assert!(cell.is_none() || cell == count);
                assert!(cell.is_none_or(|cell| cell >= 11));
            }
            assert!(row.total.is_some() || row.allowed.is_none());
        }
        told.push(extract.csv());
    }
    assert_eq!(told[0], told[1], "an officer is told what an auditor is");
    assert!(told[0].contains("suppressed"));
}
