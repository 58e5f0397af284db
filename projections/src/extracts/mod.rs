//! Extracts: what a programme reports of its clients and services, as files that are the same bytes whenever they are
//! made as of the same position.
//!
//! The client-level extract is pseudonymous. Where only aggregates may be told it is for the organizations that serve,
//! each of its own clients; everybody else gets the aggregate, without small cells and without what they could be solved
//! for from.

mod clients;
mod document;
mod services;

pub use clients::{ClientExtract, ClientExtractRow};
pub use document::Document;
pub use services::{AGE_BANDS, ServiceExtract, ServiceRow};
