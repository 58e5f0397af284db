//! What a prime says about its sub-awards.

use almoner_domain::ledger::{
    CloseSubAward, Command, ExecuteSubAward, ExtendSubAward, LowerSubAward, RaiseSubAward,
    ResumeSubAward, SuspendSubAward,
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        period::PeriodInput, read::Fields, scalar, sub_award::SubAwardInstrument, submit::Input,
    },
};

/// Obligates funds of an award to a sub-awardee.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardExecuteInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The id that the sub-award gets.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The organization that receives the sub-award; it must not be excluded in SAM.gov.
    pub(crate) sub_awardee: scalar::OrganizationId,
    /// By what instrument.
    pub(crate) instrument: SubAwardInstrument,
    /// What it is for, up to 200 characters.
    pub(crate) purpose: String,
    /// Where it serves: states and territories within the award's regions.
    pub(crate) states: Vec<scalar::State>,
    /// Funds obligated, above zero.
    pub(crate) amount: scalar::Money,
    /// The period of performance, within the award's.
    pub(crate) period: PeriodInput,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardExecuteInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let award = fields.read("award", &self.award);
        let sub_awardee = fields.read("subAwardee", &self.sub_awardee);
        let purpose = fields.read("purpose", &self.purpose);
        let states = fields.read_list("states", &self.states);
        let amount = fields.read("amount", &self.amount);
        let period = fields.within("period", |fields| self.period.read(fields));
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ExecuteSubAward {
            sub_award: sub_award?,
            award: award?,
            sub_awardee: sub_awardee?,
            instrument: self.instrument.into(),
            purpose: purpose?,
            states: states?,
            amount: amount?,
            period: period?,
            effective_on: effective_on?,
        }))
    }
}

/// Obligates more to a sub-award. Claims that wait for funds are released in their order.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardRaiseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// By how much, above zero.
    pub(crate) amount: scalar::Money,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardRaiseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let amount = fields.read("amount", &self.amount);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RaiseSubAward {
            sub_award: sub_award?,
            amount: amount?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// De-obligates unliquidated funds of a sub-award.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardLowerInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// By how much, above zero.
    pub(crate) amount: scalar::Money,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardLowerInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let amount = fields.read("amount", &self.amount);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(LowerSubAward {
            sub_award: sub_award?,
            amount: amount?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Extends a sub-award's period of performance.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardExtendInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The new last day, within the award's period.
    pub(crate) ends_on: scalar::Date,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardExtendInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let ends_on = fields.read("endsOn", &self.ends_on);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ExtendSubAward {
            sub_award: sub_award?,
            ends_on: ends_on?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Suspends a sub-award: new claims wait.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardSuspendInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardSuspendInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SuspendSubAward {
            sub_award: sub_award?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Ends the suspension of a sub-award.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardResumeInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardResumeInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ResumeSubAward {
            sub_award: sub_award?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Closes a sub-award; what is available is de-obligated.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardCloseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardCloseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(CloseSubAward {
            sub_award: sub_award?,
            effective_on: effective_on?,
        }))
    }
}
