//! Reports: what an award's file needs, computed once from one moment, in one value that every format renders.
//!
//! A [`Question`] names a report and its parameters; a view answers it with a [`Report`]: sections of typed columns and
//! rows, and the control under which they were read. The sums of money columns are made with the section, so that no format
//! adds anything up. The same question as of the same position, asked for the same reader, has the same answer for ever.

mod award_summary;
mod claim_aging;
mod error;
mod federal_expenditures;
mod financial;
pub mod forms;
mod parameter;
mod question;
mod remittance_register;
mod report;
mod section;
mod sub_award_share;
mod sub_award_upload;

pub(crate) use award_summary::counts;
pub(crate) use claim_aging::{
    BUCKETS, bucket_of_column, column_of_bucket, open_amount, open_items, standing_of_row,
};
pub use error::ReportError;
pub(crate) use financial::period_end;
pub use parameter::{AgencyCode, AgencyCodeError, Parameter, Parameters};
pub use question::{Question, QuestionError, ReportName};
pub use report::Report;
pub use section::{Cell, Column, ColumnKind, Section};

use crate::read::View;

impl View {
    /// The report that answers a question, as this view sees it.
    ///
    /// # Errors
    /// [`ReportError`]: a refusal where the question has no answer, and what is broken otherwise.
    pub async fn report(&self, question: &Question) -> Result<Report, ReportError> {
        let control = self.control().await?;
        let question = question.clone().on_or(control.recorded_at.date_naive());
        let (subject, sections) = match question.name() {
            ReportName::AwardSummary => self.award_summary(&question).await?,
            ReportName::SubAwardShare => self.sub_award_share_statement(&question).await?,
            ReportName::ClaimAging => self.claim_aging(&question).await?,
            ReportName::RemittanceRegister => self.remittance_register(&question).await?,
            ReportName::FederalExpenditures => self.federal_expenditures(&question).await?,
            ReportName::SubAwardUpload => self.sub_award_upload(&question).await?,
            ReportName::FederalFinancialReport => self.federal_financial_report(&question).await?,
            ReportName::PaymentRequest => self.payment_request(&question).await?,
        };
        Report::try_new(question, subject, sections, control, self.reader())
    }
}

/// What a report is about, in words, and its sections.
type Answer = (String, Vec<Section>);
