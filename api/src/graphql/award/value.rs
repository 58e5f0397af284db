//! What an award is made of.

use async_graphql::Enum;

/// What a prime spends a direct cost on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::award::CostCategory")]
pub(crate) enum CostCategory {
    /// Salaries and wages.
    Personnel,
    /// Fringe benefits.
    Fringe,
    /// Travel.
    Travel,
    /// Equipment.
    Equipment,
    /// Supplies.
    Supplies,
    /// Procurement contracts; they never count towards the sub-award share.
    Contractual,
    /// Other direct costs.
    Other,
    /// Indirect costs.
    Indirect,
}

/// Where an award stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::awards::AwardStatus")]
pub(crate) enum AwardStatus {
    /// It takes obligations and costs.
    Active,
    /// No new obligations or costs until it is resumed.
    Suspended,
    /// What was unassigned went back to the programme.
    Closed,
}
