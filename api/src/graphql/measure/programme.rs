//! What a programme counts: reported and computed, side by side.

use almoner_domain::{id::ProgrammeCode, measure::MeasurePeriod, programme::catalogue};
use almoner_projections::measures::{ComputedMeasure as Computed, MeasureFilter};
use async_graphql::{Object, Result, SimpleObject};

use super::{Figure, Measure, MeasureKind};
use crate::graphql::{
    connection::{Connection, Page},
    programme::Programme,
    scalar,
    scope::Scope,
};

pub(crate) struct ProgrammeMeasures {
    pub(crate) programme: ProgrammeCode,
    pub(crate) filter: MeasureFilter,
    /// The time that was asked about.
    pub(crate) time: Option<MeasurePeriod>,
    pub(crate) scope: Scope,
}

/// What the ledger counts itself from the cases that it holds.
#[derive(SimpleObject)]
pub(crate) struct ComputedMeasure {
    /// What is counted.
    measure: MeasureKind,
    /// The figure; none where it is suppressed.
    figure: Option<Figure>,
    /// It counts fewer than 11 clients, of whom only aggregates may be told to you.
    suppressed: bool,
}

impl From<Computed> for ComputedMeasure {
    fn from(computed: Computed) -> Self {
        Self {
            measure: computed.kind.into(),
            figure: computed.count.map(|count| {
                Figure::of(almoner_domain::measure::Figure::exact(count), computed.kind)
            }),
            suppressed: computed.count.is_none(),
        }
    }
}

/// What a programme counts: what was reported, and beside it what the ledger counts itself. The two are never mixed.
#[Object]
impl ProgrammeMeasures {
    /// The programme.
    async fn programme(&self) -> Result<Option<Programme>> {
        Ok(self.scope.programme(&self.programme).await?)
    }

    /// What the programme counts; it reports nothing else.
    async fn counts(&self) -> Vec<MeasureKind> {
        catalogue::measures(&self.programme)
            .iter()
            .map(|kind| (*kind).into())
            .collect()
    }

    /// What was reported, by measure: of the programme alone or together with others, of its awards and of its
    /// sub-awards, as far as you may see them. Figures of different reporters are not added up.
    async fn reported(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<Measure>> {
        let page = Page::new(first, after)?;
        Ok(self.scope.measures(&self.filter, &page).await?)
    }

    /// What the ledger counts itself for the time that was asked about, as far as the programme counts it: clients whose
    /// case was open on a day of it, each once; the states and territories that they were served in; and letters that
    /// providers have seen, by the date on them. Of the cases that you may see; officers and auditors get a count of all,
    /// where only aggregates may be told of fiscal years and quarters alone. Empty when no time was asked about.
    async fn computed(&self) -> Result<Vec<ComputedMeasure>> {
        let Some(time) = self.time else {
            return Ok(Vec::new());
        };
        let computed = self.scope.computed_measures(&self.programme, time).await?;
        Ok(computed.into_iter().map(Into::into).collect())
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
