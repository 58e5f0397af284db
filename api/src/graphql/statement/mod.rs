//! What the read models were stated to hold, and proofs under it.

mod object;
mod query;

pub(crate) use query::StatementQuery;
