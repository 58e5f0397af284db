//! What a prime says of what is owed back.

use almoner_domain::ledger::{Command, RefundReceivable};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Records that a sub-awardee paid back a part of what it owes.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ReceivableRefundInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Your id for the refund, unique in the sub-award: under it the refund is received once, whatever is repeated.
    pub(crate) refund: scalar::RefundId,
    /// How much, above zero: at most what is owed and not yet withheld from a payment.
    pub(crate) amount: scalar::Money,
    /// The accounting date: the day on which the money came in.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ReceivableRefundInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let refund = fields.read("refund", &self.refund);
        let amount = fields.read("amount", &self.amount);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RefundReceivable {
            sub_award: sub_award?,
            refund: refund?,
            amount: amount?,
            effective_on: effective_on?,
        }))
    }
}
