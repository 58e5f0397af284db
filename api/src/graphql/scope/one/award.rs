//! What belongs to an award or a sub-award.

use std::sync::Arc;

use almoner_domain::{id::SubAwardId, identifier::Fain};
use almoner_projections::{
    award_cash::{AwardCashRow, AwardDisbursed},
    award_income::AwardIncomeRow,
    awards::AwardRow,
    oversight::OversightEntryRow,
    postings::{AwardFunds, SubAwardFunds},
};

use super::super::{
    Scope,
    key::{
        AwardCashOf, AwardDisbursedOf, AwardFundsOf, AwardIncomeOf, FileOf, ShareOf,
        SubAwardFundsOf,
    },
};
use crate::graphql::{award::SubAwardShare, error::TopError};

impl Scope {
    /// The sub-award share of an award that has one.
    pub(crate) async fn sub_award_share(
        &self,
        id: &Fain,
    ) -> Result<Option<SubAwardShare>, TopError> {
        let row = self.0.rows.load_one(ShareOf(id.clone())).await?;
        Ok(row.map(|row| SubAwardShare { row }))
    }

    /// The entries of an award's file that the caller sees, by name.
    pub(crate) async fn award_file(&self, id: &Fain) -> Result<Arc<[OversightEntryRow]>, TopError> {
        let rows = self.0.rows.load_one(FileOf(id.clone())).await?;
        Ok(rows.unwrap_or_else(|| Arc::from([])))
    }

    /// What an award's own accounts hold.
    pub(crate) async fn award_funds(&self, id: &Fain) -> Result<AwardFunds, TopError> {
        self.0
            .rows
            .load_one(AwardFundsOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// The federal cash of an award, and what others contributed.
    pub(crate) async fn award_cash(&self, award: &AwardRow) -> Result<AwardCashRow, TopError> {
        let id = award.award.clone();
        let row = self.0.rows.load_one(AwardCashOf(id.clone())).await?;
        Ok(row.unwrap_or_else(|| AwardCashRow::nothing(&id, award.organizations.clone())))
    }

    /// The program income of an award.
    pub(crate) async fn award_income(&self, award: &AwardRow) -> Result<AwardIncomeRow, TopError> {
        let id = award.award.clone();
        let row = self.0.rows.load_one(AwardIncomeOf(id.clone())).await?;
        Ok(row.unwrap_or_else(|| AwardIncomeRow::nothing(&id, award.organizations.clone())))
    }

    /// What an award has spent and paid out.
    pub(crate) async fn award_disbursed(&self, id: &Fain) -> Result<AwardDisbursed, TopError> {
        self.0
            .rows
            .load_one(AwardDisbursedOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// What a sub-award's accounts hold.
    pub(crate) async fn sub_award_funds(&self, id: &SubAwardId) -> Result<SubAwardFunds, TopError> {
        self.0
            .rows
            .load_one(SubAwardFundsOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }
}
