//! What is taken off a payment that belongs to no claim of it.

use almoner_domain::money::Money;

/// What a provider adjustment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProviderAdjustmentKind {
    /// An overpayment of an earlier remittance, recovered by offset.
    OverpaymentRecovery,
}

impl ProviderAdjustmentKind {
    /// The provider adjustment reason code of X12 835 (`PLB`).
    pub fn code(self) -> &'static str {
        match self {
            Self::OverpaymentRecovery => "WO",
        }
    }
}

/// An amount that a payment is less by, for no claim of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// What it is for.
    pub kind: ProviderAdjustmentKind,
    /// What it settles: the receivable.
    pub reference: String,
    /// How much the payment is less by, not below zero.
    pub amount: Money,
}
