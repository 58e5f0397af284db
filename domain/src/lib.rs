//! The domain decides: aggregates, commands, events, rules, money and posting rules.
//!
//! Nothing here reads a clock, a file, a socket or a database, mints an id, or touches a float. A command
//! enters with everything that its decision needs; what comes out is a list of events or a refusal.

pub mod award;
pub mod claim;
pub mod client;
pub mod closing;
pub mod deadline;
pub mod disclosure;
pub mod id;
pub mod identifier;
pub mod ledger;
pub mod measure;
pub mod money;
pub mod organization;
pub mod oversight;
pub mod payment;
pub mod period;
pub mod posting;
pub mod programme;
pub mod rate;
pub mod regime;
pub mod region;
pub mod sealed;
pub mod signing;
pub mod sub_award;
pub mod text;
mod written;
