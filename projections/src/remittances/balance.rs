//! What an advice that does not balance is: something broken, never something shown.

use almoner_domain::{id::ClaimId, money::Money};

/// An advice does not balance, so that there is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    /// A line's billed amount less its adjustments is not what it allows, or an amount is below zero.
    #[error("line {number}: {billed} billed less its adjustments is not {allowed}")]
    Line {
        /// The line's number.
        number: u32,
        /// What was billed.
        billed: Money,
        /// What is said to be allowed.
        allowed: Money,
    },
    /// A claim's lines do not add up to it.
    #[error("claim {claim}: its lines do not add up to {billed} billed and {paid} paid")]
    Claim {
        /// The claim.
        claim: ClaimId,
        /// What was billed.
        billed: Money,
        /// What is said to be paid.
        paid: Money,
    },
    /// A provider adjustment or the forward balance is below zero.
    #[error("a provider adjustment of {amount} is below zero")]
    ProviderAdjustment {
        /// The amount.
        amount: Money,
    },
    /// The provider adjustments take more than the claims pay.
    #[error("{claims} of claims less {adjustments} of provider adjustments is below zero")]
    Payment {
        /// What the claims pay.
        claims: Money,
        /// What is taken off.
        adjustments: Money,
    },
    /// What was posted is not what the advice says was paid.
    #[error("{claims} is paid by the claims, and {posted} was posted")]
    Postings {
        /// What the claims pay.
        claims: Money,
        /// What was posted.
        posted: Money,
    },
    /// A sum is past what a ledger can hold.
    #[error("a sum is out of range")]
    OutOfRange,
}

impl Unbalanced {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Line { .. } => "REMITTANCE_LINE_UNBALANCED",
            Self::Claim { .. } => "REMITTANCE_CLAIM_UNBALANCED",
            Self::ProviderAdjustment { .. } => "REMITTANCE_PROVIDER_ADJUSTMENT_BELOW_ZERO",
            Self::Payment { .. } => "REMITTANCE_PAYMENT_UNBALANCED",
            Self::Postings { .. } => "REMITTANCE_NOT_AS_POSTED",
            Self::OutOfRange => "REMITTANCE_OUT_OF_RANGE",
        }
    }
}

/// Declares a struct whose fields are read and never set: what was checked when it was made stays so.
macro_rules! checked {
    ($(#[$doc:meta])* pub struct $name:ident {
        $( $(#[$field_doc:meta])* $field:ident : $type:ty ),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $($field: $type),+ }

        impl $name {
            $(
                $(#[$field_doc])*
                pub fn $field(&self) -> &$type {
                    &self.$field
                }
            )+
        }
    };
}

pub(super) use checked;
