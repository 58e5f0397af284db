//! Why the aggregate refuses.

use thiserror::Error;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OrganizationError {}

impl OrganizationError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match *self {}
    }

    /// The input field that it is about.
    pub fn field(&self) -> Option<&'static str> {
        match *self {}
    }
}
