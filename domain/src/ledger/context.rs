//! Who asks, for whom, and when it arrived.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{ActorId, OrganizationId};

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A grant officer of the programme.
    Officer,
    /// A person of a prime.
    Grantee,
    /// A person of a sub-awardee.
    Subawardee,
    /// Reads and verifies; commands nothing.
    Auditor,
    /// Keeps accounts and keys; sees and moves no money.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Officer,
        Self::Grantee,
        Self::Subawardee,
        Self::Auditor,
        Self::Admin,
    ];

    /// The name, as recorded and as in a token.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Grantee => "grantee",
            Self::Subawardee => "subawardee",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }
}

/// The circumstances of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub actor: ActorId,
    /// In what role.
    pub role: Role,
    /// For which organization.
    pub organization: OrganizationId,
    /// When it reached the api; deadlines and timely filing are tested by it.
    pub received_at: DateTime<Utc>,
}

impl Context {
    /// The day on which the command arrived, in UTC: no accounting date lies after it.
    pub fn received_on(&self) -> NaiveDate {
        self.received_at.date_naive()
    }
}
