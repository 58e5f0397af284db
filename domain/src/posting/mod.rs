//! Double entry: each money-moving event maps, by a pure rule, to a balanced transaction over a chart of accounts.

mod account;
mod award;
mod cash;
mod digest;
mod income;
mod months;
mod pairs;
mod prior_year;
mod recovery;
mod rule;
mod sub_award;
mod transaction;
mod trial_balance;

pub use account::*;
pub use digest::*;
pub use months::*;
pub use rule::*;
pub use transaction::*;
pub use trial_balance::*;
