//! What happened to an award, in one line after another.

use almoner_domain::ledger::EventWords;
use almoner_projections::audit_trail::AuditRow;
use async_graphql::{Object, Result};

use crate::graphql::{
    journal::{JournalEvent, StreamKind},
    scalar,
    scope::Scope,
};

pub(crate) struct TimelineEntry {
    pub(crate) row: AuditRow,
    pub(crate) scope: Scope,
}

/// Something that happened to an award, to anything under it, or to the months of its programme.
#[Object]
impl TimelineEntry {
    /// The place of its event in the journal.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.row.position)
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> scalar::DateTime {
        scalar::DateTime::at(self.row.recorded_at)
    }

    /// Its accounting date; none where it has none.
    async fn effective_on(&self) -> Result<Option<scalar::Date>> {
        let (_, day) = self.scope.amount_and_day(&self.row).await?;
        Ok(day.map(scalar::Date::of))
    }

    /// What happened, in a sentence or two.
    async fn said(&self) -> &str {
        let words = EventWords::of(self.row.stream_kind, &self.row.event_type);
        words.map_or("", |words| words.said.as_str())
    }

    /// What it happened to.
    async fn aggregate_type(&self) -> StreamKind {
        self.row.stream_kind.into()
    }

    /// Which one it happened to, by its id in the ledger.
    async fn aggregate_id(&self) -> &str {
        &self.row.stream_id
    }

    /// How much it was about: what was awarded, obligated, billed, found payable, paid, drawn or found missing. None where
    /// it was about no amount.
    async fn amount(&self) -> Result<Option<scalar::Money>> {
        let (amount, _) = self.scope.amount_and_day(&self.row).await?;
        Ok(amount.map(scalar::Money::of))
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

    /// Its event.
    async fn event(&self) -> JournalEvent {
        JournalEvent::of(self.row.clone(), self.scope.clone())
    }
}
