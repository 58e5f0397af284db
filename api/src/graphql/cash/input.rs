//! What officers and primes say about federal cash and contributions.

use almoner_domain::ledger::{
    Command, DrawFunds, LiquidateAdvance, RecordInterest, RecordMatch, RemitInterest, ReturnFunds,
    ReverseCost, ReverseMatch, SetPaymentMethod,
};
use async_graphql::InputObject;

use super::{MatchKind, PaymentMethod};
use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Says how the prime gets its federal cash from now on.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardPaymentMethodSetInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// By reimbursement of costs, or in advance of them.
    pub(crate) method: PaymentMethod,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardPaymentMethodSetInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SetPaymentMethod {
            award: award?,
            method: self.method.into(),
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Draws federal cash.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardDrawInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the draw, unique in the award: under it the draw is made once, whatever is repeated.
    pub(crate) draw: scalar::DrawId,
    /// How much, above zero: on reimbursement at most `cash.drawable`; on the advance method at most the immediate need less the cash on hand.
    pub(crate) amount: scalar::Money,
    /// On the advance method, what you pay out at once; on reimbursement it is left out.
    pub(crate) immediate_need: Option<scalar::Money>,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardDrawInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let draw = fields.read("draw", &self.draw);
        let amount = fields.read("amount", &self.amount);
        let immediate_need = fields.read_optional("immediateNeed", self.immediate_need.as_ref());
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(DrawFunds {
            award: award?,
            draw: draw?,
            amount: amount?,
            immediate_need: immediate_need?,
            effective_on: effective_on?,
        }))
    }
}

/// Reports that costs took up what was drawn ahead of them.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardAdvanceLiquidateInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardAdvanceLiquidateInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(LiquidateAdvance {
            award: award?,
            effective_on: effective_on?,
        }))
    }
}

/// Returns federal cash that is on hand: unused advances first, then what was drawn for costs that no longer stand.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardCashReturnInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the refund, unique in the award: under it the cash is returned once, whatever is repeated.
    pub(crate) refund: scalar::RefundId,
    /// How much, above zero: at most the cash on hand.
    pub(crate) amount: scalar::Money,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardCashReturnInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let refund = fields.read("refund", &self.refund);
        let amount = fields.read("amount", &self.amount);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReturnFunds {
            award: award?,
            refund: refund?,
            amount: amount?,
            effective_on: effective_on?,
        }))
    }
}

/// Records interest that federal cash earned. What is above the fiscal year's limit is to be remitted.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardInterestRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the entry, unique in the award.
    pub(crate) interest: scalar::InterestId,
    /// How much, above zero.
    pub(crate) amount: scalar::Money,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardInterestRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let interest = fields.read("interest", &self.interest);
        let amount = fields.read("amount", &self.amount);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordInterest {
            award: award?,
            interest: interest?,
            amount: amount?,
            effective_on: effective_on?,
        }))
    }
}

/// Remits interest that is above the limit.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardInterestRemitInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the entry, unique in the award.
    pub(crate) interest: scalar::InterestId,
    /// How much, above zero: at most what is due.
    pub(crate) amount: scalar::Money,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardInterestRemitInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let interest = fields.read("interest", &self.interest);
        let amount = fields.read("amount", &self.amount);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RemitInterest {
            award: award?,
            interest: interest?,
            amount: amount?,
            effective_on: effective_on?,
        }))
    }
}

/// Records what others than the federal government contributed.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardMatchRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the contribution, unique in the award.
    pub(crate) contribution: scalar::ContributionId,
    /// Cash, or in kind.
    pub(crate) kind: MatchKind,
    /// How much, above zero; in kind, the documented value.
    pub(crate) amount: scalar::Money,
    /// SHA-256 of the document that shows it. You keep the document; it shows one contribution, and no cost.
    pub(crate) document: scalar::Digest,
    /// Federal money paid for it: then it does not count, and is refused.
    pub(crate) paid_by_federal_funds: bool,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardMatchRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let contribution = fields.read("contribution", &self.contribution);
        let amount = fields.read("amount", &self.amount);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordMatch {
            award: award?,
            contribution: contribution?,
            kind: self.kind.into(),
            amount: amount?,
            document: document?,
            paid_by_federal_funds: self.paid_by_federal_funds,
            effective_on: effective_on?,
        }))
    }
}

/// Takes a contribution back.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardMatchReverseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The contribution.
    pub(crate) contribution: scalar::ContributionId,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardMatchReverseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let contribution = fields.read("contribution", &self.contribution);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReverseMatch {
            award: award?,
            contribution: contribution?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Takes a cost back that was recorded in error.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardDirectCostReverseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The cost.
    pub(crate) cost: scalar::CostId,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardDirectCostReverseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let cost = fields.read("cost", &self.cost);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReverseCost {
            award: award?,
            cost: cost?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}
