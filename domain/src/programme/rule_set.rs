//! Rules as data: what an officer publishes for a programme and a notice of funding.

use serde::{Deserialize, Serialize};

use crate::{client::ClientPhase, money::Money, rate::Rate};

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
    /// Whether a claim that exceeds the funds left is paid in part: its lines are paid in order up to the funds, and
    /// the rest waits as a claim of its own. Without it, a claim that exceeds the funds waits whole.
    pub partial_payment: bool,
    /// What the reporting threshold of FFATA is compared with.
    #[serde(default, skip_serializing_if = "FfataBasis::is_each_action")]
    pub ffata_basis: FfataBasis,
    /// In what order claims that wait for funds are released.
    #[serde(default, skip_serializing_if = "PendedOrder::is_receipt")]
    pub pended_order: PendedOrder,
}

/// What the reporting threshold of the Federal Funding Accountability and Transparency Act is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FfataBasis {
    /// Each obligating action by itself.
    #[default]
    EachAction,
    /// All that is obligated to the sub-awardee under the sub-award.
    Cumulative,
}

impl FfataBasis {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    fn is_each_action(&self) -> bool {
        *self == Self::EachAction
    }
}

/// In what order claims that wait for funds are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PendedOrder {
    /// As they came in.
    #[default]
    Receipt,
    /// By month of service, and as they came in within a month.
    ServiceMonth,
}

impl PendedOrder {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    fn is_receipt(&self) -> bool {
        *self == Self::Receipt
    }
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A flat amount for each client and month, by the phase of the case: everything is in it.
    PerClientMonth {
        /// What a month is worth, by phase. A phase that is not named is not paid for.
        rates: Vec<PhaseRate>,
        /// What a month is worth that a case was open, in a phase, or with a sub-awardee only in part.
        unit: UnitPolicy,
    },
}

/// What a month of a phase is worth, and how many of them are paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseRate {
    /// The phase.
    pub phase: ClientPhase,
    /// What a whole month of it is worth, above zero.
    pub rate: Money,
    /// The most months of it for a client, whoever claims them; none is no limit.
    pub months_max: Option<u32>,
}

/// What a month is worth that a case was open, in a phase, or with a sub-awardee only in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnitPolicy {
    /// The whole rate of the first phase in the month that is paid for; the sub-awardee that claims first has it.
    FirstInMonth,
    /// The rate of each phase by its days in the month, rounded down to the cent; each sub-awardee has the days on
    /// which it managed the case, and the day of a transfer is the new one's.
    Prorated,
}

impl PaymentModel {
    /// What a month is worth by phase, and for how much of it, where a flat amount is paid.
    pub fn flat(&self) -> Option<(&[PhaseRate], UnitPolicy)> {
        match self {
            Self::PerClientMonth { rates, unit } => Some((rates, *unit)),
            Self::NoClaims | Self::Hybrid { .. } => None,
        }
    }
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
