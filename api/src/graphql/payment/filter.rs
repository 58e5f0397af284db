//! Which payments are asked for.

use almoner_projections::payments::PaymentFilter;
use async_graphql::InputObject;

use super::PaymentStatus;
use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// Which payments are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct PaymentFilterInput {
    /// Payments of an award.
    pub(crate) award: Option<scalar::Fain>,
    /// Payments of a prime.
    pub(crate) grantee: Option<scalar::OrganizationId>,
    /// Payments that stand there.
    pub(crate) status: Option<PaymentStatus>,
}

impl PaymentFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<PaymentFilter, TopError> {
        Ok(PaymentFilter {
            award: read_optional_argument("award", self.award.as_ref())?,
            grantee: read_optional_argument("grantee", self.grantee.as_ref())?,
            status: self.status.map(Into::into),
        })
    }
}
