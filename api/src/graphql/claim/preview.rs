//! A dry run: what a claim would come to, without claiming.

use std::sync::Arc;

use almoner_domain::{
    claim::{AdjudicatedLine, ClaimEvent, Reason, reason},
    id::ClaimId,
    ledger::{Command, Event, SubmitClaim},
    money::Money,
};
use almoner_journal::ledger::SubmitError;
use async_graphql::{Context, InputObject, Result, SimpleObject};

use super::{AdjustmentGroup, ClaimExplanation, ClaimLineInput, read_lines, value::Outcome};
use crate::{
    graphql::{
        caller::Caller,
        error::{TopError, UserError},
        read::Fields,
        scalar,
        scope::Scope,
    },
    http::LedgerState,
};

/// A claim for a client and a month, as it would be submitted.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimPreviewInput {
    /// The sub-award that would be claimed under.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Your number for the claim, unique in the sub-award.
    pub(crate) number: scalar::ClaimNumber,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The month of service.
    pub(crate) service_month: scalar::Month,
    /// What would be claimed: 1 to 50 lines.
    pub(crate) lines: Vec<ClaimLineInput>,
    /// The accounting date.
    pub(crate) effective_on: scalar::Date,
}

/// What a claim would come to, if it were submitted now. Nothing was written.
#[derive(SimpleObject)]
pub(crate) struct ClaimPreview {
    /// What would come of it; none when it would be refused, or was submitted already.
    outcome: Option<Outcome>,
    /// What is asked, all lines together.
    billed: Option<scalar::Money>,
    /// What would be taken off.
    adjusted: Option<scalar::Money>,
    /// Billed less adjusted.
    payable: Option<scalar::Money>,
    /// Line by line.
    lines: Vec<PreviewedLine>,
    /// Rule by rule.
    explanation: Option<ClaimExplanation>,
    /// The claim that would wait for the part that the funds do not cover.
    remainder: Option<scalar::ClaimId>,
    /// The same claim was submitted before: submitting it again would change nothing.
    already_held: bool,
    /// Why it would not be taken; empty when it would.
    user_errors: Vec<UserError>,
}

/// What a line would come to.
#[derive(SimpleObject)]
pub(crate) struct PreviewedLine {
    /// Its number within the claim, from 1.
    number: u32,
    /// What is asked.
    billed: scalar::Money,
    /// What would be taken off.
    adjusted: scalar::Money,
    /// Billed less adjusted.
    allowed: scalar::Money,
    /// Each amount that would be taken off, with its reason.
    adjustments: Vec<PreviewedAdjustment>,
}

/// An amount that would be taken off a line.
#[derive(SimpleObject)]
pub(crate) struct PreviewedAdjustment {
    /// Who would bear it.
    group: AdjustmentGroup,
    /// The claim adjustment reason code (X12 code list 139).
    carc: u16,
    /// How much.
    amount: scalar::Money,
    /// What it means here.
    explanation: &'static str,
    /// What whoever claims can do about it.
    what_to_do: &'static str,
}

impl ClaimPreviewInput {
    fn read(&self, fields: &mut Fields) -> Option<SubmitClaim> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let number = fields.read("number", &self.number);
        let client = fields.read("client", &self.client);
        let service_month = fields.read("serviceMonth", &self.service_month);
        let lines = read_lines(fields, "lines", &self.lines);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(SubmitClaim {
            sub_award: sub_award?,
            number: number?,
            client: client?,
            service_month: service_month?,
            lines: lines?,
            effective_on: effective_on?,
        })
    }
}

/// Decides the claim as it would be decided now, and writes nothing.
pub(crate) async fn preview(ctx: &Context<'_>, input: &ClaimPreviewInput) -> Result<ClaimPreview> {
    let mut fields = Fields::default();
    let command = input.read(&mut fields);
    let errors = fields.into_errors();
    let Some(command) = command.filter(|_| errors.is_empty()) else {
        return Ok(ClaimPreview::refused(errors));
    };
    let claim = ClaimId::of(&command.sub_award, &command.number);
    let (caller, ledger) = (
        ctx.data_unchecked::<Caller>(),
        ctx.data_unchecked::<Arc<LedgerState>>(),
    );
    caller.touched.client(&command.client);
    let previewed = ledger
        .ledger()
        .preview(&caller.context(), &Command::from(command))
        .await;
    let decision = match previewed {
        Ok(Ok(decision)) => decision,
        Ok(Err(refusal)) | Err(SubmitError::Denied(refusal)) => {
            return Ok(ClaimPreview::refused(vec![UserError {
                code: refusal.code.to_owned(),
                message: refusal.message,
                field: refusal.field.map(str::to_owned),
            }]));
        }
        Err(SubmitError::Unavailable) => return Err(TopError::Unavailable.into()),
        Err(error) => return Err(TopError::internal(&error).into()),
    };
    let events: Vec<ClaimEvent> = decision
        .events
        .into_iter()
        .filter(|(stream, _)| stream.id == claim.as_str())
        .filter_map(|(_, event)| {
            let Event::Claim(event) = event else {
                return None;
            };
            Some(event)
        })
        .collect();
    ClaimPreview::of(ctx, &events).await
}

impl ClaimPreview {
    async fn of(ctx: &Context<'_>, events: &[ClaimEvent]) -> Result<Self> {
        let [_, adjudicated, ..] = events else {
            return Ok(Self {
                already_held: true,
                ..Self::refused(Vec::new())
            });
        };
        let ClaimEvent::ClaimAdjudicated {
            outcome,
            lines,
            findings,
            billed,
            adjusted,
            payable,
            remainder,
            ..
        } = adjudicated
        else {
            return Err(TopError::Internal.into());
        };
        let scope = Scope::of(ctx, None).await?;
        let edit_of = |line: u32, carc| {
            findings
                .iter()
                .find(|found| {
                    found.carc == Some(carc) && found.line.is_none_or(|number| number == line)
                })
                .map(|found| found.edit)
        };
        Ok(Self {
            outcome: Some((*outcome).into()),
            billed: Some(scalar::Money::of(*billed)),
            adjusted: Some(scalar::Money::of(*adjusted)),
            payable: Some(scalar::Money::of(*payable)),
            lines: lines
                .iter()
                .map(|line| {
                    PreviewedLine::of(line, |carc| reason(carc, edit_of(line.number, carc)))
                })
                .collect(),
            explanation: scope.explained(&events[..2]).await?,
            remainder: remainder.as_ref().map(scalar::ClaimId::of),
            already_held: false,
            user_errors: Vec::new(),
        })
    }

    fn refused(user_errors: Vec<UserError>) -> Self {
        Self {
            outcome: None,
            billed: None,
            adjusted: None,
            payable: None,
            lines: Vec::new(),
            explanation: None,
            remainder: None,
            already_held: false,
            user_errors,
        }
    }
}

impl PreviewedLine {
    fn of(
        line: &AdjudicatedLine,
        reason_of: impl Fn(almoner_domain::claim::Carc) -> Reason,
    ) -> Self {
        let adjusted: Money = line.billed.less(line.allowed);
        Self {
            number: line.number,
            billed: scalar::Money::of(line.billed),
            adjusted: scalar::Money::of(adjusted),
            allowed: scalar::Money::of(line.allowed),
            adjustments: line
                .adjustments
                .iter()
                .map(|taken| {
                    let why = reason_of(taken.carc);
                    PreviewedAdjustment {
                        group: taken.group.into(),
                        carc: taken.carc.number(),
                        amount: scalar::Money::of(taken.amount),
                        explanation: why.explanation,
                        what_to_do: why.what_to_do,
                    }
                })
                .collect(),
        }
    }
}
