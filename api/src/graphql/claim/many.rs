//! Many claims approved or denied at once: one mutation, and a command for each claim.

use almoner_domain::{
    id::{ClaimId, CommandId},
    ledger::{ApproveClaim, Command, DenyClaim},
};
use almoner_journal::{ledger::Accepted, record::Position, store::CarriedOut};
use async_graphql::{ComplexObject, Context, InputObject, Result, SimpleObject};
use chrono::NaiveDate;

use super::{Claim, DenialReason};
use crate::graphql::{
    error::{Coded, UserError},
    journal::Receipt,
    read::Fields,
    scalar,
    submit::{Each, receipt, submit_many},
};

/// The most claims of one mutation.
const CLAIMS_MAX: usize = 500;

/// Approves what these claims have payable. Each claim is a command of its own: one that is refused costs the others
/// nothing, and what was approved stays approved.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimApproveManyInput {
    /// The id that you mint for all of it. The command of each claim derives its own from it and the claim, so that
    /// repeating the mutation, with the same claims or with others besides, does each once and answers the same.
    command_id: scalar::CommandId,
    /// The claims: 1 to 500.
    claims: Vec<scalar::ClaimId>,
    /// The accounting date: the day on which it takes effect in the books.
    effective_on: scalar::Date,
}

/// Denies these claims, all for one reason. Each claim is a command of its own: one that is refused costs the others
/// nothing, and what was denied stays denied.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimDenyManyInput {
    /// The id that you mint for all of it. The command of each claim derives its own from it and the claim, so that
    /// repeating the mutation, with the same claims or with others besides, does each once and answers the same.
    command_id: scalar::CommandId,
    /// The claims: 1 to 500.
    claims: Vec<scalar::ClaimId>,
    /// Why.
    reason: DenialReason,
    /// The accounting date: the day on which it takes effect in the books.
    effective_on: scalar::Date,
}

/// One mutation names no claims, or too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("one mutation is about 1 to 500 claims")]
struct ClaimCountError;

impl Coded for ClaimCountError {
    fn stable_code(&self) -> &'static str {
        "CLAIM_COUNT_OUT_OF_RANGE"
    }
}

/// What became of one claim of many.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct ClaimManyResult {
    /// Its command, once it was carried out: the receipt is made when it is asked for.
    #[graphql(skip)]
    carried_out: Option<CarriedOut>,
    /// The claim's id in the ledger.
    claim_id: scalar::ClaimId,
    /// The claim, as of the last event of the whole mutation. None when its command was refused, or when the read
    /// models have not caught up (see `caughtUp`).
    claim: Option<Claim>,
    /// The position of its command's last event in the journal. None when it was refused.
    position: Option<scalar::Position>,
    /// The same command was carried out before: this is its first answer, and nothing new was written.
    repeated: bool,
    /// What the command asks for held already.
    already_held: bool,
    /// Why its command was not carried out; empty when it was.
    user_errors: Vec<UserError>,
}

#[ComplexObject]
impl ClaimManyResult {
    /// The proof that its command's events are in the journal. None when it was refused.
    async fn receipt(&self, ctx: &Context<'_>) -> Result<Option<Receipt>> {
        receipt(ctx, self.carried_out.as_ref()).await
    }
}

/// The answer of a mutation about many claims. It is not atomic: look at each result.
#[derive(SimpleObject, Default)]
pub(crate) struct ClaimManyPayload {
    /// What became of each claim, in the order in which they were given.
    results: Vec<ClaimManyResult>,
    /// For how many claims it was carried out.
    done: usize,
    /// For how many it was refused.
    refused: usize,
    /// The read models have come past the last event of all of it.
    caught_up: bool,
    /// What is wrong with the input as a whole, in which case nothing was carried out; empty otherwise.
    user_errors: Vec<UserError>,
}

/// A mutation about many claims, as it was read.
struct Asked {
    id: CommandId,
    claims: Vec<ClaimId>,
    effective_on: NaiveDate,
}

fn read(
    fields: &mut Fields,
    id: &scalar::CommandId,
    claims: &[scalar::ClaimId],
    effective_on: &scalar::Date,
) -> Option<Asked> {
    let id = fields.read("commandId", id);
    let is_some = (1..=CLAIMS_MAX).contains(&claims.len());
    fields.check(
        "claims",
        if is_some {
            Ok(())
        } else {
            Err(ClaimCountError)
        },
    )?;
    let claims = fields.read_list("claims", claims);
    let effective_on = fields.read("effectiveOn", effective_on);
    Some(Asked {
        id: id?,
        claims: claims?,
        effective_on: effective_on?,
    })
}

/// Approves claims.
pub(super) async fn approve(
    ctx: &Context<'_>,
    input: &ClaimApproveManyInput,
) -> Result<ClaimManyPayload> {
    let mut fields = Fields::default();
    let asked = read(
        &mut fields,
        &input.command_id,
        &input.claims,
        &input.effective_on,
    );
    carry_out(ctx, fields, asked, |claim, effective_on| {
        Command::from(ApproveClaim {
            claim,
            effective_on,
        })
    })
    .await
}

/// Denies claims.
pub(super) async fn deny(
    ctx: &Context<'_>,
    input: &ClaimDenyManyInput,
) -> Result<ClaimManyPayload> {
    let mut fields = Fields::default();
    let asked = read(
        &mut fields,
        &input.command_id,
        &input.claims,
        &input.effective_on,
    );
    let reason = input.reason.into();
    carry_out(ctx, fields, asked, |claim, effective_on| {
        Command::from(DenyClaim {
            claim,
            reason,
            effective_on,
        })
    })
    .await
}

async fn carry_out(
    ctx: &Context<'_>,
    fields: Fields,
    asked: Option<Asked>,
    command: impl Fn(ClaimId, NaiveDate) -> Command,
) -> Result<ClaimManyPayload> {
    let user_errors = fields.into_errors();
    let Some(asked) = asked.filter(|_| user_errors.is_empty()) else {
        return Ok(ClaimManyPayload {
            user_errors,
            ..ClaimManyPayload::default()
        });
    };
    let commands = asked.claims.iter().map(|claim| Each {
        about: claim.to_string(),
        command: command(claim.clone(), asked.effective_on),
    });
    let many = submit_many(ctx, &asked.id, commands.collect()).await?;
    let mut payload = ClaimManyPayload {
        caught_up: many.scope.is_some(),
        ..ClaimManyPayload::default()
    };
    for (claim, answer) in asked.claims.iter().zip(many.answers) {
        let result = match answer {
            Ok((accepted, command)) => {
                payload.done += 1;
                let read = match &many.scope {
                    Some(scope) => scope.claim(claim).await?,
                    None => None,
                };
                accepted_result(claim, read, &accepted, command)
            }
            Err(error) => {
                payload.refused += 1;
                refused_result(claim, error)
            }
        };
        payload.results.push(result);
    }
    Ok(payload)
}

fn accepted_result(
    claim: &ClaimId,
    read: Option<Claim>,
    accepted: &Accepted,
    command: CarriedOut,
) -> ClaimManyResult {
    let position: Position = accepted.last;
    ClaimManyResult {
        carried_out: Some(command),
        claim_id: scalar::ClaimId::of(claim),
        claim: read,
        position: Some(scalar::Position::of(position)),
        repeated: accepted.repeated,
        already_held: accepted.no_op,
        user_errors: Vec::new(),
    }
}

fn refused_result(claim: &ClaimId, error: UserError) -> ClaimManyResult {
    ClaimManyResult {
        carried_out: None,
        claim_id: scalar::ClaimId::of(claim),
        claim: None,
        position: None,
        repeated: false,
        already_held: false,
        user_errors: vec![error],
    }
}
