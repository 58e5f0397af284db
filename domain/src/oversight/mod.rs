//! The file that is kept of an award beside its money: what a prime told its sub-awardees, how it watches over them, which
//! reports were filed, and what was found.
//!
//! One stream an award. What is due when is not kept here: it is computed from these facts and a day (see `deadline`).
//! Nothing here moves money, and no text names a person.

mod aggregate;
mod audits;
mod command;
mod decide;
mod error;
mod event;
mod file;
mod findings;
mod monitoring;
mod policy;
mod reports;
mod terms;
mod value;

pub use aggregate::*;
pub use command::*;
pub use error::*;
pub use event::*;
pub use policy::*;
pub use terms::*;
pub use value::*;
