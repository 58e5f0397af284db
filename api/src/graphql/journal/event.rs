//! One event of the journal, as a line of the audit trail.

use almoner_domain::{id::OrganizationId, ledger::EventWords};
use almoner_journal::record::Position;
use almoner_projections::audit_trail::{AuditFilter, AuditRow};
use async_graphql::{Context, Enum, Object, Result};
use serde_json::Value;
use tokio::sync::OnceCell;

use super::{
    StateChange,
    plain::{REASON, has_erased, without_erased},
    words::{EventField, fields},
};
use crate::graphql::{
    claim::Claim,
    connection::{Connection, Page},
    error::TopError,
    scalar,
    scope::Scope,
};

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

    fn cause_position(&self) -> Option<i64> {
        self.row.causation.as_ref()?.parse().ok()
    }

    fn words(&self) -> Option<&'static EventWords> {
        EventWords::of(self.row.stream_kind, &self.row.event_type)
    }

    /// The payload for who may read it: its text, its fields without what is withheld, and whether anything is.
    async fn told(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<(scalar::JsonText, Value, bool)>, TopError> {
        let scope = self.scope(ctx).await?;
        let Some(text) = scope.payload(self.row.position).await? else {
            return Ok(None);
        };
        let mut payload: Value =
            serde_json::from_str(&text.0).map_err(|error| TopError::internal(&error))?;
        let withheld = has_erased(ctx, scope, &self.row, &payload).await?;
        if withheld && let Some(reason) = payload.get_mut(REASON) {
            *reason = Value::Null;
        }
        Ok(Some((text, payload, withheld)))
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

    /// What happened, in a sentence or two.
    async fn description(&self) -> &str {
        self.words().map_or("", |words| words.said.as_str())
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

    /// The whole event as JSON, the exact text that was hashed; for officers and auditors, else none. None also where it has
    /// plain words about a client who is erased: the record line alone has them.
    async fn payload(&self, ctx: &Context<'_>) -> Result<Option<scalar::JsonText>> {
        let told = self.told(ctx).await?;
        Ok(told.and_then(|(text, _, withheld)| (!withheld).then_some(text)))
    }

    /// The fields of the event, each with what it says and its value; for officers and auditors, else none. Plain words about
    /// a client who is erased are null.
    async fn fields(&self, ctx: &Context<'_>) -> Result<Option<Vec<EventField>>> {
        let told = self.told(ctx).await?;
        Ok(told.map(|(_, payload, _)| fields(self.words(), &payload)))
    }

    /// What it changed: the state of the thing that it is about before it and after it, and the difference. For officers
    /// and auditors; none also where the thing has events that you may not see. It is dear: ask for it of one event, or of few.
    async fn state_change(&self, ctx: &Context<'_>) -> Result<Option<StateChange>> {
        let scope = self.scope(ctx).await?;
        match scope.state_change(&self.row).await? {
            Some(change) => Ok(Some(without_erased(ctx, scope, &self.row, change).await?)),
            None => Ok(None),
        }
    }

    /// The id that all commands of one undertaking share, such as that of a mutation about many claims; none where
    /// the command stood alone.
    async fn correlation(&self) -> Option<&str> {
        self.row.correlation.as_deref()
    }

    /// The position of the event that made the command due, where no person gave it.
    async fn causation(&self) -> Option<scalar::Position> {
        self.cause_position().map(scalar::Position::of)
    }

    /// The event that made the command due, where no person gave it; none also where you may not see it.
    async fn cause(&self, ctx: &Context<'_>) -> Result<Option<JournalEvent>> {
        match self.cause_position() {
            None => Ok(None),
            Some(position) => Ok(self.scope(ctx).await?.event(position).await?),
        }
    }

    /// The events of the same command, this one among them, in the order of the journal: they were committed together.
    async fn command_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<JournalEvent>> {
        let organization = OrganizationId::parse(&self.row.actor_organization);
        let filter = AuditFilter {
            command_id: Some(self.row.command_id.clone()),
            actor_organization: Some(organization.map_err(|error| TopError::internal(&error))?),
            ..AuditFilter::default()
        };
        let page = Page::new(first, after)?;
        Ok(self.scope(ctx).await?.audit_trail(&filter, &page).await?)
    }

    /// The events of the same undertaking, this one among them, in the order of the journal; none where the command
    /// stood alone.
    async fn correlated(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Option<Connection<JournalEvent>>> {
        if self.row.correlation.is_none() {
            return Ok(None);
        }
        let filter = AuditFilter {
            correlation: self.row.correlation.clone(),
            ..AuditFilter::default()
        };
        let page = Page::new(first, after)?;
        let found = self.scope(ctx).await?.audit_trail(&filter, &page).await?;
        Ok(Some(found))
    }

    /// The events of the commands that this one made due, in the order of the journal.
    async fn effects(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<JournalEvent>> {
        let filter = AuditFilter {
            causation: Some(self.row.position.to_string()),
            ..AuditFilter::default()
        };
        let page = Page::new(first, after)?;
        Ok(self.scope(ctx).await?.audit_trail(&filter, &page).await?)
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
