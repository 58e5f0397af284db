//! What is said about reports that were filed.

use almoner_domain::ledger::{Command, FileFinancialReport, FileSubAwardReport};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Records that a sub-award report under the Transparency Act was filed, once a sub-award and month.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardReportFileInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The month of the obligation.
    pub(crate) month: scalar::Month,
    /// What was reported as obligated: what the books hold as reportable.
    pub(crate) amount: scalar::Money,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// The day on which it was filed, after the month.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardReportFileInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let month = fields.read("month", &self.month);
        let amount = fields.read("amount", &self.amount);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(FileSubAwardReport {
            sub_award: sub_award?,
            month: month?,
            amount: amount?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}

/// Records that a federal financial report (SF-425) was filed.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct FinancialReportFileInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The last day of its period: 31 March or 30 September, or the last of the project for the final report.
    pub(crate) period_ends_on: scalar::Date,
    /// It is the final report.
    pub(crate) is_final: bool,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// The day on which it was filed.
    pub(crate) effective_on: scalar::Date,
}

impl Input for FinancialReportFileInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let period_ends_on = fields.read("periodEndsOn", &self.period_ends_on);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(FileFinancialReport {
            award: award?,
            period_ends_on: period_ends_on?,
            is_final: self.is_final,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}
