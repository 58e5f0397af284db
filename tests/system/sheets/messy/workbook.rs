//! The messy sheet as a workbook.

use super::*;

/// As a workbook, with date cells, numbers, formulas and merged cells.
pub(in crate::sheets) fn workbook() -> Sheet {
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet();
    notes.write(0, 0, "How to fill this in: ask Maria").unwrap();
    let sheet = workbook.add_worksheet();
    let mut paper = Page {
        sheet,
        day: Format::new().set_num_format("m/d/yyyy"),
        month: Format::new().set_num_format("mmm-yy"),
        merged: BTreeSet::new(),
    };
    let (expected, billed) = write(&mut paper);
    Sheet {
        bytes: workbook.save_to_buffer().unwrap(),
        expected,
        billed,
    }
}

struct Page<'book> {
    sheet: &'book mut Worksheet,
    day: Format,
    month: Format,
    /// Rows whose claim number is that of a row above.
    merged: BTreeSet<u32>,
}

impl Page<'_> {
    fn date(&mut self, row: u32, column: u16, (year, month, day): (u16, u8, u8)) {
        let date = ExcelDateTime::from_ymd(year, month, day).unwrap();
        self.sheet
            .write_datetime_with_format(row, column, &date, &self.day)
            .unwrap();
    }
}

impl Paper for Page<'_> {
    fn title(&mut self, row: u32, text: &str) {
        self.sheet
            .merge_range(row - 1, 0, row - 1, 9, text, &Format::new())
            .unwrap();
    }

    fn heading(&mut self, row: u32) {
        let plain = Format::new();
        if row != 3 {
            for (column, heading) in (0..).zip(HEADINGS) {
                self.sheet.write(row - 1, column, heading).unwrap();
            }
            return;
        }
        for (column, heading) in (0..).zip(&HEADINGS[..4]) {
            self.sheet
                .merge_range(2, column, 3, column, heading, &plain)
                .unwrap();
        }
        self.sheet.merge_range(2, 4, 2, 9, "Line", &plain).unwrap();
        for (column, heading) in (4..).zip(&HEADINGS[4..]) {
            self.sheet.write(3, column, *heading).unwrap();
        }
    }

    fn claim(&mut self, first: u32, lines: &[Line]) {
        // Of some claims the number is merged over its rows.
        let numbers: Vec<&str> = lines.iter().map(|line| line.cells[1].as_str()).collect();
        let last = first + u32::try_from(lines.len()).unwrap() - 1;
        if lines[0].spelling.is_multiple_of(11)
            && last > first
            && numbers.iter().all(|it| *it == numbers[0])
        {
            self.sheet
                .merge_range(first - 1, 1, last - 1, 1, numbers[0], &Format::new())
                .unwrap();
            self.merged.extend(first..=last);
        }
    }

    fn line(&mut self, row: u32, line: &Line) {
        let at = row - 1;
        for (column, text) in (0_u16..).zip(&line.cells) {
            let place = usize::from(column);
            let is_as_meant = *text == as_meant(line, place);
            if text.is_empty() || (column == 1 && self.merged.contains(&row)) {
                continue;
            }
            match (place, line.spelling % 5) {
                (BILLED, 0 | 1) if is_as_meant => {
                    let number: f64 = format!("{}.{:02}", line.cents / 100, line.cents % 100)
                        .parse()
                        .unwrap();
                    self.sheet.write(at, column, number).unwrap();
                }
                (BILLED, 2) if is_as_meant => {
                    let result = format!("{}.{:02}", line.cents / 100, line.cents % 100);
                    let formula = Formula::new("=SUM(Z1:Z2)").set_result(result);
                    self.sheet.write_formula(at, column, formula).unwrap();
                }
                (6, 0) if is_as_meant => self.date(at, column, PAID_ON),
                (9, 4) if is_as_meant => self.date(at, column, EFFECTIVE_ON),
                (3, 0) if is_as_meant => {
                    let month: u8 = text[5..].parse().unwrap();
                    let first = ExcelDateTime::from_ymd(2019, month, 1).unwrap();
                    self.sheet
                        .write_datetime_with_format(at, column, &first, &self.month)
                        .unwrap();
                }
                _ => {
                    self.sheet.write_string(at, column, text).unwrap();
                }
            }
        }
    }

    fn total(&mut self, row: u32, cents: u64) {
        self.sheet
            .merge_range(row - 1, 0, row - 1, 4, "TOTAL:", &Format::new())
            .unwrap();
        let number: f64 = format!("{}.{:02}", cents / 100, cents % 100)
            .parse()
            .unwrap();
        self.sheet.write(row - 1, 5, number).unwrap();
    }
}
