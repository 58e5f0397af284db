//! The arithmetic of federal forms: what is derived from what, and what a form must not say. No figure is read here.

mod request;
mod status;
#[cfg(test)]
mod tests;

pub use request::{PaymentRequest, RequestFigures};
pub use status::{FinancialFigures, FinancialStatus};

/// A form that cannot be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// A sum is past what a ledger can hold.
    #[error("a line of the form is out of range")]
    OutOfRange,
    /// A final report has no unliquidated obligations.
    #[error("a final report has no unliquidated obligations (line f), and {unliquidated} are left")]
    Unliquidated {
        /// Line f.
        unliquidated: almoner_domain::money::Money,
    },
}
