//! A payment: at most 500 approved claims of one award, prepared, authorised and confirmed by the prime.
//!
//! Life: prepared → authorised → confirmed. Who prepares does not authorise, who authorises does not confirm, and
//! who approved a claim pays none. What a sub-awardee owes back is withheld, up to what the payment pays it.

mod aggregate;
mod batch;
mod command;
mod decide;
mod error;
mod event;
mod policy;
#[cfg(test)]
mod tests;

pub use aggregate::*;
pub use batch::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use policy::*;
