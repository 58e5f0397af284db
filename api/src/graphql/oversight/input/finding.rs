//! What is said about findings.

use almoner_domain::ledger::{
    Command, RecordFinding, RecordMonitoringFinding, ResolveFinding, ResolveMonitoringFinding,
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        oversight::{FindingResolution, Severity},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// Records what the monitoring of a sub-awardee found.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MonitoringFindingRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The id that it gets, unique in the award.
    pub(crate) finding: scalar::FindingId,
    /// How grave it is.
    pub(crate) severity: Severity,
    /// Costs that are in question, above zero.
    pub(crate) questioned: Option<scalar::Money>,
    /// What was found, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// By when the sub-awardee puts it right.
    pub(crate) due_on: scalar::Date,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MonitoringFindingRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let finding = fields.read("finding", &self.finding);
        let questioned = fields.read_optional("questioned", self.questioned.as_ref());
        let reason = fields.read("reason", &self.reason);
        let due_on = fields.read("dueOn", &self.due_on);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordMonitoringFinding {
            sub_award: sub_award?,
            finding: finding?,
            severity: self.severity.into(),
            questioned: questioned?,
            reason: reason?,
            due_on: due_on?,
            effective_on: effective_on?,
        }))
    }
}

/// Resolves what the monitoring of a sub-awardee found.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MonitoringFindingResolveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The finding.
    pub(crate) finding: scalar::FindingId,
    /// How.
    pub(crate) resolution: FindingResolution,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// SHA-256 of the document that shows it, which you keep, where there is one.
    pub(crate) document: Option<scalar::Digest>,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MonitoringFindingResolveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let finding = fields.read("finding", &self.finding);
        let reason = fields.read("reason", &self.reason);
        let document = fields.read_optional("document", self.document.as_ref());
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ResolveMonitoringFinding {
            sub_award: sub_award?,
            finding: finding?,
            resolution: self.resolution.into(),
            reason: reason?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}

/// Records a finding about an award: about a deadline that has passed, or anything else.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct FindingRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The sub-award of it that the finding is about.
    pub(crate) sub_award: Option<scalar::SubAwardId>,
    /// The id that it gets, unique in the award.
    pub(crate) finding: scalar::FindingId,
    /// The deadline that has passed, by its key in the calendar.
    pub(crate) deadline: Option<scalar::DeadlineKey>,
    /// How grave it is.
    pub(crate) severity: Severity,
    /// Costs that are in question, above zero.
    pub(crate) questioned: Option<scalar::Money>,
    /// What was found, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// By when it is put right.
    pub(crate) due_on: scalar::Date,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for FindingRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let sub_award = fields.read_optional("subAward", self.sub_award.as_ref());
        let finding = fields.read("finding", &self.finding);
        let deadline = fields.read_optional("deadline", self.deadline.as_ref());
        let questioned = fields.read_optional("questioned", self.questioned.as_ref());
        let reason = fields.read("reason", &self.reason);
        let due_on = fields.read("dueOn", &self.due_on);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordFinding {
            award: award?,
            sub_award: sub_award?,
            finding: finding?,
            deadline: deadline?,
            severity: self.severity.into(),
            questioned: questioned?,
            reason: reason?,
            due_on: due_on?,
            effective_on: effective_on?,
        }))
    }
}

/// Resolves a finding. One about a deadline settles the deadline.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct FindingResolveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The finding.
    pub(crate) finding: scalar::FindingId,
    /// How.
    pub(crate) resolution: FindingResolution,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// SHA-256 of the document that shows it, which you keep, where there is one.
    pub(crate) document: Option<scalar::Digest>,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for FindingResolveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let finding = fields.read("finding", &self.finding);
        let reason = fields.read("reason", &self.reason);
        let document = fields.read_optional("document", self.document.as_ref());
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ResolveFinding {
            award: award?,
            finding: finding?,
            resolution: self.resolution.into(),
            reason: reason?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}
