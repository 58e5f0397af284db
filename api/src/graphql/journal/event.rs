//! One event of the journal, as a line of the audit trail.

use almoner_projections::audit_trail::AuditRow;
use async_graphql::{Enum, Object, Result};

use crate::graphql::{scalar, scope::Scope};

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::ledger::StreamKind", name = "AggregateType")]
pub(crate) enum StreamKind {
    /// A programme and its rules.
    Programme,
    /// An organization.
    Organization,
    /// An award.
    Award,
    /// A sub-award.
    SubAward,
    /// A client's case.
    Client,
    /// A claim.
    Claim,
    /// A payment.
    Payment,
}

pub(crate) struct JournalEvent {
    pub(crate) row: AuditRow,
    pub(crate) scope: Scope,
}

/// One event of the journal: who did what, when, in what role, and as part of which command.
#[Object]
impl JournalEvent {
    /// Its place in the journal.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.row.position)
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> scalar::DateTime {
        scalar::DateTime::at(self.row.recorded_at)
    }

    /// What it is about.
    async fn aggregate_type(&self) -> StreamKind {
        self.row.stream_kind.into()
    }

    /// Which one it is about, by its id in the ledger.
    async fn aggregate_id(&self) -> &str {
        &self.row.stream_id
    }

    /// Its place among the events about the same thing, from 1.
    async fn sequence(&self) -> u32 {
        self.row.sequence
    }

    /// What happened, such as `ClaimSubmitted`.
    async fn event_type(&self) -> &str {
        &self.row.event_type
    }

    /// The version of its stored form.
    async fn event_version(&self) -> &str {
        &self.row.event_version
    }

    /// The account that acted.
    async fn actor(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.actor)
    }

    /// The role in which it acted.
    async fn role(&self) -> &str {
        &self.row.role
    }

    /// The id of the organization for which it acted.
    async fn organization_id(&self) -> scalar::OrganizationId {
        scalar::OrganizationId::of(&self.row.actor_organization)
    }

    /// The command of which it is part, such as `SubmitClaim`. All events of a command were committed together.
    async fn command(&self) -> &str {
        &self.row.command
    }

    /// The id that the caller minted for the command.
    async fn command_id(&self) -> scalar::CommandId {
        scalar::CommandId::of(&self.row.command_id)
    }

    /// The hash of its record line: its leaf in the Merkle tree.
    async fn leaf(&self) -> Result<Option<scalar::Digest>> {
        Ok(self.scope.leaf(self.row.position).await?)
    }

    /// The whole event as JSON, the exact text that was hashed; for officers and auditors, else none.
    async fn payload(&self) -> Result<Option<scalar::JsonText>> {
        Ok(self.scope.payload(self.row.position).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
