//! What can be done with organizations.

use async_graphql::{Context, Object, Result};

use super::{
    Organization, OrganizationAttestGrassrootsInput, OrganizationExcludeInput,
    OrganizationRegisterInput, OrganizationReinstateInput, OrganizationWithdrawGrassrootsInput,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about organizations.
    OrganizationPayload, organization: Organization
}

/// What can be done with organizations.
#[derive(Default)]
pub(crate) struct OrganizationMutation;

#[Object]
impl OrganizationMutation {
    /// Enters an organization into the register. For officers.
    async fn organization_register(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: OrganizationRegisterInput,
    ) -> Result<OrganizationPayload> {
        OrganizationPayload::carry_out(ctx, &input).await
    }

    /// Records that SAM.gov excludes the organization: no sub-award may be made to it or raised. For officers.
    async fn organization_exclude(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: OrganizationExcludeInput,
    ) -> Result<OrganizationPayload> {
        OrganizationPayload::carry_out(ctx, &input).await
    }

    /// Records that the exclusion ended. For officers.
    async fn organization_reinstate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: OrganizationReinstateInput,
    ) -> Result<OrganizationPayload> {
        OrganizationPayload::carry_out(ctx, &input).await
    }

    /// Attests on evidence that the organization is a qualified local grassroots one. For officers.
    async fn organization_attest_grassroots(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: OrganizationAttestGrassrootsInput,
    ) -> Result<OrganizationPayload> {
        OrganizationPayload::carry_out(ctx, &input).await
    }

    /// Withdraws that attestation. For officers.
    async fn organization_withdraw_grassroots(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: OrganizationWithdrawGrassrootsInput,
    ) -> Result<OrganizationPayload> {
        OrganizationPayload::carry_out(ctx, &input).await
    }
}
