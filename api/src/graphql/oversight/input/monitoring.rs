//! What is said about risk and monitoring.

use almoner_domain::ledger::{AssessRisk, Command, PerformMonitoring, PlanMonitoring};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        oversight::{MonitoringKind, RiskFactor, RiskLevel},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// Assesses the risk that a sub-awardee does not comply (2 CFR 200.332(c)).
#[derive(Debug, Clone, InputObject)]
pub(crate) struct RiskAssessInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The risk.
    pub(crate) level: RiskLevel,
    /// What it rests on: at least one, each once.
    pub(crate) factors: Vec<RiskFactor>,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// When it is assessed again.
    pub(crate) next_due_on: scalar::Date,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for RiskAssessInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let document = fields.read("document", &self.document);
        let next_due_on = fields.read("nextDueOn", &self.next_due_on);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(AssessRisk {
            sub_award: sub_award?,
            level: self.level.into(),
            factors: self.factors.iter().copied().map(Into::into).collect(),
            document: document?,
            next_due_on: next_due_on?,
            effective_on: effective_on?,
        }))
    }
}

/// Plans a piece of monitoring (2 CFR 200.332(e)).
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MonitoringPlanInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The id that it gets, unique in the sub-award.
    pub(crate) activity: scalar::ActivityId,
    /// Of what kind.
    pub(crate) kind: MonitoringKind,
    /// By when it is to be done.
    pub(crate) due_on: scalar::Date,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MonitoringPlanInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let activity = fields.read("activity", &self.activity);
        let due_on = fields.read("dueOn", &self.due_on);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(PlanMonitoring {
            sub_award: sub_award?,
            activity: activity?,
            kind: self.kind.into(),
            due_on: due_on?,
            effective_on: effective_on?,
        }))
    }
}

/// Records that a planned piece of monitoring was done.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct MonitoringPerformInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The piece.
    pub(crate) activity: scalar::ActivityId,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for MonitoringPerformInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let activity = fields.read("activity", &self.activity);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(PerformMonitoring {
            sub_award: sub_award?,
            activity: activity?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}
