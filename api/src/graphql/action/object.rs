//! An account, and a command that has its answer.

use almoner_domain::id::OrganizationId;
use almoner_projections::{
    actions::{Action, ActionAnswer},
    audit_trail::AuditFilter,
};
use async_graphql::{Object, Result};

use crate::graphql::{
    connection::{Connection, Page},
    error::TopError,
    journal::{JournalEvent, StreamKind},
    scalar,
    scope::Scope,
};

/// An account, as the journal knows it.
pub(crate) struct Actor {
    pub(crate) id: String,
    pub(crate) scope: Scope,
}

/// An account of a person or a program, and what it did.
#[Object]
impl Actor {
    /// The account.
    async fn id(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.id)
    }

    /// Everything that it did, command by command, the last first: what was carried out, and what a rule refused, as far as you
    /// may see it. A refused command from before it was kept who gave it is in `refusedCommands` alone.
    async fn actions(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<AnsweredCommand>> {
        let page = Page::new(first, after)?;
        Ok(self.scope.actions(&self.id, &page).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}

pub(crate) struct AnsweredCommand {
    pub(crate) row: Action,
    pub(crate) scope: Scope,
}

/// A command that was carried out, or that a rule refused. Its answer is the same for ever. What was malformed, or asked by
/// somebody who may not ask it, is no command and is not kept.
#[Object]
impl AnsweredCommand {
    /// When it was answered.
    async fn recorded_at(&self) -> scalar::DateTime {
        scalar::DateTime::at(self.row.recorded_at)
    }

    /// Its name, such as `SubmitClaim`.
    async fn command(&self) -> &str {
        &self.row.command
    }

    /// The id that its caller minted.
    async fn command_id(&self) -> scalar::CommandId {
        scalar::CommandId::of(&self.row.command_id)
    }

    /// The id of the organization for which it was given.
    async fn organization_id(&self) -> scalar::OrganizationId {
        scalar::OrganizationId::of(&self.row.organization)
    }

    /// The account that gave it; none of a refused one from before that was kept.
    async fn actor(&self) -> Option<scalar::ActorId> {
        self.row.actor.as_ref().map(scalar::ActorId::of)
    }

    /// The role in which it was given.
    async fn role(&self) -> Option<&str> {
        self.row.role.as_deref()
    }

    /// A keyed hash of what was asked: two commands that ask the same have the same.
    async fn fingerprint(&self) -> &str {
        &self.row.fingerprint
    }

    /// It was carried out; if not, a rule refused it.
    async fn accepted(&self) -> bool {
        match self.row.answer {
            ActionAnswer::CarriedOut { .. } => true,
            ActionAnswer::Refused { .. } => false,
        }
    }

    /// The position of the first of its events that you may see; none of a refused one.
    async fn first_position(&self) -> Option<scalar::Position> {
        match self.row.answer {
            ActionAnswer::CarriedOut { first, .. } => Some(scalar::Position::of(first)),
            ActionAnswer::Refused { .. } => None,
        }
    }

    /// The position of the last of its events that you may see; none of a refused one.
    async fn last_position(&self) -> Option<scalar::Position> {
        match self.row.answer {
            ActionAnswer::CarriedOut { last, .. } => Some(scalar::Position::of(last)),
            ActionAnswer::Refused { .. } => None,
        }
    }

    /// What it was about; none of a refused one, or where you may not see it.
    async fn aggregate_type(&self) -> Option<StreamKind> {
        match &self.row.answer {
            ActionAnswer::CarriedOut { subject, .. } => {
                subject.as_ref().map(|subject| subject.kind.into())
            }
            ActionAnswer::Refused { .. } => None,
        }
    }

    /// Which one it was about, by its id in the ledger; none of a refused one, or where you may not see it.
    async fn aggregate_id(&self) -> Option<&str> {
        match &self.row.answer {
            ActionAnswer::CarriedOut { subject, .. } => {
                subject.as_ref().map(|subject| subject.id.as_str())
            }
            ActionAnswer::Refused { .. } => None,
        }
    }

    /// Why it was refused, by the rule's stable code; none of one that was carried out.
    async fn code(&self) -> Option<&str> {
        match &self.row.answer {
            ActionAnswer::CarriedOut { .. } => None,
            ActionAnswer::Refused { code, .. } => Some(code),
        }
    }

    /// What was said to whoever gave it; for officers and its own organization, since it may name a claim.
    async fn message(&self) -> Option<&str> {
        match &self.row.answer {
            ActionAnswer::CarriedOut { .. } => None,
            ActionAnswer::Refused { message, .. } => message.as_deref(),
        }
    }

    /// The input field that the refusal was about, where it was about one.
    async fn field(&self) -> Option<&str> {
        match &self.row.answer {
            ActionAnswer::CarriedOut { .. } => None,
            ActionAnswer::Refused { field, .. } => field.as_deref(),
        }
    }

    /// Its events, in the order of the journal; none of a refused one.
    async fn events(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Option<Connection<JournalEvent>>> {
        if let ActionAnswer::Refused { .. } = self.row.answer {
            return Ok(None);
        }
        let organization = OrganizationId::parse(&self.row.organization);
        let filter = AuditFilter {
            command_id: Some(self.row.command_id.clone()),
            actor_organization: Some(organization.map_err(|error| TopError::internal(&error))?),
            ..AuditFilter::default()
        };
        let page = Page::new(first, after)?;
        Ok(Some(self.scope.audit_trail(&filter, &page).await?))
    }
}
