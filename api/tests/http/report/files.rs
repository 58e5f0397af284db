//! A report as a file, and who gets it.

use almoner_api::report::control;
use reqwest::StatusCode;

use super::*;
use crate::server::{ADMIN, AUDITOR, GRANTEE, OTHER_GRANTEE, OTHER_SUBAWARDEE, code};

const SUMMARY: &str = "award-summary";

fn headed<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_says_what_graphql_says_and_its_sidecar_holds() {
    let (server, _) = paid().await;
    let query = "{ report(question: { name: AWARD_SUMMARY, award: \"90ZV0134\" }) {
        name title subject rowCount asOf
        sections { key title note columns { key title kind sum } rows { cells } }
        control { word text } files { format name path controlPath } } }";
    let told = server.data(OFFICER, query).await["report"].clone();
    let key = key(&server).await;
    let files = told["files"].as_array().unwrap();
    assert_eq!(files.len(), 4);
    for file in files {
        let response = get(&server, OFFICER, file["path"].as_str().unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(headed(&response, "cache-control"), "private, no-store");
        let named = format!(
            "attachment; filename=\"{}\"",
            file["name"].as_str().unwrap()
        );
        assert_eq!(headed(&response, "content-disposition"), named);
        assert_eq!(
            headed(&response, "content-location"),
            file["path"].as_str().unwrap()
        );
        let bytes = response.bytes().await.unwrap();
        let sidecar = get(&server, OFFICER, file["controlPath"].as_str().unwrap()).await;
        assert_eq!(
            headed(&sidecar, "content-type"),
            "text/plain; charset=utf-8"
        );
        let sidecar = sidecar.text().await.unwrap();
        let checked = control::check(&bytes, &sidecar, &key).unwrap();
        assert_eq!(checked.fact("position"), told["asOf"].as_str());
        if file["format"] == "json" {
            let read: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(read["control"], told["control"]);
            for (section, told) in read["sections"]
                .as_array()
                .unwrap()
                .iter()
                .zip(told["sections"].as_array().unwrap())
            {
                assert_eq!(section["key"], told["key"]);
                let rows = section["rows"].as_array().unwrap().len();
                assert_eq!(rows, told["rows"].as_array().unwrap().len());
            }
        }
    }
    let funds = &told["sections"][1];
    assert_eq!(funds["key"], "funds");
    assert_eq!(funds["columns"][1]["sum"], "825000.00");
    let held = &told["sections"][3]["columns"];
    assert_eq!(
        (&held[5]["key"], &held[5]["sum"]),
        (&json!("paid"), &json!("1000.00"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_moment_is_the_same_file() {
    let (server, client) = paid().await;
    let position = server.head().await;
    for (format, media_type) in [
        ("pdf", "application/pdf"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("csv", "text/csv; charset=utf-8; header=absent"),
        ("json", "application/json; charset=utf-8"),
    ] {
        let at = format!("{SUMMARY}.{format}?award=90ZV0134&position={position}");
        let first = get(&server, GRANTEE, &at).await;
        assert_eq!(headed(&first, "content-type"), media_type);
        let first = first.bytes().await.unwrap();
        let later = claim("claim-2", "SA-1", "N-2", &client);
        server.command(SUBAWARDEE, "claimSubmit", later).await;
        let again = get(&server, GRANTEE, &at).await.bytes().await.unwrap();
        assert_eq!(first, again, "{format}");
        let latest = format!("{SUMMARY}.{format}?award=90ZV0134");
        let latest = get(&server, GRANTEE, &latest).await.bytes().await.unwrap();
        assert_ne!(first, latest, "{format} says its position");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_an_award_gets_no_report_on_it() {
    let (server, _) = paid().await;
    for (person, sees) in [
        (OFFICER, true),
        (AUDITOR, true),
        (GRANTEE, true),
        (SUBAWARDEE, false),
        (ADMIN, false),
        (OTHER_GRANTEE, false),
        (OTHER_SUBAWARDEE, false),
    ] {
        for file in ["json", "json.control", "pdf", "xlsx"] {
            let at = format!("{SUMMARY}.{file}?award=90ZV0134");
            let response = get(&server, person, &at).await;
            let expected = if sees {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(response.status(), expected, "{file} as {}", person.actor);
            if !sees {
                let body = response.json().await.unwrap();
                assert_eq!(code(&body), "REPORT_SUBJECT_UNKNOWN");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_refused_with_its_code() {
    let (server, _) = paid().await;
    let of = |rest: &str| format!("{SUMMARY}.json{rest}");
    for (file, status, expected) in [
        (of(""), 400, "REPORT_PARAMETER_MISSING"),
        (
            of("?award=90ZV0134&on=2025-01-01"),
            400,
            "REPORT_PARAMETER_UNKNOWN",
        ),
        (
            of("?award=90ZV0134&asof=1"),
            400,
            "REPORT_PARAMETER_UNKNOWN",
        ),
        (
            of("?award=90ZV0134&award=90ZV0134"),
            400,
            "REPORT_PARAMETER_REPEATED",
        ),
        (of("?award=90ZV134"), 400, "AWARD_NUMBER_MALFORMED"),
        (of("?award=90ZV0404"), 404, "REPORT_SUBJECT_UNKNOWN"),
        (
            of("?award=90ZV0134&position=1"),
            404,
            "REPORT_SUBJECT_UNKNOWN",
        ),
        (
            of("?award=90ZV0134&position=999999"),
            400,
            "AS_OF_IN_FUTURE",
        ),
        (of("?award=90ZV0134&position=x"), 400, "POSITION_MALFORMED"),
        (
            of("?award=90ZV0134&position=1&time=2025-06-01T00:00:00Z"),
            400,
            "REQUEST_MALFORMED",
        ),
        (
            of("?award=90ZV0134&position=1&position=2"),
            400,
            "REQUEST_MALFORMED",
        ),
        (
            "horoscope.json?award=90ZV0134".to_owned(),
            404,
            "REPORT_UNKNOWN",
        ),
        (format!("{SUMMARY}.exe?award=90ZV0134"), 404, "PATH_UNKNOWN"),
        (
            format!("{SUMMARY}.control?award=90ZV0134"),
            404,
            "PATH_UNKNOWN",
        ),
        (SUMMARY.to_owned(), 404, "PATH_UNKNOWN"),
        (
            "sub-award-share.json?award=90ZV0134".to_owned(),
            400,
            "REPORT_NOT_APPLICABLE",
        ),
    ] {
        let response = get(&server, OFFICER, &file).await;
        assert_eq!(response.status().as_u16(), status, "{file}");
        assert_eq!(code(&response.json().await.unwrap()), expected, "{file}");
    }
    let path = format!(
        "{}/l/{}/reports/{}",
        server.base,
        server.ledger.name(),
        of("?award=90ZV0134")
    );
    let bare = server.http.get(path).send().await.unwrap();
    assert_eq!(bare.status(), StatusCode::UNAUTHORIZED);
}
