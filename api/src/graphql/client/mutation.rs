//! What can be done with clients' cases.

use async_graphql::{Context, Object, Result};

use super::{
    Client, ClientCloseInput, ClientEnrolInput, ClientFamilyMemberAddInput, ClientPhaseChangeInput,
    ClientTransferInput,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about clients' cases.
    ClientPayload, client: Client
}

/// What can be done with clients' cases.
#[derive(Default)]
pub(crate) struct ClientMutation;

#[Object]
impl ClientMutation {
    /// Takes up a case, under a random code that the ledger mints. For sub-awardees.
    async fn client_enrol(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientEnrolInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Moves a case to another phase. For sub-awardees.
    async fn client_phase_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientPhaseChangeInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Adds a family member to a case. For sub-awardees.
    async fn client_family_member_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientFamilyMemberAddInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Moves a case to another sub-award of the same prime; the client keeps the code. For the prime.
    async fn client_transfer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientTransferInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Closes a case. For sub-awardees.
    async fn client_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientCloseInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }
}
