//! How sub-awardees correct claims, and how an officer reconsiders a denial.

use std::sync::Arc;

use almoner_domain::{
    id::{ClaimId, CommandId},
    ledger::{Command, ReconsiderClaim, ReplaceClaim, VoidClaim},
    sealed::GivenReason,
    text::Reason,
};
use almoner_journal::ledger::Answer;
use almoner_projections::clients::SealedField;
use async_graphql::{Context, InputObject};
use chrono::NaiveDate;

use crate::{
    clock::Mint,
    graphql::{
        caller::Caller,
        claim::{Claim, ClaimLineInput, ReconsiderationDecision, VoidReason, read_lines},
        client::{Sealing, is_erased, refusal_of, seal_for_client},
        error::{TopError, UserError},
        read::Fields,
        scalar,
        scope::Scope,
        submit::{Input, Ready},
    },
    http::LedgerState,
};

/// Voids a claim (frequency 8): its funds, its client's year and month are free again, and what was paid of it is owed
/// back. A claim that is in a payment is voided once the payment is confirmed.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimVoidInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim.
    pub(crate) claim: scalar::ClaimId,
    /// Why.
    pub(crate) reason: VoidReason,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimVoidInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(VoidClaim {
            claim: claim?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Replaces a claim (frequency 7) by the next version of its number. It is adjudicated at once, as if the claim that it
/// replaces had never been. What was paid counts: a lower replacement leaves the difference owed back, a higher one is
/// paid the difference.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimReplaceInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim that is replaced: the latest version of its number.
    pub(crate) claim: scalar::ClaimId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The month of service.
    pub(crate) service_month: scalar::Month,
    /// What is claimed, all of it, not the difference: 1 to 50 lines.
    pub(crate) lines: Vec<ClaimLineInput>,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimReplaceInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let client = fields.read("client", &self.client);
        let service_month = fields.read("serviceMonth", &self.service_month);
        let lines = read_lines(fields, "lines", &self.lines);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReplaceClaim {
            claim: claim?,
            client: client?,
            service_month: service_month?,
            lines: lines?,
            effective_on: effective_on?,
        }))
    }
}

/// Reconsiders the denial of a claim, once and for all. Who denied it does not reconsider it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimReconsiderInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim.
    pub(crate) claim: scalar::ClaimId,
    /// Whether the denial stands.
    pub(crate) decision: ReconsiderationDecision,
    /// Why, up to 1,000 characters. No person is named. It is sealed under the client's own key: the sub-awardee and
    /// officers read it, until the client is erased.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl ClaimReconsiderInput {
    /// The command, with the reason sealed; or what is wrong with it.
    pub(crate) async fn seal(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Result<Ready, Vec<UserError>>, TopError> {
        let mut fields = Fields::default();
        let id: Option<CommandId> = fields.read("commandId", &self.command_id);
        let claim: Option<ClaimId> = fields.read("claim", &self.claim);
        let reason: Option<Reason> = fields.read("reason", &self.reason);
        let effective_on: Option<NaiveDate> = fields.read("effectiveOn", &self.effective_on);
        let errors = fields.into_errors();
        let (Some(id), Some(claim), Some(reason), Some(effective_on)) =
            (id, claim, reason, effective_on)
        else {
            return Ok(Err(errors));
        };
        let carry = |reason: GivenReason| {
            Command::from(ReconsiderClaim {
                claim: claim.clone(),
                decision: self.decision.into(),
                reason,
                effective_on,
            })
        };
        let ready = |command| Ready::new(self.command_id.clone(), command);
        let scope = Scope::of(ctx, None).await?;
        let Some(found) = scope.claim(&claim).await? else {
            // It is not there, or not seen; or the read models have not come to it yet.
            let refused = refusal_of(ctx, |sealed| carry(sealed.into())).await?;
            let refused = refused.ok_or(TopError::Unavailable)?;
            return Ok(Err(vec![refused]));
        };
        if repeats_plain(ctx, &scope, &found, &id, &reason).await? {
            return Ok(Ok(ready(carry(reason.into()))));
        }
        let sealing = Sealing {
            command_id: &id,
            client: &found.row.client,
            field: SealedField::ReconsiderationReason,
            subject: claim.as_str(),
            text: reason.as_str(),
        };
        let sealed = seal_for_client(ctx, &sealing, |sealed| carry(sealed.into())).await?;
        Ok(sealed.map(ready).map_err(|refused| vec![refused]))
    }
}

/// Whether a command is handed in as it would have been when reasons were plain: the claim was reconsidered then, and this is
/// the same under its id, or the same words again. Any other words are sealed, so that nothing is kept by which they could be
/// guessed; and once the client is erased no words are compared but those under the id.
async fn repeats_plain(
    ctx: &Context<'_>,
    scope: &Scope,
    found: &Claim,
    id: &CommandId,
    reason: &Reason,
) -> Result<bool, TopError> {
    let Some(at) = found.row.reconsideration_plain_at else {
        return Ok(false);
    };
    let caller = ctx.data_unchecked::<Caller>();
    let journal = ctx.data_unchecked::<Arc<LedgerState>>().journal();
    let answered = journal.answered(&caller.organization, id).await?;
    if let Some(Answer::Accepted(_)) = answered.map(|answered| answered.answer) {
        return Ok(true);
    }
    let status = scope.client(&found.row.client).await?;
    let status = status.and_then(|client| client.row.erasure);
    if is_erased(ctx, &found.row.client, status).await? {
        return Ok(false);
    }
    Ok(scope.plain_reason(at).await?.as_deref() == Some(reason.as_str()))
}
