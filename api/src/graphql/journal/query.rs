//! What can be asked about the journal itself.

use std::sync::Arc;

use almoner_domain::ledger::Event;
use almoner_journal::{merkle::ProofError, store::ReadError};
use async_graphql::{Context, Object, Result, SimpleObject};

use super::{
    EventFilterInput, JournalEvent,
    proof::{Checkpoint, ConsistencyProof, InclusionProof, read_size, refused},
    words::EventType,
};
use crate::{
    graphql::{
        connection::{Connection, Window},
        error::TopError,
        scalar,
        scope::{AsOf, Scope},
    },
    http::LedgerState,
};

/// Where the journal stands.
#[derive(SimpleObject)]
pub(crate) struct JournalHead {
    /// The position of the last event; `"0"` before the first.
    position: scalar::Position,
    /// When it was recorded; none before the first.
    recorded_at: Option<scalar::DateTime>,
    /// The root of the Merkle tree over all events.
    root: scalar::Digest,
}

pub(crate) struct Journal;

/// The journal: the append-only history from which everything else here is copied.
#[Object]
impl Journal {
    /// Where the journal stands now.
    async fn head(&self, ctx: &Context<'_>) -> Result<JournalHead> {
        let head = journal(ctx).head().await.map_err(TopError::from)?;
        let is_empty = head.position.get() == 0;
        Ok(JournalHead {
            position: scalar::Position::of(head.position),
            recorded_at: (!is_empty).then(|| scalar::DateTime::at(head.recorded_at)),
            root: scalar::Digest::of(head.root),
        })
    }

    /// The latest signed checkpoint, also at `/l/<ledger>/checkpoint` for anybody, or the one that was issued at a size;
    /// none before the first event, or where no checkpoint was issued at that size. There is one for every commit, so for
    /// the `position` of every command's last event there may be a larger one alone: ask for its proof without a size.
    async fn checkpoint(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How many events its tree has; the latest if it is left out. A size that the log has not reached is TREE_SIZE_IN_FUTURE."
        )]
        size: Option<scalar::Position>,
    ) -> Result<Option<Checkpoint>> {
        let found = match size {
            None => journal(ctx).latest_checkpoint().await,
            Some(size) => match journal(ctx).checkpoint_at(read_size("size", &size)?).await {
                Err(ReadError::Proof(ProofError::NoCheckpoint { .. })) => Ok(None),
                found => found.map(Some),
            },
        };
        Ok(found
            .map_err(|error| refused("size", error))?
            .map(Checkpoint::of))
    }

    /// The proof that an event is among those of a checkpoint: keep it with the checkpoint, and the event cannot be
    /// changed or taken away unnoticed. It says nothing of what the event holds.
    async fn inclusion_proof(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The position of the event. One that the tree does not have is LEAF_OUTSIDE_TREE."
        )]
        position: scalar::Position,
        #[graphql(
            desc = "How many events the checkpoint's tree has; the latest checkpoint if it is left out. A size at which none was issued is CHECKPOINT_UNKNOWN, one of the future TREE_SIZE_IN_FUTURE."
        )]
        checkpoint: Option<scalar::Position>,
    ) -> Result<InclusionProof> {
        let position = read_size("position", &position)?;
        let journal = journal(ctx);
        let proof = match checkpoint {
            None => journal.inclusion_proof(position).await,
            Some(size) => {
                let size = read_size("checkpoint", &size)?;
                let checkpoint = journal
                    .checkpoint_at(size)
                    .await
                    .map_err(|error| refused("checkpoint", error))?;
                journal.inclusion_proof_under(position, checkpoint).await
            }
        };
        let proof = proof.map_err(|error| refused("position", error))?;
        Ok(InclusionProof::of(position, proof))
    }

    /// The proof that the history of `from` events is the beginning of the history of `to` events: what was there before
    /// is there still, unchanged and in its order.
    async fn consistency_proof(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The size of the older tree: that of a checkpoint that you kept. A larger one than `to` is TREE_NOT_A_PREFIX."
        )]
        from: scalar::Position,
        #[graphql(
            desc = "The size of the newer tree. One that the log has not reached is TREE_SIZE_IN_FUTURE."
        )]
        to: scalar::Position,
    ) -> Result<ConsistencyProof> {
        let (from, to) = (read_size("from", &from)?, read_size("to", &to)?);
        let field = if from > to { "from" } else { "to" };
        let proof = journal(ctx).consistency_proof(from, to).await;
        Ok(proof.map_err(|error| refused(field, error))?.into())
    }

    /// The events that you see, in the order of the journal, from either end of the list.
    #[expect(
        clippy::too_many_arguments,
        reason = "they are those of a Relay connection"
    )]
    async fn events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<EventFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "How many, counted from the end of the list; instead of `first`.")]
        last: Option<i32>,
        #[graphql(desc = "The cursor before which to end.")] before: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<JournalEvent>> {
        let window = Window::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of).await?.events(filter, &window).await?)
    }

    /// The event at a position; none where there is none, or you may not see it.
    async fn event(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its position.")] position: scalar::Position,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<JournalEvent>> {
        let position = read_size("position", &position)?.to_bigint();
        Ok(Scope::of(ctx, as_of).await?.event(position).await?)
    }

    /// Every type of event in words: what happened, and what each of its fields says.
    async fn event_types(&self) -> Vec<EventType> {
        Event::words().iter().map(EventType).collect()
    }
}

fn journal<'a>(ctx: &Context<'a>) -> &'a almoner_journal::store::Journal {
    ctx.data_unchecked::<Arc<LedgerState>>().journal()
}

/// What can be asked about the journal itself.
#[derive(Default)]
pub(crate) struct JournalQuery;

#[Object]
impl JournalQuery {
    /// The journal itself: its head, its events, its checkpoints, and the proofs under them.
    async fn journal(&self) -> Journal {
        Journal
    }
}
