//! Reports as files: JSON and CSV for programs, XLSX for spreadsheets, PDF for the file. The same amounts in each.
//!
//! What is rendered is a [`Report`], which has its sums; nothing is added up here. Every file ends in the control sheet of
//! its report, and has a sidecar, `FILE.control`, in which the ledger's key vouches for every byte of it ([`control`]). The same
//! report gives the same bytes, whenever and wherever it is rendered: the instant in a file is that of its position.

pub mod control;
mod csv;
mod json;
#[cfg(feature = "pdf")]
mod pdf;
mod sam;
#[cfg(test)]
mod tests;
mod xlsx;

use almoner_projections::reports::{Report, ReportName};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Pages to print and file, on US Letter, tagged for assistive technology
    #[cfg(feature = "pdf")]
    Pdf,
    /// A workbook: a sheet a section, and the control sheet
    Xlsx,
    /// One table of all sections, for programs and spreadsheets
    Csv,
    /// All of it, for a program
    Json,
    /// The upload of sub-awards alone, as SAM.gov takes it
    Sam,
}

/// A file that could not be made: a defect, since a report is complete.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The report has no JSON form.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The library refused the workbook.
    #[error("the report cannot be written as a workbook: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The PDF library refused the pages.
    #[cfg(feature = "pdf")]
    #[error("the report cannot be set as PDF: {0}")]
    Pdf(#[from] crate::print::pdf::PdfRefused),
    /// The report is not made in this form.
    #[error("{report} is not made in this form")]
    NoSuchForm {
        /// The report.
        report: &'static str,
    },
}

impl RenderError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Json(_) => "REPORT_JSON_FAILED",
            Self::Xlsx(_) => "REPORT_XLSX_FAILED",
            #[cfg(feature = "pdf")]
            Self::Pdf(_) => "REPORT_PDF_FAILED",
            Self::NoSuchForm { .. } => "REPORT_FORM_UNKNOWN",
        }
    }
}

impl Format {
    /// The forms that every report has.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Xlsx,
        Self::Csv,
        Self::Json,
    ];

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Sam => "sam.json",
        }
    }

    /// The forms of a report.
    pub fn of(report: ReportName) -> Vec<Self> {
        let mut forms = Self::ALL.to_vec();
        if report == ReportName::SubAwardUpload {
            forms.push(Self::Sam);
        }
        forms
    }

    /// The form of an extension.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let known = [Self::Sam].into_iter().chain(Self::ALL.iter().copied());
        known
            .into_iter()
            .find(|format| format.extension() == extension)
    }

    /// What stands before the extension in a file's name, and the form that the extension says.
    pub fn split(file: &str) -> Option<(&str, Self)> {
        let mut known = [Self::Sam].into_iter().chain(Self::ALL.iter().copied());
        known.find_map(|format| {
            let stem = file.strip_suffix(format.extension())?.strip_suffix('.')?;
            Some((stem, format))
        })
    }

    /// What it is on the wire.
    pub fn media_type(self) -> &'static str {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8; header=absent",
            Self::Json | Self::Sam => "application/json; charset=utf-8",
        }
    }

    /// The name of a report's file: of ids, days and numbers alone, which are plain on every file system and in every
    /// header.
    pub fn file_name(self, report: &Report) -> String {
        let mut parts = vec![report.question().name().key().to_owned()];
        let said = report.question().parameters().said();
        parts.extend(said.into_iter().map(|(_, text)| text));
        parts.push(report.control().position.to_string());
        format!("{}.{}", parts.join("-"), self.extension())
    }
}

/// The bytes of a report's file.
///
/// # Errors
/// [`RenderError`], which is a defect of ours.
pub fn render(report: &Report, format: Format) -> Result<Vec<u8>, RenderError> {
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => Ok(pdf::render(report)?),
        Format::Xlsx => Ok(xlsx::render(report)?),
        Format::Csv => Ok(csv::render(report)),
        Format::Json => Ok(json::render(report)?),
        Format::Sam => sam::render(report),
    }
}

/// The end of the address of a report's file, or of its sidecar, of its very moment: what follows `/l/<ledger>/reports/`.
pub fn path(report: &Report, format: Format, is_control: bool) -> String {
    let mut path = format!("{}.{}", report.question().name().key(), format.extension());
    if is_control {
        path.push('.');
        path.push_str(control::EXTENSION);
    }
    // Ids, codes, days and numbers stand in an address as they are.
    for (key, text) in report.question().parameters().said() {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(&[key, "=", &text].concat());
    }
    path.push(if path.contains('?') { '&' } else { '?' });
    path.push_str(&["position=", &report.control().position.to_string()].concat());
    path
}
