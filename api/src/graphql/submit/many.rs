//! Many commands under one id: each is a command of its own, decided by itself, and answered by itself.

use std::sync::Arc;

use almoner_domain::{id::CommandId, ledger::Command};
use almoner_journal::{
    ledger::{Accepted, Answer, Submission},
    store::CarriedOut,
};
use async_graphql::Context;
use sha2::{Digest, Sha256};

use super::{READ_SIDE_WAIT_MAX, carried_out, refusal, user_error};
use crate::{
    graphql::{
        caller::Caller,
        error::{TopError, UserError},
        scope::Scope,
    },
    http::LedgerState,
};

/// One of many commands, by what it is about.
pub(crate) struct Each {
    pub(crate) about: String,
    pub(crate) command: Command,
}

/// What became of many commands.
pub(crate) struct Many {
    /// Each, in the order in which they were given.
    pub(crate) answers: Vec<Result<(Accepted, CarriedOut), UserError>>,
    /// The read models as of the last event of all of them, once they hold it.
    pub(crate) scope: Option<Scope>,
}

/// The id of one of the commands that an id stands for: the same for ever for the same id and the same thing.
fn derived(id: &CommandId, about: &str) -> Option<CommandId> {
    let mut hash = Sha256::new();
    for part in [id.as_str(), about] {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        hash.update(length.to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hex::encode(hash.finalize());
    CommandId::parse(&format!("many-{}", digest.get(..48)?)).ok()
}

/// Hands the commands in together, and waits for the read models. They are neither atomic nor alone: one that is
/// refused costs the others nothing.
pub(crate) async fn submit_many(
    ctx: &Context<'_>,
    id: &CommandId,
    commands: Vec<Each>,
) -> Result<Many, TopError> {
    let caller = ctx.data_unchecked::<Caller>();
    let ledger = ctx.data_unchecked::<Arc<LedgerState>>();
    let submissions: Option<Vec<Submission>> = commands
        .into_iter()
        .map(|each| {
            Some(Submission {
                command_id: derived(id, &each.about)?,
                context: caller.context(),
                command: each.command,
                correlation: id.as_str().to_owned(),
                causation: String::new(),
                request: caller.request.clone(),
            })
        })
        .collect();
    let submissions = submissions.ok_or(TopError::Internal)?;
    let ids: Vec<CommandId> = submissions
        .iter()
        .map(|submission| submission.command_id.clone())
        .collect();
    let submitted = ledger.ledger().submit_many(submissions).await;
    let mut answers = Vec::with_capacity(submitted.len());
    let mut broken = None;
    for (id, submitted) in ids.into_iter().zip(submitted) {
        answers.push(match submitted {
            Ok(Answer::Accepted(accepted)) => {
                let command = carried_out(ctx, id, &accepted);
                Ok((accepted, command))
            }
            Ok(Answer::Refused(refused)) => Err(refusal(refused)),
            Err(error) => match user_error(error) {
                Ok(error) => Err(error),
                Err(error) => Err(told_of_one(broken.insert(error))),
            },
        });
    }
    let last = answers
        .iter()
        .flatten()
        .map(|(accepted, _)| accepted.last)
        .max();
    match (last, broken) {
        // Nothing was carried out, and the ledger is why.
        (None, Some(error)) => Err(error),
        (None, None) => Ok(Many {
            answers,
            scope: None,
        }),
        (Some(last), _) => {
            let waited = ledger.projector();
            let reached = waited.wait_for(last.to_bigint(), READ_SIDE_WAIT_MAX).await;
            let scope = if reached {
                Scope::at(ctx, last).await.ok()
            } else {
                None
            };
            Ok(Many { answers, scope })
        }
    }
}

/// An error of the ledger that met some of the commands and not others.
fn told_of_one(error: &TopError) -> UserError {
    UserError {
        code: error.code().to_owned(),
        message: error.to_string(),
        field: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_each_command_is_the_same_for_ever() {
        let id = CommandId::parse("bulk-1").unwrap();
        let first = derived(&id, "SA-1:N-1").unwrap();
        assert_eq!(derived(&id, "SA-1:N-1"), Some(first.clone()));
        assert_ne!(derived(&id, "SA-1:N-2"), Some(first.clone()));
        assert_eq!(
            first.as_str(),
            "many-251a5b777ee5b6114286ac1ec40196d1067cc703d0adc6d7"
        );
    }
}
