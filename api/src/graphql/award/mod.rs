//! Awards, their sub-award share and their money.

mod action;
mod done;
mod filter;
mod input;
mod mutation;
mod object;
mod query;
mod share;
mod timeline;
mod value;

pub(crate) use action::AwardActionMutation;
pub(crate) use done::AwardAction;
pub(crate) use filter::AwardFilterInput;
pub(crate) use input::{
    AwardCloseInput, AwardDirectCostRecordInput, AwardExtendInput, AwardIssueInput,
    AwardReduceInput, AwardResumeInput, AwardSubAwardShareWaiveInput, AwardSupplementInput,
    AwardSuspendInput,
};
pub(crate) use mutation::AwardMutation;
pub(crate) use object::Award;
pub(crate) use query::AwardQuery;
pub(crate) use share::SubAwardShare;
pub(crate) use timeline::TimelineEntry;
pub(crate) use value::{AwardStatus, CostCategory};
