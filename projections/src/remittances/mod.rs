//! Remittance advices: what a payment pays a sub-awardee, claim by claim, line by line, and how that adds up.
//!
//! An [`Advice`] balances, as X12 835 has it: billed less adjustments is allowed, for every line, and paid, for
//! every claim; the claims less the provider adjustments are the payment; and what is confirmed is what was posted. One that does not cannot be
//! constructed. It is put together from the read models as one viewer sees them; nothing of it is stored but the header.

mod advice;
pub(crate) mod apply;
mod balance;
mod claim;
mod header;
mod provider;
mod query;
mod read;
#[cfg(test)]
mod tests;

pub use advice::{Advice, AdviceParts, Party, Totals};
pub use balance::Unbalanced;
pub use claim::{AdviceAdjustment, AdviceClaim, AdviceClaimParts, AdviceLine};
pub use header::RemittanceHeaderRow;
pub use provider::{ProviderAdjustment, ProviderAdjustmentKind};
pub use query::{RemittanceFilter, RemittanceRow};

pub use crate::read::Control;
