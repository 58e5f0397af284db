//! A finding as it is read.

use almoner_domain::{oversight, text::Reason};
use almoner_projections::oversight::OversightEntryRow;
use async_graphql::{Object, Result};

use super::{FindingResolution, FindingSource, Severity, entry::digest, value::named};
use crate::graphql::{organization::Organization, scalar, scope::Scope};

pub(crate) struct AwardFinding {
    pub(crate) row: OversightEntryRow,
    pub(crate) scope: Scope,
}

/// Something about an award that is not as it should be, and how it was resolved.
#[Object]
impl AwardFinding {
    /// Its id, unique in the award.
    async fn finding_id(&self) -> scalar::FindingId {
        scalar::FindingId::of(&self.row.name)
    }

    /// The award's FAIN.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// The sub-award that it is about, where it is about one.
    async fn sub_award_id(&self) -> Option<scalar::SubAwardId> {
        self.row.sub_award.as_ref().map(scalar::SubAwardId::of)
    }

    /// Where it comes from.
    async fn source(&self) -> Option<FindingSource> {
        named::<oversight::FindingSource>(self.row.word.as_deref()).map(Into::into)
    }

    /// The key of the deadline that has passed, where it is about one.
    async fn deadline(&self) -> Option<scalar::DeadlineKey> {
        self.row.deadline.as_ref().map(scalar::DeadlineKey::of)
    }

    /// How grave it is.
    async fn severity(&self) -> Option<Severity> {
        self.row.severity.map(Into::into)
    }

    /// Who is to put it right.
    async fn owner(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.owner).await?)
    }

    /// Costs that are in question.
    async fn questioned(&self) -> Option<scalar::Money> {
        self.row.amount.map(scalar::Money::of)
    }

    /// What was found.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_ref().map(Reason::as_str)
    }

    /// By when it is put right.
    async fn due_on(&self) -> Option<scalar::Date> {
        self.row.due_on.map(scalar::Date::of)
    }

    /// The account that recorded it.
    async fn recorded_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.recorded_by)
    }

    /// The day.
    async fn recorded_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.recorded_on)
    }

    /// It is not resolved.
    async fn open(&self) -> bool {
        self.row.done_on.is_none()
    }

    /// How it was resolved.
    async fn resolution(&self) -> Option<FindingResolution> {
        named::<oversight::FindingResolution>(self.row.outcome.as_deref()).map(Into::into)
    }

    /// Why.
    async fn resolution_reason(&self) -> Option<&str> {
        self.row.outcome_reason.as_ref().map(Reason::as_str)
    }

    /// SHA-256 of what shows it.
    async fn resolution_document(&self) -> Option<scalar::Digest> {
        digest(self.row.outcome_document.as_ref())
    }

    /// The account that resolved it.
    async fn resolved_by(&self) -> Option<scalar::ActorId> {
        self.row.done_by.as_ref().map(scalar::ActorId::of)
    }

    /// The day.
    async fn resolved_on(&self) -> Option<scalar::Date> {
        self.row.done_on.map(scalar::Date::of)
    }
}
