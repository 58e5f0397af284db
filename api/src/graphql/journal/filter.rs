//! Which events are asked for.

use almoner_domain::ledger::StreamId;
use almoner_projections::audit_trail::AuditFilter;
use async_graphql::InputObject;

use super::{StreamKind, proof::read_size};
use crate::graphql::{
    error::{Coded, TopError},
    read::read_optional_argument,
    scalar,
};

/// The most types of event that one filter names.
const TYPES_MAX: usize = 20;

/// Which events are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct EventFilterInput {
    /// About one thing of this type; with `aggregateId`.
    aggregate_type: Option<StreamKind>,
    /// About the thing of this id in the ledger; with `aggregateType`.
    aggregate_id: Option<String>,
    /// Of a type, such as `ClaimApproved`, or of one of several, up to 20; `journal { eventTypes }` lists them.
    event_type: Option<Vec<String>>,
    /// By an account.
    actor: Option<scalar::ActorId>,
    /// By accounts of an organization.
    organization: Option<scalar::OrganizationId>,
    /// About an award, or anything under it.
    award: Option<scalar::Fain>,
    /// About a sub-award, or anything under it.
    sub_award: Option<scalar::SubAwardId>,
    /// About a client.
    client: Option<scalar::ClientCode>,
    /// About a claim.
    claim: Option<scalar::ClaimId>,
    /// About a payment.
    payment: Option<scalar::PaymentId>,
    /// Of a command, by the id that its caller minted.
    command_id: Option<scalar::CommandId>,
    /// Of an undertaking, by the id that all its commands share.
    correlation: Option<String>,
    /// Of commands that this event made due, by its position.
    caused_by: Option<scalar::Position>,
    /// From this position on.
    from_position: Option<scalar::Position>,
    /// Up to this position, it included.
    to_position: Option<scalar::Position>,
    /// Recorded at this instant or after it.
    recorded_from: Option<scalar::DateTime>,
    /// Recorded before this instant.
    recorded_before: Option<scalar::DateTime>,
    /// The last ones first.
    #[graphql(default)]
    newest_first: bool,
}

/// What is wrong with a filter of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum EventFilterError {
    #[error("aggregateType and aggregateId go together")]
    HalfStream,
    #[error("it has 1 to 200 visible characters")]
    Text,
    #[error("at most {TYPES_MAX} types are asked for at once")]
    Types,
}

impl Coded for EventFilterError {
    fn stable_code(&self) -> &'static str {
        match self {
            Self::HalfStream => "AGGREGATE_INCOMPLETE",
            Self::Text | Self::Types => "FILTER_MALFORMED",
        }
    }
}

fn plain(field: &'static str, text: Option<String>) -> Result<Option<String>, TopError> {
    let is_plain = |text: &String| {
        (1..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    match text {
        Some(text) if !is_plain(&text) => Err(TopError::argument(field, &EventFilterError::Text)),
        other => Ok(other),
    }
}

fn types(types: Option<Vec<String>>) -> Result<Vec<String>, TopError> {
    let types = types.unwrap_or_default();
    if types.len() > TYPES_MAX {
        return Err(TopError::argument("eventType", &EventFilterError::Types));
    }
    let types = types.into_iter().map(|name| plain("eventType", Some(name)));
    types.filter_map(Result::transpose).collect()
}

/// A place in the journal; the places after it and before it are the bounds of a filter.
fn place(
    field: &'static str,
    position: Option<&scalar::Position>,
) -> Result<Option<i64>, TopError> {
    let position = position.map(|position| read_size(field, position));
    Ok(position
        .transpose()?
        .map(almoner_journal::record::Position::to_bigint))
}

impl EventFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(self) -> Result<AuditFilter, TopError> {
        let stream = match (
            self.aggregate_type,
            plain("aggregateId", self.aggregate_id)?,
        ) {
            (None, None) => None,
            (Some(kind), Some(id)) => Some(StreamId {
                kind: kind.into(),
                id,
            }),
            (Some(_), None) | (None, Some(_)) => {
                return Err(TopError::argument(
                    "aggregateId",
                    &EventFilterError::HalfStream,
                ));
            }
        };
        let from = place("fromPosition", self.from_position.as_ref())?;
        let to = place("toPosition", self.to_position.as_ref())?;
        Ok(AuditFilter {
            stream,
            kind: None,
            event_types: types(self.event_type)?,
            actor: plain("actor", self.actor.map(|actor| actor.0))?,
            actor_organization: read_optional_argument("organization", self.organization)?,
            award: read_optional_argument("award", self.award)?,
            with_closings_of: None,
            sub_award: read_optional_argument("subAward", self.sub_award)?,
            client: read_optional_argument("client", self.client)?,
            claim: read_optional_argument("claim", self.claim)?,
            payment: read_optional_argument("payment", self.payment)?,
            command_id: plain("commandId", self.command_id.map(|id| id.0))?,
            correlation: plain("correlation", self.correlation)?,
            causation: place("causedBy", self.caused_by.as_ref())?
                .map(|position| position.to_string()),
            after: from.map(|from| from.saturating_sub(1)),
            before: to.map(|to| to.saturating_add(1)),
            recorded_from: read_optional_argument("recordedFrom", self.recorded_from)?,
            recorded_before: read_optional_argument("recordedBefore", self.recorded_before)?,
            newest_first: self.newest_first,
        })
    }
}
