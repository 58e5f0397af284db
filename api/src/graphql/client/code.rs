//! Random codes for clients and family members.

use almoner_domain::id::ClientCode;

use crate::clock::Mint;

/// A new code; nothing, and a line in the log, when the system gives no random bytes.
pub(super) fn mint_code(mint: &Mint) -> Option<ClientCode> {
    mint.client_code()
        .inspect_err(|error| tracing::error!(%error, code = error.code(), "no client code"))
        .ok()
}
