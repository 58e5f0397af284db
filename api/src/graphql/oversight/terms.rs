//! The fourteen elements of which a sub-awardee is told.

use almoner_domain::{
    identifier::{Duns, EntityIdentifier, Uei},
    oversight::{TermElement as Element, TermsStatement, missing_elements},
    regime::follows_part_200,
    sub_award::SubAwardInstrument,
    text::Text,
};
use almoner_projections::{
    organizations::OrganizationRow, oversight::OversightEntryRow, sub_awards::SubAwardRow,
};
use async_graphql::{Object, SimpleObject};

use super::TermElement;
use crate::graphql::scalar;

pub(crate) struct SubAwardTerms {
    pub(super) sub_award: SubAwardRow,
    pub(super) sub_awardee: Option<OrganizationRow>,
    pub(super) stated: Option<OversightEntryRow>,
}

/// One of the fourteen elements, as it stands.
#[derive(Debug, Clone, SimpleObject)]
pub(crate) struct SubAwardTerm {
    /// Which.
    element: TermElement,
    /// The sub-awardee was told, or the books hold it.
    present: bool,
    /// What it says, as text; none where it is missing.
    value: Option<String>,
}

/// A place of performance, in the first state that the sub-award serves.
#[derive(Debug, Clone, SimpleObject)]
pub(crate) struct PlaceOfPerformance {
    /// The city.
    city: String,
    /// The ZIP+4.
    zip_plus4: scalar::ZipPlus4,
}

impl SubAwardTerms {
    fn statement(&self) -> Option<&TermsStatement> {
        self.stated.as_ref().and_then(|row| row.statement.as_ref())
    }

    fn absent(&self) -> Vec<Element> {
        let row = self.sub_awardee.as_ref();
        let identifier = row.and_then(|row| match row.identifier_scheme.as_str() {
            "UEI" => Uei::parse(&row.identifier).ok().map(EntityIdentifier::Uei),
            _ => Duns::parse(&row.identifier)
                .ok()
                .map(EntityIdentifier::Duns),
        });
        match identifier {
            Some(identifier) => {
                missing_elements(self.statement(), &identifier, self.sub_award.executed_on)
            }
            None => Vec::new(),
        }
    }

    fn value(&self, element: Element) -> Option<String> {
        let said = self.statement();
        let (row, to) = (&self.sub_award, self.sub_awardee.as_ref());
        match element {
            Element::SubAwardeeName => to.map(|to| to.name.to_string()),
            Element::UniqueEntityIdentifier => to.map(|to| to.identifier.clone()),
            Element::Fain => Some(row.award.to_string()),
            Element::FederalAwardDate => said?.federal_award_on.map(|on| on.to_string()),
            Element::PeriodOfPerformance => Some(format!("{} to {}", row.starts_on, row.ends_on)),
            Element::BudgetPeriod => said?
                .budget_period
                .map(|period| format!("{} to {}", period.starts_on, period.ends_on)),
            Element::AmountOfAction | Element::TotalObligated => Some(row.obligated.to_string()),
            Element::TotalCommitted => said?.total_committed.map(|amount| amount.to_string()),
            Element::ProjectDescription => Some(row.purpose.to_string()),
            Element::AgencyAndContact => {
                let said = said?;
                let parts = [&said.agency, &said.pass_through, &said.contact];
                let told: Vec<&str> = parts.into_iter().flatten().map(Text::as_str).collect();
                (!told.is_empty()).then(|| told.join("; "))
            }
            Element::AssistanceListing => {
                let said = said?;
                let listing = said.assistance_listing.as_ref()?;
                Some(match said.assistance_amount {
                    Some(amount) => format!("{listing}, {amount}"),
                    None => listing.to_string(),
                })
            }
            Element::ResearchAndDevelopment => said?
                .research_and_development
                .map(|is_research| if is_research { "yes" } else { "no" }.to_owned()),
            Element::IndirectRate => said?.indirect_rate.map(|rate| rate.decimal().to_string()),
        }
    }
}

/// What a sub-awardee is told of its sub-award (2 CFR 200.332(b)(1)): fourteen elements, of which the books hold some
/// anyway and a prime states the others.
#[Object]
impl SubAwardTerms {
    /// The sub-award goes by 2 CFR 200: it is not paid before all fourteen are told.
    async fn required(&self) -> bool {
        follows_part_200(self.sub_award.executed_on)
            && self.sub_award.instrument != SubAwardInstrument::Procurement
    }

    /// All fourteen are present.
    async fn complete(&self) -> bool {
        self.absent().is_empty()
    }

    /// The fourteen, in the order of the regulation.
    async fn elements(&self) -> Vec<SubAwardTerm> {
        let absent = self.absent();
        Element::ALL
            .into_iter()
            .map(|element| SubAwardTerm {
                element: element.into(),
                present: !absent.contains(&element),
                value: self.value(element),
            })
            .collect()
    }

    /// Those that are missing.
    async fn missing(&self) -> Vec<TermElement> {
        self.absent().into_iter().map(Into::into).collect()
    }

    /// The principal place of performance as stated for SAM.gov; none while nobody stated it.
    async fn place(&self) -> Option<PlaceOfPerformance> {
        let place = self.statement()?.place.as_ref()?;
        Some(PlaceOfPerformance {
            city: place.city.to_string(),
            zip_plus4: scalar::ZipPlus4::of(place.zip_plus4.as_str()),
        })
    }

    /// The account of the prime that stated them last; none before.
    async fn stated_by(&self) -> Option<scalar::ActorId> {
        let row = self.stated.as_ref();
        row.map(|row| scalar::ActorId::of(&row.recorded_by))
    }

    /// The day; none before.
    async fn stated_on(&self) -> Option<scalar::Date> {
        let row = self.stated.as_ref();
        row.map(|row| scalar::Date::of(row.recorded_on))
    }
}
