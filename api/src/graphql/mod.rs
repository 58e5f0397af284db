//! GraphQL: what can be asked of a ledger, and what can be done in it.
//!
//! A resolver translates and decides nothing. What a caller may see is settled beneath the resolvers, in the views
//! of the projections; what a caller may do, in the domain.

mod account;
mod action;
mod award;
mod caller;
mod cash;
mod claim;
mod client;
mod client_reads;
mod closing;
mod connection;
mod error;
mod extract;
mod income;
mod journal;
mod limit;
mod lineage;
mod live;
mod measure;
mod node;
mod organization;
mod oversight;
mod payment;
mod period;
mod portfolio;
mod programme;
mod read;
mod receivable;
mod region;
mod remittance;
mod report;
mod scalar;
mod schema;
mod scope;
mod signing;
mod standing;
mod statement;
mod sub_award;
mod submit;
mod viewer;
mod worklist;

pub(crate) use caller::Caller;
pub(crate) use error::TopError;
pub(crate) use limit::{LimitError, check_document, check_text, moments};
pub(crate) use live::Progress;
pub(crate) use scalar::example as scalar_example;
pub use schema::sdl;
pub(crate) use schema::{Schema, schema};
pub(crate) use scope::{Opened, open_for, open_whole, read_moment};
