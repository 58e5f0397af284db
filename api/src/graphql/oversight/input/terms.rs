//! What is said about the terms and the instrument of a sub-award.

use almoner_domain::ledger::{ApproveFixedAmount, Command, RecheckExclusion, StateSubAwardTerms};
use async_graphql::InputObject;

use super::TermsStatementInput;
use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// States to a sub-awardee the elements of 2 CFR 200.332(b)(1) that the books do not hold anyway. What is left out is not
/// stated; a later statement takes the place of this one.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardTermsStateInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// What is stated.
    pub(crate) statement: TermsStatementInput,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SubAwardTermsStateInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let statement = fields.within("statement", |fields| self.statement.read(fields));
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(StateSubAwardTerms {
            sub_award: sub_award?,
            statement: statement?,
            effective_on: effective_on?,
        }))
    }
}

/// Gives prior approval to a fixed-amount sub-award that is to be executed, or raises it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct FixedAmountApproveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The id under which it is to be executed.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Its most, all obligations together, above zero and up to the ceiling of the day.
    pub(crate) amount_max: scalar::Money,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for FixedAmountApproveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let sub_award = fields.read("subAward", &self.sub_award);
        let amount_max = fields.read("amountMax", &self.amount_max);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ApproveFixedAmount {
            award: award?,
            sub_award: sub_award?,
            amount_max: amount_max?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Records that SAM.gov was looked up again for a sub-awardee.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ExclusionRecheckInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// SAM.gov excludes the sub-awardee. If it does, the sub-award is neither raised nor extended.
    pub(crate) excluded: bool,
    /// SHA-256 of the document that shows it, which you keep.
    pub(crate) document: scalar::Digest,
    /// When it is looked up again.
    pub(crate) next_due_on: scalar::Date,
    /// The day on which it happened.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ExclusionRecheckInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let document = fields.read("document", &self.document);
        let next_due_on = fields.read("nextDueOn", &self.next_due_on);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecheckExclusion {
            sub_award: sub_award?,
            excluded: self.excluded,
            document: document?,
            next_due_on: next_due_on?,
            effective_on: effective_on?,
        }))
    }
}
