//! Where a payment stands.

use async_graphql::Enum;

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::payments::PaymentStatus")]
pub(crate) enum PaymentStatus {
    /// The claims are gathered.
    Prepared,
    /// A second person of the prime authorised it.
    Authorised,
    /// The money went out.
    Confirmed,
}
