//! What can be done with measures.

use async_graphql::{Context, Object, Result};

use super::{
    Measure, MeasureReportForAwardInput, MeasureReportForSubAwardInput, MeasureReportInput,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about measures.
    MeasurePayload, measure: Measure
}

/// What can be done with measures. No figure moves money.
#[derive(Default)]
pub(crate) struct MeasureMutation;

#[Object]
impl MeasureMutation {
    /// Reports what programmes counted in a period, or corrects it. For officers.
    async fn measure_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MeasureReportInput,
    ) -> Result<MeasurePayload> {
        MeasurePayload::carry_out(ctx, &input).await
    }

    /// Reports what was counted under an award in a period, or corrects it. For the award's prime.
    async fn measure_report_for_award(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MeasureReportForAwardInput,
    ) -> Result<MeasurePayload> {
        MeasurePayload::carry_out(ctx, &input).await
    }

    /// Reports what was counted under a sub-award in a period, or corrects it. For its sub-awardee.
    async fn measure_report_for_sub_award(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MeasureReportForSubAwardInput,
    ) -> Result<MeasurePayload> {
        MeasurePayload::carry_out(ctx, &input).await
    }
}
