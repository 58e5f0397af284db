//! Who read what of which clients.

mod filter;
mod object;
mod query;

pub(crate) use filter::{ClientReadFilterInput, ClientReadWay};
pub(crate) use object::ClientRead;
pub(crate) use query::ClientReadQuery;
