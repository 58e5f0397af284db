//! The portfolio: every award that a viewer sees, across programmes, with its money and where it stands, in one statement.

mod query;
mod row;
mod totals;

pub use query::{PortfolioFilter, PortfolioOrder};
pub use row::PortfolioRow;
pub use totals::PortfolioTotals;
