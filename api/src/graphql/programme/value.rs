//! What a programme and its rules are made of.

use async_graphql::Enum;

/// By what instrument a programme gives money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::programme::Instrument")]
pub(crate) enum Instrument {
    /// A grant: the grantee carries out its own project.
    Grant,
    /// A cooperative agreement: the office takes part in the project.
    CooperativeAgreement,
    /// A contract: services are bought, and subcontractors are reimbursed.
    Contract,
    /// Nothing is paid: letters, or campaigns that the office runs itself.
    NoFunding,
}

/// What may be said about a programme's clients outside the organizations that serve them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::programme::DisclosureProfile")]
pub(crate) enum DisclosureProfile {
    /// Funders and auditors read client-level records under the client's random code.
    ClientLevelPseudonymous,
    /// Funders and auditors read aggregates only, as confidentiality rules of the VAWA type demand.
    AggregateOnly,
}

/// What the sub-award share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::programme::ShareBase")]
pub(crate) enum ShareBase {
    /// Federal funds awarded for the budget period.
    AwardedForBudgetPeriod,
}

/// When a client's year of benefits begins: what the annual cap counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::programme::YearBasis")]
pub(crate) enum YearBasis {
    /// With the award's budget period.
    BudgetPeriod,
    /// On the anniversary of the client's enrolment.
    EnrolmentAnniversary,
    /// On the first of January.
    Calendar,
}

/// What a month is worth under a flat amount that a case was open, in a phase, or with a sub-awardee only in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::programme::UnitPolicy")]
pub(crate) enum UnitPolicy {
    /// The whole rate of the first phase in the month that is paid for; the sub-awardee that claims first has it.
    FirstInMonth,
    /// The rate of each phase by its days in the month, rounded down to the cent. Each sub-awardee has the days on
    /// which it managed the case; the day of a transfer is the new one's.
    Prorated,
}

/// What the reporting threshold of the Federal Funding Accountability and Transparency Act is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "almoner_domain::programme::FfataBasis")]
pub(crate) enum FfataBasis {
    /// Each obligating action by itself.
    #[default]
    EachAction,
    /// All that is obligated under the sub-award.
    Cumulative,
}

/// In what order claims that wait for funds are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "almoner_domain::programme::PendedOrder")]
pub(crate) enum PendedOrder {
    /// As they came in.
    #[default]
    Receipt,
    /// By month of service, and as they came in within a month.
    ServiceMonth,
}

/// What kind of service a claim line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Enum)]
#[graphql(
    remote = "almoner_domain::programme::Category",
    name = "ServiceCategory"
)]
pub(crate) enum Category {
    /// Case management: the administration part of a hybrid claim.
    CaseManagement,
    /// Referral to other services.
    Referral,
    /// Food, clothing or shelter in an emergency.
    EmergencyAssistance,
    /// Housing.
    Housing,
    /// Safety planning.
    SafetyPlanning,
    /// Basic needs.
    BasicNeeds,
    /// Mental health care.
    MentalHealth,
    /// Help towards employment.
    Employability,
    /// Legal services.
    Legal,
    /// Medical care.
    Medical,
    /// Help with access to public benefits.
    BenefitsAccess,
    /// Interpretation and translation.
    Interpretation,
    /// Transportation.
    Transportation,
    /// Childcare.
    Childcare,
    /// Crisis intervention.
    CrisisIntervention,
    /// Education.
    Education,
}
