//! The schema as introspection tells it, and every question that it allows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::*;

/// What the walk needs of the schema: a type's fields, each with its arguments and the name and kind of its type.
pub(crate) struct Schema {
    pub(super) types: BTreeMap<String, Vec<Field>>,
}

#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) required: Vec<String>,
    pub(super) of: String,
    pub(super) is_object: bool,
}

impl Schema {
    pub(crate) async fn read(server: &Server) -> Self {
        let query = "{ __schema { types { kind name fields { name args { name type { kind } }
            type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";
        let data = server.data(OFFICER, query).await;
        let mut types = BTreeMap::new();
        for of in data["__schema"]["types"].as_array().unwrap() {
            let fields = of["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .map(Field::read)
                .collect();
            types.insert(of["name"].as_str().unwrap().to_owned(), fields);
        }
        Self { types }
    }

    /// A selection of everything below a type, as deep as asked; lists of one page each. What each root or
    /// connection needs to be told is told by `argument`.
    pub(super) fn selection(&self, of: &str, depth: usize) -> String {
        self.selections(of, depth).concat()
    }

    /// As `selection`, in parts that can be asked one by one: the plain fields, then each object.
    pub(super) fn selections(&self, of: &str, depth: usize) -> Vec<String> {
        let (mut plain, mut objects) = ("__typename ".to_owned(), Vec::new());
        for field in &self.types[of] {
            // A field that is to be told a day, and nothing else, is told one.
            let asked = match field.required.as_slice() {
                [] => field.name.clone(),
                [day] if day == "on" => format!("{}(on: \"2025-12-31\")", field.name),
                [_] if field.name == "event" => "event(position: \"30\")".to_owned(),
                _ => continue,
            };
            if !field.is_object {
                plain.push_str(&asked);
                plain.push(' ');
            } else if depth > 0 && field.name == "nodes" {
                // What hangs on the things of a list is asked for in parts, too: all of it is too complex for one question.
                for below in self.selections(&field.of, depth - 1) {
                    objects.push(format!("{asked} {{ {below} }} "));
                }
            } else if depth > 0 && field.name != "edges" {
                let below = self.selection(&field.of, depth - 1);
                objects.push(format!("{asked} {{ {below} }} "));
            }
        }
        objects.insert(0, plain);
        objects
    }
}

impl Field {
    fn read(field: &Value) -> Self {
        let mut of = &field["type"];
        while of["ofType"].is_object() {
            of = &of["ofType"];
        }
        let required = field["args"].as_array().into_iter().flatten();
        Self {
            name: field["name"].as_str().unwrap().to_owned(),
            required: required
                .filter(|argument| argument["type"]["kind"] == "NON_NULL")
                .map(|argument| argument["name"].as_str().unwrap().to_owned())
                .collect(),
            of: of["name"].as_str().unwrap().to_owned(),
            is_object: ["OBJECT", "INTERFACE"].contains(&of["kind"].as_str().unwrap()),
        }
    }
}

/// Every text in an answer.
pub(super) fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| texts(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
