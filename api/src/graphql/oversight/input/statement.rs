//! What a prime states of a sub-award.

use almoner_domain::oversight::{PlaceOfPerformance, TermsStatement};
use async_graphql::InputObject;

use crate::graphql::{period::PeriodInput, read::Fields, scalar};

/// What a prime states of a sub-award, beside what the books hold of it anyway.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct TermsStatementInput {
    /// The date of the federal award.
    pub(crate) federal_award_on: Option<scalar::Date>,
    /// The sub-award's budget period.
    pub(crate) budget_period: Option<PeriodInput>,
    /// Federal funds committed to the sub-awardee in all, above zero.
    pub(crate) total_committed: Option<scalar::Money>,
    /// The federal agency, up to 200 characters.
    pub(crate) agency: Option<String>,
    /// The pass-through entity, up to 200 characters.
    pub(crate) pass_through: Option<String>,
    /// The office of the pass-through entity to write to, up to 200 characters; never a person.
    pub(crate) contact: Option<String>,
    /// The assistance listing.
    pub(crate) assistance_listing: Option<scalar::AssistanceListing>,
    /// The dollars made available under it, above zero.
    pub(crate) assistance_amount: Option<scalar::Money>,
    /// Whether it is for research and development.
    pub(crate) research_and_development: Option<bool>,
    /// The indirect cost rate, the de minimis rate included; "0" where none is claimed.
    pub(crate) indirect_rate: Option<scalar::Rate>,
    /// The principal place of performance, which SAM.gov asks for: of an office, never of a shelter. None of the fourteen
    /// elements.
    pub(crate) place: Option<PlaceOfPerformanceInput>,
}

/// A place of performance, in the first state that the sub-award serves.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PlaceOfPerformanceInput {
    /// The city, up to 80 characters.
    pub(crate) city: String,
    /// The ZIP+4.
    pub(crate) zip_plus4: scalar::ZipPlus4,
}

impl PlaceOfPerformanceInput {
    fn read(&self, fields: &mut Fields) -> Option<PlaceOfPerformance> {
        let city = fields.read("city", &self.city);
        let zip_plus4 = fields.read("zipPlus4", &self.zip_plus4);
        Some(PlaceOfPerformance {
            city: city?,
            zip_plus4: zip_plus4?,
        })
    }
}

impl TermsStatementInput {
    pub(super) fn read(&self, fields: &mut Fields) -> Option<TermsStatement> {
        let federal_award_on =
            fields.read_optional("federalAwardOn", self.federal_award_on.as_ref());
        let budget_period = match &self.budget_period {
            None => Some(None),
            Some(period) => fields
                .within("budgetPeriod", |fields| period.read(fields))
                .map(Some),
        };
        let total_committed = fields.read_optional("totalCommitted", self.total_committed.as_ref());
        let agency = fields.read_optional("agency", self.agency.as_ref());
        let pass_through = fields.read_optional("passThrough", self.pass_through.as_ref());
        let contact = fields.read_optional("contact", self.contact.as_ref());
        let assistance_listing =
            fields.read_optional("assistanceListing", self.assistance_listing.as_ref());
        let assistance_amount =
            fields.read_optional("assistanceAmount", self.assistance_amount.as_ref());
        let indirect_rate = fields.read_optional("indirectRate", self.indirect_rate.as_ref());
        let place = match &self.place {
            None => Some(None),
            Some(place) => fields
                .within("place", |fields| place.read(fields))
                .map(Some),
        };
        Some(TermsStatement {
            federal_award_on: federal_award_on?,
            budget_period: budget_period?,
            total_committed: total_committed?,
            agency: agency?,
            pass_through: pass_through?,
            contact: contact?,
            assistance_listing: assistance_listing?,
            assistance_amount: assistance_amount?,
            research_and_development: self.research_and_development,
            indirect_rate: indirect_rate?,
            place: place?,
        })
    }
}
