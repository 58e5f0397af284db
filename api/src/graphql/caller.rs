//! Who asks, for which organization, and when the request arrived.

use almoner_domain::{
    id::{ActorId, OrganizationId},
    ledger::{Context, Role},
};
use almoner_journal::schema::LedgerName;
use almoner_projections::{
    client_reads::{Reading, Way},
    read::Touched,
};
use chrono::{DateTime, Utc};

use crate::token::{Principal, TokenError};

/// Who asks. Every resolver reads and writes as this caller, and no resolver decides what it may see.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// The account.
    pub(crate) actor: ActorId,
    /// The role.
    pub(crate) role: Role,
    /// The organization whose rows are seen.
    pub(crate) organization: OrganizationId,
    /// When the request arrived.
    pub(crate) received_at: DateTime<Utc>,
    /// The request's id.
    pub(crate) request: String,
    /// What the answer tells of clients so far.
    pub(crate) touched: Touched,
}

impl Caller {
    /// The principal of a token, in a ledger that the token is good for.
    pub(crate) fn of(
        principal: &Principal,
        ledger: &LedgerName,
        received_at: DateTime<Utc>,
    ) -> Result<Self, TokenError> {
        if !principal.may_enter(ledger) {
            return Err(TokenError::Invalid);
        }
        Ok(Self {
            actor: principal.actor.clone(),
            role: principal.role,
            organization: principal.organization.clone(),
            received_at,
            request: String::new(),
            touched: Touched::default(),
        })
    }

    /// Who is answered what, for the list of those who read of clients.
    pub(crate) fn reading(&self, way: Way, operation: &str) -> Reading {
        Reading {
            actor: self.actor.as_str().to_owned(),
            role: self.role.as_str().to_owned(),
            organization: self.organization.as_str().to_owned(),
            way: Some(way),
            operation: operation.to_owned(),
            request: self.request.clone(),
        }
    }

    /// The circumstances of a command.
    pub(crate) fn context(&self) -> Context {
        Context {
            actor: self.actor.clone(),
            role: self.role,
            organization: self.organization.clone(),
            received_at: self.received_at,
        }
    }
}
