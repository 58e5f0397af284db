//! What an event changed: the state of its aggregate before it and after it, and what is different.

use std::collections::BTreeSet;

use async_graphql::{Object, SimpleObject};
use serde_json::Value;

use crate::graphql::scalar;

/// The state of an aggregate before an event of it, and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StateChange {
    pub(crate) before: Value,
    pub(crate) after: Value,
}

/// What an event changed of the thing that it is about: all that the ledger's decisions rest on, folded again from the
/// thing's first event on.
#[Object]
impl StateChange {
    /// The state before the event, as JSON.
    async fn before(&self) -> scalar::Json {
        scalar::Json::of(&self.before)
    }

    /// The state after it, as JSON.
    async fn after(&self) -> scalar::Json {
        scalar::Json::of(&self.after)
    }

    /// What is different, place by place.
    async fn differences(&self) -> Vec<StateDifference> {
        let mut found = Vec::new();
        compare("", Some(&self.before), Some(&self.after), &mut found);
        found
    }
}

/// One place where two states differ.
#[derive(Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct StateDifference {
    /// Where: the names that lead to it, each after a slash (a JSON pointer, RFC 6901), such as `/books/funds/reserved`.
    path: String,
    /// What stood there before, as JSON; none where nothing did.
    before: Option<scalar::Json>,
    /// What stands there after, as JSON; none where nothing does.
    after: Option<scalar::Json>,
}

/// Goes down as far as both sides have the same form, and notes what is different there.
fn compare(
    path: &str,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<StateDifference>,
) {
    match (before, after) {
        (Some(before), Some(after)) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for name in names {
                let step = name.replace('~', "~0").replace('/', "~1");
                let (before, after) = (before.get(name), after.get(name));
                compare(&format!("{path}/{step}"), before, after, found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for at in 0..before.len().max(after.len()) {
                let (before, after) = (before.get(at), after.get(at));
                compare(&format!("{path}/{at}"), before, after, found);
            }
        }
        (before, after) => found.push(StateDifference {
            path: path.to_owned(),
            before: before.map(scalar::Json::of),
            after: after.map(scalar::Json::of),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_different_is_told_place_by_place() {
        let before = json!({ "phase": "Active", "a/b": 1, "list": [1, 2], "same": { "x": [] } });
        let after =
            json!({ "phase": "Closed", "a/b": { "c": 2 }, "list": [1, 3, 4], "same": { "x": [] } });
        let mut found = Vec::new();
        compare("", Some(&before), Some(&after), &mut found);
        let found: Vec<_> = found
            .into_iter()
            .map(|difference| {
                let text = |side: Option<scalar::Json>| side.map_or("-".to_owned(), |text| text.0);
                [
                    difference.path,
                    text(difference.before),
                    text(difference.after),
                ]
            })
            .collect();
        let expected = [
            ["/a~1b", "1", "{\"c\":2}"],
            ["/list/1", "2", "3"],
            ["/list/2", "-", "4"],
            ["/phase", "\"Active\"", "\"Closed\""],
        ];
        assert_eq!(found, expected.map(|row| row.map(str::to_owned)));
    }

    #[test]
    fn a_state_that_stays_as_it_is_has_no_difference() {
        let state = json!({ "phase": "Unknown" });
        let mut found = Vec::new();
        compare("", Some(&state), Some(&state), &mut found);
        assert_eq!(found, []);
    }
}
