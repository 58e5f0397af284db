//! Makes the messy sheet, and says what must become of each of its rows. All in it is fictional.

mod text;
mod workbook;

pub(super) use text::text;
pub(super) use workbook::workbook;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::setting::{CLIENTS, client, sub_award};

/// Lines of claims in the sheet.
const LINES: usize = 5_000;
/// Every claim's accounting date, and its vendors' day.
const EFFECTIVE_ON: (u16, u8, u8) = (2019, 12, 20);
const PAID_ON: (u16, u8, u8) = (2019, 11, 25);

/// What must never be seen again once the sheet was read.
pub(super) const SECRETS: [&str; 13] = [
    "123-45-6789",
    "Maria",
    "Jane-Roe",
    "A123456789",
    "14/1991",
    "555-0147",
    "roe@example.org",
    "gift card",
    "perhaps",
    "2019-00417",
    "Prepared by",
    "900-12-3456",
    "1991-03-14",
];

/// What must become of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expected {
    Status(String),
    Refused(String),
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(text) | Self::Refused(text) => formatter.write_str(text),
        }
    }
}

/// A sheet with what must become of it.
pub(super) struct Sheet {
    pub(super) bytes: Vec<u8>,
    pub(super) expected: BTreeMap<u64, Expected>,
    /// What each readable line bills, in cents.
    pub(super) billed: BTreeMap<u64, u64>,
}

const HEADINGS: [&str; 10] = [
    "Agreement #",
    "Claim No.",
    "Participant Code",
    "Month of Service",
    "Type of Service",
    "Amount Claimed ($)",
    "Date Paid",
    "Receipt SHA-256",
    "Other Payor",
    "INVOICE_DATE",
];
const BILLED: usize = 5;

/// What is wrong with a line: the column, what stands there, and the code. The others of the claim fall with it.
const FAULTS: [(usize, &str, &str); 19] = [
    (5, "(45.00)", "AMOUNT_NOT_POSITIVE"),
    (5, "1.234,56", "AMOUNT_AMBIGUOUS"),
    (5, "12.345", "AMOUNT_TOO_PRECISE"),
    (5, "", "CELL_MISSING"),
    (5, "900-12-3456", "PERSONAL_DATA"),
    (2, "Maria Example", "CLIENT_CODE_MALFORMED"),
    (2, "A123456789", "PERSONAL_DATA"),
    (2, "", "CELL_MISSING"),
    (3, "Jan-19", "MONTH_AMBIGUOUS"),
    (3, "soon", "MONTH_MALFORMED"),
    (4, "gift card", "CATEGORY_UNKNOWN"),
    (6, "1/2/19", "DATE_AMBIGUOUS"),
    (6, "03/14/1991", "PERSONAL_DATA"),
    (6, "31.12.2019", "DATE_MALFORMED"),
    (7, "(303) 555-0147", "PERSONAL_DATA"),
    (7, "roe@example.org", "PERSONAL_DATA"),
    (8, "perhaps", "YES_NO_UNKNOWN"),
    (9, "=TODAY()", "CELL_FORMULA"),
    (9, "", "CELL_MISSING"),
];
/// What may stand where the claim's number should: the line is refused alone.
const NUMBER_FAULTS: [(&str, &str); 4] = [
    ("123-45-6789", "PERSONAL_DATA"),
    ("Jane-Roe", "PERSONAL_DATA"),
    ("HHS-2019-00417", "PERSONAL_DATA"),
    ("", "CELL_MISSING"),
];

/// A line before it is written: what it means, and how it is to be spelled.
struct Line {
    cells: [String; 10],
    cents: u64,
    spelling: usize,
    expected: Expected,
}

fn accepted() -> Expected {
    Expected::Status("ACCEPTED".to_owned())
}

fn refused(code: &str) -> Expected {
    Expected::Refused(code.to_owned())
}

/// The claims of the sheet, each with its lines.
fn claims() -> Vec<Vec<Line>> {
    let mut claims = Vec::new();
    let mut lines = 0;
    let mut number = 0;
    while lines < LINES {
        let count = if number % 5 == 0 { 3 } else { 2 };
        let claim = claim(number, count.min(LINES - lines));
        lines += claim.len();
        claims.push(claim);
        number += 1;
    }
    claims
}

fn claim(number: usize, count: usize) -> Vec<Line> {
    let who = u32::try_from(number).unwrap() % CLIENTS;
    let month = number / usize::try_from(CLIENTS).unwrap() + 1;
    let mut lines: Vec<Line> = (0..count)
        .map(|line| {
            let (category, cents) = match line {
                0 => (["Case Management", "CASE_MGMT", "cm"][number % 3], 30_000),
                1 => {
                    let more = if number.is_multiple_of(13) {
                        100_000
                    } else {
                        0
                    };
                    let cents = 25_025 + u64::try_from(number).unwrap() + more;
                    (["Housing", "rent", "Shelter "][number % 3], cents)
                }
                _ => ("transport", 4_050),
            };
            let spelling = number + line;
            let direct = line > 0;
            let cells = [
                sub_award(who).to_owned(),
                format!("K-{number:04}"),
                if number.is_multiple_of(7) {
                    client(who).to_lowercase()
                } else {
                    client(who)
                },
                spelled_month(month, spelling),
                category.to_owned(),
                spelled_amount(cents, spelling),
                if direct {
                    spelled_day(PAID_ON, spelling)
                } else {
                    String::new()
                },
                if direct {
                    format!("{:064x}", number * 10 + line)
                } else {
                    String::new()
                },
                ["", "No", "n"][spelling % 3].to_owned(),
                spelled_day(EFFECTIVE_ON, spelling + 1),
            ];
            Line {
                cells,
                cents,
                spelling,
                expected: accepted(),
            }
        })
        .collect();
    spoil(number, &mut lines);
    lines
}

/// Puts something wrong into some of the claims.
fn spoil(number: usize, lines: &mut [Line]) {
    let which = number / 23;
    if number % 23 == 7 {
        let (column, text, code) = FAULTS[which % FAULTS.len()];
        for line in lines.iter_mut() {
            line.expected = refused("CLAIM_ROW_REFUSED");
        }
        let line = lines.last_mut().unwrap();
        text.clone_into(&mut line.cells[column]);
        line.expected = refused(code);
    } else if number % 23 == 11 {
        // The last line loses its number; the rest of the claim stands.
        let (text, code) = NUMBER_FAULTS[which % NUMBER_FAULTS.len()];
        let line = lines.last_mut().unwrap();
        text.clone_into(&mut line.cells[1]);
        line.expected = refused(code);
    } else if number % 23 == 15 {
        let (column, text, code) = if which.is_multiple_of(2) {
            (0, "S-NONE", "UNKNOWN_SUB_AWARD")
        } else {
            (9, "2017-01-01", "EFFECTIVE_ON_TOO_EARLY")
        };
        for line in lines.iter_mut() {
            text.clone_into(&mut line.cells[column]);
            line.expected = refused(code);
        }
    }
}

fn spelled_amount(cents: u64, spelling: usize) -> String {
    let (dollars, cents) = (cents / 100, cents % 100);
    let grouped = if dollars >= 1_000 {
        format!("{},{:03}", dollars / 1_000, dollars % 1_000)
    } else {
        dollars.to_string()
    };
    match spelling % 5 {
        0 => format!("{dollars}.{cents:02}"),
        1 => format!("${grouped}.{cents:02}"),
        2 => format!("$\u{a0}{grouped}.{cents:02} "),
        3 => format!("{grouped}.{cents:02} USD"),
        _ => format!(" {dollars}.{cents:02}"),
    }
}

fn spelled_day((year, month, day): (u16, u8, u8), spelling: usize) -> String {
    let name = if month == 11 { "November" } else { "December" };
    match spelling % 5 {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{month}/{day}/{year}"),
        2 => format!("{day}-{}-{year}", &name[..3]),
        3 => format!("{name} {day}, {year}"),
        _ => format!("{month:02}/{day:02}/{year}"),
    }
}

fn spelled_month(month: usize, spelling: usize) -> String {
    let names = [
        "January", "February", "March", "April", "May", "June", "July",
    ];
    let name = names[month - 1];
    match spelling % 5 {
        0 => format!("2019-{month:02}"),
        1 => format!("{month}/2019"),
        2 => format!("{} 2019", &name[..3]),
        3 => format!("{name} 2019"),
        _ => format!("{month:02}/2019"),
    }
}

/// Where the sheet is written to: rows by their numbers from 1.
trait Paper {
    fn title(&mut self, row: u32, text: &str);
    fn heading(&mut self, row: u32);
    fn line(&mut self, row: u32, line: &Line);
    /// The rows of one claim, of which its own are the first `count`.
    fn claim(&mut self, first: u32, lines: &[Line]);
    fn total(&mut self, row: u32, cents: u64);
}

/// Writes a title, a heading over two rows, the claims with blank rows and repeated headings between them, and a total.
fn write(paper: &mut impl Paper) -> (BTreeMap<u64, Expected>, BTreeMap<u64, u64>) {
    let (mut expected, mut billed) = (BTreeMap::new(), BTreeMap::new());
    paper.title(
        1,
        "Claims of the Caf\u{e9} Example Shelter \u{2013} Prepared by somebody",
    );
    paper.heading(3);
    let mut row = 5;
    let mut sum = 0;
    for (number, claim) in claims().iter().enumerate() {
        if number % 97 == 96 {
            row += 2;
        }
        if number % 400 == 399 {
            paper.heading(row);
            row += 2;
        }
        paper.claim(row, claim);
        for line in claim {
            paper.line(row, line);
            expected.insert(u64::from(row), line.expected.clone());
            billed.insert(u64::from(row), line.cents);
            sum += line.cents;
            row += 1;
        }
    }
    // Some amounts above cannot be read, so that nobody can say whether it ties.
    paper.total(row + 1, sum);
    expected.insert(u64::from(row) + 1, Expected::Status("TOTAL".to_owned()));
    (expected, billed)
}

/// What stands in a cell of a line that nothing is wrong with.
fn as_meant(line: &Line, place: usize) -> String {
    match place {
        BILLED => spelled_amount(line.cents, line.spelling),
        6 => spelled_day(PAID_ON, line.spelling),
        9 => spelled_day(EFFECTIVE_ON, line.spelling + 1),
        3 if line.cells[3].starts_with("2019-") => line.cells[3].clone(),
        _ => String::new(),
    }
}
