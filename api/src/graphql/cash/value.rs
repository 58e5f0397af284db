//! What cash and contributions are made of.

use async_graphql::Enum;

/// How a prime gets its federal cash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::award::PaymentMethod")]
pub(crate) enum PaymentMethod {
    /// It is paid for allowable costs that were accrued.
    Reimbursement,
    /// It draws ahead of its costs what it needs at once; nothing is paid out that was not drawn.
    Advance,
}

/// What others than the federal government contribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::award::MatchKind")]
pub(crate) enum MatchKind {
    /// Cash.
    Cash,
    /// Services, goods, space or volunteers' time, at their documented value.
    InKind,
}

/// What moved federal cash, or interest on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::award_cash::CashMovement")]
pub(crate) enum CashMovement {
    /// Drawn for costs that were accrued.
    Reimbursed,
    /// Drawn ahead of costs.
    Advanced,
    /// Costs took up what was drawn ahead of them.
    Liquidated,
    /// What was drawn ahead of costs came back unused.
    AdvanceReturned,
    /// What was drawn for costs came back, in the federal fiscal year of the draw.
    Refunded,
    /// What was drawn for costs came back, in a later fiscal year.
    RefundedPriorYear,
    /// Interest was earned.
    InterestEarned,
    /// Interest was remitted.
    InterestRemitted,
}
