//! What an operation asks, in a few words, for the list of those who read of clients.

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Selection};

/// The most characters that are kept of it.
const WORDS_MAX: usize = 200;

/// The kind of the operation and its root fields, such as `query client, claims`; the kind alone where the document does
/// not tell which operation is meant.
pub(super) fn words(document: &ExecutableDocument, name: Option<&str>) -> String {
    let mut operations = document.operations.iter();
    let found = operations.find(|(known, _)| match (name, known) {
        (None, _) => true,
        (Some(name), Some(known)) => known.as_str() == name,
        (Some(_), None) => false,
    });
    let Some((_, operation)) = found else {
        return "query".to_owned();
    };
    let operation: &OperationDefinition = &operation.node;
    let fields = operation.selection_set.node.items.iter();
    let fields = fields.map(|field| match &field.node {
        Selection::Field(field) => field.node.name.node.to_string(),
        Selection::FragmentSpread(spread) => format!("...{}", spread.node.fragment_name.node),
        Selection::InlineFragment(_) => "...".to_owned(),
    });
    let fields: Vec<String> = fields.collect();
    let words = format!("{} {}", operation.ty, fields.join(", "));
    words.chars().take(WORDS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn an_operation_is_told_by_its_kind_and_its_root_fields() {
        let of = |query: &str, name| words(&parse_query(query).unwrap(), name);
        assert_eq!(
            of("{ client { code } x: claims { nodes { claimId } } }", None),
            "query client, claims"
        );
        assert_eq!(
            of(
                "mutation A { claimVoid { position } } query B { ...F } fragment F on Query { node }",
                Some("B")
            ),
            "query ...F"
        );
        assert_eq!(of("query A { award }", Some("B")), "query");
    }
}
