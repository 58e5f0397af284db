//! The closing of a programme's months: by two officers, bound to a trial balance, late facts counting after it.

mod agreement;
mod input;
mod mutation;
mod object;
mod query;

pub(crate) use input::{PeriodCloseApproveInput, PeriodCloseBeginInput, PeriodCloseWithdrawInput};
pub(crate) use mutation::ClosingMutation;
pub(crate) use object::PeriodClose;
pub(crate) use query::ClosingQuery;
