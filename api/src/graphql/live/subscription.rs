//! What can be subscribed to.

use std::sync::Arc;

use almoner_domain::ledger::StreamKind;
use almoner_journal::record::Position;
use almoner_projections::{audit_trail::AuditFilter, read::Viewer};
use async_graphql::{Context, InputObject, Result};
use futures::Stream;

use super::{
    Progress,
    feed::{Following, feed},
};
use crate::{
    graphql::{
        caller::Caller,
        error::TopError,
        journal::{EventFilterInput, JournalEvent},
        read::read_optional_argument,
        scalar,
    },
    http::LedgerState,
};

/// Which claims are followed. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct ClaimEventFilterInput {
    /// Claims under an award.
    award: Option<scalar::Fain>,
    /// Claims under a sub-award.
    sub_award: Option<scalar::SubAwardId>,
    /// Claims for a client.
    client: Option<scalar::ClientCode>,
    /// One claim.
    claim: Option<scalar::ClaimId>,
}

impl ClaimEventFilterInput {
    fn read(self) -> Result<AuditFilter, TopError> {
        Ok(AuditFilter {
            kind: Some(StreamKind::Claim),
            award: read_optional_argument("award", self.award)?,
            sub_award: read_optional_argument("subAward", self.sub_award)?,
            client: read_optional_argument("client", self.client)?,
            claim: read_optional_argument("claim", self.claim)?,
            ..AuditFilter::default()
        })
    }
}

/// What can be followed as it happens.
#[derive(Default)]
pub(crate) struct Subscription;

/// What can be followed as it happens. You are told of what you may see, in the order of the journal, each event
/// once. Keep the `position` of the last event that you have dealt with, and give it as `after` when you come back:
/// you get exactly what you missed.
#[async_graphql::Subscription]
impl Subscription {
    /// What happens to claims: submitted, adjudicated, released, approved, denied, scheduled, paid. A sub-awardee
    /// is told of its own claims.
    async fn claim_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The position after which to begin: the last one that you have dealt with, or \"0\" \
                          for all there is. What comes from now on, if it is left out."
        )]
        after: Option<scalar::Position>,
        #[graphql(desc = "The position after which to end; none to go on for ever.")] until: Option<
            scalar::Position,
        >,
        #[graphql(desc = "Which claims.")] filter: Option<ClaimEventFilterInput>,
    ) -> Result<impl Stream<Item = Result<JournalEvent>>> {
        let filter = filter.unwrap_or_default().read()?;
        follow(ctx, after, until, filter).await
    }

    /// Everything that happens and that you may see. With `payload`, an auditor who starts at `"0"` holds the whole
    /// journal, and stays up to date.
    async fn journal_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The position after which to begin: the last one that you have dealt with, or \"0\" \
                          for all there is. What comes from now on, if it is left out."
        )]
        after: Option<scalar::Position>,
        #[graphql(desc = "The position after which to end; none to go on for ever.")] until: Option<
            scalar::Position,
        >,
        #[graphql(desc = "Which events; `newestFirst` has no meaning here.")] filter: Option<
            EventFilterInput,
        >,
    ) -> Result<impl Stream<Item = Result<JournalEvent>>> {
        let filter = AuditFilter {
            newest_first: false,
            ..filter.unwrap_or_default().read()?
        };
        follow(ctx, after, until, filter).await
    }
}

async fn follow(
    ctx: &Context<'_>,
    after: Option<scalar::Position>,
    until: Option<scalar::Position>,
    filter: AuditFilter,
) -> Result<impl Stream<Item = Result<JournalEvent>> + use<>> {
    let ledger = Arc::clone(ctx.data_unchecked::<Arc<LedgerState>>());
    let caller = ctx.data_unchecked::<Caller>();
    let progress = Arc::clone(ctx.data_unchecked::<Arc<Progress>>());
    let until = until
        .as_ref()
        .map(|until| position("until", until))
        .transpose()?;
    let asked = after
        .as_ref()
        .map(|after| position("after", after))
        .transpose()?;
    let after = match (progress.told(), asked) {
        // It has begun before, and goes on.
        (Some(told), _) => told,
        (None, None) => ledger.reader().position().await.map_err(TopError::from)?,
        (None, Some(after)) => {
            let head = ledger.journal().head().await.map_err(TopError::from)?;
            if after > head.position.to_bigint() {
                return Err(in_future(head.position).into());
            }
            after
        }
    };
    Ok(feed(Following {
        viewer: Viewer::new(caller.role, caller.organization.clone()),
        touched: caller.touched.clone(),
        ledger,
        filter,
        after,
        until,
        progress,
    }))
}

fn position(field: &'static str, text: &scalar::Position) -> Result<i64, TopError> {
    let position: Result<Position, _> = text.0.parse();
    position
        .map(Position::to_bigint)
        .map_err(|_| TopError::Argument {
            field,
            code: "POSITION_MALFORMED",
            message: "a position is a whole number from 0 on, as text such as \"4711\"".to_owned(),
        })
}

fn in_future(head: Position) -> TopError {
    TopError::Argument {
        field: "after",
        code: "AFTER_IN_FUTURE",
        message: format!("the journal stands at position {head}: nothing came after what you name"),
    }
}
