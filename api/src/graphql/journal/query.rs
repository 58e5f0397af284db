//! What can be asked about the journal itself.

use std::sync::Arc;

use almoner_domain::ledger::StreamId;
use almoner_journal::{merkle::ProofError, store::ReadError};
use almoner_projections::audit_trail::AuditFilter;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};

use super::{
    JournalEvent, StreamKind,
    proof::{Checkpoint, ConsistencyProof, InclusionProof, read_size, refused},
};
use crate::{
    graphql::{
        connection::{Connection, Page},
        error::{Coded, TopError},
        read::read_optional_argument,
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

/// Which events are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct EventFilterInput {
    /// About one thing of this type; with `aggregateId`.
    aggregate_type: Option<StreamKind>,
    /// About the thing of this id in the ledger; with `aggregateType`.
    aggregate_id: Option<String>,
    /// Of a type, such as `ClaimApproved`.
    event_type: Option<String>,
    /// By an account.
    actor: Option<scalar::ActorId>,
    /// About an award, or anything under it.
    award: Option<scalar::Fain>,
    /// About a sub-award, or anything under it.
    sub_award: Option<scalar::SubAwardId>,
    /// About a client.
    client: Option<scalar::ClientCode>,
    /// About a claim.
    claim: Option<scalar::ClaimId>,
    /// About a payment.
    payment: Option<scalar::PaymentId>,
    /// Of a command, by the id that its caller minted.
    command_id: Option<scalar::CommandId>,
    /// The last ones first.
    #[graphql(default)]
    newest_first: bool,
}

/// What is wrong with a filter of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum EventFilterError {
    #[error("aggregateType and aggregateId go together")]
    HalfStream,
    #[error("it has 1 to 200 visible characters")]
    Text,
}

impl Coded for EventFilterError {
    fn stable_code(&self) -> &'static str {
        match self {
            Self::HalfStream => "AGGREGATE_INCOMPLETE",
            Self::Text => "FILTER_MALFORMED",
        }
    }
}

fn plain(field: &'static str, text: Option<String>) -> Result<Option<String>, TopError> {
    let is_plain = |text: &String| {
        (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    match text {
        Some(text) if !is_plain(&text) => Err(TopError::argument(field, &EventFilterError::Text)),
        other => Ok(other),
    }
}

impl EventFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(self) -> Result<AuditFilter, TopError> {
        let stream = match (
            self.aggregate_type,
            plain("aggregateId", self.aggregate_id)?,
        ) {
            (None, None) => None,
            (Some(kind), Some(id)) => Some(StreamId {
                kind: kind.into(),
                id,
            }),
            (Some(_), None) | (None, Some(_)) => {
                return Err(TopError::argument(
                    "aggregateId",
                    &EventFilterError::HalfStream,
                ));
            }
        };
        Ok(AuditFilter {
            stream,
            kind: None,
            event_type: plain("eventType", self.event_type)?,
            actor: plain("actor", self.actor.map(|actor| actor.0))?,
            award: read_optional_argument("award", self.award)?,
            sub_award: read_optional_argument("subAward", self.sub_award)?,
            client: read_optional_argument("client", self.client)?,
            claim: read_optional_argument("claim", self.claim)?,
            payment: read_optional_argument("payment", self.payment)?,
            command_id: plain("commandId", self.command_id.map(|id| id.0))?,
            newest_first: self.newest_first,
        })
    }
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

    /// The events that you see, in the order of the journal.
    async fn events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<EventFilterInput>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Connection<JournalEvent>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        Ok(Scope::of(ctx, as_of)
            .await?
            .audit_trail(&filter, &page)
            .await?)
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
