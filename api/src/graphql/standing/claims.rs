//! The claims of a sub-award, counted and summed by where they stand.

use almoner_projections::claims;
use async_graphql::Object;

use crate::graphql::{claim::ClaimStatus, scalar};

pub(crate) struct ClaimStanding {
    pub(crate) row: claims::ClaimStanding,
}

/// The claims of a sub-award that stand in one place, of those that you see.
#[Object]
impl ClaimStanding {
    /// Where they stand.
    async fn status(&self) -> ClaimStatus {
        self.row.status.into()
    }

    /// How many there are.
    async fn count(&self) -> i64 {
        self.row.count
    }

    /// What they ask, together.
    async fn billed(&self) -> scalar::Money {
        scalar::Money::of(self.row.billed)
    }

    /// What was taken off, together.
    async fn adjusted(&self) -> scalar::Money {
        scalar::Money::of(self.row.adjusted)
    }

    /// What is, or was, to be paid, together.
    async fn payable(&self) -> scalar::Money {
        scalar::Money::of(self.row.payable)
    }
}
