//! An amount that was taken off a claim, with what its sub-awardee can do about it.

use almoner_domain::claim::{Reason, reason};
use almoner_projections::claims::ClaimAdjustmentRow;
use async_graphql::{Object, Result};

use crate::graphql::{
    claim::{AdjustmentGroup, Claim},
    error::TopError,
    scalar,
    scope::Scope,
};

pub(crate) struct ClaimReduction {
    pub(crate) row: ClaimAdjustmentRow,
    pub(crate) scope: Scope,
}

impl ClaimReduction {
    /// Why it was taken off: as the edit found it that took it off, or as an officer said.
    async fn reason(&self) -> Result<Reason, TopError> {
        let found = self.scope.claim_finding_rows(&self.row.claim).await?;
        let edit = found
            .iter()
            .filter(|found| found.carc == Some(self.row.carc))
            .find(|found| found.line.is_none_or(|line| line == self.row.line))
            .map(|found| found.edit);
        Ok(reason(self.row.carc, edit))
    }
}

/// An amount that was taken off a line of a claim, why, and what to do about it.
#[Object]
impl ClaimReduction {
    /// The claim.
    async fn claim(&self) -> Result<Option<Claim>> {
        Ok(self.scope.claim(&self.row.claim).await?)
    }

    /// The claim's id in the ledger.
    async fn claim_id(&self) -> scalar::ClaimId {
        scalar::ClaimId::of(&self.row.claim)
    }

    /// The number of the line.
    async fn line(&self) -> u32 {
        self.row.line
    }

    /// Who bears it; never the client.
    async fn group(&self) -> AdjustmentGroup {
        self.row.adjustment_group.into()
    }

    /// The claim adjustment reason code (X12 code list 139).
    async fn carc(&self) -> u16 {
        self.row.carc.number()
    }

    /// How much, above zero.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// What it means here.
    async fn explanation(&self) -> Result<&'static str> {
        Ok(self.reason().await?.explanation)
    }

    /// What you can do about it.
    async fn what_to_do(&self) -> Result<&'static str> {
        Ok(self.reason().await?.what_to_do)
    }
}
