//! What can be asked about measures.

use almoner_domain::{
    id::{MeasureId, ProgrammeCode},
    measure::{FiscalYear, MeasurePeriod, MeasurePeriodError},
};
use almoner_projections::measures::MeasureFilter;
use async_graphql::{Context, Object, Result};

use super::{Measure, ProgrammeMeasures};
use crate::graphql::{
    error::TopError,
    read::{read_argument, read_optional_argument},
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked about measures.
#[derive(Default)]
pub(crate) struct MeasureQuery;

#[Object]
impl MeasureQuery {
    /// The measure of an id; none when nothing was reported, or you may not see it.
    async fn measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id, such as `hotline-cases:FY2021:programme:NHTRC`.")]
        measure_id: scalar::MeasureId,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Measure>> {
        let measure_id = read_argument::<MeasureId>("measureId", &measure_id)?;
        Ok(Scope::of(ctx, as_of).await?.measure(&measure_id).await?)
    }

    /// What a programme counts: reported and computed. None when there is no such programme.
    async fn programme_measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its code, such as `CERT`.")] programme: scalar::ProgrammeCode,
        #[graphql(
            desc = "Of times within a federal fiscal year, from 1 October of the year before to 30 September."
        )]
        fiscal_year: Option<i32>,
        #[graphql(desc = "Of exactly this time; instead of a fiscal year.")] period: Option<
            scalar::MeasurePeriod,
        >,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<ProgrammeMeasures>> {
        let programme = read_argument::<ProgrammeCode>("programme", &programme)?;
        let year = fiscal_year.map(fiscal_year_of).transpose()?;
        let period = read_optional_argument::<MeasurePeriod>("period", period)?;
        if year.is_some() && period.is_some() {
            return Err(TopError::Argument {
                field: "period",
                code: "MEASURE_PERIOD_MALFORMED",
                message: "give a fiscal year or a period, not both".to_owned(),
            }
            .into());
        }
        let within = year.map(FiscalYear::period);
        let scope = Scope::of(ctx, as_of).await?;
        if scope.programme(&programme).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(ProgrammeMeasures {
            filter: MeasureFilter {
                programme: Some(programme.clone()),
                period,
                within,
                ..MeasureFilter::default()
            },
            time: year.map(MeasurePeriod::FiscalYear).or(period),
            programme,
            scope,
        }))
    }
}

/// The fiscal year of a number.
pub(crate) fn fiscal_year_of(year: i32) -> Result<FiscalYear, TopError> {
    u16::try_from(year)
        .map_err(|_| MeasurePeriodError)
        .and_then(FiscalYear::try_new)
        .map_err(|error| TopError::argument("fiscalYear", &error))
}
