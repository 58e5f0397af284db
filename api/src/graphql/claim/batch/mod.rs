//! A claim sheet, whole: many claims in one request, and what became of each row.

mod input;
mod payload;

pub(crate) use input::ClaimBatchSubmitInput;
pub(crate) use payload::ClaimBatchPayload;
