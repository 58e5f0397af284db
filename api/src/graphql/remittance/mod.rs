//! Remittance advices: what a payment pays a sub-awardee, and how it adds up.

mod advice;
mod claim;
mod filter;
mod object;
mod query;

pub(crate) use advice::RemittanceAdvice;
pub(crate) use filter::RemittanceFilterInput;
pub(crate) use object::Remittance;
pub(crate) use query::RemittanceQuery;
