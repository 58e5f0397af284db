//! Double entry: each money-moving event maps, by a pure rule, to a balanced transaction over a chart of accounts.

mod account;
mod cash;
mod digest;
mod income;
mod months;
mod prior_year;
mod recovery;
mod rule;
mod transaction;
mod trial_balance;

pub use account::*;
pub use digest::*;
pub use months::*;
pub use rule::*;
pub use transaction::*;
pub use trial_balance::*;
