//! What was posted.

use almoner_projections::postings::PostingRow;
use async_graphql::{Enum, Object};

use crate::graphql::{scalar, scope::Scope};

/// Debit or credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::posting::Side")]
pub(crate) enum Side {
    /// The left side.
    Debit,
    /// The right side.
    Credit,
}

/// What an account holds. Budgetary accounts say what funds may be used for, proprietary ones what is owned, owed
/// and spent; each book balances by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::posting::AccountKind")]
pub(crate) enum AccountKind {
    /// Funds of the programme that awards draw on (USSGL 461000).
    Allotted,
    /// Awarded, neither spent by the prime nor sub-awarded (480100).
    Unassigned,
    /// Spent by the prime itself from what it retains (490100).
    RetainedSpent,
    /// Obligated to a sub-award, and free for claims (480100).
    Available,
    /// Reserved for adjudicated claims (480100).
    Reserved,
    /// Approved claims, not yet paid (490100).
    Accrued,
    /// Paid to the sub-awardee (490100); the federal view moves cash at the prime's draw.
    Paid,
    /// The programme's cost (610000).
    ProgrammeCost,
    /// Owed to the prime for costs and for what is owed back; `PAYABLE_DRAWN` is what draws settled of it (211000).
    Payable,
    /// Appropriations used, the equity side (310700).
    AppropriationsUsed,
    /// Appropriations used, the financing source (570000).
    AppropriationsExpended,
    /// The part of the costs that the prime's draws have settled, to be taken off them (490100).
    Settled,
    /// Costs that draws have paid (490200).
    DeliveredPaid,
    /// Draws of an earlier fiscal year that were refunded: a downward adjustment (497200).
    RefundedPriorYear,
    /// Undelivered orders of an earlier fiscal year, unpaid, that were de-obligated: a downward adjustment (487100).
    ReleasedPriorYear,
    /// The undelivered orders that `RELEASED_PRIOR_YEAR` adjusts (480100).
    OrdersPriorYear,
    /// Advances of an earlier fiscal year, returned unused and de-obligated: a downward adjustment (487200).
    ReturnedPriorYear,
    /// The prepaid orders that `RETURNED_PRIOR_YEAR` adjusts (480200).
    PrepaidPriorYear,
    /// Costs of an earlier fiscal year, unpaid, that were reversed or disallowed: a downward adjustment (497100).
    ReversedPriorYear,
    /// The delivered orders that `REVERSED_PRIOR_YEAR` adjusts (490100).
    DeliveredPriorYear,
    /// The part of undelivered orders that is paid in advance, to be taken off them (480100).
    Advanced,
    /// Undelivered orders that are paid in advance (480200).
    Prepaid,
    /// Drawn in advance of costs, and not yet taken up by them (141000).
    Advances,
    /// The part of what is owed to the prime that its draws have settled, to be taken off it (211000).
    PayableDrawn,
    /// Federal cash that the prime has drawn and not returned (101000).
    CashDrawn,
    /// Interest above the limit that is to be remitted (134000).
    InterestDue,
    /// Interest that was due (531000).
    InterestRevenue,
    /// Interest that was remitted (101000).
    InterestRemitted,
    /// What others contributed; a memorandum.
    Match,
    /// The other side of what others contributed.
    MatchContra,
    /// The part of the prime's costs that program income paid by deduction, to be taken off them (490100).
    PaidByIncome,
    /// What deducted program income freed of the award: the programme's again (461000).
    FreedByIncome,
    /// Program income that the project earned; a memorandum.
    IncomeEarned,
    /// Program income that is not spent; a memorandum.
    IncomeUnexpended,
    /// Program income that was spent in place of federal funds; a memorandum.
    IncomeDeducted,
    /// Program income that was spent beside the award; a memorandum.
    IncomeAdded,
    /// Claims that wait for funds; a memorandum.
    Pended,
    /// The other side of claims that wait for funds.
    PendedContra,
    /// Paid to the sub-awardee and owed back, until it is withheld from a payment or refunded (USSGL 131000).
    Receivable,
}

pub(crate) struct Posting {
    pub(crate) row: PostingRow,
    pub(crate) scope: Scope,
}

/// One line of a balanced transaction: what was posted to an account, and what the account held after it.
#[Object]
impl Posting {
    /// The position of the event that was posted.
    async fn position(&self) -> scalar::Position {
        scalar::Position::of(self.row.position)
    }

    /// Its place among the lines of the event, from 0.
    async fn entry(&self) -> u32 {
        self.row.entry
    }

    /// The account, as in `90ZV0134:unassigned` or `90ZV0134:SA-1:accrued`.
    async fn account(&self) -> &str {
        &self.row.account
    }

    /// What the account holds.
    async fn kind(&self) -> AccountKind {
        self.row.kind.into()
    }

    /// The USSGL account that it is part of; none for a memorandum.
    async fn ussgl(&self) -> Option<&'static str> {
        self.row.kind.ussgl()
    }

    /// The FAIN of the award.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// The sub-award; none for an account of the award as a whole.
    async fn sub_award_id(&self) -> Option<scalar::SubAwardId> {
        self.row.sub_award.as_ref().map(scalar::SubAwardId::of)
    }

    /// Debit or credit.
    async fn side(&self) -> Side {
        self.row.side.into()
    }

    /// How much, above zero.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.row.amount)
    }

    /// What the account held after it, on its normal side.
    async fn balance_after(&self) -> scalar::Money {
        scalar::Money::of(self.row.balance_after)
    }

    /// The accounting date, by which balances and reports of a period count it: the fact's own day, or the first day of the
    /// open period where its own was frozen when it was recorded.
    async fn effective_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.effective_on)
    }

    /// The fact's own day.
    async fn fact_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.fact_on.unwrap_or(self.row.effective_on))
    }

    /// The position of the event that froze the fact's own day, where it was recorded late; none where it counts on its day.
    async fn late_behind(&self) -> Option<scalar::Position> {
        self.row.late_behind.map(scalar::Position::of)
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> scalar::DateTime {
        scalar::DateTime::at(self.row.recorded_at)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
