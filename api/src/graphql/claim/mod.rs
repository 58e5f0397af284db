//! Claims, and what adjudication made of them.

mod adjudication;
mod batch;
mod correction;
mod decision;
mod explanation;
mod filter;
mod input;
mod line;
mod many;
mod mutation;
mod object;
mod preview;
mod query;
mod value;

pub(crate) use adjudication::{ClaimLine, Finding};
pub(crate) use batch::{ClaimBatchPayload, ClaimBatchSubmitInput};
pub(crate) use correction::{ClaimReconsiderInput, ClaimReplaceInput, ClaimVoidInput};
pub(crate) use decision::ClaimDecision;
pub(crate) use explanation::ClaimExplanation;
pub(crate) use filter::ClaimFilterInput;
pub(crate) use input::{ClaimApproveInput, ClaimDenyInput, ClaimSubmitInput};
pub(crate) use line::{ClaimLineInput, read_lines};
pub(crate) use many::{ClaimApproveManyInput, ClaimDenyManyInput, ClaimManyPayload};
pub(crate) use mutation::ClaimMutation;
pub(crate) use object::Claim;
pub(crate) use query::ClaimQuery;
pub(crate) use value::{
    AdjustmentGroup, ClaimPart, ClaimStatus, DenialReason, Edit, ReconsiderationDecision,
    VoidReason,
};
