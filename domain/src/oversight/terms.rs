//! The fourteen elements of which a sub-awardee is told (2 CFR 200.332(b)(1)): which of them stand in the books anyway,
//! which a prime states, and which are missing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    identifier::{AssistanceListing, EntityIdentifier, ZipPlus4},
    money::Money,
    period::Period,
    rate::Rate,
    text::{Label, Title},
};

/// One of the fourteen elements, in the order of the regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TermElement {
    /// The sub-awardee's name, as in the register.
    SubAwardeeName,
    /// Its unique entity identifier.
    UniqueEntityIdentifier,
    /// The federal award identification number.
    Fain,
    /// The date of the federal award.
    FederalAwardDate,
    /// The sub-award's period of performance.
    PeriodOfPerformance,
    /// The sub-award's budget period.
    BudgetPeriod,
    /// Federal funds obligated by this action.
    AmountOfAction,
    /// Federal funds obligated to the sub-awardee in all.
    TotalObligated,
    /// Federal funds committed to the sub-awardee in all.
    TotalCommitted,
    /// The project description, as the Transparency Act asks for it.
    ProjectDescription,
    /// The federal agency, the pass-through entity, and the office to write to.
    AgencyAndContact,
    /// The assistance listing, with the dollars made available under it.
    AssistanceListing,
    /// Whether it is for research and development.
    ResearchAndDevelopment,
    /// The indirect cost rate.
    IndirectRate,
}

impl TermElement {
    /// All fourteen.
    pub const ALL: [Self; 14] = [
        Self::SubAwardeeName,
        Self::UniqueEntityIdentifier,
        Self::Fain,
        Self::FederalAwardDate,
        Self::PeriodOfPerformance,
        Self::BudgetPeriod,
        Self::AmountOfAction,
        Self::TotalObligated,
        Self::TotalCommitted,
        Self::ProjectDescription,
        Self::AgencyAndContact,
        Self::AssistanceListing,
        Self::ResearchAndDevelopment,
        Self::IndirectRate,
    ];

    /// Its name, in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::SubAwardeeName => "the sub-awardee's name",
            Self::UniqueEntityIdentifier => "its unique entity identifier",
            Self::Fain => "the FAIN",
            Self::FederalAwardDate => "the federal award date",
            Self::PeriodOfPerformance => "the period of performance",
            Self::BudgetPeriod => "the budget period",
            Self::AmountOfAction => "the amount obligated by this action",
            Self::TotalObligated => "the total obligated",
            Self::TotalCommitted => "the total committed",
            Self::ProjectDescription => "the project description",
            Self::AgencyAndContact => "the agency, the pass-through entity and the contact",
            Self::AssistanceListing => "the assistance listing and its dollars",
            Self::ResearchAndDevelopment => "whether it is research and development",
            Self::IndirectRate => "the indirect cost rate",
        }
    }
}

/// What a prime states of a sub-award, beside what the books hold of it anyway. What is absent is not stated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TermsStatement {
    /// The date of the federal award.
    pub federal_award_on: Option<NaiveDate>,
    /// The sub-award's budget period.
    pub budget_period: Option<Period>,
    /// Federal funds committed to the sub-awardee in all.
    pub total_committed: Option<Money>,
    /// The federal agency.
    pub agency: Option<Title>,
    /// The pass-through entity.
    pub pass_through: Option<Title>,
    /// The office of the pass-through entity to write to; never a person.
    pub contact: Option<Title>,
    /// The assistance listing.
    pub assistance_listing: Option<AssistanceListing>,
    /// The dollars made available under it.
    pub assistance_amount: Option<Money>,
    /// Whether it is for research and development.
    pub research_and_development: Option<bool>,
    /// The indirect cost rate, the de minimis rate included; 0 where none is claimed.
    pub indirect_rate: Option<Rate>,
    /// Where the sub-awardee mainly carries the sub-award out; none of the elements, but SAM.gov asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceOfPerformance>,
}

/// The principal place of performance as SAM.gov takes it: of an office, never of a shelter. Its state is the first of those
/// that the sub-award serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceOfPerformance {
    /// The city.
    pub city: Label,
    /// The ZIP+4.
    pub zip_plus4: ZipPlus4,
}

/// The elements that are missing on a day, in the order of the regulation.
pub fn missing_elements(
    statement: Option<&TermsStatement>,
    identifier: &EntityIdentifier,
    on: NaiveDate,
) -> Vec<TermElement> {
    TermElement::ALL
        .into_iter()
        .filter(|element| !is_present(*element, statement, identifier, on))
        .collect()
}

fn is_present(
    element: TermElement,
    statement: Option<&TermsStatement>,
    identifier: &EntityIdentifier,
    on: NaiveDate,
) -> bool {
    let stated = |has: fn(&TermsStatement) -> bool| statement.is_some_and(has);
    match element {
        // A sub-award is not executed without these.
        TermElement::SubAwardeeName
        | TermElement::Fain
        | TermElement::PeriodOfPerformance
        | TermElement::AmountOfAction
        | TermElement::TotalObligated
        | TermElement::ProjectDescription => true,
        TermElement::UniqueEntityIdentifier => match identifier {
            EntityIdentifier::Uei(_) => true,
            EntityIdentifier::Duns(_) => on < EntityIdentifier::UEI_FROM,
        },
        TermElement::FederalAwardDate => stated(|it| it.federal_award_on.is_some()),
        TermElement::BudgetPeriod => stated(|it| it.budget_period.is_some()),
        TermElement::TotalCommitted => stated(|it| it.total_committed.is_some()),
        TermElement::AgencyAndContact => {
            stated(|it| it.agency.is_some() && it.pass_through.is_some() && it.contact.is_some())
        }
        TermElement::AssistanceListing => {
            stated(|it| it.assistance_listing.is_some() && it.assistance_amount.is_some())
        }
        TermElement::ResearchAndDevelopment => stated(|it| it.research_and_development.is_some()),
        TermElement::IndirectRate => stated(|it| it.indirect_rate.is_some()),
    }
}
