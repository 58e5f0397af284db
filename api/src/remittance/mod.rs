//! Remittance advices as files: JSON and CSV for programs, PDF for the file. The same totals in each.
//!
//! What is rendered is an [`Advice`], which balances; nothing is added up here that it does not say. The same advice gives
//! the same bytes, whenever and wherever it is rendered.

mod csv;
mod json;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(test)]
mod tests;
mod words;

use almoner_projections::remittances::Advice;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A page to print and file, on US Letter, tagged for assistive technology.
    #[cfg(feature = "pdf")]
    Pdf,
    /// All of it, for a program.
    Json,
    /// A row for every claim, line and adjustment, for a spreadsheet.
    Csv,
}

/// A file that could not be made: a defect, since an advice is complete.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The advice has no JSON form.
    #[error("the advice cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The PDF library refused the pages.
    #[cfg(feature = "pdf")]
    #[error("the advice cannot be set as PDF: {0}")]
    Pdf(#[from] crate::print::pdf::PdfRefused),
}

impl RenderError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Json(_) => "REMITTANCE_JSON_FAILED",
            #[cfg(feature = "pdf")]
            Self::Pdf(_) => "REMITTANCE_PDF_FAILED",
        }
    }
}

impl Format {
    /// Every form.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Json,
        Self::Csv,
    ];

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The form of a file whose name ends so.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.extension() == extension)
    }

    /// What it is on the wire.
    pub fn media_type(self) -> &'static str {
        match self {
            #[cfg(feature = "pdf")]
            Self::Pdf => "application/pdf",
            Self::Json => "application/json; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }

    /// The name of an advice's file: of ids alone, which are plain on every file system and in every header.
    pub fn file_name(self, advice: &Advice) -> String {
        let payment = &advice.header().payment;
        let paid = &advice.sub_awardee().organization;
        format!("remittance-{payment}-{paid}.{}", self.extension())
    }
}

/// The bytes of an advice's file.
///
/// # Errors
/// [`RenderError`], which is a defect of ours.
pub fn render(advice: &Advice, format: Format) -> Result<Vec<u8>, RenderError> {
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::render(advice),
        Format::Json => Ok(json::render(advice)?),
        Format::Csv => Ok(csv::render(advice)),
    }
}
