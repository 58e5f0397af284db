//! The portfolio: every award that a viewer sees, across programmes, with its money, its findings and where it stands, in one
//! statement; what is due of them in the calendar's, whose number does not grow with the awards either.

mod deadlines;
mod query;
mod row;
mod totals;

pub use deadlines::{DeadlineCounts, PortfolioDays, PortfolioDeadlines};
pub use query::{PortfolioFilter, PortfolioOrder, PortfolioRead};
pub use row::{FindingCounts, PortfolioRow};
pub use totals::PortfolioTotals;
