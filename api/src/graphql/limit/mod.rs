//! What a query may ask for at most. Every bound is checked before a field is resolved, and each has its code.

mod cost;
mod nesting;

use async_graphql::{
    Variables,
    parser::types::{ExecutableDocument, OperationType},
};

pub(crate) use cost::moments;
use nesting::nesting;

/// The deepest that brackets may nest in the text of a query; a parser never sees a deeper one.
const NESTING_MAX: usize = 64;
/// The deepest that selections may nest, fragments unfolded. The usual introspection needs 15.
const DEPTH_MAX: usize = 20;
/// The most fields at the root of an operation, aliases counted.
const ROOT_FIELDS_MAX: usize = 20;
/// The most selections in a document, used or not.
const SELECTIONS_MAX: usize = 2_000;
/// The most that an operation may cost: fields, each as often as the lists around it may repeat it.
const COST_MAX: u64 = 50_000;

/// A query asks for more than one request may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LimitError {
    /// Nested too deep.
    #[error("the query nests {depth} deep; at most {most} is answered")]
    TooDeep {
        /// How deep it is.
        depth: usize,
        /// How deep it may be.
        most: usize,
    },
    /// Too many fields at the root.
    #[error(
        "the operation has {fields} fields at its root; at most {ROOT_FIELDS_MAX} are answered"
    )]
    TooManyRootFields {
        /// How many.
        fields: usize,
    },
    /// A subscription of several things.
    #[error("a subscription has one field at its root; send one for each")]
    SeveralSubscriptions,
    /// Too much in all.
    #[error(
        "the query may cost {cost}; at most {most} is answered: ask for shorter lists, or for fewer fields"
    )]
    TooComplex {
        /// What it may cost.
        cost: u64,
        /// What it may cost at most.
        most: u64,
    },
    /// Introspection that leads back into itself.
    #[error("introspection asks for fields of fields of fields; ask for each type by itself")]
    IntrospectionTooDeep,
}

impl LimitError {
    /// The stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::TooDeep { .. } => "QUERY_TOO_DEEP",
            Self::TooManyRootFields { .. } | Self::SeveralSubscriptions => {
                "QUERY_TOO_MANY_ROOT_FIELDS"
            }
            Self::TooComplex { .. } | Self::IntrospectionTooDeep => "QUERY_TOO_COMPLEX",
        }
    }
}

/// The text may be handed to a parser.
pub(crate) fn check_text(query: &str) -> Result<(), LimitError> {
    let depth = nesting(query);
    if depth > NESTING_MAX {
        return Err(LimitError::TooDeep {
            depth,
            most: NESTING_MAX,
        });
    }
    Ok(())
}

/// The document may be carried out.
pub(crate) fn check_document(
    document: &ExecutableDocument,
    variables: &Variables,
) -> Result<(), LimitError> {
    let selections = cost::selections(document);
    if selections > SELECTIONS_MAX {
        let most = u64::try_from(SELECTIONS_MAX).unwrap_or(u64::MAX);
        let cost = u64::try_from(selections).unwrap_or(u64::MAX);
        return Err(LimitError::TooComplex { cost, most });
    }
    let kinds = document
        .operations
        .iter()
        .map(|(_, operation)| operation.node.ty);
    for (cost, kind) in cost::operations(document, variables).into_iter().zip(kinds) {
        if kind == OperationType::Subscription && cost.root_fields > 1 {
            return Err(LimitError::SeveralSubscriptions);
        }
        if cost.depth > DEPTH_MAX {
            return Err(LimitError::TooDeep {
                depth: cost.depth,
                most: DEPTH_MAX,
            });
        }
        if cost.introspection_depth > 3 {
            return Err(LimitError::IntrospectionTooDeep);
        }
        if cost.root_fields > ROOT_FIELDS_MAX {
            return Err(LimitError::TooManyRootFields {
                fields: cost.root_fields,
            });
        }
        if cost.total > COST_MAX {
            return Err(LimitError::TooComplex {
                cost: cost.total,
                most: COST_MAX,
            });
        }
    }
    Ok(())
}
