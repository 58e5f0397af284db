//! A claim sheet that deserves to be called messy, as CSV and as XLSX: imported with a true report, imported twice
//! without effect, and imported in spite of a process that is killed in the middle.

mod books;
mod messy;
pub(crate) mod setting;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use almoner_journal::testing::TestDatabase;
use almoner_tests::binary::{self, Said};
use serde_json::Value;

use books::Books;
use messy::{Expected, SECRETS, Sheet};

/// The command that imports a sheet into a ledger, with everything logged that is ever logged.
fn import(
    database: &TestDatabase,
    ledger: &str,
    keys: &Path,
    sheet: &Path,
) -> std::process::Command {
    let mut command = binary::command();
    command
        .args(["import", "claims"])
        .arg(sheet)
        .args([
            "--as",
            setting::SUB_AWARDEE,
            "--actor",
            "intake-1",
            "--ledger",
            ledger,
        ])
        .arg("--keys-dir")
        .arg(keys)
        .arg("--data-dir")
        .arg(keys)
        .arg("--report-json")
        .arg(report_path(sheet, "json"))
        .arg("--report-csv")
        .arg(report_path(sheet, "csv"))
        .env("DATABASE_URL", database.app_url())
        .env("ALMONER_OWNER_URL", database.owner_url())
        .env("RUST_LOG", "debug");
    command
}

fn report_path(sheet: &Path, extension: &str) -> PathBuf {
    sheet.with_added_extension(format!("report.{extension}"))
}

fn run(mut command: std::process::Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn report(sheet: &Path) -> Value {
    let text = fs::read_to_string(report_path(sheet, "json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What a report says of each row: a status, and the code of a refusal.
fn told(report: &Value) -> BTreeMap<u64, Expected> {
    assert_eq!(report["problems"], serde_json::json!([]));
    let mut told = BTreeMap::new();
    for row in report["rows"].as_array().unwrap() {
        let number = row["row"].as_u64().unwrap();
        let status = row["status"].as_str().unwrap();
        let said = match row["code"].as_str() {
            Some(code) => Expected::Refused(code.to_owned()),
            None => Expected::Status(status.to_owned()),
        };
        assert!(told.insert(number, said).is_none(), "row {number} twice");
    }
    told
}

/// Every amount of an accepted row, and the sums of the report.
fn check_amounts(report: &Value, sheet: &Sheet) {
    let cents =
        |value: &Value| -> u64 { value.as_str().unwrap().replace('.', "").parse().unwrap() };
    let mut sums = [0, 0, 0];
    for row in report["rows"].as_array().unwrap() {
        if row["status"] != "ACCEPTED" {
            continue;
        }
        let amounts = ["billed", "adjusted", "payable"].map(|name| cents(&row[name]));
        assert_eq!(amounts[0], amounts[1] + amounts[2], "{row}");
        let number = row["row"].as_u64().unwrap();
        assert_eq!(Some(&amounts[0]), sheet.billed.get(&number), "{row}");
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum += amount;
        }
    }
    let totals = &report["totals"];
    assert_eq!(
        sums,
        ["billed", "adjusted", "payable"].map(|name| cents(&totals[name]))
    );
}

fn assert_no_secret(place: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{place} holds {secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_sheet_is_imported_with_a_true_report_once_however_often_and_however_rudely() {
    let database = TestDatabase::create().await;
    let scratch = tempfile::tempdir().unwrap();
    let keys = scratch.path();
    let second = database.create_ledger("second").await;
    setting::prepare(&database, &TestDatabase::ledger_name(), keys).await;
    setting::prepare(&database, &second, keys).await;
    let (of_text, of_workbook) = (messy::text(), messy::workbook());
    let (text, workbook) = (keys.join("claims.csv"), keys.join("claims.xlsx"));
    fs::write(&text, &of_text.bytes).unwrap();
    fs::write(&workbook, &of_workbook.bytes).unwrap();

    // Once, in one go.
    let before = Books::read(&database, "test").await;
    let once = run(import(&database, "test", keys, &text));
    assert_eq!(once.code, Some(1), "{}{}", once.out, once.err);
    let first_report = report(&text);
    assert_eq!(told(&first_report), of_text.expected);
    assert_eq!(first_report["totals"]["lines"], 5_000);
    check_amounts(&first_report, &of_text);
    let books = Books::read(&database, "test").await;
    assert!(books.events.len() > before.events.len());

    // Again: nothing new, and the same answers.
    let again = run(import(&database, "test", keys, &text));
    assert_eq!((again.code, report(&text)), (Some(1), first_report));
    assert_eq!(Books::read(&database, "test").await, books);

    // As a workbook, killed in the middle, and once more: the same books as once in one go.
    let mut doomed = import(&database, "second", keys, &workbook)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    books::passed(&database, "second", before.head).await;
    doomed.kill().unwrap();
    doomed.wait().unwrap();
    let partial = Books::head(&database, "second").await;
    assert!(
        partial > before.head && partial < books.head,
        "it died in the middle: {} < {partial} < {}",
        before.head,
        books.head
    );
    let resumed = run(import(&database, "second", keys, &workbook));
    assert_eq!(resumed.code, Some(1), "{}{}", resumed.out, resumed.err);
    assert_eq!(told(&report(&workbook)), of_workbook.expected);
    check_amounts(&report(&workbook), &of_workbook);
    assert_eq!(Books::read(&database, "second").await, books);

    // What was refused for a person's sake is nowhere.
    for (place, said) in [
        ("the first", &once),
        ("the second", &again),
        ("the third", &resumed),
    ] {
        assert_no_secret(place, &said.out);
        assert_no_secret(place, &said.err);
    }
    for sheet in [&text, &workbook] {
        for extension in ["json", "csv"] {
            let report = fs::read_to_string(report_path(sheet, extension)).unwrap();
            assert_no_secret("a report", &report);
        }
    }
    for ledger in ["test", "second"] {
        assert_no_secret("the database", &books::everything(&database, ledger).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_sheet_skips_what_was_taken_and_decides_anew_what_was_refused() {
    let database = TestDatabase::create().await;
    let scratch = tempfile::tempdir().unwrap();
    let keys = scratch.path();
    setting::prepare(&database, &TestDatabase::ledger_name(), keys).await;
    let head = "sub-award,claim number,client code,service month,category,billed,effective on";
    let row = |number: &str, client: u32, billed: &str, on: &str| {
        format!(
            "S-MAIN,{number},{},2019-01,case management,{billed},{on}",
            setting::client(client)
        )
    };
    let write = |name: &str, rows: &[String]| {
        let path = keys.join(name);
        fs::write(&path, format!("{head}\n{}\n", rows.join("\n"))).unwrap();
        path
    };
    let statuses = |path: &Path| -> Vec<String> {
        told(&report(path))
            .into_values()
            .map(|it| it.to_string())
            .collect()
    };
    // The second is refused at the door, the third by a rule: its date lies before the sub-award.
    let first = write(
        "first.csv",
        &[
            row("K-1", 1, "100.00", "2019-12-20"),
            row("K-2", 2, "(100.00)", "2019-12-20"),
            row("K-3", 3, "100.00", "2017-01-01"),
        ],
    );
    assert_eq!(run(import(&database, "test", keys, &first)).code, Some(1));
    assert_eq!(
        statuses(&first),
        ["ACCEPTED", "AMOUNT_NOT_POSITIVE", "EFFECTIVE_ON_TOO_EARLY"]
    );
    // Corrected, sent some days later, and with a number that now says something else.
    let corrected = write(
        "corrected.csv",
        &[
            row("K-1", 1, "100.00", "2019-12-27"),
            row("K-2", 2, "100.00", "2019-12-27"),
            row("K-3", 3, "100.00", "2019-12-27"),
        ],
    );
    assert_eq!(
        run(import(&database, "test", keys, &corrected)).code,
        Some(0)
    );
    assert_eq!(statuses(&corrected), ["SKIPPED", "ACCEPTED", "ACCEPTED"]);
    let other = write("other.csv", &[row("K-1", 1, "101.00", "2019-12-20")]);
    let head = Books::head(&database, "test").await;
    assert_eq!(run(import(&database, "test", keys, &other)).code, Some(1));
    assert_eq!(statuses(&other), ["CLAIM_NUMBER_USED"]);
    // Not even a sub-award of its own: another's answers as if it were not there, and is not named.
    let foreign = write(
        "foreign.csv",
        &[row("K-9", 1, "1.00", "2019-12-20").replace("S-MAIN", "Jane-Roe")],
    );
    let said = run(import(&database, "test", keys, &foreign));
    assert_eq!(
        (said.code, statuses(&foreign)),
        (Some(1), vec!["UNKNOWN_SUB_AWARD".to_owned()])
    );
    assert_no_secret("a refusal", &said.out);
    assert_eq!(Books::head(&database, "test").await, head);
}
