//! What is due about cases, as of a given day. The day is in the question: nothing here looks at a clock.

use almoner_projections::clients::{ClientDeadlineRow, DeadlineKind as Kind};
use async_graphql::{Object, Result};
use chrono::NaiveDate;

use super::{Client, DeadlineKind};
use crate::graphql::{organization::Organization, scalar, scope::Scope, sub_award::SubAward};

pub(crate) struct ClientDeadline {
    pub(crate) row: ClientDeadlineRow,
    pub(crate) on: NaiveDate,
    pub(crate) scope: Scope,
}

/// Something that is due about an open case.
#[Object]
impl ClientDeadline {
    /// What is due.
    async fn kind(&self) -> DeadlineKind {
        self.row.kind.into()
    }

    /// The client.
    async fn client(&self) -> Result<Option<Client>> {
        Ok(self.scope.client(&self.row.client).await?)
    }

    /// The client's random code.
    async fn client_code(&self) -> scalar::ClientCode {
        scalar::ClientCode::of(&self.row.client)
    }

    /// The sub-award under which the case is managed.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        Ok(self.scope.sub_award(&self.row.sub_award).await?)
    }

    /// The sub-awardee that manages the case.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.organization).await?)
    }

    /// The last day.
    async fn due_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.due_on)
    }

    /// How many days are left on the day that was asked about: 0 on the last day, below 0 when it has passed.
    async fn days_left(&self) -> i64 {
        self.days_left_count()
    }

    /// The prime may still extend it, once: on the day that was asked about, it has not ended.
    async fn extendable(&self) -> bool {
        self.row.extendable && self.days_left_count() >= 0
    }

    /// What to do, and what follows if nobody does.
    async fn what_to_do(&self) -> &'static str {
        let passed = self.days_left_count() < 0;
        match (self.row.kind, passed) {
            (Kind::Screening, false) => {
                "Finish the screening and record the phase, or close the case. From the next day on no service is covered."
            }
            (Kind::Screening, true) => {
                "The screening took longer than 42 days. Days after the last one are not covered until a further phase is recorded: record it, or close the case."
            }
            (Kind::InterimAssistance, false) if self.row.extendable => {
                "Record the child's letter when it comes. If it does not come in time, ask the prime to extend interim assistance before it ends."
            }
            (Kind::InterimAssistance, false) => {
                "Record the child's letter when it comes. Interim assistance was extended and is not extended again."
            }
            (Kind::InterimAssistance, true) => {
                "Interim assistance has ended and is not extended any more. Days after the last one are not covered until an Eligibility Letter is recorded."
            }
            (Kind::Benefits, false) => {
                "Help the client to apply for what follows refugee benefits. Per-capita services do not depend on it."
            }
            (Kind::Benefits, true) => {
                "Refugee benefits have ended. Per-capita services do not depend on it."
            }
            (Kind::Letter, false) => {
                "The letter is dated before 2001-11-06 and ends. Ask the office for a new one and record it."
            }
            (Kind::Letter, true) => {
                "The letter has ended. Days after it are not covered until a new one is recorded."
            }
        }
    }
}

impl ClientDeadline {
    fn days_left_count(&self) -> i64 {
        (self.row.due_on - self.on).num_days()
    }
}
