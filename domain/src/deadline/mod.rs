//! What is due when: one calendar over awards and sub-awards, computed from facts and a day that is given, never from a
//! clock. Deadlines of clients' cases are elsewhere (`client`).
//!
//! A fact leads to a deadline; whether it is done, due or overdue is a question of a day. Nothing here is stored.

mod calendar;
mod key;
mod kind;
mod report;
mod standing;
#[cfg(test)]
mod tests;

pub use calendar::*;
pub use key::*;
pub use kind::*;
pub use report::*;
pub use standing::*;
