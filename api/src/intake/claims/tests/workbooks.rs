//! What a workbook adds to a text: numbers, dates, formulas, merged cells, several sheets.

use super::*;

/// A workbook of one worksheet.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn put_row(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        if !cell.is_empty() {
            sheet.write(row, column, *cell).unwrap();
        }
    }
}

fn put_head(sheet: &mut Worksheet, row: u32) {
    put_row(sheet, row, &HEAD.split(',').collect::<Vec<_>>());
}

#[test]
fn a_workbook_gives_numbers_dates_and_the_last_results_of_formulas() {
    let day = Look::new().set_num_format("yyyy-mm-dd");
    let month = Look::new().set_num_format("mmm-yy");
    let bytes = workbook(|sheet| {
        sheet
            .merge_range(0, 0, 0, 5, "Claims of January", &Look::new())
            .unwrap();
        put_head(sheet, 2);
        for (row, number) in [(3, 1001), (4, 1002)] {
            put_row(sheet, row, &["TVAP-TX", "", CLIENT, "", "Housing"]);
            sheet.write(row, 1, number).unwrap();
            let first = ExcelDateTime::from_ymd(2026, 1, 1).unwrap();
            sheet
                .write_datetime_with_format(row, 3, &first, &month)
                .unwrap();
            let effective = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
            sheet
                .write_datetime_with_format(row, 9, &effective, &day)
                .unwrap();
            sheet.write(row, 8, false).unwrap();
        }
        sheet.write(3, 5, 19.99).unwrap();
        sheet
            .write_formula(4, 5, Formula::new("=10*2.55").set_result("25.5"))
            .unwrap();
        put_row(sheet, 6, &["Grand total"]);
        sheet.write(6, 5, 45.49).unwrap();
    });
    let sheet = read_plain(&bytes).unwrap();
    assert_eq!(refusals(&sheet), []);
    let claims: Vec<String> = sheet
        .commands()
        .map(|it| {
            format!(
                "{} {} {} {}",
                it.number, it.service_month, it.lines[0].billed, it.effective_on
            )
        })
        .collect();
    assert_eq!(
        claims,
        [
            "1001 2026-01 19.99 2026-02-01",
            "1002 2026-01 25.50 2026-02-01"
        ]
    );
    assert_eq!((sheet.totals[0].row, sheet.totals[0].ties), (7, Some(true)));
}

#[test]
fn a_workbooks_errors_times_precise_numbers_and_birth_dates_are_refused() {
    let bytes = workbook(|sheet| {
        put_head(sheet, 0);
        put_row(sheet, 1, &["TVAP-TX", "K-1", CLIENT, "2026-01", "Housing"]);
        sheet
            .write_formula(1, 5, Formula::new("=1/0").set_result("#DIV/0!"))
            .unwrap();
        let born = ExcelDateTime::from_ymd(1991, 3, 14).unwrap();
        let day = Look::new().set_num_format("yyyy-mm-dd");
        let time = Look::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write_datetime_with_format(1, 6, &born, &day).unwrap();
        let noon = ExcelDateTime::from_ymd(2026, 2, 1)
            .unwrap()
            .and_hms(12, 0, 0)
            .unwrap();
        sheet
            .write_datetime_with_format(1, 9, &noon, &time)
            .unwrap();
        put_row(sheet, 2, &["TVAP-TX", "", CLIENT, "2026-01", "Housing"]);
        sheet.write_datetime_with_format(2, 1, &born, &day).unwrap();
        sheet.write(2, 5, 10.005).unwrap();
        sheet.write(2, 9, 46_054).unwrap();
    });
    let sheet = read_plain(&bytes).unwrap();
    assert_eq!(
        refusals(&sheet),
        [
            (2, "CELL_ERROR", Some("billed")),
            (2, "PERSONAL_DATA", Some("paid on")),
            (2, "DATE_MALFORMED", Some("effective on")),
            (3, "PERSONAL_DATA", Some("claim number")),
            (3, "AMOUNT_TOO_PRECISE", Some("billed")),
            (3, "DATE_MALFORMED", Some("effective on")),
        ]
    );
}

#[test]
fn merged_headings_and_merged_claim_numbers_hold_for_their_rows_and_merged_amounts_do_not() {
    let plain = Look::new();
    let bytes = workbook(|sheet| {
        for (column, label) in
            (0..).zip(["sub-award", "claim number", "client code", "service month"])
        {
            sheet
                .merge_range(0, column, 1, column, label, &plain)
                .unwrap();
        }
        sheet.merge_range(0, 4, 0, 9, "Line", &plain).unwrap();
        let lower = [
            "category",
            "billed",
            "paid on",
            "receipt digest",
            "other payer",
            "effective on",
        ];
        for (column, label) in (4..).zip(lower) {
            sheet.write(1, column, label).unwrap();
        }
        for (column, value) in (0..).zip(["TVAP-TX", "K-1", CLIENT, "2026-01"]) {
            sheet
                .merge_range(2, column, 3, column, value, &plain)
                .unwrap();
        }
        for row in 2..6 {
            sheet.write(row, 4, "Housing").unwrap();
            sheet.write(row, 9, "2026-02-01").unwrap();
        }
        sheet.write(2, 5, 10).unwrap();
        sheet.write(3, 5, 20).unwrap();
        put_row(sheet, 4, &["TVAP-TX", "K-2", CLIENT, "2026-01"]);
        put_row(sheet, 5, &["TVAP-TX", "K-2", CLIENT, "2026-01"]);
        sheet.merge_range(4, 5, 5, 5, "30", &plain).unwrap();
    });
    let sheet = read_plain(&bytes).unwrap();
    assert_eq!(sheet.claims(), 1);
    assert_eq!(sheet.claims[0].rows, [3, 4]);
    assert_eq!(
        refusals(&sheet),
        [
            (5, "CELL_MERGED", Some("billed")),
            (6, "CELL_MERGED", Some("billed"))
        ]
    );
}

#[test]
fn worksheets_beside_the_claims_are_left_alone_and_two_of_claims_are_refused() {
    let row = [
        "TVAP-TX",
        "K-1",
        CLIENT,
        "2026-01",
        "Housing",
        "10",
        "",
        "",
        "",
        "2026-02-01",
    ];
    let mut book = Workbook::new();
    put_row(
        book.add_worksheet(),
        0,
        &["How to fill in this sheet: call Jane Roe"],
    );
    let claims = book.add_worksheet();
    put_head(claims, 0);
    put_row(claims, 1, &row);
    assert_eq!(
        read_plain(&book.save_to_buffer().unwrap())
            .unwrap()
            .claims(),
        1
    );
    let more = book.add_worksheet();
    put_head(more, 0);
    put_row(more, 1, &row);
    assert_eq!(code(&book.save_to_buffer().unwrap()), "SHEET_SEVERAL");
}

#[test]
fn a_workbook_that_unpacks_without_end_or_says_that_it_is_a_million_columns_wide_costs_nothing() {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/workbook.xml", options).unwrap();
    let nothing = vec![b' '; 1024 * 1024];
    for _ in 0..80 {
        archive.write_all(&nothing).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(code(&bomb), "SHEET_INFLATES");
    let wide = workbook(|sheet| {
        put_head(sheet, 0);
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(code(&wide), "SHEET_TOO_WIDE");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("something else", options).unwrap();
    assert_eq!(
        code(&archive.finish().unwrap().into_inner()),
        "SHEET_KIND_UNSUPPORTED"
    );
}
