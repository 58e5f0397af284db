//! One event of the journal, as a line of the audit trail.

use almoner_journal::record::Position;
use almoner_projections::audit_trail::AuditRow;
use async_graphql::{Context, Enum, Object, Result};
use tokio::sync::OnceCell;

use crate::graphql::{claim::Claim, error::TopError, scalar, scope::Scope};

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
    /// A measure.
    Measure,
    /// The file of an award beside its money.
    Oversight,
    /// The closing of a programme's months.
    Closing,
    /// The key with which the ledger signs.
    Signing,
}

pub(crate) struct JournalEvent {
    row: AuditRow,
    scope: OnceCell<Scope>,
}

impl JournalEvent {
    /// An event of a list, read as of the list's moment.
    pub(crate) fn of(row: AuditRow, scope: Scope) -> Self {
        Self {
            row,
            scope: OnceCell::new_with(Some(scope)),
        }
    }

    /// An event by itself. What is asked of it beyond its own row is read as of its own position, once it is asked.
    pub(crate) fn alone(row: AuditRow) -> Self {
        Self {
            row,
            scope: OnceCell::new(),
        }
    }

    async fn scope(&self, ctx: &Context<'_>) -> Result<&Scope, TopError> {
        let of_event = || async {
            let position = Position::try_from(self.row.position).map_err(|_| TopError::Internal)?;
            Scope::at(ctx, position).await
        };
        self.scope.get_or_try_init(of_event).await
    }
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
    async fn leaf(&self, ctx: &Context<'_>) -> Result<Option<scalar::Digest>> {
        Ok(self.scope(ctx).await?.leaf(self.row.position).await?)
    }

    /// The whole event as JSON, the exact text that was hashed; for officers and auditors, else none.
    async fn payload(&self, ctx: &Context<'_>) -> Result<Option<scalar::JsonText>> {
        Ok(self.scope(ctx).await?.payload(self.row.position).await?)
    }

    /// The id of the claim that it is about; none when it is about no claim.
    async fn claim_id(&self) -> Option<scalar::ClaimId> {
        self.row.claim.as_ref().map(scalar::ClaimId::of)
    }

    /// The claim that it is about, as of `asOf`: in a list the moment of the list, in a subscription the event
    /// itself. None when it is about no claim, or you may not see the claim.
    async fn claim(&self, ctx: &Context<'_>) -> Result<Option<Claim>> {
        match &self.row.claim {
            None => Ok(None),
            Some(claim) => Ok(self.scope(ctx).await?.claim(claim).await?),
        }
    }

    /// The position in the journal as of which this was read; in a subscription the event's own.
    async fn as_of(&self) -> scalar::Position {
        match self.scope.get() {
            Some(scope) => scope.as_of(),
            None => scalar::Position::of(self.row.position),
        }
    }
}
