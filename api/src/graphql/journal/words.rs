//! Events in words: what a type says happened, and what each field of an event says.

use almoner_domain::ledger::{EventWords, FieldWords, said_inside};
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
    parts: Vec<EventFieldPart>,
}

/// A place inside a field of an event, in words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EventFieldPart {
    path: String,
    description: Option<&'static str>,
    value: String,
}

/// A place inside a field of an event: where it is, what it says, and its value.
#[Object]
impl EventFieldPart {
    /// Where it is, from the field on, such as `lines.0.billed`: the items of a list are numbered from 0.
    async fn path(&self) -> &str {
        &self.path
    }

    /// What it says.
    async fn description(&self) -> &str {
        self.description.unwrap_or(OLDER)
    }

    /// Its value, as JSON.
    async fn value(&self) -> scalar::Json {
        scalar::Json::of(&self.value)
    }
}

/// What is said of what this program has no words for.
const OLDER: &str = "A field of an older version.";

/// A field of an event: its name, what it says, and its value.
#[Object]
impl EventField {
    /// Its name.
    async fn name(&self) -> &str {
        &self.name
    }

    /// What it says.
    async fn description(&self) -> &str {
        self.description.unwrap_or(OLDER)
    }

    /// Its value, as JSON.
    async fn value(&self) -> scalar::Json {
        scalar::Json::of(&self.value)
    }

    /// What it is made of, where it is more than one thing: place by place, each with what it says.
    async fn parts(&self) -> &[EventFieldPart] {
        &self.parts
    }
}

/// The places inside a value, named from `path` on and known by `known`, which leaves out the numbers of lists.
fn parts(value: &Value, path: &str, known: &str, found: &mut Vec<EventFieldPart>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let (path, known) = (format!("{path}.{name}"), format!("{known}.{name}"));
                if !value.is_object() && !value.is_array() {
                    found.push(EventFieldPart {
                        description: said_inside(&known),
                        value: value.to_string(),
                        path: path.clone(),
                    });
                }
                parts(value, &path, &known, found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                parts(item, &format!("{path}.{at}"), known, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
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
            let mut inside = Vec::new();
            parts(value, name, name, &mut inside);
            let field = EventField {
                parts: inside,
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_inside_a_field_is_told_place_by_place() {
        let lines = json!([{ "number": 1, "adjustments": [{ "group": "CO", "carc": 45 }] }, { "number": 2 }]);
        let mut found = Vec::new();
        parts(&lines, "lines", "lines", &mut found);
        let mut told: Vec<(&str, &str, bool)> = found
            .iter()
            .map(|part| {
                (
                    part.path.as_str(),
                    part.value.as_str(),
                    part.description.is_some(),
                )
            })
            .collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [
                ("lines.0.adjustments.0.carc", "45", true),
                ("lines.0.adjustments.0.group", "\"CO\"", true),
                ("lines.0.number", "1", true),
                ("lines.1.number", "2", true),
            ]
        );
        let mut none = Vec::new();
        parts(&json!("5.00"), "amount", "amount", &mut none);
        parts(&json!(["HOUSING"]), "categories", "categories", &mut none);
        assert_eq!(none, []);
    }
}
