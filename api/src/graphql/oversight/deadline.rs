//! What is due, as of a given day. The day is in the question: nothing here looks at a clock.

use almoner_domain::deadline::Deadline as Due;
use async_graphql::{Object, Result};
use chrono::NaiveDate;

use super::{AwardDeadlineKind, DeadlineStanding, Severity};
use crate::graphql::{
    award::Award, organization::Organization, scalar, scope::Scope, sub_award::SubAward,
};

pub(crate) struct Deadline {
    pub(crate) due: Due,
    pub(crate) on: NaiveDate,
    pub(crate) scope: Scope,
}

/// Something that is due of an award or sub-award. One that has passed is a finding, with its severity and owner.
#[Object]
impl Deadline {
    /// Its name: the same facts always give the same. A finding about it names it.
    async fn key(&self) -> scalar::DeadlineKey {
        scalar::DeadlineKey::of(&self.due.key)
    }

    /// What is due.
    async fn kind(&self) -> AwardDeadlineKind {
        self.due.kind.into()
    }

    /// The rule that it comes from.
    async fn rule(&self) -> &'static str {
        self.due.kind.rule()
    }

    /// What of it: the period, the month, or the id.
    async fn of(&self) -> &str {
        &self.due.of
    }

    /// The award's FAIN.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.due.award)
    }

    /// The award; none where you may not see it.
    async fn award(&self) -> Result<Option<Award>> {
        Ok(self.scope.award(&self.due.award).await?)
    }

    /// The sub-award, where it is of one.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        match &self.due.sub_award {
            Some(sub_award) => Ok(self.scope.sub_award(sub_award).await?),
            None => Ok(None),
        }
    }

    /// Who is to do it.
    async fn owner(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.due.owner).await?)
    }

    /// The last day.
    async fn due_on(&self) -> scalar::Date {
        scalar::Date::of(self.due.due_on)
    }

    /// How many days are left on the day that was asked about: 0 on the last day, below 0 when it has passed.
    async fn days_left(&self) -> i64 {
        self.due.days_left(self.on)
    }

    /// Where it stands on the day that was asked about.
    async fn standing(&self) -> Option<DeadlineStanding> {
        self.due.on(self.on).map(Into::into)
    }

    /// How grave it is that it has passed; none where it is not overdue.
    async fn severity(&self) -> Option<Severity> {
        self.due.severity(self.on).map(Into::into)
    }

    /// The day on which it was done; none while it is not.
    async fn done_on(&self) -> Option<scalar::Date> {
        self.due.done_on.map(scalar::Date::of)
    }

    /// The day on which an officer's finding about it was resolved.
    async fn settled_on(&self) -> Option<scalar::Date> {
        self.due.settled_on.map(scalar::Date::of)
    }

    /// The money that it is about, where there is such: what a report reports, or what is unpaid.
    async fn amount(&self) -> Option<scalar::Money> {
        self.due.amount.map(scalar::Money::of)
    }
}
