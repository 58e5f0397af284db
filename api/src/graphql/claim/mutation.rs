//! What can be done with claims.

use async_graphql::{Context, Object, Result};

use super::{Claim, ClaimApproveInput, ClaimDenyInput, ClaimSubmitInput};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about claims.
    ClaimPayload, claim: Claim
}

/// What can be done with claims.
#[derive(Default)]
pub(crate) struct ClaimMutation;

#[Object]
impl ClaimMutation {
    /// Claims for a client and a month; adjudicated at once, line by line. For sub-awardees.
    async fn claim_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClaimSubmitInput,
    ) -> Result<ClaimPayload> {
        ClaimPayload::carry_out(ctx, &input).await
    }

    /// Approves what a claim has payable. Who submitted it does not approve it. For officers.
    async fn claim_approve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClaimApproveInput,
    ) -> Result<ClaimPayload> {
        ClaimPayload::carry_out(ctx, &input).await
    }

    /// Denies a claim. For officers.
    async fn claim_deny(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClaimDenyInput,
    ) -> Result<ClaimPayload> {
        ClaimPayload::carry_out(ctx, &input).await
    }
}
