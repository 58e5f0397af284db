//! What can be done with claims.

use async_graphql::{Context, Object, Result};

use super::{
    Claim, ClaimApproveInput, ClaimApproveManyInput, ClaimBatchPayload, ClaimBatchSubmitInput,
    ClaimDenyInput, ClaimDenyManyInput, ClaimManyPayload, ClaimReconsiderInput, ClaimReplaceInput,
    ClaimSubmitInput, ClaimVoidInput, many,
};
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

    /// Claims by a sheet, CSV or XLSX: each claim is taken whole or refused whole, the others go on, and every row has
    /// its answer. For sub-awardees.
    async fn claim_batch_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The sheet.")] input: ClaimBatchSubmitInput,
    ) -> Result<ClaimBatchPayload> {
        ClaimBatchPayload::carry_out(ctx, &input).await
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

    /// Approves what many claims have payable, each by itself: look at each result. Who submitted a claim does not
    /// approve it. For officers.
    async fn claim_approve_many(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The commands.")] input: ClaimApproveManyInput,
    ) -> Result<ClaimManyPayload> {
        many::approve(ctx, &input).await
    }

    /// Denies many claims for one reason, each by itself: look at each result. For officers.
    async fn claim_deny_many(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The commands.")] input: ClaimDenyManyInput,
    ) -> Result<ClaimManyPayload> {
        many::deny(ctx, &input).await
    }

    /// Voids a claim: what it held is free again, and what was paid of it is owed back. For sub-awardees.
    async fn claim_void(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClaimVoidInput,
    ) -> Result<ClaimPayload> {
        ClaimPayload::carry_out(ctx, &input).await
    }

    /// Replaces a claim by the next version of its number, which is the answer. For sub-awardees.
    async fn claim_replace(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClaimReplaceInput,
    ) -> Result<ClaimPayload> {
        ClaimPayload::carry_out(ctx, &input).await
    }

    /// Reconsiders a denial, once; who denied it does not. For officers.
    async fn claim_reconsider(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClaimReconsiderInput,
    ) -> Result<ClaimPayload> {
        match input.seal(ctx).await? {
            Ok(ready) => ClaimPayload::carry_out(ctx, &ready).await,
            Err(errors) => Ok(ClaimPayload::refused(errors)),
        }
    }
}
