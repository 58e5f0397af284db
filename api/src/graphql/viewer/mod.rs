//! Who asks, as the ledger knows it.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object, Result};

use super::{caller::Caller, organization::Organization, scalar, scope::Scope};
use crate::http::LedgerState;

/// What a person may do in a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::ledger::Role")]
pub(crate) enum Role {
    /// A grant officer of the programme: sees all; publishes rules, issues awards, approves and denies claims.
    Officer,
    /// A person of a prime: sees its awards and what is under them; makes sub-awards and payments.
    Grantee,
    /// A person of a sub-awardee: sees its own sub-awards, clients and claims; enrols and claims.
    Subawardee,
    /// Reads and verifies what the disclosure profile allows; commands nothing.
    Auditor,
    /// Keeps accounts, keys and ledgers; sees and moves no money.
    Admin,
}

pub(crate) struct Viewer;

/// You: whom the access token names.
#[Object]
impl Viewer {
    /// Your account.
    async fn actor(&self, ctx: &Context<'_>) -> scalar::ActorId {
        scalar::ActorId::of(&ctx.data_unchecked::<Caller>().actor)
    }

    /// Your role.
    async fn role(&self, ctx: &Context<'_>) -> Role {
        ctx.data_unchecked::<Caller>().role.into()
    }

    /// The id of the organization that you belong to, whose rows you see.
    async fn organization_id(&self, ctx: &Context<'_>) -> scalar::OrganizationId {
        scalar::OrganizationId::of(&ctx.data_unchecked::<Caller>().organization)
    }

    /// The organization that you belong to; none when it is not in the register, as the office itself is not.
    async fn organization(&self, ctx: &Context<'_>) -> Result<Option<Organization>> {
        let scope = Scope::of(ctx, None).await?;
        Ok(scope
            .organization(&ctx.data_unchecked::<Caller>().organization)
            .await?)
    }

    /// The ledger that you are asking.
    async fn ledger(&self, ctx: &Context<'_>) -> String {
        ctx.data_unchecked::<Arc<LedgerState>>().name().to_string()
    }
}

/// Who asks.
#[derive(Default)]
pub(crate) struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// You: whom the access token names.
    async fn viewer(&self) -> Viewer {
        Viewer
    }
}
