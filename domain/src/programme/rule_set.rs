//! Rules as data: what an officer publishes for a programme and a notice of funding.

use serde::{Deserialize, Serialize};

use crate::{money::Money, rate::Rate};

/// The rules of a notice of funding from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// The least part that a prime passes on, where the programme has such a rule.
    pub sub_award_share: Option<SubAwardShareRule>,
    /// How claims are paid.
    pub payment: PaymentModel,
    /// What may be claimed. Empty where the programme takes no claims.
    pub categories: Vec<Category>,
    /// Days after the end of the month of service within which a claim is timely; none is no limit.
    pub filing_limit_days: Option<u32>,
    /// Whether a claim that exceeds the funds left may be paid in part instead of pended whole.
    pub partial_payment: bool,
}

/// The regional sub-award rule: at least `minimum` of the base goes to qualified local organizations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubAwardShareRule {
    /// The least part of the base that is sub-awarded.
    pub minimum: Rate,
    /// What the share is taken of.
    pub base: ShareBase,
}

/// What the sub-award share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ShareBase {
    /// Federal funds awarded for the budget period.
    AwardedForBudgetPeriod,
}

/// How a programme pays claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "model", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentModel {
    /// The programme takes no claims.
    NoClaims,
    /// Administration and direct expenses under an annual cap per case (notice HHS-2018-ACF-IOAS-OTIP-ZV-1369).
    Hybrid {
        /// The most a year for a client alone, both parts together.
        individual_cap: Money,
        /// The most a year for a case with an eligible family member in the household.
        family_cap: Money,
        /// The most of the cap that goes to administration (case management).
        administration_share: Rate,
        /// What a month of case management costs at most; none is no rate.
        administration_rate: Option<Money>,
        /// When a client's year begins.
        year_basis: YearBasis,
    },
}

/// When a client's year of benefits begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum YearBasis {
    /// With the award's budget period.
    BudgetPeriod,
    /// On the anniversary of the enrolment.
    EnrolmentAnniversary,
    /// On the first of January.
    Calendar,
}

/// What kind of service a claim line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Category {
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
    /// Access to public benefits.
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

/// What may be said about a programme's clients outside the organizations that serve them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisclosureProfile {
    /// Funders and auditors read client-level records under the random code.
    ClientLevelPseudonymous,
    /// Funders and auditors read aggregates only (VAWA-type confidentiality).
    AggregateOnly,
}

/// By what instrument a programme gives money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Instrument {
    /// A grant.
    Grant,
    /// A cooperative agreement.
    CooperativeAgreement,
    /// A contract.
    Contract,
    /// Nothing is paid: letters, campaigns run by the office itself.
    NoFunding,
}
