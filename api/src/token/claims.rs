//! What a token says, and the principal that it makes.

use almoner_domain::id::{ActorId, OrganizationId};
use almoner_domain::ledger::Role;
use almoner_journal::schema::LedgerName;
use serde::{Deserialize, Serialize};

/// Somebody whose token was verified (or for whom one is to be issued).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Who acts.
    pub actor: ActorId,
    /// As what.
    pub role: Role,
    /// The organization that the actor belongs to.
    pub organization: OrganizationId,
    /// The one ledger that the token is good for; every ledger of the deployment when there is none.
    pub ledger: Option<LedgerName>,
}

impl Principal {
    /// Whether the token is good for this ledger.
    pub fn may_enter(&self, ledger: &LedgerName) -> bool {
        self.ledger.as_ref().is_none_or(|only| only == ledger)
    }
}

/// The token's body. Instants are whole seconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) sub: ActorId,
    pub(super) role: Role,
    pub(super) org: OrganizationId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) ledger: Option<String>,
    pub(super) iat: i64,
    pub(super) exp: i64,
    /// Before it the token is not good yet (RFC 7519, section 4.1.5); ours carry none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nbf: Option<i64>,
    pub(super) iss: String,
    pub(super) aud: String,
}
