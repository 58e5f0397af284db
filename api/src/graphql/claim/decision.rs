//! A decision of adjudication, as it was made.

use almoner_domain::{claim::ClaimEvent, money::Money};
use async_graphql::{Enum, Object};

use super::{ClaimExplanation, value::Outcome};
use crate::graphql::scalar;

pub(crate) struct ClaimDecision {
    /// `ClaimAdjudicated` or `ClaimReadjudicated`.
    pub(crate) decided: ClaimEvent,
    pub(crate) explanation: Option<ClaimExplanation>,
}

/// What both kinds of decision say.
struct Figures {
    outcome: Outcome,
    billed: Money,
    adjusted: Money,
    payable: Money,
    before: Money,
    overpaid: Money,
    effective_on: Option<chrono::NaiveDate>,
    cause: Option<ReadjudicationCause>,
}

impl ClaimDecision {
    fn figures(&self) -> Option<Figures> {
        if let ClaimEvent::ClaimAdjudicated {
            outcome,
            billed,
            adjusted,
            payable,
            effective_on,
            ..
        } = &self.decided
        {
            return Some(Figures {
                outcome: (*outcome).into(),
                billed: *billed,
                adjusted: *adjusted,
                payable: *payable,
                before: Money::ZERO,
                overpaid: Money::ZERO,
                effective_on: Some(*effective_on),
                cause: None,
            });
        }
        if let ClaimEvent::ClaimReadjudicated {
            cause,
            outcome,
            billed,
            adjusted,
            before,
            payable,
            overpaid,
            effective_on,
            ..
        } = &self.decided
        {
            return Some(Figures {
                outcome: (*outcome).into(),
                billed: *billed,
                adjusted: *adjusted,
                payable: *payable,
                before: *before,
                overpaid: *overpaid,
                effective_on: Some(*effective_on),
                cause: Some((*cause).into()),
            });
        }
        None
    }

    fn money(&self, of: impl Fn(Figures) -> Money) -> scalar::Money {
        scalar::Money::of(self.figures().map(of).unwrap_or_default())
    }
}

/// A decision of adjudication about a claim, as it was made: the first, or a later one that took its place. Billed less
/// adjusted is payable in each.
#[Object]
impl ClaimDecision {
    /// The accounting date.
    async fn effective_on(&self) -> Option<scalar::Date> {
        let figures = self.figures()?;
        figures.effective_on.map(scalar::Date::of)
    }

    /// Why it was adjudicated again; none for the first decision.
    async fn cause(&self) -> Option<ReadjudicationCause> {
        self.figures().and_then(|figures| figures.cause)
    }

    /// What came of the claim.
    async fn outcome(&self) -> Option<Outcome> {
        self.figures().map(|figures| figures.outcome)
    }

    /// The sum billed.
    async fn billed(&self) -> scalar::Money {
        self.money(|figures| figures.billed)
    }

    /// The sum of all adjustments.
    async fn adjusted(&self) -> scalar::Money {
        self.money(|figures| figures.adjusted)
    }

    /// What was payable by the decision before; nothing for the first.
    async fn before(&self) -> scalar::Money {
        self.money(|figures| figures.before)
    }

    /// Billed less adjusted: what is payable by this decision.
    async fn payable(&self) -> scalar::Money {
        self.money(|figures| figures.payable)
    }

    /// What had been paid beyond that: the sub-awardee owes it back.
    async fn overpaid(&self) -> scalar::Money {
        self.money(|figures| figures.overpaid)
    }

    /// Why, rule by rule.
    async fn explanation(&self) -> Option<&ClaimExplanation> {
        self.explanation.as_ref()
    }
}

/// Why a claim was adjudicated again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::ReadjudicationCause")]
pub(crate) enum ReadjudicationCause {
    /// An officer reversed its denial.
    Reconsideration,
    /// A fact about the client became known that holds since before: a certification, a family member, a closing.
    LateFact,
}
