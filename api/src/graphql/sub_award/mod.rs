//! Sub-awards and their money.

mod filter;
mod input;
mod mutation;
mod object;
mod query;
mod value;

pub(crate) use filter::SubAwardFilterInput;
pub(crate) use input::{
    SubAwardCloseInput, SubAwardExecuteInput, SubAwardExtendInput, SubAwardLowerInput,
    SubAwardRaiseInput, SubAwardResumeInput, SubAwardSuspendInput,
};
pub(crate) use mutation::SubAwardMutation;
pub(crate) use object::SubAward;
pub(crate) use query::SubAwardQuery;
pub(crate) use value::{SubAwardInstrument, SubAwardStatus};
