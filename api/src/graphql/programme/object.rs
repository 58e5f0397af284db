//! A programme as it is read.

use almoner_projections::programmes::ProgrammeRow;
use async_graphql::{ID, Object, Result};

use super::{DisclosureProfile, Instrument, RuleSet};
use crate::graphql::{node, scalar, scope::Scope};

pub(crate) struct Programme {
    pub(crate) row: ProgrammeRow,
    pub(crate) scope: Scope,
}

/// A programme of the catalogue, such as the Trafficking Victim Assistance Programme (TVAP).
#[Object]
impl Programme {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Programme", &self.row.programme)
    }

    /// Its code, such as `TVAP`.
    async fn code(&self) -> scalar::ProgrammeCode {
        scalar::ProgrammeCode::of(&self.row.programme)
    }

    /// Its name.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// What the ledger does for it.
    async fn purpose(&self) -> &str {
        self.row.purpose.as_str()
    }

    /// By what instrument it gives money.
    async fn instrument(&self) -> Instrument {
        self.row.instrument.into()
    }

    /// What may be said about its clients outside the organizations that serve them.
    async fn disclosure_profile(&self) -> DisclosureProfile {
        self.row.disclosure.into()
    }

    /// The day on which it entered the catalogue.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// The rules of its notices of funding, in the order in which they were published.
    async fn rule_sets(&self) -> Result<Vec<RuleSet>> {
        Ok(self.scope.rule_sets(&self.row.programme).await?)
    }
}
