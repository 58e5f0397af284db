//! A report as a workbook: a worksheet a section, and the control sheet at the end. Amounts, counts and days are what a
//! spreadsheet reckons with; texts are texts, and no cell is a formula. An
//! amount has at most 15 digits, all of which a spreadsheet's number holds.

use almoner_projections::reports::{Cell, ColumnKind, Report, Section};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// Where the table of a section begins: below its title and its note.
const HEAD_ROW: u32 = 3;

/// How cells look.
struct Looks {
    title: Look,
    plain: Look,
    head: Look,
    head_right: Look,
    text: Look,
    money: Look,
    count: Look,
    percent: Look,
    day: Look,
    sum: Look,
    sum_text: Look,
}

impl Looks {
    fn new() -> Self {
        let bold = || Look::new().set_bold();
        let top = |look: Look| look.set_align(FormatAlign::Top);
        let money = "#,##0.00";
        Self {
            title: bold().set_font_size(14),
            plain: Look::new(),
            head: bold().set_border_bottom(FormatBorder::Thin).set_text_wrap(),
            head_right: bold()
                .set_border_bottom(FormatBorder::Thin)
                .set_text_wrap()
                .set_align(FormatAlign::Right),
            text: top(Look::new().set_text_wrap()),
            money: top(Look::new().set_num_format(money)),
            count: top(Look::new().set_num_format("0")),
            percent: top(Look::new().set_num_format("0.00")),
            day: top(Look::new().set_num_format("yyyy-mm-dd")),
            sum: bold()
                .set_num_format(money)
                .set_border_top(FormatBorder::Thin),
            sum_text: bold().set_border_top(FormatBorder::Thin),
        }
    }
}

/// The bytes.
pub(super) fn render(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let looks = Looks::new();
    for section in report.sections() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name(section.title()))?;
        write_section(sheet, report, section, &looks)?;
    }
    write_control(workbook.add_worksheet(), report, &looks)?;
    workbook.save_to_buffer()
}

fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let recorded_at = report.control().recorded_at.timestamp();
    Ok(DocProperties::new()
        .set_title(report.title())
        .set_subject(report.subject())
        .set_author("Almoner")
        .set_creation_datetime(&ExcelDateTime::from_timestamp(recorded_at)?))
}

/// A worksheet's name has at most 31 characters, and none of a few.
fn name(title: &str) -> String {
    title
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(31)
        .collect()
}

fn write_section(
    sheet: &mut Worksheet,
    report: &Report,
    section: &Section,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, section.title(), &looks.title)?;
    let about = format!("{}: {}", report.title(), report.subject());
    sheet.write_string_with_format(1, 0, about, &looks.plain)?;
    if let Some(note) = section.note() {
        sheet.write_string_with_format(2, 0, note, &looks.plain)?;
    }
    for (at, column) in (0_u16..).zip(section.columns()) {
        let (width, head) = match column.kind {
            ColumnKind::Text => (if at == 0 { 34 } else { 30 }, &looks.head),
            ColumnKind::Money => (18, &looks.head_right),
            ColumnKind::Count | ColumnKind::Percent => (12, &looks.head_right),
            ColumnKind::Day => (12, &looks.head),
        };
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(HEAD_ROW, at, column.title, head)?;
    }
    let mut at = HEAD_ROW;
    for row in section.rows() {
        at = at.saturating_add(1);
        for (column, cell) in (0_u16..).zip(row) {
            write_cell(sheet, (at, column), cell, looks)?;
        }
    }
    if section.is_totalled() {
        write_sums(sheet, at.saturating_add(1), section, looks)?;
    }
    sheet.set_freeze_panes(HEAD_ROW.saturating_add(1), 0)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_landscape();
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, text, &looks.text)?;
        }
        Cell::Money(amount) => {
            sheet.write_with_format(row, column, amount.decimal(), &looks.money)?;
        }
        Cell::Count(count) => match i32::try_from(*count) {
            Ok(count) => {
                sheet.write_number_with_format(row, column, count, &looks.count)?;
            }
            // A spreadsheet's number would not hold every digit of it.
            Err(_) => {
                sheet.write_string_with_format(row, column, count.to_string(), &looks.text)?;
            }
        },
        Cell::Percent(percent) => {
            sheet.write_with_format(row, column, *percent, &looks.percent)?;
        }
        Cell::Day(day) => {
            let day = ExcelDateTime::parse_from_str(&day.to_string())?;
            sheet.write_datetime_with_format(row, column, &day, &looks.day)?;
        }
    }
    Ok(())
}

fn write_sums(
    sheet: &mut Worksheet,
    row: u32,
    section: &Section,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (column, sum) in (0_u16..).zip(section.sums()) {
        if let Some(sum) = sum {
            sheet.write_with_format(row, column, sum.decimal(), &looks.sum)?;
        } else {
            let text = if column == 0 { "Total" } else { "" };
            sheet.write_string_with_format(row, column, text, &looks.sum_text)?;
        }
    }
    Ok(())
}

/// The last worksheet: every amount of it is text, as the sidecar has it.
fn write_control(sheet: &mut Worksheet, report: &Report, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Control")?;
    sheet.write_string_with_format(0, 0, "Control sheet", &looks.title)?;
    for (at, (word, text)) in (2_u32..).zip(report.control_lines()) {
        sheet.write_string_with_format(at, 0, word, &looks.text)?;
        sheet.write_string_with_format(at, 1, text, &looks.text)?;
    }
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 80)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
