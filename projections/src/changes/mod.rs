//! What became different between two moments, as whoever reads sees it: the rows of the read models as of the one, and as
//! of the other. Nothing is replayed.

mod query;
mod statement;

use almoner_domain::{identifier::Fain, money::Money, posting::AccountKind};

use crate::{
    award_actions::AwardActionRow, claims::ClaimStatus, organizations::OrganizationRow,
    oversight::OversightEntryRow, period_closes::PeriodCloseRow,
    sub_award_actions::SubAwardActionRow, sub_award_shares::SubAwardShareRow,
};

/// What became different from one moment to a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// After the event of this position.
    pub from: i64,
    /// Up to the event of this one.
    pub to: i64,
    /// How many events there were of each type, by type; of an award, those that are about it.
    pub events: Vec<(String, i64)>,
    /// All awards together.
    pub awards: Before<AwardTotals>,
    /// What officers did with awards, in order.
    pub award_actions: Vec<AwardActionRow>,
    /// What was obligated to sub-awards and taken back, in order.
    pub sub_award_actions: Vec<SubAwardActionRow>,
    /// The accounts that hold another amount, by name.
    pub balances: Vec<BalanceMoved>,
    /// The shares that are others, by award.
    pub shares: Vec<Before<Option<SubAwardShareRow>>>,
    /// How many claims stood where, and how much they were about, by state.
    pub claims: Vec<ClaimsInState>,
    /// How many claims went from one state to another, by states; from none are those that were submitted.
    pub claims_moved: Vec<ClaimsMoved>,
    /// The entries of awards' files that are new or others: what was found, planned, filed and decided, by award and name.
    pub files: Vec<Before<Option<OversightEntryRow>>>,
    /// Deadlines of clients' cases that were set and are over, by kind; no client is named.
    pub client_deadlines: Vec<DeadlinesMoved>,
    /// Organizations that are new, or stand otherwise. Of one award none are told.
    pub organizations: Vec<Before<Option<OrganizationRow>>>,
    /// Closes of programmes' months that are new, or stand otherwise. Of one award none are told.
    pub closes: Vec<Before<Option<PeriodCloseRow>>>,
}

impl Changes {
    /// How many events there were.
    pub fn event_count(&self) -> i64 {
        self.events.iter().map(|(_, count)| count).sum()
    }
}

/// Something at the earlier moment and at the later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before<T> {
    /// At the earlier moment.
    pub before: T,
    /// At the later one.
    pub after: T,
}

/// All awards together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwardTotals {
    /// How many there were.
    pub count: i64,
    /// Federal funds awarded.
    pub awarded: Money,
    /// Commitments to their sub-awards.
    pub committed: Money,
}

/// An account that holds another amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceMoved {
    /// Its name.
    pub account: String,
    /// What it holds.
    pub kind: AccountKind,
    /// The award.
    pub award: Fain,
    /// What it held at the earlier moment.
    pub before: Money,
    /// What it held at the later one.
    pub after: Money,
}

/// Claims that stood in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimsInState {
    /// The state.
    pub status: ClaimStatus,
    /// At each moment, how many.
    pub count: (i64, i64),
    /// At each moment, what was to be paid for them.
    pub payable: (Money, Money),
}

/// Claims that went from a state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimsMoved {
    /// The state at the earlier moment; none where there was no such claim yet.
    pub from: Option<ClaimStatus>,
    /// The state at the later one.
    pub to: ClaimStatus,
    /// How many.
    pub count: i64,
    /// What was billed by them.
    pub billed: Money,
    /// What is to be paid for them at the later moment.
    pub payable: Money,
}

/// Deadlines of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinesMoved {
    /// The kind.
    pub kind: String,
    /// How many were set since, or are of another day.
    pub set: i64,
    /// How many are over since: met, or of no concern any more.
    pub over: i64,
}
