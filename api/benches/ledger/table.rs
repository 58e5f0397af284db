//! The table that the benchmark prints: Markdown, so that it can be kept as it is.

use crate::measure::Series;

/// Rows of what was measured.
#[derive(Debug, Default)]
pub(crate) struct Table {
    heading: String,
    rows: Vec<[String; 5]>,
}

/// A ratio that is to be reached, in thousandths.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    /// Nothing is asked.
    None,
    /// At least.
    AtLeast(u64),
    /// At most.
    AtMost(u64),
}

impl Table {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// What was measured on what.
    pub(crate) fn heading(&mut self, text: &str) {
        text.clone_into(&mut self.heading);
    }

    /// A rate that others are held against.
    pub(crate) fn baseline(&mut self, what: &str, rates: &Series) {
        let rate = grouped(rates.median());
        self.row([what, &rate, "", "", ""]);
    }

    /// A rate beside a baseline.
    pub(crate) fn rate(
        &mut self,
        what: &str,
        rates: &Series,
        against: &str,
        baseline: &Series,
        target: Target,
    ) {
        let ratio = match target {
            // What may take longer by so much is held against in time, and its rate is the lower one.
            Target::AtMost(_) => baseline.ratio(rates),
            Target::None | Target::AtLeast(_) => rates.ratio(baseline),
        };
        let rate = grouped(rates.median());
        self.ratio_row(what, &rate, against, ratio, target);
    }

    /// A ratio whose two sides are told in words.
    pub(crate) fn ratio_row(
        &mut self,
        what: &str,
        measured: &str,
        against: &str,
        ratio: u64,
        target: Target,
    ) {
        let (asked, reached) = match target {
            Target::None => (String::new(), true),
            Target::AtLeast(least) => (format!("≥ {}", decimal(least)), ratio >= least),
            Target::AtMost(most) => (format!("≤ {}", decimal(most)), ratio <= most),
        };
        let verdict = if reached {
            asked
        } else {
            format!("{asked} missed")
        };
        let ratio = decimal(ratio);
        self.row([what, measured, &ratio, against, &verdict]);
    }

    fn row(&mut self, cells: [&str; 5]) {
        progress(&format!("{} {} {}", cells[0], cells[1], cells[2]));
        self.rows.push(cells.map(str::to_owned));
    }

    /// Writes the table to standard output.
    #[expect(
        clippy::print_stdout,
        reason = "the table is what the benchmark is for"
    )]
    pub(crate) fn print(&self) {
        println!("\n{}\n", self.heading);
        println!("| what | a second | ratio | against | target |");
        println!("|---|---:|---:|---|---|");
        for row in &self.rows {
            println!("| {} |", row.join(" | "));
        }
    }
}

/// Says how far the run has come.
pub(crate) fn progress(text: &str) {
    eprintln!("  {text}");
}

/// Thousandths as a decimal number with two places.
fn decimal(thousandths: u64) -> String {
    let hundredths = (thousandths + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A number with a space between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}
