//! What sub-awardees owe back, and how they pay it.

mod input;
mod mutation;
mod object;

pub(crate) use input::ReceivableRefundInput;
pub(crate) use mutation::ReceivableMutation;
pub(crate) use object::ReceivableEntry;
