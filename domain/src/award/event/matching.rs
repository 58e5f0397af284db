//! What others contribute to an award.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ContributionId, ProgrammeCode},
    identifier::Fain,
    ledger::domain_event,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};

/// What others than the federal government contribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MatchKind {
    /// Cash.
    Cash,
    /// Services, goods, space or volunteers' time, at their documented value.
    InKind,
}

domain_event! {
    /// A contribution of others.
    pub enum MatchEvent {
        /// Others contributed to the project.
        MatchRecorded {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The contribution.
            contribution: ContributionId,
            /// Cash, or in kind.
            kind: MatchKind,
            /// How much.
            amount: Money,
            /// The document that shows it.
            document: DocumentDigest,
            /// All contributions that stand after it.
            recorded: Money,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
        /// A contribution no longer counts.
        MatchReversed {
            /// The award.
            award: Fain,
            /// The programme.
            programme: ProgrammeCode,
            /// The contribution.
            contribution: ContributionId,
            /// How much.
            amount: Money,
            /// All contributions that stand after it.
            recorded: Money,
            /// Why.
            reason: Reason,
            /// The accounting date.
            effective_on: NaiveDate,
        } = "1.0",
    }
}

impl MatchEvent {
    /// The award that it happened to.
    pub fn award(&self) -> &Fain {
        match self {
            Self::MatchRecorded { award, .. } | Self::MatchReversed { award, .. } => award,
        }
    }
}
