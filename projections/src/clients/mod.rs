//! Which clients there are, under their random codes, and what they have had of each year's cap.

pub(crate) mod apply;
mod benefits;
mod query;

use almoner_domain::{
    client::{AgeBand, ClientPhase, ClosingReason, Population},
    id::{ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
    programme::DisclosureProfile,
    region::State,
};
use chrono::NaiveDate;

pub use query::ClientFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// Whether a case is open.
    pub enum ClientStatus {
        /// The case is managed.
        Open = "OPEN",
        /// The case closed.
        Closed = "CLOSED",
    }
}

record! {
    /// A client's case.
    pub struct ClientRow in "clients" {
        /// The random code.
        client: ClientCode,
        /// The programme.
        programme: ProgrammeCode,
        /// The award.
        award: Fain,
        /// The sub-award under which the case is managed.
        sub_award: SubAwardId,
        /// The prime.
        grantee: OrganizationId,
        /// The sub-awardee that manages the case.
        organization: OrganizationId,
        /// Adult or child.
        population: Population,
        /// A band of ages.
        age_band: AgeBand,
        /// Where the client is served.
        state: State,
        /// Where the case stands.
        phase: ClientPhase,
        /// The day the phase took effect.
        phase_since: NaiveDate,
        /// Whether the case is open.
        status: ClientStatus,
        /// How many family members joined the case.
        family_members: u32,
        /// How many of them live in the household, which raises the annual cap.
        household_members: u32,
        /// The day of enrolment.
        enrolled_on: NaiveDate,
        /// The day the case closed.
        closed_on: Option<NaiveDate>,
        /// Why it closed.
        closing_reason: Option<ClosingReason>,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientRow by client: ClientCode);

record! {
    /// What a claim holds of a client's year.
    pub struct BenefitReservationRow in "benefit_reservations" {
        /// The client.
        client: ClientCode,
        /// The claim.
        claim: ClaimId,
        /// The sub-award that claimed.
        sub_award: SubAwardId,
        /// The month of service.
        service_month: Month,
        /// First day of the year that it counts in.
        benefit_year: NaiveDate,
        /// The administration part.
        administration: Money,
        /// The direct part.
        direct: Money,
        /// It takes the month's one unit of case management.
        case_management_unit: bool,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that claimed.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(BenefitReservationRow by client: ClientCode, claim: ClaimId);

record! {
    /// The use of a client's year: what claims hold of its cap.
    pub struct ClientYearRow in "client_years" {
        /// The client.
        client: ClientCode,
        /// First day of the year.
        benefit_year: NaiveDate,
        /// The administration part used.
        administration: Money,
        /// The direct part used.
        direct: Money,
        /// How many claims hold a part.
        claims: u32,
        /// How many months of case management are taken.
        case_management_units: u32,
        /// What may be said about it.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee that manages the case.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClientYearRow by client: ClientCode, benefit_year: NaiveDate);
