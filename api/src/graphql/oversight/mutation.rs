//! What can be put into the files of awards.

use async_graphql::{Context, Object, Result};

use super::{
    AuditFindingsDecideInput, AuditReportAcceptInput, AwardFile, ExclusionRecheckInput,
    ExpendituresStateInput, FinancialReportFileInput, FindingRecordInput, FindingResolveInput,
    FixedAmountApproveInput, MonitoringFindingRecordInput, MonitoringFindingResolveInput,
    MonitoringPerformInput, MonitoringPlanInput, RiskAssessInput, SubAwardReportFileInput,
    SubAwardTermsStateInput,
};
use crate::graphql::submit::payload;

payload! {
    /// The answer of a command about the file of an award.
    AwardFilePayload, file: AwardFile
}

/// What can be put into the files of awards. Nothing here moves money.
#[derive(Default)]
pub(crate) struct OversightMutation;

#[Object]
impl OversightMutation {
    /// States the terms of a sub-award to its sub-awardee, before it is paid. For the prime.
    async fn sub_award_terms_state(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardTermsStateInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Gives prior approval to a fixed-amount sub-award. For officers.
    async fn fixed_amount_approve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: FixedAmountApproveInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records that SAM.gov was looked up again for a sub-awardee. For the prime.
    async fn exclusion_recheck(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ExclusionRecheckInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Assesses the risk that a sub-awardee does not comply. For the prime.
    async fn risk_assess(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: RiskAssessInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Plans a piece of monitoring. For the prime.
    async fn monitoring_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MonitoringPlanInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records that a planned piece of monitoring was done. For the prime.
    async fn monitoring_perform(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MonitoringPerformInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records a sub-awardee's federal expenditures of a fiscal year. For the prime.
    async fn expenditures_state(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: ExpendituresStateInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records that the report of a sub-awardee's single audit was accepted. For the prime.
    async fn audit_report_accept(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AuditReportAcceptInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Decides on the findings of an audit report. For the prime.
    async fn audit_findings_decide(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: AuditFindingsDecideInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records what the monitoring of a sub-awardee found. For the prime.
    async fn monitoring_finding_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MonitoringFindingRecordInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Resolves what the monitoring of a sub-awardee found. For the prime.
    async fn monitoring_finding_resolve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: MonitoringFindingResolveInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records a finding about an award. For officers.
    async fn finding_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: FindingRecordInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Resolves a finding about an award. For officers.
    async fn finding_resolve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: FindingResolveInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records that a sub-award report under the Transparency Act was filed. For the prime.
    async fn sub_award_report_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: SubAwardReportFileInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }

    /// Records that a federal financial report was filed. For the prime.
    async fn financial_report_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The command.")] input: FinancialReportFileInput,
    ) -> Result<AwardFilePayload> {
        AwardFilePayload::carry_out(ctx, &input).await
    }
}
