//! Sheets as people send them, small enough to read.

mod workbooks;

use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook, Worksheet};

use almoner_domain::id::ClientCode;

use super::*;

const HEAD: &str = "sub-award,claim number,client code,service month,category,billed,paid on,receipt digest,other payer,effective on";
const CLIENT: &str = "C-0123456789ABCDEF";

fn csv(lines: &[&str]) -> Vec<u8> {
    let mut text = HEAD.to_owned();
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
    text.into_bytes()
}

fn line(number: &str, category: &str, billed: &str) -> String {
    format!("TVAP-TX,{number},{CLIENT},2026-01,{category},{billed},,,,2026-02-01")
}

fn read_plain(bytes: &[u8]) -> Result<SheetClaims, SheetRefused> {
    read(bytes, &Defaults::default())
}

/// Row, code and column of everything that was refused at the door.
fn refusals(sheet: &SheetClaims) -> Vec<(u32, &str, Option<&str>)> {
    sheet
        .refused
        .iter()
        .flat_map(|row| {
            row.problems
                .iter()
                .map(move |problem| (row.row, problem.code.as_str(), problem.column.as_deref()))
        })
        .collect()
}

fn code(bytes: &[u8]) -> String {
    read_plain(bytes).unwrap_err().code().to_owned()
}

#[test]
fn rows_of_one_number_are_one_claim_wherever_they_stand() {
    let first = line("K-1", "case management", "300.00");
    let other = line("K-2", "housing", "\"1,020.50\"");
    let second = line("K-1", "legal services", "$80");
    let sheet = read_plain(&csv(&[&first, "", &other, &second])).unwrap();
    assert_eq!((sheet.lines(), sheet.claims()), (3, 2));
    let claim = &sheet.claims[0];
    assert_eq!(
        claim.rows,
        [2, 5],
        "a blank line counts, as in a spreadsheet"
    );
    assert_eq!(sheet.claims[1].rows, [4]);
    let lines: Vec<String> = claim
        .command
        .lines
        .iter()
        .map(|line| format!("{} {:?} {}", line.number, line.part, line.billed))
        .collect();
    assert_eq!(lines, ["1 Administration 300.00", "2 Direct 80.00"]);
    assert_eq!(
        sheet.claims[1].command.lines[0].billed.to_string(),
        "1020.50"
    );
}

#[test]
fn a_version_from_two_on_replaces_the_one_before() {
    let head = format!("{HEAD},Claim version,Dependent code");
    let row = |number: &str, more: &str| format!("{},{more}", line(number, "housing", "80.00"));
    let member = "C-0123456789ABCDEG";
    let rows = [
        row("K-1", ""),
        row("K-1", &format!("1,{member}")),
        row("K-1", "2"),
        row("K-2", "3"),
        row("K-3", "0"),
        row("K-4", "two"),
    ];
    let text = [head, rows.join("\n")].join("\n");
    let sheet = read_plain(text.as_bytes()).unwrap();
    let claims: Vec<(String, usize)> = sheet
        .claims
        .iter()
        .map(|claim| (claim.id().to_string(), claim.rows.len()))
        .collect();
    let expected = [
        ("TVAP-TX:K-1", 2),
        ("TVAP-TX:K-1:2", 1),
        ("TVAP-TX:K-2:3", 1),
    ];
    assert_eq!(
        claims,
        expected.map(|(claim, rows)| (claim.to_owned(), rows))
    );
    let dependent = sheet.claims[0].command.lines[1].dependent.as_ref();
    assert_eq!(dependent.map(ClientCode::as_str), Some(member));
    let replaced: Vec<Option<String>> = sheet
        .claims
        .iter()
        .map(|claim| {
            if let Command::ReplaceClaim(asked) = claim.asked() {
                Some(asked.claim.to_string())
            } else {
                None
            }
        })
        .collect();
    let expected = [None, Some("TVAP-TX:K-1"), Some("TVAP-TX:K-2:2")];
    assert_eq!(replaced, expected.map(|claim| claim.map(str::to_owned)));
    let version = Some("version");
    assert_eq!(
        refusals(&sheet),
        [
            (6, "VERSION_MALFORMED", version),
            (7, "VERSION_MALFORMED", version)
        ]
    );
}

#[test]
fn a_claim_of_which_one_row_is_wrong_is_refused_whole_and_the_others_are_not() {
    let good = line("K-1", "housing", "10");
    let wrong = line("K-1", "housing", "ten");
    let other = line("K-2", "housing", "10");
    let sheet = read_plain(&csv(&[&good, &wrong, &other])).unwrap();
    assert_eq!(sheet.claims(), 1);
    assert_eq!(
        refusals(&sheet),
        [
            (2, "CLAIM_ROW_REFUSED", None),
            (3, "AMOUNT_MALFORMED", Some("billed"))
        ]
    );
}

#[test]
fn rows_of_one_number_that_contradict_one_another_are_refused() {
    let one = line("K-1", "housing", "10");
    let other = one.replace("2026-01,", "2025-12,");
    let sheet = read_plain(&csv(&[&one, &other])).unwrap();
    assert_eq!(
        refusals(&sheet),
        [
            (2, "CLAIM_ROW_REFUSED", None),
            (3, "CLAIM_ROWS_DISAGREE", Some("service month"))
        ]
    );
}

#[test]
fn everything_that_is_wrong_with_a_row_is_found_and_nothing_of_it_is_repeated() {
    let row = "TVAP-TX,123-45-6789,Jane Roe,Jan-26,a gift,(5.00),3/14/1991,receipt of Jane,maybe,=TODAY(),stray";
    let sheet = read_plain(&csv(&[row])).unwrap();
    assert_eq!(
        refusals(&sheet),
        [
            (2, "CELL_OUTSIDE_COLUMNS", Some("column K")),
            (2, "PERSONAL_DATA", Some("claim number")),
            (2, "CLIENT_CODE_MALFORMED", Some("client code")),
            (2, "MONTH_AMBIGUOUS", Some("service month")),
            (2, "CATEGORY_UNKNOWN", Some("category")),
            (2, "AMOUNT_NOT_POSITIVE", Some("billed")),
            (2, "PERSONAL_DATA", Some("paid on")),
            (2, "RECEIPT_DIGEST_MALFORMED", Some("receipt digest")),
            (2, "YES_NO_UNKNOWN", Some("other payer")),
            (2, "CELL_FORMULA", Some("effective on")),
        ]
    );
    let said = format!("{sheet:?}");
    for secret in [
        "123-45", "6789", "Jane", "Roe", "gift", "1991", "maybe", "TODAY", "stray",
    ] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
}

#[test]
fn personal_data_in_any_known_column_is_refused_with_its_name() {
    let good: Vec<String> = line("K-1", "housing", "10")
        .split(',')
        .map(str::to_owned)
        .collect();
    let columns = HEAD.split(',');
    for value in [
        "123-45-6789",
        "A123456789",
        "jane@example.org",
        "(303) 555-0100",
    ] {
        for (place, column) in columns.clone().enumerate() {
            let mut cells = good.clone();
            value.clone_into(&mut cells[place]);
            let sheet = read_plain(&csv(&[&cells.join(",")])).unwrap();
            assert_eq!(
                refusals(&sheet),
                [(2, "PERSONAL_DATA", Some(column))],
                "{value}"
            );
        }
    }
}

#[test]
fn headings_repeated_and_totals_are_known_for_what_they_are() {
    let one = line("K-1", "housing", "10");
    let two = line("K-2", "housing", "20.50");
    let total = |amount: &str| format!("Total,,,,,{amount}");
    let lines = [
        &one,
        HEAD,
        &two,
        &total("30.50"),
        &one.replace("K-1", "K-3"),
        &total("99"),
        &total("(1)"),
    ];
    let sheet = read_plain(&csv(&lines)).unwrap();
    assert_eq!((sheet.claims(), sheet.repeated_headings), (3, 1));
    let totals: Vec<(u32, Option<bool>)> =
        sheet.totals.iter().map(|it| (it.row, it.ties)).collect();
    assert_eq!(totals, [(5, Some(true)), (7, Some(false)), (8, None)]);
}

#[test]
fn encodings_marks_and_separators_are_found_out() {
    let plain = String::from_utf8(csv(&[&line("K-1", "housing", "10.00")])).unwrap();
    let with_title = format!("Claims of caf\u{e9}\n\n{plain}");
    let semicolons = plain.replace(',', ";");
    let tabs = plain.replace(',', "\t");
    let mut utf_16 = vec![0xff, 0xfe];
    utf_16.extend(tabs.encode_utf16().flat_map(u16::to_le_bytes));
    let windows = encoding_rs::WINDOWS_1252.encode(&with_title).0.into_owned();
    assert!(std::str::from_utf8(&windows).is_err());
    for (bytes, encoding, separator) in [
        (plain.clone().into_bytes(), "UTF-8", "comma"),
        (format!("\u{feff}{plain}").into_bytes(), "UTF-8", "comma"),
        (with_title.clone().into_bytes(), "UTF-8", "comma"),
        (windows, "Windows-1252", "comma"),
        (semicolons.into_bytes(), "UTF-8", "semicolon"),
        (tabs.into_bytes(), "UTF-8", "tab"),
        (utf_16, "UTF-16", "tab"),
        (plain.replace('\n', "\r\n").into_bytes(), "UTF-8", "comma"),
        (plain.replace('\n', "\r").into_bytes(), "UTF-8", "comma"),
    ] {
        let sheet = read_plain(&bytes).unwrap();
        assert_eq!(
            sheet.format,
            Format::Text {
                encoding,
                separator
            }
        );
        assert_eq!(sheet.claims(), 1, "{encoding} {separator}");
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let rows = [
        "a title",
        "",
        HEAD,
        &line("K-1", "\"hous\ning\"", "10"),
        "",
        "",
        &line("K-2", "housing", "10"),
    ];
    for ending in ["\n", "\r\n", "\r"] {
        let text = rows.join(ending);
        for text in [text.clone(), format!("{text}{ending}")] {
            let sheet = read_plain(text.as_bytes()).unwrap();
            let numbers: Vec<u32> = sheet.claims.iter().flat_map(|it| it.rows.clone()).collect();
            assert_eq!(numbers, [4, 7], "{ending:?}");
        }
    }
}

#[test]
fn what_no_column_says_may_be_said_for_the_whole_sheet() {
    let text = format!("claim #,client,month,service,amount\nK-1,{CLIENT},1/2026,Rent,12");
    let missing = read_plain(text.as_bytes()).unwrap_err();
    let columns: Vec<_> = missing
        .problems
        .iter()
        .filter_map(|it| it.column.as_deref())
        .collect();
    assert_eq!(columns, ["sub-award", "effective on"]);
    let defaults = Defaults {
        sub_award: Some(SubAwardId::parse("TVAP-TX").unwrap()),
        effective_on: NaiveDate::from_ymd_opt(2026, 2, 1),
    };
    let sheet = read(text.as_bytes(), &defaults).unwrap();
    assert_eq!(sheet.claims[0].command.sub_award.as_str(), "TVAP-TX");
    assert_eq!(
        sheet.claims[0].command.effective_on.to_string(),
        "2026-02-01"
    );
}

#[test]
fn a_sheet_that_is_none_is_refused_whole_by_its_code() {
    let good = line("K-1", "housing", "10");
    let second_table = "client code,claim number,billed,category";
    assert_eq!(code(b""), "SHEET_EMPTY");
    assert_eq!(code(b"\n\n \n"), "SHEET_EMPTY");
    assert_eq!(code(HEAD.as_bytes()), "SHEET_EMPTY");
    assert_eq!(code(b"%PDF-1.7 renamed"), "SHEET_KIND_UNSUPPORTED");
    assert_eq!(
        code(b"\xd0\xcf\x11\xe0 an old workbook"),
        "SHEET_KIND_UNSUPPORTED"
    );
    assert_eq!(code(b"PK\x03\x04 broken"), "SHEET_DAMAGED");
    assert_eq!(
        code(&csv(&[&good.replace("housing", "hou\u{0}sing")])),
        "SHEET_CONTROL_CHARACTER"
    );
    assert_eq!(code(b"once,upon,a,time\n1,2,3,4"), "SHEET_HEADER_MISSING");
    assert_eq!(
        code(&csv(&[&good, "", second_table, &good])),
        "SHEET_TWO_TABLES"
    );
    assert_eq!(
        code(&csv(&[&good, &format!("\"{}", "x".repeat(10_000_000))])),
        "SHEET_CELL_TOO_LONG"
    );
    assert_eq!(code(&vec![b'x'; sheet::BYTES_MAX + 1]), "SHEET_TOO_LARGE");
    assert_eq!(
        code(&csv(&[&",".repeat(300), &format!("{}x", ",".repeat(300))])),
        "SHEET_TOO_WIDE"
    );
    let two_tables_beside = format!("{HEAD},,{HEAD}\n{good},,{good}");
    assert_eq!(code(two_tables_beside.as_bytes()), "SHEET_COLUMN_TWICE");
}

#[test]
fn fifty_thousand_lines_are_taken_and_one_more_is_not() {
    let mut text = HEAD.to_owned();
    for number in 0..50_000 {
        text.push('\n');
        text.push_str(&line(&format!("K-{number}"), "housing", "10"));
    }
    assert_eq!(read_plain(text.as_bytes()).unwrap().claims(), 50_000);
    text.push('\n');
    text.push_str(&line("K-50000", "housing", "10"));
    assert_eq!(code(text.as_bytes()), "SHEET_TOO_LONG");
}
