//! Every form of a report holds the same sums.

use std::{collections::BTreeMap, io::Cursor};

use almoner_domain::money::Money;
use calamine::{Data, Reader, Xlsx};
use reqwest::StatusCode;

use super::*;
use crate::flow::set_up_regional;

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
