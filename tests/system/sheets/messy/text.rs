//! The messy sheet as a text.

use super::*;

/// As CSV in Windows-1252.
pub(in crate::sheets) fn text() -> Sheet {
    let mut paper = Text::default();
    let (expected, billed) = write(&mut paper);
    let text = paper.rows.join("\r\n");
    // Every character of it that is not Latin-1 is a dash.
    let bytes = text
        .chars()
        .map(|c| {
            if c == '\u{2013}' {
                0x96
            } else {
                u8::try_from(u32::from(c)).unwrap()
            }
        })
        .collect();
    Sheet {
        bytes,
        expected,
        billed,
    }
}

#[derive(Default)]
struct Text {
    rows: Vec<String>,
}

impl Text {
    fn put(&mut self, row: u32, cells: &[&str]) {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| {
                if cell.contains([',', '"']) {
                    format!("\"{cell}\"")
                } else {
                    (*cell).to_owned()
                }
            })
            .collect();
        let row = usize::try_from(row).unwrap();
        self.rows.resize(self.rows.len().max(row), String::new());
        self.rows[row - 1] = cells.join(",");
    }
}

impl Paper for Text {
    fn title(&mut self, row: u32, text: &str) {
        self.put(row, &[text]);
    }

    fn heading(&mut self, row: u32) {
        let mut upper = HEADINGS;
        upper[4] = "Line";
        upper[5..].fill("");
        let mut lower = HEADINGS;
        if row == 3 {
            lower[..4].fill("");
            self.put(row, &upper);
            self.put(row + 1, &lower);
        } else {
            self.put(row, &HEADINGS);
        }
    }

    fn line(&mut self, row: u32, line: &Line) {
        let cells: Vec<&str> = line.cells.iter().map(String::as_str).collect();
        self.put(row, &cells);
    }

    fn claim(&mut self, _first: u32, _lines: &[Line]) {}

    fn total(&mut self, row: u32, cents: u64) {
        let amount = spelled_amount(cents, 0);
        self.put(row, &["Grand Total", "", "", "", "", &amount]);
    }
}
