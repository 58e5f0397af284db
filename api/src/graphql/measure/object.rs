//! A measure as it is read: the report that stands, and those that it superseded.

use almoner_domain::text::Label;
use almoner_projections::measures::MeasureReportRow;
use async_graphql::{ID, Object, Result};

use super::{CorrectionReason, Figure, MeasureKind};
use crate::graphql::{
    award::Award, node, organization::Organization, scalar, scope::Scope, sub_award::SubAward,
};

pub(crate) struct Measure {
    pub(crate) row: MeasureReportRow,
    pub(crate) scope: Scope,
}

/// A measure: what was counted in a period, over programmes together, under an award or under a sub-award. It is
/// evidence of work, and never drives a payment.
#[Object]
impl Measure {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Measure", &self.row.measure)
    }

    /// Its id in the ledger.
    async fn measure_id(&self) -> scalar::MeasureId {
        scalar::MeasureId::of(&self.row.measure)
    }

    /// What is counted.
    async fn measure(&self) -> MeasureKind {
        self.row.kind.into()
    }

    /// The time that it is about.
    async fn period(&self) -> scalar::MeasurePeriod {
        scalar::MeasurePeriod::of(self.row.period)
    }

    /// The first day of that time.
    async fn starts_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.starts_on)
    }

    /// The last day of that time.
    async fn ends_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.ends_on)
    }

    /// The codes of the programmes that it is counted over, together where there are several.
    async fn programme_codes(&self) -> Vec<scalar::ProgrammeCode> {
        self.row
            .programmes
            .iter()
            .map(scalar::ProgrammeCode::of)
            .collect()
    }

    /// The award that it is about; none where it is about programmes as a whole, or you may not see it.
    async fn award(&self) -> Result<Option<Award>> {
        match &self.row.award {
            Some(award) => Ok(self.scope.award(award).await?),
            None => Ok(None),
        }
    }

    /// The sub-award that it is about; none where it is about an award or programmes as a whole, or you may not see it.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        match &self.row.sub_award {
            Some(sub_award) => Ok(self.scope.sub_award(sub_award).await?),
            None => Ok(None),
        }
    }

    /// The figure that stands, as it was said.
    async fn figure(&self) -> Figure {
        Figure::of(self.row.figure(), self.row.kind)
    }

    /// The report that stands.
    async fn report(&self) -> MeasureReport {
        MeasureReport {
            row: self.row.clone(),
            scope: self.scope.clone(),
        }
    }

    /// All its reports, the first one first; each stays as it was made.
    async fn reports(&self) -> Result<Vec<MeasureReport>> {
        Ok(self.scope.measure_reports(&self.row.measure).await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}

pub(crate) struct MeasureReport {
    pub(crate) row: MeasureReportRow,
    pub(crate) scope: Scope,
}

/// One report of a measure, by somebody, on a day.
#[Object]
impl MeasureReport {
    /// Its number among the reports of its measure, from 1.
    async fn number(&self) -> u32 {
        self.row.number
    }

    /// The figure, as it was said.
    async fn figure(&self) -> Figure {
        Figure::of(self.row.figure(), self.row.kind)
    }

    /// The published source that it rests on.
    async fn citation(&self) -> Option<&str> {
        self.row.citation.as_ref().map(Label::as_str)
    }

    /// SHA-256 of the document that it rests on, which the reporter keeps.
    async fn document(&self) -> Option<scalar::Digest> {
        self.row
            .document
            .as_ref()
            .map(|digest| scalar::Digest(digest.as_str().to_owned()))
    }

    /// The number of the report that it superseded; none of a first report.
    async fn supersedes(&self) -> Option<u32> {
        self.row.supersedes
    }

    /// Why it superseded it.
    async fn correction_reason(&self) -> Option<CorrectionReason> {
        self.row.reason.map(Into::into)
    }

    /// A later report stands.
    async fn superseded(&self) -> bool {
        self.row.superseded
    }

    /// The organization that reported; none when it is not in the register, as the office itself may not be.
    async fn organization(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.organization).await?)
    }

    /// The account that reported.
    async fn reported_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.reported_by)
    }

    /// The day of the report.
    async fn reported_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.reported_on)
    }
}
