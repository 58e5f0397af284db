//! Where amounts come from.

use almoner_projections::lineage::{AmountOf, Explanation};

use super::Scope;
use crate::graphql::{
    account::Posting,
    connection::{Connection, Page},
    error::TopError,
    lineage::{AmountExplanation, EventMovement, LineageStep},
};

impl Scope {
    /// What an amount is made of.
    pub(crate) async fn explain_amount(
        &self,
        of: &AmountOf,
    ) -> Result<Option<AmountExplanation>, TopError> {
        let row = self.view().explain_amount(of).await?;
        Ok(row.map(|row| AmountExplanation {
            row,
            scope: self.clone(),
        }))
    }

    /// The postings that an amount is a sum of.
    pub(crate) async fn amount_postings(
        &self,
        of: &Explanation,
        page: &Page,
    ) -> Result<Connection<Posting>, TopError> {
        let paged = self.view().amount_postings(of, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| Posting {
            row,
            scope: self.clone(),
        }))
    }

    /// The events that an amount came of.
    pub(crate) async fn amount_path(
        &self,
        of: &Explanation,
        page: &Page,
    ) -> Result<Connection<LineageStep>, TopError> {
        let paged = self.view().amount_path(of, &page.asked()?).await?;
        Ok(self.page_of(paged, page, |row| LineageStep {
            row,
            scope: self.clone(),
        }))
    }

    /// What an event moved.
    pub(crate) async fn moved_by(&self, position: i64) -> Result<EventMovement, TopError> {
        let row = self.view().moved(position).await?;
        Ok(EventMovement {
            position,
            row,
            scope: self.clone(),
        })
    }
}
