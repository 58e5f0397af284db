//! What a sub-award is made of.

use async_graphql::Enum;

/// By what instrument a prime passes funds on (2 CFR 200.331 tells the two apart).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::sub_award::SubAwardInstrument")]
pub(crate) enum SubAwardInstrument {
    /// A sub-award: the sub-awardee carries out part of the programme.
    SubAward,
    /// A procurement contract: it never counts towards the sub-award share.
    Procurement,
    /// A fixed-amount sub-award, as unit-price pay is one: with an officer's prior approval, up to a ceiling (2 CFR
    /// 200.333).
    FixedAmount,
}

/// Where a sub-award stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::sub_awards::SubAwardStatus")]
pub(crate) enum SubAwardStatus {
    /// It takes claims.
    Active,
    /// New claims wait until it is resumed.
    Suspended,
    /// It takes no claims.
    Closed,
}
