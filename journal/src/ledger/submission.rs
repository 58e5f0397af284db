//! A command on its way in, and what is computed of it before it waits for its turn.

use almoner_domain::id::CommandId;
use almoner_domain::ledger::{Command, Context};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::record::Metadata;
use crate::refusal::NamedRefusals;

/// A command with its id, its circumstances and where it came from.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The client-minted id, unique in the organization of the context.
    pub command_id: CommandId,
    /// Who asks, for whom, and when it arrived.
    pub context: Context,
    /// What is asked.
    pub command: Command,
    /// The id that all commands of one undertaking share, or empty.
    pub correlation: String,
    /// The id of what brought this about, or empty.
    pub causation: String,
    /// The id of the request, or empty.
    pub request: String,
}

/// A submission with its fingerprint and its metadata, both computed in the caller's task.
pub(crate) struct Request {
    pub(crate) command_id: CommandId,
    pub(crate) context: Context,
    pub(crate) command: Command,
    pub(crate) fingerprint: [u8; 32],
    pub(crate) metadata: String,
    /// Length of what a record may repeat of it: the canonical input and the metadata.
    pub(crate) input_bytes: usize,
}

impl Request {
    pub(crate) fn new(submission: Submission, key: &[u8; 32], program: &str) -> Self {
        let Submission {
            command_id,
            context,
            command,
            correlation,
            causation,
            request,
        } = submission;
        let input = command.canonical();
        let fingerprint = fingerprint(key, command.name(), &input);
        let metadata = Metadata {
            command_id: command_id.as_str().to_owned(),
            command: command.name().to_owned(),
            fingerprint: hex::encode(fingerprint),
            actor: context.actor.as_str().to_owned(),
            role: context.role.as_str().to_owned(),
            organization: context.organization.as_str().to_owned(),
            correlation,
            causation,
            request,
            program: program.to_owned(),
            refusals: None,
        }
        .to_json();
        let input_bytes = input.len() + metadata.len();
        Self {
            command_id,
            context,
            command,
            fingerprint,
            metadata,
            input_bytes,
        }
    }

    /// The metadata of its records, where they are the first after refusals.
    pub(crate) fn metadata_naming(&self, refusals: NamedRefusals) -> String {
        let open = self.metadata.strip_suffix('}').unwrap_or(&self.metadata);
        format!("{open},\"refusals\":\"{refusals}\"}}")
    }

    /// The key of its idempotency.
    pub(crate) fn key(&self) -> (&str, &str) {
        (self.context.organization.as_str(), self.command_id.as_str())
    }
}

/// HMAC-SHA256 over the operation's name and the canonical input, each after its length.
fn fingerprint(key: &[u8; 32], operation: &str, input: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in [operation, input] {
        let length = u64::try_from(part.len()).expect("a length in memory fits 64 bits");
        mac.update(&length.to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}
