//! One row: every cell of a known column, looked at for personal data before it is read.

use almoner_domain::{
    claim::{ClaimLine, ClaimPart},
    id::{ClaimNumber, ClientCode, SubAwardId},
    money::Money,
    period::Month,
    programme::Category,
};
use chrono::NaiveDate;

use super::Defaults;
use crate::intake::{
    Problem, SheetCode,
    cell::{self, DayOrder, Refusal},
    header::{Column, Layout},
    privacy::{self, Personal},
    sheet::{Cell, GridRow, Unusable, letter},
};

/// The highest version that a sheet may name: nobody corrects a claim as often.
const VERSION_MAX: u32 = 999;

/// Which claim a row is of: its sub-award, its number and its version.
pub(super) type Key = (SubAwardId, ClaimNumber, u32);

/// A row that was read, or what is wrong with it. Which claim it is of is kept wherever that can be read, because then
/// the whole claim is refused with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) row: u32,
    pub(super) key: Option<Key>,
    /// The amount, for the total; also of a row that something else is wrong with.
    pub(super) billed: Option<Money>,
    pub(super) content: Result<Content, Vec<Problem>>,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) client: ClientCode,
    pub(super) service_month: Month,
    pub(super) effective_on: NaiveDate,
    /// Its number is given when the claim is put together.
    pub(super) line: ClaimLine,
}

/// What is needed to read a row.
pub(super) struct Reading<'sheet> {
    pub(super) layout: &'sheet Layout,
    pub(super) defaults: &'sheet Defaults,
    pub(super) paid_on: DayOrder,
    pub(super) effective_on: DayOrder,
}

impl Reading<'_> {
    /// Reads a row; everything that is wrong with it is found.
    pub(super) fn line(&self, row: &GridRow) -> Line {
        let mut cells = Cells {
            row,
            layout: self.layout,
            problems: Vec::new(),
        };
        cells.check_width();
        let sub_award = match self.layout.place(Column::SubAward) {
            Some(_) => {
                cells.needed_or(Column::SubAward, self.defaults.sub_award.clone(), sub_award)
            }
            None => self.defaults.sub_award.clone(),
        };
        let number = cells.needed(Column::ClaimNumber, claim_number);
        let client = cells.needed(Column::Client, client_code);
        let service_month = cells.needed(Column::ServiceMonth, service_month);
        let category = cells.needed(Column::Category, category);
        let part = cells.optional(Column::Part, |cell| cell::part(words(cell)?));
        let billed = cells.needed(Column::Billed, billed);
        let paid_on = cells.optional(Column::PaidOn, |cell| day(cell, self.paid_on));
        let receipt_digest = cells.optional(Column::ReceiptDigest, receipt_digest);
        let other_payer = cells.optional(Column::OtherPayer, other_payer);
        let dependent = cells.optional(Column::FamilyMember, client_code);
        let version = cells.optional(Column::Version, version);
        let effective_on = match self.layout.place(Column::EffectiveOn) {
            Some(_) => cells.needed_or(Column::EffectiveOn, self.defaults.effective_on, |cell| {
                day(cell, self.effective_on)
            }),
            None => self.defaults.effective_on,
        };
        let problems = cells.problems;
        let content = || {
            let category = category?;
            Some(Content {
                client: client?,
                service_month: service_month?,
                effective_on: effective_on?,
                line: ClaimLine {
                    number: 0,
                    category,
                    part: part.unwrap_or_else(|| part_of(category)),
                    billed: billed?,
                    paid_on,
                    receipt_digest,
                    other_payer: other_payer.unwrap_or(false),
                    dependent,
                },
            })
        };
        let content = match content() {
            Some(content) if problems.is_empty() => Ok(content),
            Some(_) | None => Err(problems),
        };
        Line {
            row: row.number,
            key: sub_award
                .zip(number)
                .map(|(sub_award, number)| (sub_award, number, version.unwrap_or(1))),
            billed,
            content,
        }
    }
}

/// Case management is administration, everything else a direct expense.
fn part_of(category: Category) -> ClaimPart {
    if category == Category::CaseManagement {
        ClaimPart::Administration
    } else {
        ClaimPart::Direct
    }
}

/// The cells of a row, and what is wrong with those that were looked at.
struct Cells<'row> {
    row: &'row GridRow,
    layout: &'row Layout,
    problems: Vec<Problem>,
}

impl Cells<'_> {
    /// Nothing stands beside the table, nor under a heading that is empty.
    fn check_width(&mut self) {
        for (place, cell) in self.row.cells.iter().enumerate() {
            if !cell.is_empty() && self.layout.column_at(place).is_none() {
                let problem = Problem::new(
                    SheetCode::CellOutside,
                    "no heading stands over this cell, and it was not read; an amount with commas needs quotation marks in CSV",
                );
                let letter = letter(place);
                self.problems
                    .push(problem.at(self.row.number).of_column(letter));
            }
        }
    }

    fn needed<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&Cell) -> Result<T, Refusal>,
    ) -> Option<T> {
        self.needed_or(column, None, read)
    }

    /// Reads a cell; an empty one is what was given for the whole sheet.
    fn needed_or<T>(
        &mut self,
        column: Column,
        default: Option<T>,
        read: impl FnOnce(&Cell) -> Result<T, Refusal>,
    ) -> Option<T> {
        let before = self.problems.len();
        let value = self.optional(column, read);
        if value.is_some() || self.problems.len() > before {
            return value;
        }
        if default.is_none() {
            let message = format!("the cell is empty; fill in the {}", column.name());
            self.note(column, Refusal::new(SheetCode::CellMissing, message));
        }
        default
    }

    /// Reads a cell that may be empty.
    fn optional<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&Cell) -> Result<T, Refusal>,
    ) -> Option<T> {
        let cell = self.row.cell(self.layout.place(column)?);
        if cell.is_empty() {
            return None;
        }
        match usable(cell).and_then(|()| read(cell)) {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.note(column, refusal);
                None
            }
        }
    }

    fn note(&mut self, column: Column, refusal: Refusal) {
        self.problems.push(Problem {
            code: refusal.code.to_owned(),
            row: Some(self.row.number),
            column: Some(column.name().to_owned()),
            message: refusal.message,
        });
    }
}

fn usable(cell: &Cell) -> Result<(), Refusal> {
    let Cell::Unusable(why) = cell else {
        return Ok(());
    };
    Err(match why {
        Unusable::Formula => Refusal::new(
            SheetCode::CellFormula,
            "the cell holds a formula without its result; put in the value",
        ),
        Unusable::Error => Refusal::new(
            SheetCode::CellError,
            "the cell holds an error of the spreadsheet; put in the value",
        ),
        Unusable::Time => Refusal::of_domain(
            "DATE_MALFORMED",
            "the cell holds a time of day; a date stands alone, like 2026-01-31",
        ),
        Unusable::Merged => Refusal::new(
            SheetCode::CellMerged,
            "the cell is merged over several rows; give each row its own",
        ),
    })
}

fn personal(found: Personal) -> Refusal {
    Refusal::new(
        SheetCode::PersonalData,
        format!(
            "the cell holds what looks like {}; it was refused and not kept. Take it out of the sheet",
            found.name()
        ),
    )
}

/// A text or a number, of which nothing looks like personal data.
fn plain(cell: &Cell, look: fn(&str) -> Option<Personal>) -> Result<&str, Refusal> {
    match cell {
        Cell::Text(text) | Cell::Number(text) => {
            look(text).map_or(Ok(text), |it| Err(personal(it)))
        }
        // Where no date belongs it may be a birth date, or a number that the spreadsheet took for one.
        Cell::Date(_) => Err(Refusal::new(
            SheetCode::PersonalData,
            "the cell holds a date where none belongs; it was refused and not kept. Format a number as text",
        )),
        Cell::Flag(flag) => Ok(if *flag { "TRUE" } else { "FALSE" }),
        Cell::Empty | Cell::Unusable(_) => Ok(""),
    }
}

fn words(cell: &Cell) -> Result<&str, Refusal> {
    plain(cell, privacy::look)
}

fn sub_award(cell: &Cell) -> Result<SubAwardId, Refusal> {
    SubAwardId::parse(words(cell)?).map_err(|error| {
        Refusal::of_domain(
            error.code(),
            "write the sub-award's id as the award letter has it",
        )
    })
}

fn claim_number(cell: &Cell) -> Result<ClaimNumber, Refusal> {
    let text = plain(cell, privacy::look_at_number)?;
    ClaimNumber::parse(text).map_err(|error| {
        Refusal::of_domain(
            error.code(),
            "a claim number has 1 to 64 letters, digits, '-', '_' or '.', and no spaces",
        )
    })
}

fn client_code(cell: &Cell) -> Result<ClientCode, Refusal> {
    if let Some(code) = cell
        .text()
        .and_then(|text| ClientCode::parse(&text.to_uppercase()).ok())
    {
        return Ok(code);
    }
    words(cell)?;
    Err(Refusal::of_domain(
        "CLIENT_CODE_MALFORMED",
        "write the random code that the enrolment gave: \"C-\" and 16 capitals or digits. Never a name or a number of the person",
    ))
}

fn service_month(cell: &Cell) -> Result<Month, Refusal> {
    let month = match cell {
        Cell::Date(day) if privacy::is_before_the_programme(*day) => {
            return Err(personal(Personal::BirthDate));
        }
        Cell::Date(day) => cell::month_of_day(*day),
        Cell::Text(_) | Cell::Number(_) | Cell::Flag(_) | Cell::Empty | Cell::Unusable(_) => {
            read_month(cell)
        }
    }?;
    if privacy::is_before_the_programme(month.last_day()) {
        return Err(personal(Personal::BirthDate));
    }
    Ok(month)
}

fn read_month(cell: &Cell) -> Result<Month, Refusal> {
    let text = match cell {
        Cell::Text(text) | Cell::Number(text) => text.as_str(),
        Cell::Date(_) | Cell::Flag(_) | Cell::Empty | Cell::Unusable(_) => "",
    };
    // A first of the month looks like any date; what is a month is none of a person's.
    match cell::month(text) {
        Ok(month) => Ok(month),
        Err(refusal) => Err(privacy::look(text).map_or(refusal, personal)),
    }
}

fn category(cell: &Cell) -> Result<Category, Refusal> {
    cell::category(words(cell)?)
}

/// An amount above zero.
pub(super) fn billed(cell: &Cell) -> Result<Money, Refusal> {
    cell::amount(words(cell)?)
}

/// A day that the programme can have: an earlier one may be somebody's birth date.
fn day(cell: &Cell, order: DayOrder) -> Result<NaiveDate, Refusal> {
    let day = match cell {
        Cell::Date(day) => *day,
        Cell::Text(text) => match cell::day(text, order) {
            Ok(day) => day,
            // Two dates cannot be told apart, but a date from everything else.
            Err(refusal) => {
                let found = privacy::look(text).filter(|found| *found != Personal::BirthDate);
                return Err(found.map_or(refusal, personal));
            }
        },
        Cell::Number(text) => {
            words(cell)?;
            return cell::day(text, order);
        }
        Cell::Flag(_) | Cell::Empty | Cell::Unusable(_) => return cell::day("", order),
    };
    if privacy::is_before_the_programme(day) {
        return Err(personal(Personal::BirthDate));
    }
    Ok(day)
}

fn receipt_digest(cell: &Cell) -> Result<String, Refusal> {
    let text = words(cell)?.to_lowercase();
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text)
    } else {
        Err(Refusal::of_domain(
            "RECEIPT_DIGEST_MALFORMED",
            "write the salted SHA-256 digest of the receipt: 64 hexadecimal digits. Never what the receipt says",
        ))
    }
}

/// A version, from 1. A workbook may keep it as a number.
fn version(cell: &Cell) -> Result<u32, Refusal> {
    let text = words(cell)?.trim();
    text.parse::<u32>()
        .ok()
        .filter(|version| (1..=VERSION_MAX).contains(version))
        .ok_or_else(|| {
            Refusal::new(
                SheetCode::VersionMalformed,
                "write the version as a number: 1, or nothing, for a new claim; 2 to replace it, 3 to replace that",
            )
        })
}

fn other_payer(cell: &Cell) -> Result<bool, Refusal> {
    cell::yes_or_no(words(cell)?)
}
