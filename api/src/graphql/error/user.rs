//! What is wrong with what somebody asked for.

use async_graphql::SimpleObject;

/// Why the command was not carried out: something in the input cannot be read, or a rule of the programme says
/// no. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub(crate) struct UserError {
    /// The stable code, such as `AMOUNT_TOO_PRECISE` or `SUB_AWARD_EXHAUSTED`. It never changes its meaning.
    pub(crate) code: String,
    /// What is the matter, and what to do about it.
    pub(crate) message: String,
    /// The input field that it is about, as a path such as `amount` or `lines.0.billed`; none when it is about
    /// the command as a whole.
    pub(crate) field: Option<String>,
}
