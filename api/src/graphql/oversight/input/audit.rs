//! What is said about expenditures and single audits.

use almoner_domain::ledger::{
    AcceptAuditReport, Command, DecideAuditFindings, StateFederalExpenditures,
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        oversight::ManagementDecision, period::PeriodInput, read::Fields, scalar, submit::Input,
    },
};

/// Records what a sub-awardee expended of federal funds in a fiscal year, and with it whether it needs a single audit.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ExpendituresStateInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Its fiscal year.
    pub(crate) fiscal_year: PeriodInput,
    /// All federal funds that it expended in it, of whatever award, above zero.
    pub(crate) expended: scalar::Money,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ExpendituresStateInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let fiscal_year = fields.within("fiscalYear", |fields| self.fiscal_year.read(fields));
        let expended = fields.read("expended", &self.expended);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(StateFederalExpenditures {
            sub_award: sub_award?,
            fiscal_year: fiscal_year?,
            expended: expended?,
            effective_on: effective_on?,
        }))
    }
}

/// Records that the report of a sub-awardee's single audit was accepted.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AuditReportAcceptInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The last day of the fiscal year that was audited.
    pub(crate) fiscal_year_ends_on: scalar::Date,
    /// How many findings concern the sub-award. From one on a management decision is due within six months.
    pub(crate) finding_count: u32,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// The day of the acceptance.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AuditReportAcceptInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let fiscal_year_ends_on = fields.read("fiscalYearEndsOn", &self.fiscal_year_ends_on);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(AcceptAuditReport {
            sub_award: sub_award?,
            fiscal_year_ends_on: fiscal_year_ends_on?,
            finding_count: self.finding_count,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}

/// Decides on the findings of an audit report (2 CFR 200.521).
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AuditFindingsDecideInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The last day of the fiscal year that was audited.
    pub(crate) fiscal_year_ends_on: scalar::Date,
    /// What is decided.
    pub(crate) decision: ManagementDecision,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AuditFindingsDecideInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let fiscal_year_ends_on = fields.read("fiscalYearEndsOn", &self.fiscal_year_ends_on);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(DecideAuditFindings {
            sub_award: sub_award?,
            fiscal_year_ends_on: fiscal_year_ends_on?,
            decision: self.decision.into(),
            document: document?,
            effective_on: effective_on?,
        }))
    }
}
