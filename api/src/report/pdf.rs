//! A report as PDF: what stands on its pages, in order.

use almoner_projections::reports::{Cell, Column, ColumnKind, Report, Section};

use crate::print::{
    amount,
    pdf::{
        PdfRefused,
        draw::{self, Imprint},
        length::Length,
        sheet::{Align, PartId, Role, Sheet, Style},
        table::{self, Block, Kind, Row},
        typeface::{Typefaces, Weight},
    },
};

const TITLE: Style = Style::new(19_000, Weight::Bold, 0);
const SUBTITLE: Style = Style::new(10_000, Weight::Regular, 50);
const HEADING: Style = Style::new(11_500, Weight::Bold, 0);
const BODY: Style = Style::new(8_800, Weight::Regular, 0);
const SMALL: Style = Style::new(8_000, Weight::Regular, 40);

/// A heading stays with the head of what follows, and a row of it.
const KEEP: Length = Length::points(60);
const GAP: Length = Length::points(12);
const LITTLE: Length = Length::points(5);

/// The width of a page's text, in points.
const WIDTH: i32 = 504;
/// The least that a column of words gets.
const WORDS_MIN: i32 = 40;
/// Past so many characters a column of words gets no more.
const WORDS_MAX: i32 = 60;
/// What a digit takes, and what a cell has beside its text, in points.
const CHARACTER: i32 = 5;
const BESIDE: i32 = 9;
/// The widths of the control sheet's two columns.
const CONTROL: [i32; 2] = [110, 394];

/// The bytes.
pub(super) fn render(report: &Report) -> Result<Vec<u8>, PdfRefused> {
    let typefaces = Typefaces::load()?;
    let pages = laid_out(&typefaces, report);
    draw::draw(&pages, &typefaces, imprint(report))
}

fn laid_out(typefaces: &Typefaces, report: &Report) -> crate::print::pdf::sheet::Pages {
    let mut sheet = Sheet::new(typefaces);
    compose(&mut sheet, report);
    sheet.finish(&footer(report))
}

/// Every text of every page, in order.
#[cfg(test)]
pub(super) fn texts(report: &Report) -> Vec<Vec<String>> {
    let typefaces = Typefaces::load().expect("the typefaces are in the program");
    crate::print::pdf::texts(laid_out(&typefaces, report))
}

/// The texts that stand outside the margins.
#[cfg(test)]
pub(super) fn outside(report: &Report) -> Vec<String> {
    let typefaces = Typefaces::load().expect("the typefaces are in the program");
    crate::print::pdf::outside(laid_out(&typefaces, report), &typefaces)
}

fn imprint(report: &Report) -> Imprint {
    let control = report.control();
    let mut id = vec![
        control.origin.clone(),
        "reports".to_owned(),
        report.question().name().key().to_owned(),
    ];
    let said = report.question().parameters().said();
    id.extend(said.into_iter().map(|(_, text)| text));
    id.push(control.position.to_string());
    Imprint {
        title: format!("{}: {}", report.title(), report.subject()),
        description: format!(
            "Read from {} as of position {}",
            control.origin, control.position
        ),
        author: control.origin.clone(),
        recorded_at: control.recorded_at,
        id: id.join("/"),
    }
}

fn footer(report: &Report) -> String {
    let control = report.control();
    let mut parts = vec![report.title().to_owned()];
    let said = report.question().parameters().said();
    parts.extend(said.into_iter().map(|(_, text)| text));
    parts.push(control.origin.clone());
    parts.push(format!("position {}", control.position));
    parts.join(" · ")
}

fn compose(sheet: &mut Sheet<'_>, report: &Report) {
    let root = Sheet::root();
    sheet.heading(root, 1, report.title(), TITLE, KEEP);
    sheet.paragraph(root, report.subject(), SUBTITLE);
    for section in report.sections() {
        set_section(sheet, root, section);
    }
    set_control(sheet, root, report);
}

fn begin(sheet: &mut Sheet<'_>, root: PartId, title: &str) -> PartId {
    sheet.skip(GAP);
    let part = sheet.part(root, Role::Section);
    sheet.heading(part, 2, title, HEADING, KEEP);
    sheet.skip(LITTLE);
    part
}

fn set_section(sheet: &mut Sheet<'_>, root: PartId, section: &Section) {
    let part = begin(sheet, root, section.title());
    if section.rows().is_empty() {
        sheet.paragraph(part, "None.", BODY);
        return;
    }
    let columns = columns(section);
    let mut blocks: Vec<Block> = section
        .rows()
        .iter()
        .map(|row| Row::new(Kind::Named, row.iter().map(shown)).into())
        .collect();
    if section.is_totalled() {
        let sums = section.sums().iter().enumerate();
        let cells = sums.map(|(at, sum)| match sum {
            Some(sum) => amount(*sum),
            None if at == 0 => "Total".to_owned(),
            None => String::new(),
        });
        blocks.push(Row::new(Kind::Total, cells).into());
    }
    table::set(sheet, part, &columns, &blocks);
    if let Some(note) = section.note() {
        sheet.skip(LITTLE);
        sheet.paragraph(part, note, SMALL);
    }
}

/// Numbers get what they need; words share the rest, the longer the more. Where that is too little, amounts break over lines.
fn columns(section: &Section) -> Vec<table::Column> {
    let at = || 0..section.columns().len();
    let needed: Vec<Option<i32>> = at().map(|at| needed(section, at)).collect();
    let numbers = needed
        .iter()
        .flatten()
        .copied()
        .fold(0, i32::saturating_add);
    let weights: Vec<i32> = at()
        .map(|at| longest(section, at).clamp(1, WORDS_MAX))
        .collect();
    let words = || needed.iter().zip(&weights).filter(|(it, _)| it.is_none());
    let count = i32::try_from(words().count()).unwrap_or(0);
    let all = words()
        .map(|(_, weight)| *weight)
        .fold(0, i32::saturating_add);
    let room = WIDTH.saturating_sub(count.saturating_mul(WORDS_MIN));
    let rest = room.saturating_sub(numbers).max(0);
    let of = |((column, needed), weight): ((&Column, &Option<i32>), &i32)| {
        let width = match *needed {
            Some(width) if numbers > room => {
                width.saturating_mul(room).checked_div(numbers).unwrap_or(0)
            }
            Some(width) => width,
            None => {
                let more = rest.saturating_mul(*weight).checked_div(all).unwrap_or(0);
                WORDS_MIN.saturating_add(more)
            }
        };
        table::Column {
            title: column.title,
            width: Length::points(width),
            align: match column.kind {
                ColumnKind::Text | ColumnKind::Day => Align::Left,
                ColumnKind::Money | ColumnKind::Count | ColumnKind::Percent => Align::Right,
            },
        }
    };
    let pairs = section.columns().iter().zip(&needed).zip(&weights);
    pairs.map(of).collect()
}

/// How wide a column of numbers is to be for its longest, in points; none of a column of words.
fn needed(section: &Section, at: usize) -> Option<i32> {
    let column = section.columns().get(at)?;
    if column.kind == ColumnKind::Text {
        return None;
    }
    let longest = longest(section, at).saturating_mul(CHARACTER);
    Some(longest.saturating_add(BESIDE))
}

/// How many characters the longest text of a column has, its title and its sum among them.
fn longest(section: &Section, at: usize) -> i32 {
    let title = section
        .columns()
        .get(at)
        .map(|column| column.title.to_owned());
    let rows = section
        .rows()
        .iter()
        .filter_map(|row| row.get(at))
        .map(shown);
    let sum = section.sums().get(at).copied().flatten().map(amount);
    let texts = rows.chain(sum).chain(title);
    let longest = texts.map(|text| text.chars().count()).max();
    i32::try_from(longest.unwrap_or(0)).unwrap_or(i32::MAX)
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Money(money) => amount(*money),
        Cell::Empty | Cell::Text(_) | Cell::Count(_) | Cell::Percent(_) | Cell::Day(_) => {
            cell.text()
        }
    }
}

fn set_control(sheet: &mut Sheet<'_>, root: PartId, report: &Report) {
    let part = begin(sheet, root, "Control sheet");
    let lines = report.control_lines();
    let facts: Vec<Vec<String>> = lines
        .into_iter()
        .map(|(word, text)| vec![word.to_owned(), text])
        .collect();
    table::set_facts(sheet, part, &CONTROL, &facts);
    let again = "Asked again as of this position, the report is the same for ever, byte for byte. The sidecar of this file, \
                 with which almoner verify checks it, is a note signed with the key of the ledger's checkpoints. The root \
                 commits to every record up to the checkpoint's size.";
    sheet.paragraph(part, again, SMALL);
}
