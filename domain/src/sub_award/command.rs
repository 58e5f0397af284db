//! What the aggregate is asked, with the facts that the ledger looked up for it.

/// A command to the aggregate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubAwardCommand {}
