//! From an input to an answer: what every mutation does.

mod answered;
mod many;
mod payload;

use std::{sync::Arc, time::Duration};

use almoner_domain::{
    id::CommandId,
    ledger::{Command, StreamId},
};
use almoner_journal::{
    ledger::{Accepted, Answer, Refused, Submission, SubmitError},
    store::CarriedOut,
};
use async_graphql::Context;

use super::{
    caller::Caller,
    error::{TopError, UserError},
    journal::Receipt,
    read::Fields,
    scalar,
    scope::Scope,
};
use crate::{clock::Mint, http::LedgerState};
pub(crate) use answered::Answered;
pub(crate) use many::{Each, submit_many};
pub(crate) use payload::payload;

/// How long a mutation waits for the read models to hold what it wrote.
const READ_SIDE_WAIT_MAX: Duration = Duration::from_secs(5);

/// What somebody says, as one command.
pub(crate) trait Input {
    /// The id that the caller minted.
    fn command_id(&self) -> &scalar::CommandId;

    /// Reads all fields; what is wrong with them is in `fields` when there is no command.
    fn read(&self, fields: &mut Fields, mint: &Mint) -> Option<Command>;
}

/// A command that was made ready before it is handed in.
pub(crate) struct Ready {
    pub(crate) command_id: scalar::CommandId,
    pub(crate) command: Command,
}

impl Ready {
    /// A command, under the id that its caller minted.
    pub(crate) fn new(command_id: scalar::CommandId, command: Command) -> Self {
        Self {
            command_id,
            command,
        }
    }
}

impl Input for Ready {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, _fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        Some(self.command.clone())
    }
}

/// What became of a command.
pub(crate) enum Outcome {
    /// It was carried out: what it was about, as of when, and where it stands.
    Done {
        /// What it was about.
        subject: StreamId,
        /// The read models as of its last event, once they hold it.
        scope: Option<Scope>,
        /// Where it stands in the journal.
        answered: Answered,
    },
    /// It was not carried out.
    Refused(Vec<UserError>),
}

/// Reads the input, hands the command in, and waits for the read models.
pub(crate) async fn submit(ctx: &Context<'_>, input: &impl Input) -> Result<Outcome, TopError> {
    let (caller, ledger) = (
        ctx.data_unchecked::<Caller>(),
        ctx.data_unchecked::<Arc<LedgerState>>(),
    );
    let mut fields = Fields::default();
    let command_id: Option<CommandId> = fields.read("commandId", input.command_id());
    let command = input.read(&mut fields, ctx.data_unchecked::<Mint>());
    let errors = fields.into_errors();
    let (Some(command_id), Some(command), true) = (command_id, command, errors.is_empty()) else {
        return if errors.is_empty() {
            Err(TopError::Internal)
        } else {
            Ok(Outcome::Refused(errors))
        };
    };
    let submission = Submission {
        command_id,
        context: caller.context(),
        command,
        correlation: String::new(),
        causation: String::new(),
        request: caller.request.clone(),
    };
    let id = submission.command_id.clone();
    match ledger.ledger().submit(submission).await {
        Ok(Answer::Accepted(accepted)) => Ok(done(ctx, ledger, id, accepted).await),
        Ok(Answer::Refused(refused)) => Ok(Outcome::Refused(vec![refusal(refused)])),
        Err(error) => failed(error),
    }
}

async fn done(
    ctx: &Context<'_>,
    ledger: &LedgerState,
    id: CommandId,
    accepted: Accepted,
) -> Outcome {
    let last = accepted.last.to_bigint();
    let reached = ledger.projector().wait_for(last, READ_SIDE_WAIT_MAX).await;
    // The command is done, whatever becomes of reading its subject: that is no error of the command's.
    let scope = if reached {
        Scope::at(ctx, accepted.last).await.ok()
    } else {
        None
    };
    let position = ledger.projector().status().position;
    let read_position = if reached {
        position.max(last)
    } else {
        position
    };
    let command = carried_out(ctx, id, &accepted);
    let answered = Answered::new(&accepted, command, read_position, scope.is_some());
    Outcome::Done {
        subject: accepted.subject,
        scope,
        answered,
    }
}

/// The caller's command, and where it stands.
fn carried_out(ctx: &Context<'_>, command_id: CommandId, accepted: &Accepted) -> CarriedOut {
    let caller = ctx.data_unchecked::<Caller>();
    CarriedOut {
        organization: caller.organization.clone(),
        command_id,
        first: accepted.first,
        last: accepted.last,
    }
}

/// The receipt of what was carried out, made now.
pub(crate) async fn receipt(
    ctx: &Context<'_>,
    command: Option<&CarriedOut>,
) -> async_graphql::Result<Option<Receipt>> {
    match command {
        Some(command) => Ok(Some(Receipt::of(ctx, command.clone()).await?)),
        None => Ok(None),
    }
}

/// A rule's refusal, as a caller is told it.
pub(crate) fn refusal(refused: Refused) -> UserError {
    UserError {
        code: refused.code,
        message: refused.message,
        field: refused.field,
    }
}

fn failed(error: SubmitError) -> Result<Outcome, TopError> {
    user_error(error).map(|error| Outcome::Refused(vec![error]))
}

/// What is wrong with the command itself; an error of the whole where it never came to be decided.
pub(crate) fn user_error(error: SubmitError) -> Result<UserError, TopError> {
    let code = error.code();
    let message = error.to_string();
    let field = match error {
        SubmitError::Denied(refusal) => refusal.field.map(str::to_owned),
        SubmitError::CommandIdReused { field, .. } => {
            Some(field.unwrap_or_else(|| "commandId".to_owned()))
        }
        SubmitError::RecordTooLarge { .. } | SubmitError::SigningKeyNotHeld { .. } => None,
        SubmitError::Overloaded => return Err(TopError::Overloaded),
        SubmitError::Unavailable => return Err(TopError::Unavailable),
        SubmitError::OutcomeUnknown => return Err(TopError::OutcomeUnknown),
        SubmitError::Broken(_) => return Err(TopError::internal(&error)),
    };
    Ok(UserError {
        code: code.to_owned(),
        message,
        field,
    })
}
