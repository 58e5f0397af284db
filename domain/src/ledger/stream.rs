//! Streams: one for each aggregate, named by its kind and id.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    signing::Signed,
};

/// The kinds of aggregates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StreamKind {
    /// A programme and its rule sets.
    Programme,
    /// An organization.
    Organization,
    /// An award, by FAIN.
    Award,
    /// A sub-award.
    SubAward,
    /// A client's case.
    Client,
    /// A claim.
    Claim,
    /// A payment.
    Payment,
    /// A measure of a programme, award or sub-award.
    Measure,
    /// The file of an award beside its money, by FAIN.
    Oversight,
    /// The closing of a programme's months.
    Closing,
    /// The key with which the ledger signs.
    Signing,
}

impl StreamKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Programme,
        Self::Organization,
        Self::Award,
        Self::SubAward,
        Self::Client,
        Self::Claim,
        Self::Payment,
        Self::Measure,
        Self::Oversight,
        Self::Closing,
        Self::Signing,
    ];

    /// The name under which it is stored: the aggregate's `TYPE`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Programme => "Programme",
            Self::Organization => "Organization",
            Self::Award => "Award",
            Self::SubAward => "SubAward",
            Self::Client => "Client",
            Self::Claim => "Claim",
            Self::Payment => "Payment",
            Self::Measure => "Measure",
            Self::Oversight => "Oversight",
            Self::Closing => "Closing",
            Self::Signing => "Signing",
        }
    }

    /// Reads a stored name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One stream.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId {
    /// What kind of aggregate.
    pub kind: StreamKind,
    /// Which one.
    pub id: String,
}

macro_rules! of {
    ($($name:ident $kind:ident $type:ty;)+) => {$(
        /// The stream of the aggregate.
        pub fn $name(id: &$type) -> Self {
            Self { kind: StreamKind::$kind, id: id.as_str().to_owned() }
        }
    )+};
}

impl StreamId {
    of! {
        programme Programme ProgrammeCode;
        organization Organization OrganizationId;
        award Award Fain;
        sub_award SubAward SubAwardId;
        client Client ClientCode;
        claim Claim ClaimId;
        payment Payment PaymentId;
        measure Measure MeasureId;
        oversight Oversight Fain;
        closing Closing ProgrammeCode;
        signing Signing Signed;
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.kind.as_str(), self.id)
    }
}

impl fmt::Debug for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
