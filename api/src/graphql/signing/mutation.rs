//! How the signing key is replaced.

use async_graphql::{Context, Object, Result};

use super::{SigningKey, SigningKeyRotateInput};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about the signing key: the key that signs.
    SigningKeyPayload, signing_key: SigningKey
}

/// How the signing key is replaced.
#[derive(Default)]
pub(crate) struct SigningMutation;

#[Object]
impl SigningMutation {
    /// Has another key sign checkpoints and files in the ledger's name. The checkpoint of this very command is signed by
    /// both keys, so that whoever trusts the old one is led to the new one; later ones by the new key alone. A key that was
    /// replaced never signs again. For admins.
    async fn signing_key_rotate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SigningKeyRotateInput,
    ) -> Result<SigningKeyPayload> {
        SigningKeyPayload::carry_out(ctx, &input).await
    }
}
