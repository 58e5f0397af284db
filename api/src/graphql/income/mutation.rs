//! What can be done with program income.

use async_graphql::{Context, Object, Result};

use super::{
    ProgramIncomeExpendInput, ProgramIncomeMethodSetInput, ProgramIncomeRecordInput,
    ProgramIncomeReverseInput,
};
use crate::graphql::{award::Award, submit::payload};

payload! {
    /// The answer of a command about an award's program income.
    ProgramIncomePayload, award: Award
}

/// What can be done with program income.
#[derive(Default)]
pub(crate) struct IncomeMutation;

#[Object]
impl IncomeMutation {
    /// Says how program income of an award is used from now on: a term of the award. For officers.
    async fn program_income_method_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ProgramIncomeMethodSetInput,
    ) -> Result<ProgramIncomePayload> {
        ProgramIncomePayload::carry_out(ctx, &input).await
    }

    /// Records program income that the project earned (2 CFR 200.307). For the prime.
    async fn program_income_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ProgramIncomeRecordInput,
    ) -> Result<ProgramIncomePayload> {
        ProgramIncomePayload::carry_out(ctx, &input).await
    }

    /// Spends program income by the award's method. It is spent before more federal cash is drawn. For the prime.
    async fn program_income_expend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ProgramIncomeExpendInput,
    ) -> Result<ProgramIncomePayload> {
        ProgramIncomePayload::carry_out(ctx, &input).await
    }

    /// Takes back what was recorded in error as earned or as spent. For the prime.
    async fn program_income_reverse(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ProgramIncomeReverseInput,
    ) -> Result<ProgramIncomePayload> {
        ProgramIncomePayload::carry_out(ctx, &input).await
    }
}
