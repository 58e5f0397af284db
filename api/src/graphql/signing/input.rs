//! What an admin says to replace the signing key.

use almoner_domain::ledger::{Command, RotateSigningKey};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Has another key sign in the ledger's name. Every server must hold the new key before: `almoner signing-key --next` makes it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SigningKeyRotateInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The key that signs now, as `/l/<ledger>/key` tells it.
    pub(crate) from: scalar::VerifierKey,
    /// The key that is to sign from now on.
    pub(crate) to: scalar::VerifierKey,
    /// The day.
    pub(crate) effective_on: scalar::Date,
}

impl Input for SigningKeyRotateInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let from = fields.read("from", &self.from);
        let to = fields.read("to", &self.to);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RotateSigningKey {
            from: from?,
            to: to?,
            effective_on: effective_on?,
        }))
    }
}
