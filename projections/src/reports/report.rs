//! A whole report, with its control sheet.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::SecondsFormat;

use super::{Question, ReportError, Section};
use crate::read::{Control, Viewer};

/// A report, whole: every format says the same of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    question: Question,
    subject: String,
    sections: Vec<Section>,
    control: Control,
    reader: Viewer,
    row_count: usize,
}

impl Report {
    /// A report; its rows are counted.
    ///
    /// # Errors
    /// [`ReportError::Broken`] where two sections have one key.
    pub fn try_new(
        question: Question,
        subject: String,
        sections: Vec<Section>,
        control: Control,
        reader: Viewer,
    ) -> Result<Self, ReportError> {
        let mut keys: Vec<&str> = sections.iter().map(Section::key).collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.len() != sections.len() {
            return Err(ReportError::Broken("two sections have one key"));
        }
        let row_count = sections.iter().map(|section| section.rows().len()).sum();
        Ok(Self {
            question,
            subject,
            sections,
            control,
            reader,
            row_count,
        })
    }

    /// What was asked, with what was left out filled in.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// What it is called.
    pub fn title(&self) -> &'static str {
        self.question.name().title()
    }

    /// What it is about, in words.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Its sections.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Under what it was read.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Who it was read for: others may see less, or more.
    pub fn reader(&self) -> &Viewer {
        &self.reader
    }

    /// How many rows it has, in all its sections.
    pub fn row_count(&self) -> usize {
        self.row_count
    }

    /// The control sheet, line by line, a word and what it says: what every format ends in, and the sidecar vouches for. The
    /// root is in base 64, as the checkpoint's own note has it.
    pub fn control_lines(&self) -> Vec<(&'static str, String)> {
        let control = &self.control;
        let mut lines = vec![("report", self.question.name().key().to_owned())];
        for (key, text) in self.question.parameters().said() {
            lines.push(("parameter", format!("{key}={text}")));
        }
        lines.push(("reader", self.reader.to_string()));
        lines.push(("position", control.position.to_string()));
        lines.push(("recorded-at", instant(control)));
        lines.push(("checkpoint-origin", control.origin.clone()));
        lines.push(("checkpoint-size", control.checkpoint_size.to_string()));
        lines.push(("checkpoint-root", STANDARD.encode(&control.checkpoint_root)));
        lines.push(("rows", self.row_count.to_string()));
        for (section, column, sum) in self.sums() {
            lines.push(("sum", format!("{section}.{column} {sum}")));
        }
        lines
    }

    /// The sum of every column of amounts: its section, the column, the sum.
    pub fn sums(&self) -> Vec<(&'static str, &'static str, almoner_domain::money::Money)> {
        let mut sums = Vec::new();
        for section in &self.sections {
            for (column, sum) in section.columns().iter().zip(section.sums()) {
                if let Some(sum) = sum {
                    sums.push((section.key(), column.key, *sum));
                }
            }
        }
        sums
    }
}

/// When the record of the position was recorded, to the microsecond.
fn instant(control: &Control) -> String {
    control
        .recorded_at
        .to_rfc3339_opts(SecondsFormat::Micros, true)
}
