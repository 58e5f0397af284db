//! What can be done with clients' cases.

use async_graphql::{Context, Object, Result};

use super::{
    Client, ClientCaseReferenceRecordInput, ClientCloseInput, ClientEnrolInput,
    ClientErasureApproveInput, ClientErasureRequestInput, ClientErasureWithdrawInput,
    ClientFamilyMemberAddInput, ClientFamilyMemberRemoveInput, ClientHoldLiftInput,
    ClientHoldPlaceInput, ClientInterimExtendInput, ClientLetterRecordInput,
    ClientPhaseChangeInput, ClientReopenInput, ClientTransferInput,
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

    /// Records a letter; it certifies an adult, makes a child eligible, or closes a case whose child is denied. For
    /// sub-awardees.
    async fn client_letter_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientLetterRecordInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Extends a child's interim assistance by 30 days, once, before it ends; who asks approves. For the prime.
    async fn client_interim_extend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientInterimExtendInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Records that a family member no longer counts. For sub-awardees.
    async fn client_family_member_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientFamilyMemberRemoveInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Takes up again a case that was closed; the client keeps the code. For sub-awardees.
    async fn client_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientReopenInput,
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

    /// Records your own reference of a case, sealed under the client's own key. For sub-awardees.
    async fn client_case_reference_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientCaseReferenceRecordInput,
    ) -> Result<ClientPayload> {
        match input.seal(ctx).await? {
            Ok(ready) => ClientPayload::carry_out(ctx, &ready).await,
            Err(errors) => Ok(ClientPayload::refused(errors)),
        }
    }

    /// Places a hold: nothing that is held about the client is erased until it is lifted. For officers.
    async fn client_hold_place(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientHoldPlaceInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Lifts the hold on a case. For officers.
    async fn client_hold_lift(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientHoldLiftInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Asks that what is held about a client be erased; another officer approves it. For officers.
    async fn client_erasure_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientErasureRequestInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Withdraws the request for an erasure before it is approved; who asked for it may, and any other officer. For officers.
    async fn client_erasure_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientErasureWithdrawInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }

    /// Approves the erasure that another officer asked for: the client's key is destroyed at once, and what was sealed under
    /// it is never read again. The certificate is the client's, in a moment. For officers.
    async fn client_erasure_approve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ClientErasureApproveInput,
    ) -> Result<ClientPayload> {
        ClientPayload::carry_out(ctx, &input).await
    }
}
