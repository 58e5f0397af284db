//! Extracts: what a programme reports of its clients and services, as tables and as files.

mod object;
mod query;

pub(crate) use object::{ClientExtract, ServiceExtract};
pub(crate) use query::ExtractQuery;
