//! Federal cash and contributions as they are read.

use almoner_domain::{award::PaymentMethod as Method, money::Money};
use almoner_projections::{
    award_cash::{AwardCashEntryRow, AwardCashRow, AwardContributionRow, AwardDisbursed},
    awards::AwardRow,
};
use async_graphql::{Object, SimpleObject};

use super::{CashMovement, MatchKind, PaymentMethod};
use crate::graphql::{scalar, scope::Scope};

/// The federal cash of an award. Drawn is advance and settled together, and cash on hand is drawn less disbursed, always.
#[derive(SimpleObject)]
pub(crate) struct AwardCash {
    /// How the prime gets it.
    method: PaymentMethod,
    /// Cash receipts: all that is drawn and not returned.
    drawn: scalar::Money,
    /// The part of it that no cost has taken up.
    advance: scalar::Money,
    /// The part of it that costs have taken up.
    settled: scalar::Money,
    /// Allowable costs that were accrued: retained spending and approved claims, paid or not, less what program income paid.
    accrued: scalar::Money,
    /// Cash disbursements: retained spending that no program income paid, and what went out to sub-awardees and did not come
    /// back.
    disbursed: scalar::Money,
    /// Cash on hand; below zero where the grantor owes.
    on_hand: scalar::Money,
    /// What may be drawn by reimbursement: allowable costs that are not drawn yet, less unexpended program income. None on the advance method, where a draw
    /// is for an immediate need.
    drawable: Option<scalar::Money>,
    /// Interest that federal cash earned.
    interest_earned: scalar::Money,
    /// Interest above the fiscal years' limits that is to be remitted.
    interest_due: scalar::Money,
    /// Interest that was remitted.
    interest_remitted: scalar::Money,
}

impl AwardCash {
    pub(crate) fn new(row: &AwardCashRow, spent: &AwardDisbursed, unexpended: Money) -> Self {
        let on_hand = row.drawn.minus(spent.disbursed).unwrap_or_default();
        let drawable = match row.method {
            Method::Reimbursement => {
                let allowable = spent.accrued.less(row.drawn);
                Some(scalar::Money::of(allowable.less(unexpended)))
            }
            Method::Advance => None,
        };
        Self {
            method: row.method.into(),
            drawn: scalar::Money::of(row.drawn),
            advance: scalar::Money::of(row.advance),
            settled: scalar::Money::of(row.settled),
            accrued: scalar::Money::of(spent.accrued),
            disbursed: scalar::Money::of(spent.disbursed),
            on_hand: scalar::Money::of(on_hand),
            drawable,
            interest_earned: scalar::Money::of(row.interest_earned),
            interest_due: scalar::Money::of(row.interest_due),
            interest_remitted: scalar::Money::of(row.interest_remitted),
        }
    }
}

/// The recipient share of an award: what others than the federal government are to contribute, and what they did.
#[derive(SimpleObject)]
pub(crate) struct AwardMatch {
    /// The total recipient share required: the non-federal part of the total cost.
    required: scalar::Money,
    /// What was contributed, and stands.
    recorded: scalar::Money,
    /// The remaining recipient share to be provided; zero when the share is met.
    remaining: scalar::Money,
    /// The share is met.
    met: bool,
}

impl AwardMatch {
    /// None where the federal government pays all.
    pub(crate) fn new(award: &AwardRow, cash: &AwardCashRow) -> Option<Self> {
        let required: Money = award.non_federal?;
        let remaining = required.less(cash.matched);
        Some(Self {
            required: scalar::Money::of(required),
            recorded: scalar::Money::of(cash.matched),
            remaining: scalar::Money::of(remaining),
            met: remaining.is_zero(),
        })
    }
}

pub(crate) struct CashEntry {
    pub(crate) row: AwardCashEntryRow,
    pub(crate) scope: Scope,
}

/// A movement of the federal cash of an award, or of interest on it.
#[Object]
impl CashEntry {
    /// Its place among the movements of the award, from 1.
    async fn entry(&self) -> u32 {
        self.row.entry
    }

    /// What moved it.
    async fn movement(&self) -> CashMovement {
        self.row.movement.into()
    }

    /// The id of the draw, the refund or the interest; none of a liquidation.
    async fn reference(&self) -> Option<&str> {
        self.row.reference.as_deref()
    }

    /// How much.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// What the prime said that it pays out at once; of advances only.
    async fn immediate_need(&self) -> Option<scalar::Money> {
        self.row.immediate_need.map(scalar::Money::of)
    }

    /// Drawn and not returned, after it.
    async fn drawn(&self) -> scalar::Money {
        scalar::Money::of(self.row.drawn)
    }

    /// What no cost has taken up, after it.
    async fn advance(&self) -> scalar::Money {
        scalar::Money::of(self.row.advance)
    }

    /// Interest to be remitted, after it.
    async fn interest_due(&self) -> scalar::Money {
        scalar::Money::of(self.row.interest_due)
    }

    /// The accounting date.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}

pub(crate) struct Contribution {
    pub(crate) row: AwardContributionRow,
    pub(crate) scope: Scope,
}

/// What others contributed to an award. It counts once, on a document of its own, and never from federal money.
#[Object]
impl Contribution {
    /// Its id, unique in the award.
    async fn contribution_id(&self) -> scalar::ContributionId {
        scalar::ContributionId::of(&self.row.contribution)
    }

    /// Cash, or in kind.
    async fn kind(&self) -> MatchKind {
        self.row.kind.into()
    }

    /// How much.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// SHA-256 of the document that shows it.
    async fn document(&self) -> scalar::Digest {
        scalar::Digest(self.row.document.as_str().to_owned())
    }

    /// The accounting date.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// It no longer counts.
    async fn reversed(&self) -> bool {
        self.row.reversed_on.is_some()
    }

    /// Why it no longer counts.
    async fn reversed_reason(&self) -> Option<&str> {
        self.row
            .reversed_reason
            .as_ref()
            .map(almoner_domain::text::Text::as_str)
    }

    /// Since when it no longer counts.
    async fn reversed_on(&self) -> Option<scalar::Date> {
        self.row.reversed_on.map(scalar::Date::of)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
