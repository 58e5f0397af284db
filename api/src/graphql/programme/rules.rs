//! The rules of a notice of funding, as an officer publishes them.

use almoner_domain::programme::{PaymentModel, PhaseRate, RuleSet, SubAwardShareRule};
use async_graphql::InputObject;

use super::{Category, FfataBasis, PendedOrder, ShareBase, UnitPolicy, YearBasis};
use crate::graphql::{client::ClientPhase, error::Coded, read::Fields, scalar};

/// The rules of a notice of funding. They are data of the programme: awards under the notice keep the rules that
/// held on the first day of their project.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct RuleSetInput {
    /// The least part of an award that its prime passes on, where the programme has such a rule.
    pub(crate) sub_award_share: Option<SubAwardShareRuleInput>,
    /// Administration and direct expenses under an annual cap. A programme pays in one way, or takes no claims.
    pub(crate) hybrid_payment: Option<HybridPaymentInput>,
    /// A flat amount for each client and month. A programme pays in one way, or takes no claims.
    pub(crate) per_client_month_payment: Option<PerClientMonthPaymentInput>,
    /// What may be claimed; none where the programme takes no claims.
    #[graphql(default)]
    pub(crate) categories: Vec<Category>,
    /// Days after the end of the month of service within which a claim is timely; none is no limit.
    pub(crate) filing_limit_days: Option<i32>,
    /// Whether a claim that exceeds the funds left is paid in part: its lines in order up to the funds, and the rest
    /// waits as a claim of its own. Without it, such a claim waits whole.
    #[graphql(default)]
    pub(crate) partial_payment: bool,
    /// What the reporting threshold of FFATA is compared with; each action if it is left out.
    pub(crate) ffata_basis: Option<FfataBasis>,
    /// In what order claims that wait for funds are released; as they came in if it is left out.
    pub(crate) pended_order: Option<PendedOrder>,
}

/// A flat amount for each client and month, by the phase of the case (as in the per-capita contract of 2006 to 2011).
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PerClientMonthPaymentInput {
    /// What a month is worth, by phase: each phase once. A phase that is not named is not paid for.
    pub(crate) rates: Vec<PhaseRateInput>,
    /// What a month is worth that a case was open, in a phase, or with a sub-awardee only in part.
    pub(crate) unit: UnitPolicy,
}

/// What a month of a phase is worth, and how many of them are paid for.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct PhaseRateInput {
    /// The phase.
    pub(crate) phase: ClientPhase,
    /// What a whole month of it is worth, above zero: `"400.00"`.
    pub(crate) rate: scalar::Money,
    /// The most months of it for a client, whoever claims them, from 1; none is no limit.
    pub(crate) months_max: Option<i32>,
}

/// The regional sub-award rule: a prime passes on at least this part.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct SubAwardShareRuleInput {
    /// The least part of the base that is sub-awarded to qualified local grassroots organizations: `"0.60"`.
    pub(crate) minimum: scalar::Rate,
    /// What the share is taken of.
    pub(crate) base: ShareBase,
}

/// Administration and direct participant expenses under an annual cap for each case (as in notice
/// HHS-2018-ACF-IOAS-OTIP-ZV-1369).
#[derive(Debug, Clone, InputObject)]
pub(crate) struct HybridPaymentInput {
    /// The most in a year for a client alone, both parts together: `"6000.00"`.
    pub(crate) individual_cap: scalar::Money,
    /// The most in a year for a case with an eligible family member in the household: `"7500.00"`.
    pub(crate) family_cap: scalar::Money,
    /// The most of the cap that goes to administration: `"0.40"`.
    pub(crate) administration_share: scalar::Rate,
    /// What a month of case management costs at most; none is no rate.
    pub(crate) administration_rate: Option<scalar::Money>,
    /// When a client's year begins.
    pub(crate) year_basis: YearBasis,
}

/// The number of days is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a filing limit is a number of days from 0 to 3650")]
struct FilingLimitError;

impl Coded for FilingLimitError {
    fn stable_code(&self) -> &'static str {
        "FILING_LIMIT_OUT_OF_RANGE"
    }
}

/// Two ways to pay are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a programme pays in one way: give hybridPayment or perClientMonthPayment, not both")]
struct PaymentAmbiguousError;

impl Coded for PaymentAmbiguousError {
    fn stable_code(&self) -> &'static str {
        "PAYMENT_MODEL_AMBIGUOUS"
    }
}

/// The number of months is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a limit of months is a number from 1 to 600; leave it out where there is none")]
struct MonthsMaxError;

impl Coded for MonthsMaxError {
    fn stable_code(&self) -> &'static str {
        "MONTHS_MAX_OUT_OF_RANGE"
    }
}

impl RuleSetInput {
    pub(crate) fn read(&self, fields: &mut Fields) -> Option<RuleSet> {
        let share = match &self.sub_award_share {
            None => Some(None),
            Some(rule) => fields
                .within("subAwardShare", |fields| rule.read(fields))
                .map(Some),
        };
        let payment = self.payment(fields);
        let limit = match self.filing_limit_days {
            None => Some(None),
            Some(days) => {
                let days = u32::try_from(days).ok().filter(|days| *days <= 3650);
                fields
                    .check("filingLimitDays", days.ok_or(FilingLimitError))
                    .map(Some)
            }
        };
        Some(RuleSet {
            sub_award_share: share?,
            payment: payment?,
            categories: self.categories.iter().copied().map(Into::into).collect(),
            filing_limit_days: limit?,
            partial_payment: self.partial_payment,
            ffata_basis: self.ffata_basis.unwrap_or_default().into(),
            pended_order: self.pended_order.unwrap_or_default().into(),
        })
    }

    fn payment(&self, fields: &mut Fields) -> Option<PaymentModel> {
        match (&self.hybrid_payment, &self.per_client_month_payment) {
            (None, None) => Some(PaymentModel::NoClaims),
            (Some(hybrid), None) => fields.within("hybridPayment", |fields| hybrid.read(fields)),
            (None, Some(flat)) => {
                fields.within("perClientMonthPayment", |fields| flat.read(fields))
            }
            (Some(_), Some(_)) => fields.check("perClientMonthPayment", Err(PaymentAmbiguousError)),
        }
    }
}

impl PerClientMonthPaymentInput {
    fn read(&self, fields: &mut Fields) -> Option<PaymentModel> {
        let rates = fields.each("rates", &self.rates, |fields, at, rate| {
            fields.within(at, |fields| rate.read(fields))
        });
        Some(PaymentModel::PerClientMonth {
            rates: rates?,
            unit: self.unit.into(),
        })
    }
}

impl PhaseRateInput {
    fn read(&self, fields: &mut Fields) -> Option<PhaseRate> {
        let rate = fields.read("rate", &self.rate);
        let months_max = match self.months_max {
            None => Some(None),
            Some(months) => {
                let months = u32::try_from(months)
                    .ok()
                    .filter(|months| (1..=600).contains(months));
                fields
                    .check("monthsMax", months.ok_or(MonthsMaxError))
                    .map(Some)
            }
        };
        Some(PhaseRate {
            phase: self.phase.into(),
            rate: rate?,
            months_max: months_max?,
        })
    }
}

impl SubAwardShareRuleInput {
    fn read(&self, fields: &mut Fields) -> Option<SubAwardShareRule> {
        let minimum = fields.read("minimum", &self.minimum);
        Some(SubAwardShareRule {
            minimum: minimum?,
            base: self.base.into(),
        })
    }
}

impl HybridPaymentInput {
    fn read(&self, fields: &mut Fields) -> Option<PaymentModel> {
        let individual_cap = fields.read("individualCap", &self.individual_cap);
        let family_cap = fields.read("familyCap", &self.family_cap);
        let administration_share = fields.read("administrationShare", &self.administration_share);
        let administration_rate =
            fields.read_optional("administrationRate", self.administration_rate.as_ref());
        Some(PaymentModel::Hybrid {
            individual_cap: individual_cap?,
            family_cap: family_cap?,
            administration_share: administration_share?,
            administration_rate: administration_rate?,
            year_basis: self.year_basis.into(),
        })
    }
}
