//! `almoner token`: an access token by the deployment's own key.

use almoner_domain::id::{ActorId, OrganizationId};
use almoner_domain::ledger::Role;
use almoner_journal::schema::LedgerName;
use chrono::TimeDelta;

use super::{CliError, Outcome, output};
use crate::clock::Clock;
use crate::config::FilesArguments;
use crate::token::{Issuer, Principal};

/// Issue an access token, signed with this deployment's own key (for operators)
///
/// Prints the token alone on one line. Whoever can read the key file token.key can issue tokens for
/// anybody. A token is sent with each request, in the header "Authorization: Bearer <token>".
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  \
    TOKEN=$(almoner token --role officer --organization otip --actor officer-1 --hours 1)")]
pub struct Arguments {
    /// What the bearer is: officer, grantee, subawardee, auditor or admin
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Role,
    /// The organization that the bearer belongs to, by its id in the ledger
    #[arg(long, value_name = "ID", value_parser = OrganizationId::parse)]
    organization: OrganizationId,
    /// Who the bearer is: an opaque, stable name that the journal records beside each of their actions
    #[arg(long, value_name = "ID", value_parser = ActorId::parse)]
    actor: ActorId,
    /// The one ledger that the token is good for; without it, all of this deployment
    #[arg(long, value_name = "NAME")]
    ledger: Option<LedgerName>,
    /// How long it is good for, in hours, at most a year
    #[arg(long, value_name = "HOURS", default_value_t = 8, value_parser = clap::value_parser!(i64).range(1..=8784))]
    hours: i64,
    /// Where the files are.
    #[command(flatten)]
    files: FilesArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, CliError> {
    let seed = arguments.files.keys()?.token()?;
    let principal = Principal {
        actor: arguments.actor.clone(),
        role: arguments.role,
        organization: arguments.organization.clone(),
        ledger: arguments.ledger.clone(),
    };
    let issuer = Issuer::new(&seed, Clock::system());
    output::line(&issuer.issue(&principal, TimeDelta::hours(arguments.hours)))?;
    Ok(Outcome::Done)
}

fn role(text: &str) -> Result<Role, String> {
    let found = Role::ALL.into_iter().find(|role| role.as_str() == text);
    found.ok_or_else(|| "it is officer, grantee, subawardee, auditor or admin".to_owned())
}
