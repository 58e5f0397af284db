//! How an organization is identified.

use async_graphql::Enum;

/// By which number the federal government knows an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum EntityIdentifierScheme {
    /// The unique entity identifier of SAM.gov, from 2022-04-04 on.
    Uei,
    /// The DUNS number, before 2022-04-04.
    Duns,
}
