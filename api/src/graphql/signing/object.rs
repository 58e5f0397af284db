//! A key that signs.

use std::sync::Arc;

use almoner_domain::ledger::{StreamId, StreamKind};
use almoner_journal::ledger::KeyInForce;
use async_graphql::{Context, Object, Result};

use crate::{
    graphql::{error::TopError, scalar, scope::Scope},
    http::LedgerState,
};

pub(crate) struct SigningKey {
    as_of: scalar::Position,
}

impl SigningKey {
    /// The key that signed as of the command.
    #[expect(
        clippy::unused_async,
        reason = "the subject of a command is read like every other"
    )]
    pub(crate) async fn of_subject(
        scope: &Scope,
        subject: &StreamId,
    ) -> Result<Option<Self>, TopError> {
        if subject.kind != StreamKind::Signing {
            tracing::error!(%subject, "a command was about another kind than its answer shows");
            return Err(TopError::Internal);
        }
        Ok(Some(Self {
            as_of: scope.as_of(),
        }))
    }

    async fn known(&self, ctx: &Context<'_>) -> Result<KeyInForce, TopError> {
        let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
        let keys = ledger.ledger().signing_keys().await.map_err(|error| {
            tracing::error!(%error, "the keys of the ledger cannot be read");
            TopError::Unavailable
        })?;
        let as_of: u64 = self.as_of.0.parse().map_err(|_| TopError::Internal)?;
        let known = keys.into_iter().rev();
        let mut in_force = known.filter(|known| known.since.get() <= as_of);
        in_force.next().ok_or(TopError::Internal)
    }
}

/// A key with which the ledger signs.
#[Object]
impl SigningKey {
    /// The public half, with which signatures are checked.
    async fn key(&self, ctx: &Context<'_>) -> Result<scalar::VerifierKey> {
        Ok(scalar::VerifierKey::of(self.known(ctx).await?.key))
    }

    /// The position of the event that brought it; 0 for the first. The checkpoint over that event is signed by this key and
    /// by the one before it.
    async fn since(&self, ctx: &Context<'_>) -> Result<scalar::Position> {
        Ok(scalar::Position::of(self.known(ctx).await?.since))
    }
}
