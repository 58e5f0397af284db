//! Published rules as they are read.

use almoner_domain::programme::{PaymentModel, SubAwardShareRule as ShareRule};
use almoner_projections::programmes::RuleSetRow;
use async_graphql::{Object, SimpleObject};

use super::{Category, FfataBasis, PendedOrder, ShareBase, UnitPolicy, YearBasis};
use crate::graphql::{client::ClientPhase, scalar};

pub(crate) struct RuleSet {
    pub(crate) row: RuleSetRow,
}

/// The regional sub-award rule: a prime passes on at least this part.
#[derive(SimpleObject)]
pub(crate) struct SubAwardShareRule {
    /// The least part of the base that is sub-awarded to qualified local grassroots organizations.
    minimum: scalar::Rate,
    /// What the share is taken of.
    base: ShareBase,
}

/// Administration and direct participant expenses under an annual cap for each case.
#[derive(SimpleObject)]
pub(crate) struct HybridPayment {
    /// The most in a year for a client alone, both parts together.
    individual_cap: scalar::Money,
    /// The most in a year for a case with an eligible family member in the household.
    family_cap: scalar::Money,
    /// The most of the cap that goes to administration.
    administration_share: scalar::Rate,
    /// What a month of case management costs at most; none is no rate.
    administration_rate: Option<scalar::Money>,
    /// When a client's year begins.
    year_basis: YearBasis,
}

/// A flat amount for each client and month, by the phase of the case: everything is in it.
#[derive(SimpleObject)]
pub(crate) struct PerClientMonthPayment {
    /// What a month is worth, by phase. A phase that is not named is not paid for.
    rates: Vec<PhaseRate>,
    /// What a month is worth that a case was open, in a phase, or with a sub-awardee only in part.
    unit: UnitPolicy,
}

/// What a month of a phase is worth, and how many of them are paid for.
#[derive(SimpleObject)]
pub(crate) struct PhaseRate {
    /// The phase.
    phase: ClientPhase,
    /// What a whole month of it is worth.
    rate: scalar::Money,
    /// The most months of it for a client, whoever claims them; none is no limit.
    months_max: Option<u32>,
}

/// The rules of a notice of funding from a day on. An award keeps those that held on the first day of its project.
#[Object]
impl RuleSet {
    /// Its number within the programme, from 1.
    async fn version(&self) -> u32 {
        self.row.version
    }

    /// The number of the notice of funding.
    async fn notice(&self) -> &str {
        self.row.notice.as_str()
    }

    /// The first day that it applies to.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// The least part that a prime passes on; none where there is no such rule.
    async fn sub_award_share(&self) -> Option<SubAwardShareRule> {
        let ShareRule { minimum, base } = self.row.rules.sub_award_share?;
        Some(SubAwardShareRule {
            minimum: scalar::Rate::of(minimum),
            base: base.into(),
        })
    }

    /// How claims are paid where administration and direct expenses are; else none.
    async fn hybrid_payment(&self) -> Option<HybridPayment> {
        match &self.row.rules.payment {
            PaymentModel::NoClaims | PaymentModel::PerClientMonth { .. } => None,
            PaymentModel::Hybrid {
                individual_cap,
                family_cap,
                administration_share,
                administration_rate,
                year_basis,
            } => Some(HybridPayment {
                individual_cap: scalar::Money::of(individual_cap),
                family_cap: scalar::Money::of(family_cap),
                administration_share: scalar::Rate::of(administration_share),
                administration_rate: administration_rate.map(scalar::Money::of),
                year_basis: (*year_basis).into(),
            }),
        }
    }

    /// How claims are paid where a flat amount for each client and month is; else none.
    async fn per_client_month_payment(&self) -> Option<PerClientMonthPayment> {
        let (rates, unit) = self.row.rules.payment.flat()?;
        Some(PerClientMonthPayment {
            rates: rates
                .iter()
                .map(|rate| PhaseRate {
                    phase: rate.phase.into(),
                    rate: scalar::Money::of(rate.rate),
                    months_max: rate.months_max,
                })
                .collect(),
            unit: unit.into(),
        })
    }

    /// What may be claimed; empty where the programme takes no claims.
    async fn categories(&self) -> Vec<Category> {
        self.row
            .rules
            .categories
            .iter()
            .copied()
            .map(Into::into)
            .collect()
    }

    /// Days after the end of the month of service within which a claim is timely; none is no limit.
    async fn filing_limit_days(&self) -> Option<u32> {
        self.row.rules.filing_limit_days
    }

    /// Whether a claim that exceeds the funds left is paid in part: its lines in order up to the funds, and the rest
    /// waits as a claim of its own. Without it, such a claim waits whole.
    async fn partial_payment(&self) -> bool {
        self.row.rules.partial_payment
    }

    /// What the reporting threshold of FFATA is compared with.
    async fn ffata_basis(&self) -> FfataBasis {
        self.row.rules.ffata_basis.into()
    }

    /// In what order claims that wait for funds are released.
    async fn pended_order(&self) -> PendedOrder {
        self.row.rules.pended_order.into()
    }
}
