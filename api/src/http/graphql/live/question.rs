//! A subscription that was read and found to ask for no more than it may.

use async_graphql::{
    Variables,
    parser::types::{ExecutableDocument, OperationType},
};

use super::{Operation, RequestError, checked, operation::words};

/// What is subscribed to. It can be asked again.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) query: String,
    pub(super) document: ExecutableDocument,
    pub(super) name: Option<String>,
    pub(super) variables: Variables,
}

impl Question {
    /// Reads an operation, which must be a subscription.
    pub(super) fn read(operation: Operation) -> Result<Self, RequestError> {
        let document = checked(&operation)?;
        if is_subscription(&document, operation.name.as_deref()) == Some(false) {
            return Err(RequestError::StreamOfOther);
        }
        Ok(Self {
            query: operation.query,
            document,
            name: operation.name,
            variables: operation.variables,
        })
    }

    /// What is subscribed to, in a few words.
    pub(super) fn words(&self) -> String {
        words(&self.document, self.name.as_deref())
    }

    /// The question, to be carried out.
    pub(super) fn ask(&self) -> async_graphql::Request {
        let mut request =
            async_graphql::Request::new(self.query.clone()).variables(self.variables.clone());
        request.operation_name.clone_from(&self.name);
        request.set_parsed_query(self.document.clone());
        request
    }
}

/// Whether the operation that is asked for is a subscription; nothing where the document does not tell which is.
pub(in crate::http::graphql) fn is_subscription(
    document: &ExecutableDocument,
    name: Option<&str>,
) -> Option<bool> {
    let mut operations = document.operations.iter();
    let (_, operation) = if let Some(name) = name {
        operations.find(|(known, _)| known.is_some_and(|known| known == name))?
    } else {
        let first = operations.next()?;
        if operations.next().is_some() {
            return None;
        }
        first
    };
    Some(operation.node.ty == OperationType::Subscription)
}
