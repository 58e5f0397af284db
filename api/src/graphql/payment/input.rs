//! What a prime says about payments.

use almoner_domain::ledger::{AuthorisePayment, Command, ConfirmPayment, PreparePayment};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Gathers approved claims of one award into a payment.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PaymentPrepareInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The id that the payment gets.
    pub(crate) payment: scalar::PaymentId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The claims: 1 to 500, each once.
    pub(crate) claims: Vec<scalar::ClaimId>,
    /// Why it is paid now, up to 1,000 characters, as the Payment Management System asks. No person is named.
    pub(crate) justification: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for PaymentPrepareInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let payment = fields.read("payment", &self.payment);
        let award = fields.read("award", &self.award);
        let claims = fields.read_list("claims", &self.claims);
        let justification = fields.read("justification", &self.justification);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(PreparePayment {
            payment: payment?,
            award: award?,
            claims: claims?,
            justification: justification?,
            effective_on: effective_on?,
        }))
    }
}

/// Authorises a payment. The authoriser did not prepare it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PaymentAuthoriseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The payment.
    pub(crate) payment: scalar::PaymentId,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for PaymentAuthoriseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let payment = fields.read("payment", &self.payment);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(AuthorisePayment {
            payment: payment?,
            effective_on: effective_on?,
        }))
    }
}

/// Confirms that the money went out. Who confirms did not authorise it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PaymentConfirmInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The payment.
    pub(crate) payment: scalar::PaymentId,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for PaymentConfirmInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let payment = fields.read("payment", &self.payment);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ConfirmPayment {
            payment: payment?,
            effective_on: effective_on?,
        }))
    }
}
