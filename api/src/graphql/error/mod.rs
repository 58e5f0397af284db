//! Errors as GraphQL shows them: what is wrong with an input is data of the mutation; what is wrong with a
//! request, or broken, is a top-level error. Both have a stable code.

mod code;
mod top;
mod user;

pub(crate) use code::Coded;
pub(crate) use top::TopError;
pub(crate) use user::UserError;
