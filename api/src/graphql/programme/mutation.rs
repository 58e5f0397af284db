//! What can be done with programmes and their rules.

use async_graphql::{Context, Object, Result};

use super::{Programme, ProgrammePublishInput, RuleSetPublishInput};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about programmes and their rules.
    ProgrammePayload, programme: Programme
}

/// What can be done with programmes and their rules.
#[derive(Default)]
pub(crate) struct ProgrammeMutation;

#[Object]
impl ProgrammeMutation {
    /// Enters a programme into the catalogue. For officers.
    async fn programme_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ProgrammePublishInput,
    ) -> Result<ProgrammePayload> {
        ProgrammePayload::carry_out(ctx, &input).await
    }

    /// Publishes the rules of a notice of funding from a day on. For officers.
    async fn rule_set_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: RuleSetPublishInput,
    ) -> Result<ProgrammePayload> {
        ProgrammePayload::carry_out(ctx, &input).await
    }
}
