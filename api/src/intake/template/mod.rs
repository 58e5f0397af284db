//! The sheet to begin with: the headings and nothing else, so that no example can be imported by mistake.

use super::Column;

/// The template, as CSV.
pub fn template() -> String {
    let headings: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
    format!("{}\r\n", headings.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Defaults, read};

    #[test]
    fn the_template_is_headed_like_a_claim_sheet_and_has_no_lines() {
        let refused = read(template().as_bytes(), &Defaults::default()).unwrap_err();
        assert_eq!(refused.code(), "SHEET_EMPTY");
        let line = format!(
            "{}TVAP-TX,2026-01-001,C-0123456789ABCDEF,2026-01,housing,,120.00,,,,2026-02-01\r\n",
            template()
        );
        assert_eq!(
            read(line.as_bytes(), &Defaults::default())
                .unwrap()
                .claims(),
            1
        );
    }
}
