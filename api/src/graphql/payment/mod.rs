//! Payments of approved claims.

mod filter;
mod input;
mod mutation;
mod object;
mod query;
mod value;

pub(crate) use filter::PaymentFilterInput;
pub(crate) use input::{PaymentAuthoriseInput, PaymentConfirmInput, PaymentPrepareInput};
pub(crate) use mutation::PaymentMutation;
pub(crate) use object::{Payment, PaymentItem, PaymentOffset};
pub(crate) use query::PaymentQuery;
pub(crate) use value::PaymentStatus;
