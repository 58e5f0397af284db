//! Money: balances, what was posted, and the trial balance.

mod balances;
mod posting;
mod query;
mod trial_balance;

pub(crate) use balances::{AwardBalances, SubAwardBalances};
pub(crate) use posting::{AccountKind, Posting};
pub(crate) use query::AccountQuery;
pub(crate) use trial_balance::TrialBalance;
