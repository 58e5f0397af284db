//! What officers do with awards besides supplements, reductions and extensions.

use almoner_domain::ledger::{
    AdministerAward, Command, ContinueAward, DisallowCost, SetIndirectRate, TerminateAward,
};
use async_graphql::{Context, InputObject, Object, Result};

use super::Award;
use crate::{
    clock::Mint,
    graphql::{
        period::PeriodInput,
        read::Fields,
        scalar,
        submit::{Input, payload},
    },
};

/// Closes the budget period that runs and opens the next one. What is neither obligated nor spent is carried over as approved; the rest goes back.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardContinueInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The number of the notice: amendment 00 of the next budget year, such as `90ZV0134-02-00`.
    pub(crate) number: scalar::AwardNumber,
    /// Funds added, above zero.
    pub(crate) amount: scalar::Money,
    /// Unobligated funds that are carried over; zero for none.
    pub(crate) carried: scalar::Money,
    /// The next budget period, within the project period and after the one that runs.
    pub(crate) budget_period: PeriodInput,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardContinueInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let number = fields.read("number", &self.number);
        let amount = fields.read("amount", &self.amount);
        let carried = fields.read("carried", &self.carried);
        let budget_period = fields.within("budgetPeriod", |fields| self.budget_period.read(fields));
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ContinueAward {
            award: award?,
            number: number?,
            amount: amount?,
            carried: carried?,
            budget_period: budget_period?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Makes an administrative notice, which moves neither money nor days.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardAdministerInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The number of the notice: a later amendment of the same budget year.
    pub(crate) number: scalar::AwardNumber,
    /// What it says, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardAdministerInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let number = fields.read("number", &self.number);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(AdministerAward {
            award: award?,
            number: number?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Terminates an award before its time: its period of performance ends, and it takes no new obligations.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardTerminateInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The last day of the period of performance.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardTerminateInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(TerminateAward {
            award: award?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Sets the rate of indirect costs: a negotiated one with its agreement, or the de minimis rate of the day.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardIndirectRateSetInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The negotiated rate of modified total direct costs; left out for the de minimis rate.
    pub(crate) rate: Option<scalar::Rate>,
    /// SHA-256 of the rate agreement; left out for the de minimis rate.
    pub(crate) document: Option<scalar::Digest>,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardIndirectRateSetInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let rate = fields.read_optional("rate", self.rate.as_ref());
        let document = fields.read_optional("document", self.document.as_ref());
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SetIndirectRate {
            award: award?,
            rate: rate?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}

/// Disallows a cost of the prime, within record retention. Its indirect cost goes with it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardCostDisallowInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The cost.
    pub(crate) cost: scalar::CostId,
    /// How much of it, above zero.
    pub(crate) amount: scalar::Money,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardCostDisallowInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let cost = fields.read("cost", &self.cost);
        let amount = fields.read("amount", &self.amount);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(DisallowCost {
            award: award?,
            cost: cost?,
            amount: amount?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

payload! {
    /// The answer of an officer's action on an award.
    AwardActionPayload, award: Award
}

/// What officers can do with awards besides.
#[derive(Default)]
pub(crate) struct AwardActionMutation;

#[Object]
impl AwardActionMutation {
    /// Closes the budget period that runs and opens the next one. What is neither obligated nor spent is carried over as approved; the rest goes back. For officers.
    async fn award_continue(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardContinueInput,
    ) -> Result<AwardActionPayload> {
        AwardActionPayload::carry_out(ctx, &input).await
    }

    /// Makes an administrative notice, which moves neither money nor days. For officers.
    async fn award_administer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardAdministerInput,
    ) -> Result<AwardActionPayload> {
        AwardActionPayload::carry_out(ctx, &input).await
    }

    /// Terminates an award before its time: its period of performance ends, and it takes no new obligations. For officers.
    async fn award_terminate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardTerminateInput,
    ) -> Result<AwardActionPayload> {
        AwardActionPayload::carry_out(ctx, &input).await
    }

    /// Sets the rate of indirect costs: a negotiated one with its agreement, or the de minimis rate of the day. For officers.
    async fn award_indirect_rate_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardIndirectRateSetInput,
    ) -> Result<AwardActionPayload> {
        AwardActionPayload::carry_out(ctx, &input).await
    }

    /// Disallows a cost of the prime, within record retention. Its indirect cost goes with it. For officers.
    async fn award_cost_disallow(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AwardCostDisallowInput,
    ) -> Result<AwardActionPayload> {
        AwardActionPayload::carry_out(ctx, &input).await
    }
}
