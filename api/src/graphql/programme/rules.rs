//! The rules of a notice of funding, as an officer publishes them.

use almoner_domain::programme::{PaymentModel, RuleSet, SubAwardShareRule};
use async_graphql::InputObject;

use super::{Category, ShareBase, YearBasis};
use crate::graphql::{read::Fields, scalar};

/// The rules of a notice of funding. They are data of the programme: awards under the notice keep the rules that
/// held on the first day of their project.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct RuleSetInput {
    /// The least part of an award that its prime passes on, where the programme has such a rule.
    pub(crate) sub_award_share: Option<SubAwardShareRuleInput>,
    /// How claims are paid; none where the programme takes no claims.
    pub(crate) hybrid_payment: Option<HybridPaymentInput>,
    /// What may be claimed; none where the programme takes no claims.
    #[graphql(default)]
    pub(crate) categories: Vec<Category>,
    /// Days after the end of the month of service within which a claim is timely; none is no limit.
    pub(crate) filing_limit_days: Option<i32>,
    /// Whether a claim that exceeds the funds left may be paid in part, instead of waiting whole.
    #[graphql(default)]
    pub(crate) partial_payment: bool,
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

impl crate::graphql::error::Coded for FilingLimitError {
    fn stable_code(&self) -> &'static str {
        "FILING_LIMIT_OUT_OF_RANGE"
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
        let payment = match &self.hybrid_payment {
            None => Some(PaymentModel::NoClaims),
            Some(hybrid) => fields.within("hybridPayment", |fields| hybrid.read(fields)),
        };
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
