//! What an account did, command by command; and what a rule refused.

mod filter;
mod object;
mod query;

pub(crate) use filter::RefusedCommandFilterInput;
pub(crate) use object::{Actor, AnsweredCommand};
pub(crate) use query::ActionQuery;
