//! What can be asked about where amounts come from.

use async_graphql::{Context, Object, Result};

use super::{AmountExplanation, AmountInput, EventMovement, input::position};
use crate::graphql::{
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about where amounts come from.
#[derive(Default)]
pub(crate) struct LineageQuery;

#[Object]
impl LineageQuery {
    /// Where an amount comes from: the postings that it is a sum of, and the events that lead to it. None where there is
    /// no such amount, or you do not see all of it.
    async fn explain_amount(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which amount.")] of: AmountInput,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<AmountExplanation>> {
        let of = of.read()?;
        Ok(Scope::of(ctx, as_of).await?.explain_amount(&of).await?)
    }

    /// What an event moved: its postings with the balances after them, the lines of the report of the period that it falls in,
    /// and the figures of all other reports. Of an event that you do not see, nothing.
    async fn moved_by(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The event's place in the journal.")] event: scalar::Position,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<EventMovement> {
        let event = position("event", &event)?;
        Ok(Scope::of(ctx, as_of).await?.moved_by(event).await?)
    }
}
