//! Rows of CSV as RFC 4180 has it, of which no cell is taken for a formula.

/// Writes a row, ended by carriage return and line feed.
pub(crate) fn write_row(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write_cell(text, cell);
    }
    text.push_str("\r\n");
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it text. An amount below
/// zero is a number, and stays one.
fn write_cell(text: &mut String, cell: &str) {
    let begins_as_one = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let is_formula = begins_as_one && !is_number(cell);
    let is_quoted = is_formula || cell.contains([',', '"', '\n', '\r', '\'']);
    if !is_quoted {
        text.push_str(cell);
        return;
    }
    text.push('"');
    if is_formula {
        text.push('\'');
    }
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

/// A plain number, such as `-12.50`: digits, at most one point, nothing that could be worked out.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let mut text = String::new();
        write_row(&mut text, &cells);
        text
    }

    #[test]
    fn what_would_be_a_formula_is_text() {
        for formula in [
            "=1+1", "+1", "-1+1", "@SUM(A1)", "-", "-1-", "\tx", "＝1", "--1", "-1e3",
        ] {
            assert!(row(&[formula]).starts_with("\"'"), "{formula}");
        }
    }

    #[test]
    fn an_amount_below_zero_stays_a_number() {
        assert_eq!(row(&["-12.50", "0.00", "a, b"]), "-12.50,0.00,\"a, b\"\r\n");
    }
}
