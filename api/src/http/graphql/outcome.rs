//! The answer of a mutation whose reading of clients could not be recorded: what became of the command is told, and what
//! the answer would have told besides is not.
//!
//! The command is committed, and its caller must learn so. Where it stands, and why it was refused, is no data about a
//! client beyond what the caller sent; everything else of the answer is kept back, with an error that names the place.

use std::sync::Arc;

use async_graphql::{
    Name, PathSegment, Response, ServerError, Value,
    parser::types::{ExecutableDocument, OperationDefinition, Selection, SelectionSet},
};

use crate::graphql::TopError;

/// Fields of a mutation's answer that say what became of the command, and nothing else.
pub(super) const OUTCOME: [&str; 21] = [
    "__typename",
    "position",
    "firstPosition",
    "recordedAt",
    "repeated",
    "alreadyHeld",
    "readPosition",
    "caughtUp",
    "receipt",
    "userErrors",
    // Of many claims, and of a sheet: how many, and which the caller named.
    "done",
    "refused",
    "claimId",
    "lines",
    "claimsAccepted",
    "claimsSkipped",
    "linesAccepted",
    "linesSkipped",
    "linesRefused",
    "linesUndecided",
    "commandId",
];

/// Fields that hold an answer for each of many commands.
pub(super) const EACH: [&str; 1] = ["results"];

/// Fields that an answer cannot be without, and that tell of clients: such an answer is kept back whole.
pub(super) const WHOLE: [&str; 1] = ["rows"];

/// Which of an answer's names stand for which fields: aliases and fragments are looked through.
pub(super) struct Asked {
    document: ExecutableDocument,
    name: Option<String>,
}

impl Asked {
    /// What a document asks, by the operation of this name.
    pub(super) fn of(document: &ExecutableDocument, name: Option<&str>) -> Self {
        Self {
            document: document.clone(),
            name: name.map(str::to_owned),
        }
    }

    /// The answer with nothing of it but what became of the commands.
    pub(super) fn outcome_alone(&self, mut response: Response) -> Response {
        let mut withheld = Vec::new();
        let root = self
            .operation()
            .map(|operation| &operation.selection_set.node);
        let is_told = match (&mut response.data, root) {
            (Value::Object(answers), Some(root)) => answers.iter_mut().all(|(key, answer)| {
                let path = vec![PathSegment::Field(key.to_string())];
                self.keep_outcome(&self.below(&[root], key).1, answer, &path, &mut withheld)
            }),
            (data, _) => *data == Value::Null,
        };
        if !is_told {
            response.data = Value::Null;
            withheld = vec![Vec::new()];
        }
        let errors = withheld.into_iter().map(unrecorded);
        response.errors.extend(errors);
        response
    }

    fn operation(&self) -> Option<&OperationDefinition> {
        let mut operations = self.document.operations.iter();
        let found = operations.find(|(known, _)| {
            let known = known.map(Name::as_str);
            self.name.is_none() || known == self.name.as_deref()
        });
        found.map(|(_, operation)| &operation.node)
    }

    /// Keeps what became of a command; false where the answer cannot do without the rest.
    fn keep_outcome(
        &self,
        asked: &[&SelectionSet],
        answer: &mut Value,
        path: &[PathSegment],
        withheld: &mut Vec<Vec<PathSegment>>,
    ) -> bool {
        let fields = match answer {
            Value::Object(fields) => fields,
            Value::List(answers) => {
                return answers.iter_mut().enumerate().all(|(at, answer)| {
                    let path = [path, &[PathSegment::Index(at)]].concat();
                    self.keep_outcome(asked, answer, &path, withheld)
                });
            }
            Value::Null => return true,
            Value::Number(_)
            | Value::String(_)
            | Value::Boolean(_)
            | Value::Binary(_)
            | Value::Enum(_) => return false,
        };
        fields.iter_mut().all(|(key, value)| {
            let (field, below) = self.below(asked, key);
            let path = [path, &[PathSegment::Field(key.to_string())]].concat();
            match field {
                Some(field) if OUTCOME.contains(&field) => true,
                Some(field) if EACH.contains(&field) => {
                    self.keep_outcome(&below, value, &path, withheld)
                }
                Some(field) if WHOLE.contains(&field) => false,
                Some(_) | None => {
                    if std::mem::take(value) != Value::Null {
                        withheld.push(path);
                    }
                    true
                }
            }
        })
    }

    /// The field that an answer gives under a name, and what was asked of it.
    fn below<'document>(
        &'document self,
        asked: &[&'document SelectionSet],
        key: &str,
    ) -> (Option<&'document str>, Vec<&'document SelectionSet>) {
        let mut found = (None, Vec::new());
        let mut open: Vec<&SelectionSet> = asked.to_vec();
        while let Some(set) = open.pop() {
            for selection in &set.items {
                match &selection.node {
                    Selection::Field(field) => {
                        let field = &field.node;
                        if field.response_key().node.as_str() == key {
                            found.0 = Some(field.name.node.as_str());
                            found.1.push(&field.selection_set.node);
                        }
                    }
                    Selection::InlineFragment(fragment) => {
                        open.push(&fragment.node.selection_set.node);
                    }
                    Selection::FragmentSpread(spread) => {
                        let fragment = self.document.fragments.get(&spread.node.fragment_name.node);
                        open.extend(fragment.map(|fragment| &fragment.node.selection_set.node));
                    }
                }
            }
        }
        found
    }
}

/// Something of the answer was not recorded in time, and is not told.
fn unrecorded(path: Vec<PathSegment>) -> ServerError {
    let cause = TopError::ReadNotRecorded;
    ServerError {
        source: Some(Arc::new(cause.clone())),
        path,
        ..ServerError::new(cause.to_string(), None)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use async_graphql::parser::{
        parse_query, parse_schema,
        types::{BaseType, TypeKind, TypeSystemDefinition},
    };
    use serde_json::json;

    use super::*;

    fn alone(query: &str, data: serde_json::Value) -> (serde_json::Value, Vec<String>) {
        let document = parse_query(query).unwrap();
        let response = Response::new(Value::from_json(data).unwrap());
        let told = Asked::of(&document, None).outcome_alone(response);
        let paths = told.errors.iter().map(|error| {
            assert_eq!(error.source::<TopError>(), Some(&TopError::ReadNotRecorded));
            serde_json::to_value(&error.path).unwrap().to_string()
        });
        let mut paths: Vec<String> = paths.collect();
        paths.sort_unstable();
        (told.data.into_json().unwrap(), paths)
    }

    #[test]
    fn what_became_of_a_command_is_told_under_whatever_names_it_was_asked() {
        let query = "mutation { one: claimApprove(input: {}) { at: position ...F ... on ClaimPayload { position: claim { status } } } }
            fragment F on ClaimPayload { c: claim { claimId } userErrors { code } receipt { path } }";
        let answer = json!({ "one": {
            "at": "7", "position": { "status": "APPROVED" }, "c": { "claimId": "SA-1:N-1" },
            "userErrors": [], "receipt": { "path": "/l" },
        } });
        let told = json!({ "one": {
            "at": "7", "position": null, "c": null, "userErrors": [], "receipt": { "path": "/l" },
        } });
        let paths = [r#"["one","c"]"#, r#"["one","position"]"#];
        assert_eq!(
            alone(query, answer),
            (told, paths.map(str::to_owned).to_vec())
        );
    }

    #[test]
    fn of_many_claims_each_outcome_is_told() {
        let query = "mutation { claimApproveMany(input: {}) { results { claimId claim { billed } position } done } }";
        let result = |claim| json!({ "claimId": "SA-1:N-1", "claim": claim, "position": "7" });
        let answer =
            |claim| json!({ "claimApproveMany": { "results": [result(claim)], "done": 1 } });
        let (told, paths) = alone(query, answer(json!({ "billed": "1.00" })));
        assert_eq!(told, answer(json!(null)));
        assert_eq!(paths, [r#"["claimApproveMany","results",0,"claim"]"#]);
        // Nothing was there, and nothing is kept back.
        assert_eq!(alone(query, answer(json!(null))).1, Vec::<String>::new());
    }

    #[test]
    fn an_answer_that_cannot_do_without_the_rest_is_kept_back_whole() {
        let query = "mutation { claimBatchSubmit(input: {}) { lines rows { payable } } }";
        let answer = json!({ "claimBatchSubmit": { "lines": 1, "rows": [{ "payable": "1.00" }] } });
        assert_eq!(alone(query, answer), (json!(null), vec!["[]".to_owned()]));
    }

    fn named(base: &BaseType) -> String {
        match base {
            BaseType::Named(name) => name.to_string(),
            BaseType::List(of) => named(&of.base),
        }
    }

    /// A field that is added to a mutation's answer must be told apart: what becomes of a command, or what can be left out.
    #[test]
    fn every_field_of_every_mutations_answer_is_told_or_can_be_left_out() {
        let schema = parse_schema(crate::graphql::sdl()).unwrap();
        let mut types = BTreeMap::new();
        for definition in &schema.definitions {
            if let TypeSystemDefinition::Type(found) = definition
                && let TypeKind::Object(object) = &found.node.kind
            {
                types.insert(found.node.name.node.to_string(), &object.fields);
            }
        }
        let payloads = types["Mutation"].iter();
        let mut open: Vec<String> = payloads
            .map(|field| named(&field.node.ty.node.base))
            .collect();
        assert!(open.len() > 50);
        while let Some(payload) = open.pop() {
            for field in types[&payload] {
                let (name, ty) = (field.node.name.node.as_str(), &field.node.ty.node);
                if EACH.contains(&name) {
                    open.push(named(&ty.base));
                    continue;
                }
                assert!(
                    OUTCOME.contains(&name) || WHOLE.contains(&name) || ty.nullable,
                    "{payload}.{name} can neither be told nor be left out"
                );
            }
        }
    }
}
