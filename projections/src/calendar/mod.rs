//! What is due when, over all awards and sub-awards that a viewer sees. Nothing of it is stored: the facts are read as of a
//! moment, and the domain computes.

mod facts;
mod query;

pub use query::CalendarFilter;
