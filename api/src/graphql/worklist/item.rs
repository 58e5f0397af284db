//! A claim that waits, with its clock.

use almoner_domain::claim::{Edit, PAYMENT_DAYS, payment_due_on};
use almoner_projections::claims::{ClaimRow, ClaimStatus};
use async_graphql::{Enum, Object, Result};
use chrono::NaiveDate;

use crate::graphql::{claim::Claim, scalar, scope::Scope};

/// For what a claim waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum WaitsFor {
    /// An officer's approval or denial: something is payable.
    Approval,
    /// Funds: the sub-award's obligation does not cover it. It is released first in, first out, once there are funds.
    Funds,
    /// The sub-award, which is suspended.
    SubAward,
}

pub(crate) struct WorklistItem {
    pub(crate) row: ClaimRow,
    pub(crate) scope: Scope,
    pub(crate) on: NaiveDate,
}

impl WorklistItem {
    fn day_of_receipt(&self) -> NaiveDate {
        self.row.received_at.date_naive()
    }

    fn last_day(&self) -> NaiveDate {
        payment_due_on(self.day_of_receipt())
    }
}

/// A claim that waits for somebody, and how long it has waited on the day that is asked about.
#[Object]
impl WorklistItem {
    /// The claim.
    async fn claim(&self) -> Claim {
        Claim {
            row: self.row.clone(),
            scope: self.scope.clone(),
        }
    }

    /// For what it waits.
    async fn waits_for(&self) -> Result<WaitsFor> {
        if self.row.status != ClaimStatus::Pended {
            return Ok(WaitsFor::Approval);
        }
        let found = self.scope.claim_finding_rows(&self.row.claim).await?;
        let is_suspended = found
            .iter()
            .any(|row| row.carc.is_none() && row.edit == Edit::SubAwardActive);
        Ok(if is_suspended {
            WaitsFor::SubAward
        } else {
            WaitsFor::Funds
        })
    }

    /// What is payable once it waits no longer.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.payable)
    }

    /// The day of its receipt, in UTC.
    async fn received_on(&self) -> scalar::Date {
        scalar::Date::of(self.day_of_receipt())
    }

    /// Whole days from its receipt to the day that is asked about.
    async fn days_waiting(&self) -> i64 {
        (self.on - self.day_of_receipt()).num_days()
    }

    /// The last day on which it is paid in time: a clean claim is paid within 30 days of its receipt (2 CFR
    /// 200.305(b)(3)).
    async fn due_on(&self) -> scalar::Date {
        scalar::Date::of(self.last_day())
    }

    /// Days left until then on the day that is asked about; below zero once it is overdue.
    async fn days_left(&self) -> i64 {
        i64::from(PAYMENT_DAYS) - (self.on - self.day_of_receipt()).num_days()
    }

    /// The day that is asked about lies after the last day of payment in time.
    async fn overdue(&self) -> bool {
        self.on > self.last_day()
    }
}
