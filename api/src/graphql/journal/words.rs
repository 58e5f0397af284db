//! Events in words: what a type says happened, and what each field of an event says.

use almoner_domain::ledger::{EventWords, FieldWords};
use async_graphql::Object;
use serde_json::Value;

use super::StreamKind;
use crate::graphql::scalar;

/// A type of event, in words.
pub(crate) struct EventType(pub(super) &'static EventWords);

/// A type of event: what happened, and what its fields say.
#[Object]
impl EventType {
    /// Its name, such as `ClaimSubmitted`.
    async fn name(&self) -> &str {
        self.0.name
    }

    /// The version of its stored form.
    async fn version(&self) -> &str {
        self.0.version
    }

    /// What it is about.
    async fn aggregate_type(&self) -> StreamKind {
        self.0.kind.into()
    }

    /// What happened, in a sentence or two.
    async fn description(&self) -> &str {
        &self.0.said
    }

    /// Its fields, in the order in which they are stored.
    async fn fields(&self) -> Vec<EventTypeField> {
        self.0.fields.iter().map(EventTypeField).collect()
    }
}

/// A field of a type of event, in words.
pub(crate) struct EventTypeField(&'static FieldWords);

/// A field of a type of event.
#[Object]
impl EventTypeField {
    /// Its name.
    async fn name(&self) -> &str {
        self.0.name
    }

    /// What it says.
    async fn description(&self) -> &str {
        &self.0.said
    }
}

/// A field of one event, in words.
pub(crate) struct EventField {
    name: String,
    description: Option<&'static str>,
    value: String,
}

/// A field of an event: its name, what it says, and its value.
#[Object]
impl EventField {
    /// Its name.
    async fn name(&self) -> &str {
        &self.name
    }

    /// What it says.
    async fn description(&self) -> &str {
        self.description.unwrap_or("A field of an older version.")
    }

    /// Its value, as JSON.
    async fn value(&self) -> scalar::Json {
        scalar::Json::of(&self.value)
    }
}

/// The fields of a stored event, but for its type, in the order in which its type has them.
pub(super) fn fields(words: Option<&'static EventWords>, payload: &Value) -> Vec<EventField> {
    let place = |name: &str| {
        let mut names = words.into_iter().flat_map(|words| words.fields.iter());
        names.position(|field| field.name == name)
    };
    let stored = payload.as_object().into_iter().flatten();
    let mut fields: Vec<(Option<usize>, EventField)> = stored
        .filter(|(name, _)| *name != "type")
        .map(|(name, value)| {
            let field = EventField {
                name: name.clone(),
                description: words.and_then(|words| words.field(name)),
                value: value.to_string(),
            };
            (place(name), field)
        })
        .collect();
    fields.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    fields.into_iter().map(|(_, field)| field).collect()
}
