//! Which remittances are asked for.

use almoner_projections::remittances::RemittanceFilter;
use async_graphql::InputObject;

use crate::graphql::{
    error::TopError, payment::PaymentStatus, read::read_optional_argument, scalar,
};

/// Which remittances are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct RemittanceFilterInput {
    /// Of a payment.
    pub(crate) payment: Option<scalar::PaymentId>,
    /// To a sub-awardee.
    pub(crate) sub_awardee: Option<scalar::OrganizationId>,
    /// Of an award.
    pub(crate) award: Option<scalar::Fain>,
    /// Whose payment stands there.
    pub(crate) status: Option<PaymentStatus>,
}

impl RemittanceFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(&self) -> Result<RemittanceFilter, TopError> {
        Ok(RemittanceFilter {
            payment: read_optional_argument("payment", self.payment.as_ref())?,
            sub_awardee: read_optional_argument("subAwardee", self.sub_awardee.as_ref())?,
            award: read_optional_argument("award", self.award.as_ref())?,
            status: self.status.map(Into::into),
        })
    }
}
