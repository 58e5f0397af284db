//! What can be asked for as an extract.

use almoner_domain::{id::ProgrammeCode, measure::MeasurePeriod};
use async_graphql::{Context, Object, Result};

use super::{ClientExtract, ServiceExtract};
use crate::graphql::{
    measure::fiscal_year_of,
    read::read_argument,
    scalar,
    scope::{AsOf, Scope},
};

/// What can be asked for as an extract.
#[derive(Default)]
pub(crate) struct ExtractQuery;

#[Object]
impl ExtractQuery {
    /// The client-level extract of a programme and a period, of the clients that you may see; none when there is no such
    /// programme. Where only aggregates may be told it is refused (`CLIENT_LEVEL_WITHHELD`) to all but the organizations
    /// that serve, which get their own clients.
    async fn client_extract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The programme's code, such as `TVAP`.")] programme: scalar::ProgrammeCode,
        #[graphql(desc = "The time that it is about, such as the quarter `FY2019Q2`.")]
        period: scalar::MeasurePeriod,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<ClientExtract>> {
        let programme = read_argument::<ProgrammeCode>("programme", &programme)?;
        let period = read_argument::<MeasurePeriod>("period", &period)?;
        let scope = Scope::of(ctx, as_of).await?;
        let extract = scope.client_extract(&programme, period).await?;
        Ok(extract.map(|extract| ClientExtract { extract }))
    }

    /// The annual extract of a programme by category of service and assistance; none when there is no such programme.
    async fn service_extract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The programme's code, such as `TVAP`.")] programme: scalar::ProgrammeCode,
        #[graphql(
            desc = "The federal fiscal year, from 1 October of the year before to 30 September."
        )]
        fiscal_year: i32,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<ServiceExtract>> {
        let programme = read_argument::<ProgrammeCode>("programme", &programme)?;
        let year = fiscal_year_of(fiscal_year)?;
        let scope = Scope::of(ctx, as_of).await?;
        let extract = scope.service_extract(&programme, year).await?;
        Ok(extract.map(|extract| ServiceExtract { extract }))
    }
}
