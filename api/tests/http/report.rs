//! Reports as files: who gets them, that they say what GraphQL says, and that their sidecars hold.

use std::{collections::BTreeMap, io::Cursor};

use almoner_api::report::control;
use almoner_domain::money::Money;
use almoner_journal::note::Verifier;
use calamine::{Data, Reader, Xlsx};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::{
    flow::{award, claim, pay, set_up, set_up_regional, sub_award},
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, Person, SUBAWARDEE,
        Server, code,
    },
};

const SUMMARY: &str = "award-summary";

async fn get(server: &Server, person: Person, file: &str) -> Response {
    let path = format!("{}/l/{}/reports/{file}", server.base, server.ledger.name());
    let request = server.http.get(path);
    request
        .bearer_auth(server.token(person))
        .send()
        .await
        .unwrap()
}

fn headed<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

/// A payment of one claim of the shelter.
async fn paid() -> (Server, String) {
    let server = Server::start().await;
    let client = set_up(&server).await;
    let submitted = claim("claim-1", "SA-1", "N-1", &client);
    server.done(SUBAWARDEE, "claimSubmit", submitted).await;
    pay(&server, "SA-1:N-1").await;
    (server, client)
}

async fn key(server: &Server) -> Verifier {
    let path = format!("{}/l/{}/key", server.base, server.ledger.name());
    let text = server.http.get(path).send().await.unwrap();
    Verifier::parse(text.text().await.unwrap().trim()).unwrap()
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

/// The lines of an SF-425 or an SF-270, as GraphQL tells them.
async fn lines(server: &Server, question: &str) -> Value {
    let query = format!(
        "{{ report(question: {{ {question} }}) {{ sections {{ key rows {{ cells }} }} }} }}"
    );
    let told = server.data(OFFICER, &query).await;
    let rows = told["report"]["sections"][1]["rows"].as_array().unwrap();
    let lines = rows.iter().map(|row| {
        let cells = &row["cells"];
        (cells[0].as_str().unwrap().to_owned(), cells[2].clone())
    });
    Value::Object(lines.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_financial_report_ties_to_the_accounts() {
    let (server, _) = paid().await;
    let sf_425 = "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV0134\"";
    let told = lines(&server, &format!("{sf_425}, periodEnd: \"2025-09-30\"")).await;
    assert_eq!(
        told,
        json!({ "a": "0.00", "b": "1000.00", "c": "-1000.00", "d": "825000.00", "e": "1000.00", "f": "199000.00",
                "g": "200000.00", "h": "625000.00", "i": "0.00", "j": "0.00", "k": "0.00", "l": "0.00",
                "m": "0.00", "n": "0.00", "o": "0.00" })
    );
    // By accounting date: half a year before, nothing was spent.
    let told = lines(&server, &format!("{sf_425}, periodEnd: \"2025-03-31\"")).await;
    assert_eq!(
        (&told["e"], &told["g"]),
        (&json!("0.00"), &json!("200000.00"))
    );
    let sf_270 =
        "name: PAYMENT_REQUEST, award: \"90ZV0134\", on: \"2025-09-30\", advance: \"500.00\"";
    let told = lines(&server, sf_270).await;
    assert_eq!(
        told,
        json!({ "a": "1000.00", "b": "0.00", "c": "1000.00", "d": "500.00", "e": "1500.00", "f": "0.00",
                "g": "1500.00", "h": "0.00", "i": "1500.00" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_financial_report_is_refused_that_cannot_be_true() {
    let (server, _) = paid().await;
    for (said, expected) in [
        ("", "REPORT_PERIOD_UNKNOWN"),
        ("&period-end=2025-04-30", "REPORT_PERIOD_UNKNOWN"),
        ("&period-end=2025-02-30", "DATE_MALFORMED"),
        ("&period-end=2199-03-31", "REPORT_PERIOD_NOT_ENDED"),
        ("&final=true", "REPORT_PERIOD_NOT_ENDED"),
        ("&final=true&period-end=2025-09-30", "REPORT_PERIOD_UNKNOWN"),
        ("&final=perhaps", "REPORT_FINAL_MALFORMED"),
    ] {
        let file = format!("sf-425.json?award=90ZV0134{said}");
        let response = get(&server, OFFICER, &file).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{said}");
        assert_eq!(code(&response.json().await.unwrap()), expected, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_upload_of_sub_awards_is_what_sam_takes() {
    let (server, _) = paid().await;
    let file = "sub-award-upload.sam.json?award=90ZV0134&agency-code=7590";
    let left_out = async || {
        let query = "{ report(question: { name: SUB_AWARD_UPLOAD, award: \"90ZV0134\" }) { sections { key rows { cells } } } }";
        let sections = server.data(OFFICER, query).await["report"]["sections"].clone();
        sections[2]["rows"].as_array().unwrap().clone()
    };
    let missing = left_out().await;
    assert_eq!(missing.len(), 2, "{missing:?}");
    assert!(missing[0]["cells"][2].as_str().unwrap().contains("ZIP+4"));
    let told = async |id: &str, zip: &str| {
        let stated = json!({
            "commandId": format!("place-{id}-{zip}"), "subAward": id, "effectiveOn": "2024-10-02",
            "statement": { "place": { "city": "Austin", "zipPlus4": zip } },
        });
        server.done(GRANTEE, "subAwardTermsState", stated).await
    };
    told("SA-1", "78701-0001").await;
    // Another with the same place, of another sub-awardee, and one that repeats the first but for its id.
    told("SA-2", "78701-0001").await;
    let repeat = sub_award("SA-3", "90ZV0134", "shelter");
    server.done(GRANTEE, "subAwardExecute", repeat).await;
    told("SA-3", "787010001").await;
    let repeated = left_out().await;
    assert_eq!(repeated.len(), 1, "{repeated:?}");
    let cells = &repeated[0]["cells"];
    assert_eq!(cells[0], "SA-3");
    assert!(
        cells[2]
            .as_str()
            .unwrap()
            .contains("differs from SA-1 by its id alone")
    );
    let response = get(&server, OFFICER, file).await;
    assert_eq!(response.status(), StatusCode::OK);
    let upload: Value = response.json().await.unwrap();
    let award = &upload["assistanceData"][0];
    assert_eq!(
        (&award["fain"], &award["agencyCode"]),
        (&json!("90ZV0134"), &json!("7590"))
    );
    let records = award["subawardDataList"].as_array().unwrap();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0]["subawardNumber"], "SA-1");
    assert_eq!(records[0]["subawardAmount"], "100000.00");
    assert_eq!(records[0]["subawardDate"], "2024-10-01");
    assert_eq!(records[0]["subawardUEI"].as_str().unwrap().len(), 12);
    let state = &records[0]["placeOfPerformance"]["stateOrProvince"];
    assert_eq!(state, &json!({ "code": "TX", "name": "Texas" }));
    let place = &records[0]["placeOfPerformance"];
    assert_eq!(
        (&place["city"], &place["zipPlus4"]),
        (&json!("Austin"), &json!("787010001"))
    );
    let other = get(&server, OFFICER, "award-summary.sam.json?award=90ZV0134").await;
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_registers_add_up_to_what_was_paid_and_spent() {
    let (server, client) = paid().await;
    server
        .done(SUBAWARDEE, "claimSubmit", waiting(&client))
        .await;
    let sums = async |question: &str| {
        let query =
            format!("{{ report(question: {{ {question} }}) {{ control {{ word text }} }} }}");
        let told = server.data(OFFICER, &query).await["report"]["control"].clone();
        let lines = told.as_array().unwrap().iter();
        let sums = lines.filter(|line| line["word"] == "sum");
        sums.map(|line| line["text"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let register = sums("name: REMITTANCE_REGISTER, award: \"90ZV0134\"").await;
    assert!(
        register.contains(&"register.payment-amount 1000.00".to_owned()),
        "{register:?}"
    );
    let spent = sums("name: FEDERAL_EXPENDITURES, fiscalYear: 2025, organization: \"prime\"").await;
    assert!(
        spent.contains(&"awards.expenditures 1000.00".to_owned()),
        "{spent:?}"
    );
    assert!(
        spent.contains(&"listings.passed-through 1000.00".to_owned()),
        "{spent:?}"
    );
    let before = sums("name: FEDERAL_EXPENDITURES, fiscalYear: 2024").await;
    assert!(
        before.contains(&"awards.expenditures 0.00".to_owned()),
        "{before:?}"
    );
    let aging = sums("name: CLAIM_AGING, on: \"2199-01-01\"").await;
    let of = |column: &str| {
        let found = aging
            .iter()
            .find_map(|sum| sum.strip_prefix(&format!("aging.{column} ")));
        found.unwrap().to_owned()
    };
    assert_eq!(
        (of("all"), of("days-over-90")),
        ("100.00".to_owned(), "100.00".to_owned())
    );
    assert_eq!(of("days-0-30"), "0.00");
}

/// A claim that waits for approval.
fn waiting(client: &str) -> Value {
    let mut waiting = claim("claim-2", "SA-1", "N-2", client);
    waiting["lines"] = json!([{
        "category": "HOUSING", "part": "DIRECT", "billed": "100.00", "paidOn": "2025-05-12",
        "receiptDigest": "cd".repeat(32),
    }]);
    waiting
}

/// Every report that there is, as it is asked for under the test's award.
const EVERY: [&str; 9] = [
    "award-summary.FORM?award=90ZV0134",
    "sub-award-share.FORM?award=90ZV0777",
    "claim-aging.FORM?on=2199-01-01",
    "remittance-register.FORM?programme=TVAP",
    "sefa.FORM?fiscal-year=2025",
    "sub-award-upload.FORM?award=90ZV0134&on=2025-06-01",
    "sf-425.FORM?award=90ZV0134&period-end=2025-09-30",
    "sf-270.FORM?award=90ZV0134&on=2025-06-30",
    "claim-aging.FORM?award=90ZV0134&on=2025-06-01",
];

/// The sums of the columns of amounts, by section and column.
type Sums = BTreeMap<(String, String), Money>;

fn add(sums: &mut Sums, section: &str, column: &str, amount: &str) {
    let amount = if amount.is_empty() {
        Money::ZERO
    } else {
        Money::parse(amount).unwrap()
    };
    let sum = sums
        .entry((section.to_owned(), column.to_owned()))
        .or_default();
    *sum = sum.plus(amount).unwrap();
}

/// What the cells of a JSON file add up to, and what it says they do.
fn of_json(file: &Value) -> (Sums, Sums) {
    let (mut added, mut said) = (Sums::new(), Sums::new());
    for section in file["sections"].as_array().unwrap() {
        let key = section["key"].as_str().unwrap();
        for (column, sum) in section["sums"].as_object().unwrap() {
            add(&mut said, key, column, sum.as_str().unwrap());
            add(&mut added, key, column, "");
            for row in section["rows"].as_array().unwrap() {
                add(
                    &mut added,
                    key,
                    column,
                    row[column].as_str().unwrap_or_default(),
                );
            }
        }
    }
    (added, said)
}

/// What the rows of a CSV file add up to, in the columns that its sums name.
fn of_csv(file: &[u8]) -> (Sums, Sums) {
    let (mut added, mut said) = (Sums::new(), Sums::new());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(file);
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    for sums in rows.iter().filter(|row| row[0] == "SUM") {
        let of = |kind: &'static str| {
            rows.iter()
                .filter(move |row| row[0] == kind && row[1] == sums[1])
        };
        let head = of("HEAD").next().unwrap();
        for at in (2..sums.len()).filter(|at| !sums[*at].is_empty()) {
            add(&mut said, &sums[1], &head[at], &sums[at]);
            add(&mut added, &sums[1], &head[at], "");
            for row in of("ROW") {
                add(&mut added, &sums[1], &head[at], &row[at]);
            }
        }
    }
    (added, said)
}

/// What the cells of a workbook add up to, section by section as the JSON file has them, and whether its control sheet is
/// the same.
fn of_xlsx(file: Vec<u8>, json: &Value) -> Sums {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let names = book.sheet_names();
    let mut added = Sums::new();
    let sections = json["sections"].as_array().unwrap();
    assert_eq!(names.len(), sections.len() + 1);
    for (section, name) in sections.iter().zip(&names) {
        let sheet = book.worksheet_range(name).unwrap();
        let rows = section["rows"].as_array().unwrap().len();
        for (at, column) in section["columns"].as_array().unwrap().iter().enumerate() {
            if column["kind"] != "money" {
                continue;
            }
            let (key, column) = (
                section["key"].as_str().unwrap(),
                column["key"].as_str().unwrap(),
            );
            add(&mut added, key, column, "");
            for row in 0..rows {
                let place = (u32::try_from(row + 4).unwrap(), u32::try_from(at).unwrap());
                if let Some(Data::Float(amount)) = sheet.get_value(place) {
                    add(&mut added, key, column, &format!("{amount:.2}"));
                }
            }
        }
    }
    let control = book.worksheet_range("Control").unwrap();
    for (at, line) in json["control"].as_array().unwrap().iter().enumerate() {
        let at = u32::try_from(at).unwrap() + 2;
        let said = control.get_value((at, 1)).unwrap().to_string();
        assert_eq!(said, line["text"].as_str().unwrap());
    }
    added
}

#[tokio::test(flavor = "multi_thread")]
async fn every_report_adds_up_to_the_same_sums_in_every_form() {
    let (server, client) = paid().await;
    server
        .done(SUBAWARDEE, "claimSubmit", waiting(&client))
        .await;
    set_up_regional(&server).await;
    let position = server.head().await;
    for report in EVERY {
        let file = async |form: &str| {
            let path = format!("{}&position={position}", report.replace("FORM", form));
            let response = get(&server, OFFICER, &path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            response.bytes().await.unwrap().to_vec()
        };
        let json: Value = serde_json::from_slice(&file("json").await).unwrap();
        let (added, said) = of_json(&json);
        assert!(!said.is_empty(), "{report} has amounts");
        assert_eq!(added, said, "{report} as JSON");
        assert_eq!(
            of_csv(&file("csv").await),
            (said.clone(), said.clone()),
            "{report} as CSV"
        );
        assert_eq!(
            of_xlsx(file("xlsx").await, &json),
            said,
            "{report} as a workbook"
        );
        let lines = json["control"].as_array().unwrap().iter();
        let sums: Vec<&str> = lines
            .filter(|line| line["word"] == "sum")
            .map(|line| line["text"].as_str().unwrap())
            .collect();
        let expected: Vec<String> = said
            .iter()
            .map(|((section, column), sum)| format!("{section}.{column} {sum}"))
            .collect();
        assert_eq!(sums.len(), expected.len(), "{report}");
        assert!(
            expected.iter().all(|sum| sums.contains(&sum.as_str())),
            "{report}: {sums:?}"
        );
        assert!(file("pdf").await.starts_with(b"%PDF-"), "{report}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hotline_reproduces_its_line() {
    let server = Server::start().await;
    set_up(&server).await;
    let on = "2025-06-01";
    let mut hotline = award("hotline", "90ZV0135-01-00", "prime");
    hotline["amount"] = json!("3500000.00");
    hotline["federalShare"] = json!("0.7187");
    server.done(OFFICER, "awardIssue", hotline).await;
    let cost = json!({
        "commandId": "cost", "award": "90ZV0135", "cost": "COST-1", "category": "PERSONNEL",
        "amount": "2100000.00", "effectiveOn": on,
    });
    server.done(GRANTEE, "awardDirectCostRecord", cost).await;
    let mut passed_on = sub_award("SA-HOTLINE", "90ZV0135", "shelter");
    passed_on["amount"] = json!("150000.00");
    server.done(GRANTEE, "subAwardExecute", passed_on).await;
    let matched = json!({
        "commandId": "match", "award": "90ZV0135", "contribution": "MATCH-1", "kind": "CASH",
        "amount": "800000.00", "document": "cd".repeat(32), "paidByFederalFunds": false, "effectiveOn": on,
    });
    server.done(GRANTEE, "awardMatchRecord", matched).await;
    let draw = json!({
        "commandId": "draw", "award": "90ZV0135", "draw": "DRAW-1", "amount": "2000000.00", "effectiveOn": on,
    });
    server.done(GRANTEE, "awardDraw", draw).await;
    let told = lines(
        &server,
        "name: FEDERAL_FINANCIAL_REPORT, award: \"90ZV0135\", periodEnd: \"2025-09-30\"",
    )
    .await;
    assert_eq!(
        told,
        json!({ "a": "2000000.00", "b": "2100000.00", "c": "-100000.00", "d": "3500000.00", "e": "2100000.00",
                "f": "150000.00", "g": "2250000.00", "h": "1250000.00", "i": "1369903.99", "j": "800000.00",
                "k": "569903.99", "l": "0.00", "m": "0.00", "n": "0.00", "o": "0.00" })
    );
    let told = lines(
        &server,
        "name: PAYMENT_REQUEST, award: \"90ZV0135\", on: \"2025-09-30\"",
    )
    .await;
    assert_eq!(
        told,
        json!({ "a": "2900000.00", "b": "0.00", "c": "2900000.00", "d": "0.00", "e": "2900000.00", "f": "800000.00",
                "g": "2100000.00", "h": "2000000.00", "i": "100000.00" })
    );
}
